"""JOB306: reschedule policies."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.go_text import duration, quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_policies import ReschedulePolicy
from jobspec.rules.context import Context
from jobspec.rules.group.reschedule_attempts import viable_attempts
from jobspec.rules.rule import Findings, Rule, span_of_first

SHORTEST_DELAY = 5_000_000_000
SHORTEST_INTERVAL = 15_000_000_000
FUNCTIONS = ("constant", "exponential", "fibonacci")


class InvalidReschedule(Rule):
    """A reschedule policy that Nomad refuses.

    ## What it finds
    Any policy in a system or sysbatch job. Elsewhere, unless the policy is off (no attempts and not unlimited): attempts
    together with `unlimited = true`, which is the default of service jobs; a `delay` below 5 seconds; an unknown `delay_function`;
    a `max_delay` below 5 seconds or below the delay; an `interval` that is missing, below 15 seconds, or too short for the attempts.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        reschedule {
          attempts = 3
          interval = "1h"
        }

    ## Use instead
        reschedule {
          attempts  = 3
          interval  = "1h"
          unlimited = false
        }
    """

    code = "JOB306"
    name = "invalid-reschedule"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.Validate."""
        if group.reschedule is not None and context.job_type in ("system", "sysbatch"):
            yield self.at(
                _place(group, context, ""),
                f"a {context.job_type} job has a reschedule policy, which only service and batch jobs take",
                nomad="System or sysbatch jobs should not have a reschedule policy",
                help="Remove the block: such a job is never rescheduled to another node.",
            )

    def check_reschedule(self, policy: ReschedulePolicy, context: Context) -> Findings:
        """structs.ReschedulePolicy.Validate."""
        attempts = policy.attempts or 0
        if context.job_type in ("system", "sysbatch") or not (attempts > 0 or policy.unlimited):
            return
        group = context.in_group()
        interval, delay, longest = policy.interval or 0, policy.delay or 0, policy.max_delay or 0
        if attempts > 0:
            yield from self._attempts(group, context, attempts, interval, bool(policy.unlimited))
        comparable = True
        if delay < SHORTEST_DELAY:
            comparable = False
            yield self.at(
                _place(group, context, "delay"),
                f"delay is {duration(delay)}; expected 5s or more",
                nomad=f"Delay cannot be less than 5s (got {duration(delay)})",
            )
        function = policy.delay_function or ""
        if function not in FUNCTIONS:
            comparable = False
            yield self.at(
                _place(group, context, "delay_function"),
                f'delay_function is "{function}"; expected constant, exponential or fibonacci',
                nomad=f'Invalid delay function {quote(function)}, must be one of ["constant" "exponential" "fibonacci"]',
                slip=(function, FUNCTIONS),
            )
        if function != "constant":
            if longest < SHORTEST_DELAY:
                comparable = False
                yield self.at(
                    _place(group, context, "max_delay"),
                    f"max_delay is {duration(longest)}; expected 5s or more",
                    nomad=f"Max Delay cannot be less than 5s (got {duration(delay)})",
                )
            if longest < delay:
                comparable = False
                yield self.at(
                    _place(group, context, "max_delay"),
                    f"max_delay is {duration(longest)}, less than the delay of {duration(delay)}",
                    nomad=f"Max Delay cannot be less than Delay {duration(delay)} (got {duration(longest)})",
                )
        if policy.unlimited:
            return
        if interval < SHORTEST_INTERVAL:
            yield self.at(
                _place(group, context, "interval"),
                f"interval is {duration(interval)}; expected 15s or more",
                nomad=f"Interval cannot be less than 15s (got {duration(interval)})",
            )
        if comparable:
            yield from self._fitting(group, context, policy)

    def _attempts(self, group: TaskGroup, context: Context, attempts: int, interval: int, unlimited: bool) -> Findings:
        if interval <= 0:
            yield self.at(
                _place(group, context, "interval"),
                f"the policy has {attempts} attempts and an interval of {duration(interval)}; expected more than zero",
                nomad="Interval must be a non zero value if Attempts > 0",
                help="The interval is the time within which the attempts count.",
            )
        if unlimited:
            place = _place(group, context, "attempts")
            yield self.at(
                place,
                f"attempts is {attempts} and unlimited is true; expected one or the other",
                nomad=f"Reschedule Policy with Attempts = {attempts}, Interval = {duration(interval)}, and Unlimited = true is ambiguous",
                help="unlimited is true by default in service jobs: set unlimited = false, or leave attempts out.",
            )
            yield self.at(
                place,
                f"attempts ({attempts}) would have no effect, because unlimited is true",
                nomad="If Attempts >0, Unlimited cannot also be set to true",
            )

    def _fitting(self, group: TaskGroup, context: Context, policy: ReschedulePolicy) -> Findings:
        """structs.ReschedulePolicy.validateDelayParams."""
        attempts, interval, delay = policy.attempts or 0, policy.interval or 0, policy.delay or 0
        function, longest = policy.delay_function or "", policy.max_delay or 0
        viable = viable_attempts(function, attempts, interval, delay, longest)
        if viable.fits:
            return
        start = f"Nomad can only make {viable.possible} attempts in {duration(interval)} with initial delay {duration(delay)}"
        rest = (
            f' and delay function "{function}"'
            if function == "constant"
            else f', delay function "{function}", and delay ceiling {duration(longest)}'
        )
        place = _place(group, context, "interval")
        needed = duration(_rounded(viable.needed))
        yield self.at(
            place,
            f"{attempts} attempts do not fit into an interval of {duration(interval)}; {viable.possible} do",
            nomad=start + rest,
            help=f'Set interval = "{needed}" or more, or fewer attempts.',
        )
        yield self.at(
            place,
            f"the interval would have to be at least {needed} for {attempts} attempts",
            nomad=f"Set the interval to at least {needed} to accommodate {attempts} attempts",
        )


def _place(group: TaskGroup, context: Context, name: str) -> Span | None:
    """Where an attribute of the merged policy was written: in the group's block, else in the job's."""
    if name == "" or group.reschedule is None:
        written = group.reschedule and group.reschedule.span()
        return written or (context.job.reschedule and context.job.reschedule.span()) or group.span()
    return span_of_first(name, group.reschedule, context.job.reschedule, group)


def _rounded(nanoseconds: int) -> int:
    """To the nearest second, halves away from zero (time.Duration.Round)."""
    second = 1_000_000_000
    size = (abs(nanoseconds) + second // 2) // second * second
    return size if nanoseconds >= 0 else -size
