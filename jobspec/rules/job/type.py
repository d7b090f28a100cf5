"""JOB102: a job's type."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

JOB_TYPES = ("service", "batch", "system", "sysbatch")
INTERNAL_TYPE = "_core"


class JobType(Rule):
    """A job type that Nomad does not know.

    ## What it finds
    `type` with anything but `service`, `batch`, `system` or `sysbatch`.

    ## Why it matters
    Nomad refuses the job: the type chooses the scheduler.

    ## Example
        type = "services"

    ## Use instead
        type = "service"
    """

    code = "JOB102"
    name = "job-type"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        kind = context.job_type
        if not kind:
            yield self.at(
                job.span_of("type"),
                "the job's type is empty",
                nomad="Missing job type",
                help='Leave "type" out for "service", or name one of service, batch, system, sysbatch.',
            )
        elif kind not in JOB_TYPES and kind != INTERNAL_TYPE:
            yield self.at(
                job.span_of("type"),
                f'"{kind}" is not a job type; expected service, batch, system or sysbatch',
                nomad=f"Invalid job type: {quote(kind)}",
                slip=(kind, JOB_TYPES),
            )
