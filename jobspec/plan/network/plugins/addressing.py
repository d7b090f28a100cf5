"""How main plugins get addresses from an address plugin (pkg/ipam/ipam.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.plugins.host_local import host_local
from jobspec.plan.network.plugins.installed import find_plugin
from jobspec.plan.network.plugins.invocation import Answer, Invocation, Simulator
from jobspec.plan.network.plugins.static import static
from jobspec.plan.network.results import CURRENT, CniResult, converted
from jobspec.plan.network.state import NetworkState

ADDRESS_PLUGINS: dict[str, Simulator] = {"host-local": host_local, "static": static}


def delegated(invocation: Invocation, state: NetworkState) -> Answer:
    """ipam.ExecAdd. Of other address plugins (dhcp, those of third parties) the answer cannot be known."""
    kind = invocation.config.section("ipam").text("type")
    find_plugin(kind, state.node)
    simulator = ADDRESS_PLUGINS.get(kind)
    if simulator is None:
        return Answer(CniResult(), "assumed", complete=False)
    answer = simulator(invocation, state)
    # what the plugin prints is read again, so that an old version loses what it has no place for
    result = converted(converted(answer.result, invocation.version), CURRENT)
    return Answer(result, answer.origin)


def addresses_for(invocation: Invocation, state: NetworkState) -> Answer:
    """Addresses from the address plugin; none is an error of the main plugin."""
    answer = delegated(invocation, state)
    if answer.complete and not answer.result.ips:
        raise PluginError("IPAM plugin returned missing IP config")
    return answer


def on_interface(answer: Answer, index: int) -> CniResult:
    """The addresses, all on one interface of the result."""
    return replace(answer.result, ips=tuple(replace(ip, interface=index) for ip in answer.result.ips))
