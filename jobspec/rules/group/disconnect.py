"""JOB303: disconnect blocks."""

from __future__ import annotations

from jobspec.go_text import duration
from jobspec.models.job_policies import DisconnectStrategy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

RECONCILE = ("best_score", "longest_running", "keep_original", "keep_replacement")


class InvalidDisconnect(Rule):
    """A disconnect block that Nomad refuses.

    ## What it finds
    A negative `lost_after` or `stop_on_client_after`; both of them at once; `stop_on_client_after` in a system or sysbatch job; a
    `reconcile` other than `best_score`, `longest_running`, `keep_original` or `keep_replacement`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        disconnect {
          lost_after = "6h"
          reconcile  = "newest"
        }

    ## Use instead
        disconnect {
          lost_after = "6h"
          reconcile  = "keep_replacement"
        }
    """

    code = "JOB303"
    name = "invalid-disconnect"
    nomad = True

    def check_disconnect(self, disconnect: DisconnectStrategy, context: Context) -> Findings:
        """structs.DisconnectStrategy.Validate."""
        stop = disconnect.stop_on_client_after
        lost = disconnect.lost_after or 0
        if stop is not None:
            if stop < 0:
                yield self.at(
                    disconnect.span_of("stop_on_client_after"),
                    f"stop_on_client_after is {duration(stop)}; expected zero or more",
                    nomad="stop_after cannot be a negative duration",
                )
            if context.job_type not in ("service", "batch"):
                yield self.at(
                    disconnect.span_of_name("stop_on_client_after"),
                    f'stop_on_client_after stands in a job of type "{context.job_type}"; only service and batch jobs take it',
                    nomad="stop_after can only be used with service or batch job types",
                )
        if lost < 0:
            yield self.at(
                disconnect.span_of("lost_after"),
                f"lost_after is {duration(lost)}; expected zero or more",
                nomad="lost_after cannot be a negative duration",
            )
        if stop is not None and lost != 0:
            yield self.at(
                disconnect.span_of_name("stop_on_client_after"),
                "both stop_on_client_after and lost_after are set; expected one",
                nomad="Disconnect cannot be configured with both lost_after and stop_after",
                related=related_to(disconnect.span_of_name("lost_after"), "the other one"),
            )
        reconcile = disconnect.reconcile or ""
        if reconcile and reconcile not in RECONCILE:
            yield self.at(
                disconnect.span_of("reconcile"),
                f'reconcile is "{reconcile}"; expected {", ".join(RECONCILE[:-1])} or {RECONCILE[-1]}',
                nomad=f"reconcile option is invalid: {reconcile}",
                slip=(reconcile, RECONCILE),
            )
