"""JOB204: affinities and spreads in system jobs."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.diagnostics import Span
from jobspec.models.base import Model
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class SystemPlacement(Rule):
    """An affinity or spread in a system job.

    ## What it finds
    `affinity` or `spread` blocks in a job of type `system`, in its groups or tasks.

    ## Why it matters
    Nomad refuses the job: it runs on every node that its constraints allow, so there is nothing to prefer or to spread.

    ## Example
        type = "system"
        spread {
          attribute = "${node.datacenter}"
        }

    ## Use instead
        type = "system"
        constraint {
          attribute = "${node.datacenter}"
          value     = "dc1"
        }
    """

    code = "JOB204"
    name = "system-placement"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        if job.type == "system":
            yield from self._blocks(job.affinities, "affinity", "an")
            yield from self._blocks(job.spreads, "spread", "a")

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.Validate."""
        if context.job_type == "system":
            yield from self._blocks(group.affinities, "affinity", "an")
            yield from self._blocks(group.spreads, "spread", "a")

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate."""
        if context.job_type == "system":
            yield from self._blocks(task.affinities, "affinity", "an")

    def _blocks(self, blocks: Sequence[Model] | None, word: str, article: str) -> Findings:
        if blocks:
            span: Span | None = blocks[0].span()
            yield self.at(
                span,
                f"{article} {word} block stands in a system job, which runs on every node",
                nomad=f"System jobs may not have {article} {word} block",
                help="Remove the block, or choose nodes with a constraint.",
            )
