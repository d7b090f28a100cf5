"""NET103: network modes."""

from __future__ import annotations

from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming

NETWORK_MODES = ("host", "bridge", "none")


def is_network_mode(mode: str) -> bool:
    """Whether a client can do something with a mode: one of the three, `cni/NAME`, or empty for host."""
    return mode == "" or mode in NETWORK_MODES or (mode.startswith("cni/") and len(mode) > len("cni/"))


class UnknownNetworkMode(Rule):
    """A group's network mode that Nomad does not know.

    ## What it finds
    `network { mode = … }` with anything but `host`, `bridge`, `none` or `cni/NAME`.

    ## Why it matters
    The servers accept any text. The group is then never placed, and the reason given is only "missing network".

    ## Example
        network {
          mode = "brigde"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NET103"
    name = "unknown-network-mode"

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """scheduler/feasible NetworkChecker; the networks of tasks have no mode that counts."""
        mode = network.mode
        if context.task is not None or is_network_mode(mode):
            return
        if mode == "cni/":
            yield self.at(
                network.span_of("mode"),
                'mode "cni/" lacks the name of a CNI network',
                help='Write the name that stands in the network\'s configuration, for instance "cni/mynet".',
            )
            return
        yield self.at(
            network.span_of("mode"),
            f'mode "{mode}" is not a network mode',
            help=did_you_mean(mode, NETWORK_MODES) or "Expected host, bridge, none or cni/NAME.",
            fix=renaming(network.span_of("mode"), mode, NETWORK_MODES),
        )
