"""Interfaces for a node of which only the configuration is known: one for each range of a host network, and one for the default.

The addresses are made up, and every fact made from them is marked as assumed. The default's comes from the block for benchmarks
(RFC 2544), which no real node has; a host network's is the first address of its range.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_network

from jobspec.models.node import HostNetwork, Interface, NodeDevice, Route
from jobspec.nodes.cidr import Address, Network, parse_address, parse_cidr

_DEFAULT_DEVICE = "eth0"
_MADE_UP = ip_network("198.18.0.0/15")
_GATEWAY = -2  # the last address of the block that a machine may have


def assumed_machine(network_interface: str, host_networks: Iterable[HostNetwork],
                    devices: Iterable[NodeDevice] = ()) -> tuple[tuple[Interface, ...], tuple[Route, ...]]:
    """Interfaces and a default route. `devices`: what the node's JSON says of the default interface, which then is no assumption.

    A host network whose range holds an address that is there already gets no other one, as on a machine with one address in that range.
    """
    addresses: dict[str, list[str]] = {}
    for device in devices:
        if device.mode == "host" and device.ip:
            addresses.setdefault(device.device, []).append(device.cidr or device.ip)
    default = next(iter(addresses), network_interface or _DEFAULT_DEVICE)
    if default not in addresses:
        addresses[default] = [_made_up(1)]
    for number, network in enumerate(host_networks, 2):
        name = _device(network)
        ranges = [one for text in network.cidr.split(",") if (one := parse_cidr(text)) is not None]
        for one in ranges:
            places = addresses if not network.interface else {name: addresses.get(name, [])}
            if not any(_is_in(text, one) for texts in places.values() for text in texts):
                addresses.setdefault(name, []).append(f"{_first(one)}/{one.prefixlen}")
        if not network.cidr and name not in addresses:
            addresses[name] = [_made_up(number)]
    interfaces = tuple(
        Interface(name, number, addresses=tuple(texts), flags=("UP", "BROADCAST", "MULTICAST"))
        for number, (name, texts) in enumerate(addresses.items(), 2))
    return interfaces, (Route("default", default, str(_MADE_UP[_GATEWAY])),)


def _made_up(number: int) -> str:
    """An address for the interface of a number; beyond a hundred thousand they come again."""
    return f"{_MADE_UP[number % 100_000]}/24"


def _is_in(text: str, network: Network) -> bool:
    address = parse_address(text.partition("/")[0])
    return address is not None and address in network


def _device(network: HostNetwork) -> str:
    """The interface that a host network names, or one made up for it where it names none, or by a template."""
    return network.interface if network.interface and "{{" not in network.interface else f"assumed-{network.name}"


def _first(network: Network) -> Address:
    return network[0] if network.num_addresses <= 2 else network[1]
