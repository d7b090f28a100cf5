"""NET112: static ports of groups with several allocations."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule, related_to


class StaticWithCount(Rule):
    """A static port in a group of several allocations.

    ## What it finds
    `static` in a group whose `count` is above 1; one finding a network. Groups with the constraint `distinct_hosts`, of their own or of the
    job, say already that each allocation needs a node of its own.

    ## Why it matters
    Only one allocation of the group fits on a node, so that the group needs as many nodes as allocations.

    ## Example
        count = 3
        network {
          port "http" {
            static = 8080
          }
        }

    ## Use instead
        count = 3
        network {
          port "http" {}
        }
    """

    code = "NET112"
    name = "static-with-count"
    severity = Severity.INFO

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """nomad/structs/network.go NetworkIndex."""
        group = context.in_group()
        count = group.count or 0
        constraints = (*(context.job.constraints or ()), *(group.constraints or ()))
        if count < 2 or any(constraint.operator == "distinct_hosts" for constraint in constraints):
            return
        ports = [port for port in ports_of(network) if port.static > 0 and not port.ignore_collision]
        if not ports:
            return
        numbers = ", ".join(str(port.static) for port in ports)
        are = "is static and the" if len(ports) == 1 else "are static and the"
        yield self.at(
            ports[0].span_of("static"),
            f"port{'s' if ports[1:] else ''} {numbers} {are} count is {count}: the group needs {count} nodes",
            related=related_to(group.span_of("count"), "the count"),
            help="If any port will do, leave static out; if each node is to have one, the constraint distinct_hosts says so.",
        )
