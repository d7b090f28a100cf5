"""NET115: ports without a network."""

from __future__ import annotations

from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule, related_to


class PortsInModeNone(Rule):
    """Ports in a network of mode none.

    ## What it finds
    `port` blocks in a network with `mode = "none"`.

    ## Why it matters
    The group is placed, and then its allocations fail on the client: there is nothing to map the ports to.

    ## Example
        network {
          mode = "none"
          port "http" {}
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {}
        }
    """

    code = "NET115"
    name = "ports-in-mode-none"

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """Seen with Nomad 2.0.6: "mode none" with ports is placed and fails."""
        if context.task is not None or context.index > 0 or network.mode != "none":
            return
        for port in ports_of(network):
            yield self.at(
                port.span(),
                f'port "{port.label}" stands in a network of mode "none", which has no ports',
                related=related_to(network.span_of("mode"), "the mode"),
                help='Use mode = "bridge", or remove the port.',
            )
