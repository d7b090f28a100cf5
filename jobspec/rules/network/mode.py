"""NET103: network modes."""

from __future__ import annotations

from jobspec.models.job_network import NETWORK_MODES, NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


def is_network_mode(mode: str) -> bool:
    """Whether a client can do something with a mode: one of the three, `cni/NAME`, or empty for host."""
    return mode == "" or mode in NETWORK_MODES or (mode.startswith("cni/") and len(mode) > len("cni/"))


class UnknownNetworkMode(Rule):
    """A group's network mode that Nomad does not know.

    ## What it finds
    `network { mode = … }` with anything but `host`, `bridge`, `none` or `cni/NAME`; a name of a CNI network with capital letters.

    ## Why it matters
    The servers accept any text. The group is then never placed, and the reason given is only "missing network". Names of CNI networks
    are compared as they are when the group is placed, and in small letters on the client, which then fails.

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
        if context.task is not None:
            return
        if is_network_mode(mode):
            if mode != mode.lower():
                yield self.at(
                    network.span_of("mode"),
                    f'no allocation can join network "{mode}": the client looks for "{mode.lower()}", the scheduler for the name as it is',
                    help="Give the network a name without capitals in its configuration, and write that.",
                )
            return
        if mode == "cni/":
            yield self.at(
                network.span_of("mode"),
                'mode "cni/" lacks the name of a CNI network',
                help='Write the name that stands in the network\'s configuration, for instance "cni/mynet".',
                nomad="missing network",
            )
            return
        like_cni = mode.lower().startswith("cni")
        yield self.at(
            network.span_of("mode"),
            f'mode "{mode}" is not a network mode',
            help='For a CNI network, write "cni/" and its name.' if like_cni else "Expected host, bridge, none or cni/NAME.",
            nomad="missing network",
            slip=(mode, NETWORK_MODES),
        )
