"""A node's networks from its interfaces, its routes and its client's options, as Nomad's client finds them.

client/fingerprint/network.go, cni.go and bridge_linux.go, in the order in which they run (bridge, cni, network), and how the client
merges what each of them found (nomad/structs NodeResources.Merge).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from jobspec.models.node import HostNetwork, Interface, NodeAddress, NodeDevice, NodeNetwork
from jobspec.nodes.cidr import Address, is_link_local, parse_address, parse_cidr
from jobspec.nodes.go_sort import go_sorted

DEFAULT_SPEED = 1000  # Mbit/s, of a link whose speed cannot be found out
_Found = TypeVar("_Found")


class NetworkOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What of a client's options decides on its networks.

    `default_device`: `network_interface`, or the interface of the default route. `interface_names`: the interface of each host network
    that names one, its template evaluated; None where the template fails, so that nothing matches. `speed` is 0 where it is not set.
    """

    default_device: str
    host_networks: tuple[HostNetwork, ...] = ()
    interface_names: dict[str, str | None] = {}
    preferred_family: str = ""
    disallow_link_local: bool = False
    speed: int = 0
    bridge_device: str = ""


def node_networks(interfaces: Iterable[Interface], options: NetworkOptions) -> tuple[NodeNetwork, ...]:
    """NodeResources.NodeNetworks of mode host: devices that have addresses with an alias (createNodeNetworkResources)."""
    networks = []
    for interface in interfaces:
        near: list[NodeAddress] = []
        far: list[NodeAddress] = []
        for address in _addresses(interface):
            kept = near if is_link_local(address) else far
            kept += (_node_address(address, alias, options) for alias in _aliases(interface.name, address, options))
        chosen = far or ([] if options.disallow_link_local else near)
        if chosen:
            chosen = _preferred(chosen, options.preferred_family, lambda one: one.family)
            networks.append(NodeNetwork("host", interface.name, interface.mac_address, DEFAULT_SPEED, tuple(chosen)))
    return tuple(_preferred(networks, options.preferred_family, lambda network: network.addresses[0].family))


def node_devices(interfaces: Iterable[Interface], options: NetworkOptions) -> tuple[NodeDevice, ...]:
    """NodeResources.Networks of mode host: an entry for each address of the default device (createNetworkResources)."""
    for interface in interfaces:
        if interface.name == options.default_device:
            found = _addresses(interface)
            far = [address for address in found if not is_link_local(address)]
            chosen = far or ([] if options.disallow_link_local else found)
            speed = options.speed or DEFAULT_SPEED
            devices = [NodeDevice("host", interface.name, f"{address}/{address.max_prefixlen}", str(address), speed) for address in chosen]
            return tuple(_preferred(devices, options.preferred_family, lambda device: "ipv6" if ":" in device.ip else "ipv4"))
    return ()


def merged(groups: Iterable[tuple[NodeNetwork, ...]]) -> tuple[NodeNetwork, ...]:
    """What several fingerprinters found, one after the other. A network takes the place of an earlier one of the same device, so that
    without `bridge_network_name` the last CNI network stands in the place of the bridge and of the other CNI networks."""
    networks: list[NodeNetwork] = []
    for group in groups:
        for network in group:
            place = next((index for index, known in enumerate(networks) if known.device == network.device), None)
            if place is None:
                networks.append(network)
            else:
                networks[place] = network
    return tuple(networks)


def _addresses(interface: Interface) -> list[Address]:
    parsed = (parse_address(text.partition("/")[0]) for text in interface.addresses)
    return [address for address in parsed if address is not None]


def _node_address(address: Address, alias: str, options: NetworkOptions) -> NodeAddress:
    reserved = next((network.reserved_ports for network in reversed(options.host_networks) if network.name == alias), "")
    return NodeAddress(alias, str(address), f"ipv{address.version}", "", reserved)


def _aliases(device: str, address: Address, options: NetworkOptions) -> list[str]:
    """The host networks that an address belongs to, and `default` (deriveAddressAliases). Nomad's order of the former is random."""
    aliases = [name for name, network in _by_name(options.host_networks).items() if _belongs(device, address, network, options)]
    if device == options.default_device:
        aliases.append("default")
    return [alias for alias in aliases if alias]


def _by_name(networks: Iterable[HostNetwork]) -> dict[str, HostNetwork]:
    """Of two host networks of one name the later counts (convertClientConfig)."""
    return {network.name: network for network in networks}


def _belongs(device: str, address: Address, network: HostNetwork, options: NetworkOptions) -> bool:
    if network.cidr:
        ranges = (parse_cidr(text) for text in network.cidr.split(","))
        if not any(one is not None and address in one for one in ranges):
            return False
    return not network.interface or options.interface_names.get(network.name) == device


def _preferred(found: list[_Found], family: str, family_of: Callable[[_Found], str]) -> list[_Found]:
    """The preferred family first, by Go's sort.Slice; without a preference as they are."""
    if family not in ("ipv4", "ipv6"):
        return found
    return go_sorted(found, lambda one, other: family_of(one) == family and family_of(other) != family)
