"""NET106: more than one network in a group."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class SeveralNetworks(Rule):
    """A second network block of a group.

    ## What it finds
    `network` blocks of a group after the first.

    ## Why it matters
    Nomad accepts them and looks at the first only: ports of the others are never given out, and their mode, hostname, DNS and CNI arguments
    have no effect.

    ## Example
        network {
          mode = "bridge"
        }
        network {
          port "http" {}
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {}
        }
    """

    code = "NET106"
    name = "several-networks"
    severity = Severity.WARNING

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """scheduler/feasible/rank.go and client/allocrunner/network_manager_linux.go look at the first network only."""
        networks = context.in_group().networks or ()
        if context.task is None and context.index > 0:
            yield self.at(
                network.span(),
                f'group "{context.in_group().name}" has {len(networks)} networks, and only the first counts: this one has no effect',
                related=related_to(networks[0].span(), "the first one"),
                help="Put the ports of all networks into the first block.",
            )
