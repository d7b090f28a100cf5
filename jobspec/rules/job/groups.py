"""JOB104: the groups of a job as a list."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class JobGroups(Rule):
    """A job without groups, or groups that cannot be told apart.

    ## What it finds
    No `group` block at all; a group without a name, with a name that another group of the job has, or with a null
    character in it; a group of a system job with a `count` above 1.

    ## Why it matters
    Nomad refuses the job. A group's name is part of its allocations' names; a system job runs once on every node.

    ## Example
        group "app" {
          task "web" {
            driver = "raw_exec"
          }
        }
        group "app" {
          task "api" {
            driver = "raw_exec"
          }
        }

    ## Use instead
        group "web" {
          task "web" {
            driver = "raw_exec"
          }
        }
        group "api" {
          task "api" {
            driver = "raw_exec"
          }
        }
    """

    code = "JOB104"
    name = "job-groups"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        if not job.task_groups:
            yield self.at(
                job.span(),
                "the job has no group; expected at least one",
                nomad="Missing job task groups",
                help='Tasks stand in groups: group "name" { task "name" { … } }.',
            )
        seen: dict[str, int] = {}
        for position, group in enumerate(job.task_groups or ()):
            name = group.name or ""
            if not name:
                yield self.at(group.span(), f"group {position + 1} has no name", nomad=f"Job task group {position + 1} missing name")
            elif name in seen:
                first = (job.task_groups or ())[seen[name]]
                yield self.at(
                    group.span(),
                    f'group {position + 1} is named "{name}" like group {seen[name] + 1}',
                    nomad=f"Job task group {position + 1} redefines '{name}' from group {seen[name] + 1}",
                    related=related_to(first.span(), "the first group of that name"),
                    help="Give every group of a job a name of its own.",
                )
            else:
                seen[name] = position
            count = group.count or 0
            if job.type == "system" and count > 1:
                yield self.at(
                    group.span_of("count"),
                    f'group "{name}" of a system job has a count of {count}; expected 0 or 1',
                    nomad=f"Job task group {name} has count {count}. Count cannot exceed 1 with system scheduler",
                    help='A system job runs once on every node. Leave "count" out, or use type = "service".',
                )
