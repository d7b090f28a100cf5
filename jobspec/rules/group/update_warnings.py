"""JOB314: update strategies that do more at once than they seem to."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_job import Job
from jobspec.models.job_policies import UpdateStrategy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to, span_of_first


class DoubtfulUpdate(Rule):
    """An update strategy that Nomad warns of.

    ## What it finds
    A `max_parallel` above the group's `count`, where that is more than 1; `auto_promote` in some groups while others have canaries
    and no `auto_promote`.

    ## Why it matters
    With the first, a destructive change replaces all allocations at once. With the second, the deployment is not promoted
    by itself, since all groups are promoted together.

    ## Example
        count = 2
        update {
          max_parallel = 5
        }

    ## Use instead
        count = 2
        update {
          max_parallel = 1
        }
    """

    code = "JOB314"
    name = "doubtful-update"
    severity = Severity.WARNING
    nomad = True

    def check_update(self, update: UpdateStrategy, context: Context) -> Findings:
        """structs.TaskGroup.Warnings."""
        group = context.in_group()
        count, parallel = group.count or 0, update.max_parallel or 0
        if 1 < count < parallel:
            place = span_of_first("max_parallel", update, context.job.update, group)
            yield self.at(
                place,
                f"max_parallel is {parallel}, more than the group's count of {count}: a destructive change replaces all at once",
                nomad=f"Update max parallel count is greater than task group count ({parallel} > {count}). "
                "A destructive change would result in the simultaneous replacement of all allocations.",
                related=related_to(group.span_of("count"), "the count"),
            )

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Warnings."""
        updates = [group.update for group in job.task_groups or () if group.update is not None]
        promoted = [update for update in updates if update.auto_promote]
        waiting = [update for update in updates if update.canary and not update.auto_promote]
        if promoted and waiting:
            yield self.at(
                span_of_first("auto_promote", promoted[0], job.update),
                "auto_promote is true in some groups and not in others that have canaries, so nothing is promoted by itself",
                nomad="auto_promote must be true for all groups to enable automatic promotion",
                related=related_to(waiting[0].span(), "canaries without auto_promote"),
            )
