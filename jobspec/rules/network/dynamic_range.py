"""NET111: static ports among the dynamic ones."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import USUAL_RANGE, Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule


class StaticInDynamicRange(Rule):
    """A static port in the range that Nomad gives away.

    ## What it finds
    Ports whose `static` lies between 20000 and 32000, the dynamic ports of a client by default, or, where nodes are given, among those of
    one of them. One finding a network.

    ## Why it matters
    Any other allocation may already hold the port by chance, and then the group cannot be placed on that node. Where the port cannot be
    another one, give the clients a range without it (`min_dynamic_port`, `max_dynamic_port`). `reserved_ports` is no way: what a client
    reserves no job gets, not even one that asks for it.

    ## Example
        network {
          port "http" {
            static = 25000
          }
        }

    ## Use instead
        network {
          port "http" {
            static = 8080
          }
        }
    """

    code = "NET111"
    name = "static-in-dynamic-range"
    severity = Severity.WARNING

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """client/config: min_dynamic_port and max_dynamic_port; nomad/structs/network.go SetNode for reserved ports."""
        for lowest, highest in sorted(set(context.dynamic_ports)) or [USUAL_RANGE]:
            ports = [port for port in ports_of(network) if lowest <= port.static <= highest]
            if not ports:
                continue
            lie = "port {} lies" if len(ports) == 1 else "ports {} lie"
            which = lie.format(", ".join(str(port.static) for port in ports))
            whose = "on a given node" if context.dynamic_ports else "by default"
            yield self.at(
                ports[0].span_of("static"),
                f"static {which} among a client's dynamic ports ({lowest} to {highest} {whose})",
                help="Use ports outside of the range, or move the range on the clients with min_dynamic_port and max_dynamic_port.",
            )
            return
