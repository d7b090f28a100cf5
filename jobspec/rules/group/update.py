"""JOB308: update strategies."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.go_text import duration, quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_policies import UpdateStrategy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to, span_of_first

HEALTH_CHECKS = ("checks", "task_states", "manual")


class InvalidUpdate(Rule):
    """An update strategy that Nomad refuses.

    ## What it finds
    An `update` block in a batch or sysbatch job; an unknown `health_check`; negative numbers; `auto_promote` without canaries;
    times that do not rise: `min_healthy_time`, `healthy_deadline`, `progress_deadline` (0 switches the last one off). The
    values checked are those of the group's block over those of the job's over the defaults (10s, 5m, 10m).

    ## Why it matters
    Nomad refuses the job.

    ## Example
        update {
          healthy_deadline = "15m"
        }

    ## Use instead
        update {
          healthy_deadline  = "15m"
          progress_deadline = "20m"
        }
    """

    code = "JOB308"
    name = "invalid-update"
    nomad = True

    def check_update(self, update: UpdateStrategy, context: Context) -> Findings:
        """structs.TaskGroup.Validate and structs.UpdateStrategy.Validate."""
        group = context.in_group()
        if context.job_type not in ("service", "system"):
            yield self.at(
                _place(group, context, ""),
                f'the job has an update block, but its type is "{context.job_type}"; only service and system jobs take one',
                nomad=f"Job type {quote(context.job_type)} does not allow update block",
                related=related_to(context.job.span_of("type"), "the type"),
            )
        health = update.health_check or ""
        if health not in HEALTH_CHECKS:
            yield self.at(
                _place(group, context, "health_check"),
                f'health_check is "{health}"; expected checks, task_states or manual',
                nomad=f"Invalid health check given: {quote(health)}",
                slip=(health, HEALTH_CHECKS),
            )
        parallel, canary = update.max_parallel or 0, update.canary or 0
        if parallel < 0:
            yield self.at(
                _place(group, context, "max_parallel"),
                f"max_parallel is {parallel}; expected zero or more",
                nomad=f"Max parallel can not be less than zero: {parallel} < 0",
            )
        if canary < 0:
            yield self.at(
                _place(group, context, "canary"),
                f"canary is {canary}; expected zero or more",
                nomad=f"Canary count can not be less than zero: {canary} < 0",
            )
        if canary == 0 and update.auto_promote:
            yield self.at(
                _place(group, context, "auto_promote"),
                "auto_promote is true, but canary is 0, so there is nothing to promote",
                nomad="Auto Promote requires a Canary count greater than zero",
                help="Set canary to 1 or more, or remove auto_promote.",
            )
        yield from self._times(group, context, update)

    def _times(self, group: TaskGroup, context: Context, update: UpdateStrategy) -> Findings:
        healthy, deadline, progress = update.min_healthy_time or 0, update.healthy_deadline or 0, update.progress_deadline or 0
        stagger = update.stagger or 0
        if healthy < 0:
            yield self.at(
                _place(group, context, "min_healthy_time"),
                f"min_healthy_time is {duration(healthy)}; expected zero or more",
                nomad=f"Minimum healthy time may not be less than zero: {duration(healthy)}",
            )
        if deadline <= 0:
            yield self.at(
                _place(group, context, "healthy_deadline"),
                f"healthy_deadline is {duration(deadline)}; expected more than zero",
                nomad=f"Healthy deadline must be greater than zero: {duration(deadline)}",
            )
        if progress < 0:
            yield self.at(
                _place(group, context, "progress_deadline"),
                f"progress_deadline is {duration(progress)}; expected zero or more",
                nomad=f"Progress deadline must be zero or greater: {duration(progress)}",
            )
        if healthy >= deadline:
            yield self.at(
                _place(group, context, "min_healthy_time"),
                f"min_healthy_time ({duration(healthy)}) is not less than healthy_deadline ({duration(deadline)})",
                nomad=f"Minimum healthy time must be less than healthy deadline: {duration(healthy)} > {duration(deadline)}",
                help=f"Set healthy_deadline above {duration(healthy)}; where it is not written it is 5m.",
            )
        if progress != 0 and deadline >= progress:
            yield self.at(
                _place(group, context, "healthy_deadline"),
                f"healthy_deadline ({duration(deadline)}) is not less than progress_deadline ({duration(progress)})",
                nomad=f"Healthy deadline must be less than progress deadline: {duration(deadline)} > {duration(progress)}",
                help=f'Set progress_deadline above {duration(deadline)}, or to "0s" for none; where it is not written it is 10m.',
            )
        if stagger <= 0:
            yield self.at(
                _place(group, context, "stagger"),
                f"stagger is {duration(stagger)}; expected more than zero",
                nomad=f"Stagger must be greater than zero: {duration(stagger)}",
            )


def _place(group: TaskGroup, context: Context, name: str) -> Span | None:
    """Where an attribute of the merged strategy was written: in the group's block, else in the job's."""
    return span_of_first(name, group.update, context.job.update, group)
