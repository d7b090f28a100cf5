"""JOB410: where a dispatched payload goes."""

from __future__ import annotations

from jobspec.models.job_task import DispatchPayloadConfig
from jobspec.rules.context import Context
from jobspec.rules.paths import escapes_allocation
from jobspec.rules.rule import Findings, Rule


class EscapingPayload(Rule):
    """A payload file outside of the allocation's folder.

    ## What it finds
    `dispatch_payload` with a `file` that leads out of the allocation's folder. Paths start in the task's `local` folder.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        dispatch_payload {
          file = "../../../../etc/passwd"
        }

    ## Use instead
        dispatch_payload {
          file = "input.json"
        }
    """

    code = "JOB410"
    name = "escaping-payload"
    nomad = True
    scope = "task"

    def check_dispatch_payload(self, payload: DispatchPayloadConfig, context: Context) -> Findings:
        """structs.DispatchPayloadConfig.Validate."""
        if escapes_allocation("task/local", payload.file):
            yield self.at(
                payload.span_of("file"),
                f'file "{payload.file}" lies outside of the allocation\'s folder',
                nomad="Dispatch Payload validation failed: destination escapes allocation directory",
            )
