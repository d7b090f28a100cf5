"""What the kernel takes of a result when a plugin sets up the interface (pkg/ipam/ipam_linux.go ConfigureIface)."""

from __future__ import annotations

from jobspec.plan.network.addresses import Address, Prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.results import CniResult, ResultRoute

_LINK = 253
_SCOPES = {0: "universe", 200: "site", _LINK: "link", 254: "host", 255: "nowhere"}


def configure(result: CniResult, interface: str) -> None:
    """An address counts once, and a route leads to a gateway that can be reached without a gateway."""
    taken: set[Prefix | Address] = set()
    for ip in result.ips:
        key = ip.address if ip.address.is_ipv4 else ip.address.address
        if key in taken:
            address = f"{{IP:{ip.address.address} Mask:{mask_of(ip.address)}}}"
            raise PluginError(f"failed to add IP addr {{Interface:0xc000012345 Address:{address} Gateway:{_shown(ip.gateway)}}} to "
                              f'"{interface}": file exists')
        taken.add(key)
    gateways: dict[int, Address] = {}
    for ip in result.ips:
        if ip.gateway is not None:
            gateways.setdefault(ip.gateway.version, ip.gateway)
    own = {ip.address.address for ip in result.ips}
    linked = [ip.address.network for ip in result.ips]
    made: set[tuple[str, Address | None, tuple[tuple[str, int], ...]]] = set()
    for route in result.routes:
        gateway = route.gateway or gateways.get(route.destination.address.version)
        extras = dict(route.extras)
        same = (str(route.destination.network), gateway, tuple(pair for pair in route.extras if pair[0] in ("priority", "table")))
        if gateway is not None and gateway.version != route.destination.address.version:
            _refused(route, gateway, interface, "gateway, source, and destination ip are not the same IP family")
        reached = gateway is None or gateway.is_link_local or any(gateway.version == one.version and gateway in one for one in linked)
        if gateway is not None and not reached:
            _refused(route, gateway, interface, "network is unreachable" if gateway.version == 4 else "no route to host")
        if gateway in own:
            _refused(route, gateway, interface, "invalid argument")
        if same in made:
            _refused(route, gateway, interface, "file exists")
        made.add(same)
        if gateway is None and (not route.destination.is_ipv4 or extras.get("scope", 0) >= _LINK):
            linked.append(route.destination.network)


def mask_of(prefix: Prefix) -> str:
    """The mask in hexadecimal, as Go prints one."""
    bits = prefix.address.max_prefixlen
    return f"{((1 << prefix.length) - 1) << (bits - prefix.length):0{bits // 4}x}"


def _refused(route: ResultRoute, gateway: Address | None, interface: str, why: str) -> None:
    extras = dict(route.extras)
    scope = extras.get("scope", 0)
    # the default routes of isDefaultGateway have a mask of 16 bytes
    mask = "00000000000000000000ffff00000000" if route.is_default_gateway and route.destination.is_ipv4 else mask_of(route.destination)
    raise PluginError(f"failed to add route '{{{route.destination.first} {mask}}} via {_shown(gateway)} dev {interface} metric "
                      f"{extras.get('priority', 0)} (Scope: {_SCOPES.get(scope, str(scope))}, Table: {extras.get('table', 0)})': {why}")


def _shown(gateway: Address | None) -> str:
    return "<nil>" if gateway is None else str(gateway)
