"""JOB302: plain attributes of a group."""

from __future__ import annotations

from jobspec.go_text import duration, quote
from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class GroupBasics(Rule):
    """A group's count, name, shutdown delay or maximum run time that Nomad refuses.

    ## What it finds
    A missing name, or one with a null character; a negative `count`; a negative `shutdown_delay`; a `max_run_duration` that is
    not above zero, or that stands in a job that is not of type batch or sysbatch.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        count = -1

    ## Use instead
        count = 1
    """

    code = "JOB302"
    name = "group-basics"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.Validate, and the shutdown delay in structs.Job.Validate."""
        delay = group.shutdown_delay
        if delay is not None and delay < 0:
            yield self.at(
                group.span_of("shutdown_delay"),
                f"shutdown_delay is {duration(delay)}; expected zero or more",
                nomad="ShutdownDelay must be a positive value",
            )
        if not group.name:
            yield self.at(group.span(), "the group has no name", nomad="Missing task group name")
        elif "\0" in group.name:
            yield self.at(group.span(), "the group's name contains a null character", nomad="Task group name contains null character")
        count = group.count or 0
        if count < 0:
            yield self.at(group.span_of("count"), f"count is {count}; expected zero or more", nomad="Task group count can't be negative")
        longest = group.max_run_duration
        if longest is None:
            return
        if longest <= 0:
            yield self.at(
                group.span_of("max_run_duration"),
                f"max_run_duration is {duration(longest)}; expected more than zero",
                nomad="MaxRunDuration must be greater than zero",
            )
        if context.job_type not in ("batch", "sysbatch"):
            yield self.at(
                group.span_of_name("max_run_duration"),
                f'max_run_duration stands in a job of type "{context.job_type}"; only batch and sysbatch jobs take it',
                nomad=f"Job type {quote(context.job_type)} does not allow max_run_duration",
                related=related_to(context.job.span_of("type"), "the type"),
            )
