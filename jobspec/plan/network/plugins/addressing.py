"""How main plugins get addresses from an address plugin, and what the kernel takes of them (pkg/ipam)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.plan.network.addresses import Address
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


def check_routes(result: CniResult, interface: str) -> None:
    """ipam.ConfigureIface: the kernel takes an address once, and a route only to a gateway that it can reach."""
    taken: set[str] = set()
    for ip in result.ips:
        text = str(ip.address)
        if text in taken:
            raise PluginError(f"failed to add IP addr {text} to \"{interface}\": file exists")
        taken.add(text)
    gateways: dict[int, Address] = {}
    for ip in result.ips:
        if ip.gateway is not None:
            gateways.setdefault(ip.gateway.version, ip.gateway)
    linked = [ip.address.network for ip in result.ips]
    for route in result.routes:
        gateway = route.gateway or gateways.get(route.destination.address.version)
        if gateway is None:
            linked.append(route.destination.network)
        elif not gateway.is_link_local and not any(gateway.version == one.version and gateway in one for one in linked):
            raise PluginError(f"failed to add route '{route.destination} via {gateway} dev {interface}': network is unreachable")


def on_interface(answer: Answer, index: int) -> CniResult:
    """The addresses, all on one interface of the result."""
    return replace(answer.result, ips=tuple(replace(ip, interface=index) for ip in answer.result.ips))

