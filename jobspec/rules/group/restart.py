"""JOB305: restart policies."""

from __future__ import annotations

from jobspec.go_numbers import int64
from jobspec.go_text import duration, quote
from jobspec.models.job_policies import RESTART_MODES, RestartPolicy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean

SHORTEST = 5_000_000_000


class InvalidRestart(Rule):
    """A restart policy that Nomad refuses.

    ## What it finds
    A `mode` other than `fail` or `delay`; mode `delay` with no attempts; an `interval` below 5 seconds; more attempts, with
    their `delay`, than fit into the interval. Values that are not written are the type's defaults.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        restart {
          attempts = 10
          delay    = "15s"
          interval = "1m"
        }

    ## Use instead
        restart {
          attempts = 10
          delay    = "5s"
          interval = "1m"
        }
    """

    code = "JOB305"
    name = "invalid-restart"
    nomad = True

    def check_restart(self, restart: RestartPolicy, context: Context) -> Findings:
        """structs.RestartPolicy.Validate."""
        mode = restart.mode or ""
        attempts, interval, delay = restart.attempts or 0, restart.interval or 0, restart.delay or 0
        if mode not in RESTART_MODES:
            yield self.at(
                restart.span_of("mode"),
                f'restart mode is "{mode}"; expected fail or delay',
                nomad=f"Unsupported restart mode: {quote(mode)}",
                help=did_you_mean(mode, RESTART_MODES),
            )
        if attempts == 0 and mode != "fail":
            yield self.at(
                restart.span_of("attempts"),
                f'restart mode "{mode}" with 0 attempts would neither restart nor fail',
                nomad=f"Restart policy {quote(mode)} with 0 attempts is ambiguous",
                help='Set mode = "fail" to never restart, or attempts to 1 or more.',
            )
        if interval < SHORTEST:
            yield self.at(
                restart.span_of("interval"),
                f"interval is {duration(interval)}; expected 5s or more",
                nomad=f"Interval can not be less than 5s (got {duration(interval)})",
            )
        crowded = too_many_attempts(restart)
        if crowded is not None:
            yield self.at(
                restart.span_of("attempts"),
                crowded,
                nomad=f"Nomad can't restart the TaskGroup {attempts} times in an interval of {duration(interval)} "
                f"with a delay of {duration(delay)}",
                help=fewer_attempts(restart),
            )


def too_many_attempts(restart: RestartPolicy) -> str | None:
    """That the attempts of a policy, with their delay, do not fit into its interval, in 64 bits as Nomad counts; None if they do."""
    attempts, interval, delay = restart.attempts or 0, restart.interval or 0, restart.delay or 0
    if int64(attempts * delay) <= interval:
        return None
    need = duration(attempts * delay)
    return f"{attempts} attempts with a delay of {duration(delay)} need {need}, and the interval is {duration(interval)}"


def fewer_attempts(restart: RestartPolicy) -> str:
    """What to do about it."""
    return f'Set interval = "{duration((restart.attempts or 0) * (restart.delay or 0))}" or more, or fewer attempts, or a shorter delay.'
