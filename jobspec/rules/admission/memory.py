"""JOB504: memory_max where memory oversubscription is off."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_resources import Resources
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class MemoryOversubscription(Rule):
    """`memory_max`, which clusters ignore by default.

    ## What it finds
    `memory_max` other than 0 in a task's resources.

    ## Why it matters
    A server warns and ignores the value, unless the cluster's scheduler configuration (or the node pool's) switches memory
    oversubscription on, which it does not do by default.

    ## Example
        resources {
          memory     = 256
          memory_max = 512
        }

    ## Use instead
        resources {
          memory = 512
        }
    """

    code = "JOB504"
    name = "memory-oversubscription"
    severity = Severity.WARNING
    nomad = True
    scope = "task"

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        """nomad/job_endpoint_hooks.go memoryOversubscriptionValidate."""
        if resources.memory_max:
            owner = f"{context.in_group().name}.{context.in_task().name}"
            yield self.at(
                resources.span_of_name("memory_max"),
                f"memory_max ({resources.memory_max} MB) has no effect unless the cluster allows memory oversubscription",
                nomad=f'Memory oversubscription is not enabled; Task "{owner}" memory_max value will be ignored. '
                "Update the Scheduler Configuration to allow oversubscription.",
            )
