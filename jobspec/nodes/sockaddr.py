"""The interface addresses of a machine and what go-sockaddr's functions make of them (hashicorp/go-sockaddr ifaddrs.go)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from ipaddress import IPv4Interface, IPv6Interface, ip_interface, ip_network
from pathlib import Path

from jobspec.models.node import Interface, Route
from jobspec.nodes.cidr import Network
from jobspec.nodes.go_sort import go_sorted

_NOT_FORWARDABLE = "not forwardable"


class SockaddrError(Exception):
    """What go-sockaddr refuses; the text in its words."""


class IfAddr:
    """One address of an interface (sockaddr.IfAddr)."""

    __slots__ = ("interface", "ip")

    def __init__(self, interface: Interface, ip: IPv4Interface | IPv6Interface) -> None:
        self.interface = interface
        self.ip = ip

    def __str__(self) -> str:
        """SockAddr.String: without a length where it is a single host."""
        alone = self.ip.network.prefixlen == self.ip.max_prefixlen
        return str(self.ip.ip) if alone else str(self.ip)


IfAddrs = list[IfAddr]
Comparison = Callable[[IfAddr, IfAddr], int]


class Machine:
    """Interfaces and the one with the default route, as far as Nomad sees them."""

    __slots__ = ("addresses", "default_device")

    def __init__(self, interfaces: tuple[Interface, ...], routes: tuple[Route, ...]) -> None:
        self.addresses: IfAddrs = [IfAddr(interface, ip_interface(text)) for interface in interfaces for text in interface.addresses]
        self.default_device = default_device(routes)


def default_device(routes: tuple[Route, ...]) -> str:
    """The interface of the first plain default route; empty where there is none (parseDefaultIfNameFromIPCmd)."""
    return next((route.device for route in routes if route.destination == "default" and route.plain), "")


def default_addresses(machine: Machine) -> IfAddrs:
    """GetDefaultInterfaces"""
    if not machine.default_device:
        raise SockaddrError("no default interface found")
    return [address for address in machine.addresses if address.interface.name == machine.default_device]


def private_addresses(machine: Machine) -> IfAddrs:
    """GetPrivateInterfaces"""
    return include("rfc", "6890", _usable(machine))


def public_addresses(machine: Machine) -> IfAddrs:
    """GetPublicInterfaces"""
    return exclude("rfc", "6890", _usable(machine))


def _usable(machine: Machine) -> IfAddrs:
    forwardable = include("flags", "forwardable", machine.addresses)
    return sort_by("default,type,size", include("flags", "up", forwardable), machine)


def include(selector: str, value: str, addresses: IfAddrs) -> IfAddrs:
    """IncludeIfs"""
    return _split("include", selector, value, addresses)[0]


def exclude(selector: str, value: str, addresses: IfAddrs) -> IfAddrs:
    """ExcludeIfs"""
    return _split("exclude", selector, value, addresses)[1]


def _split(verb: str, selector: str, value: str, addresses: IfAddrs) -> tuple[IfAddrs, IfAddrs]:
    """Those that match and those that do not. Of several alternatives each is looked at for itself, as go-sockaddr does."""
    match selector.lower():
        case "address":
            return _divide(_pattern("address", value, lambda address: str(address)), addresses)
        case "name":
            return _divide(_pattern("name", value, lambda address: address.interface.name), addresses)
        case "flag" | "flags":
            return _divide(_has_flags(value), addresses)
        case "network":
            return _each([_within([_network(text)]) for text in value.split("|")], addresses)
        case "rfc" | "rfcs":
            return _each([_within(_rfc(number)) for number in value.split("|")], addresses)
        case "size":
            return _divide(_of_size(value, addresses), addresses)
        case "type":
            return _by_type(value, addresses)
        case _:
            raise SockaddrError(f'invalid {verb} selector "{selector}"')


def _divide(wanted: Callable[[IfAddr], bool], addresses: IfAddrs) -> tuple[IfAddrs, IfAddrs]:
    verdicts = [(address, wanted(address)) for address in addresses]
    return [address for address, good in verdicts if good], [address for address, good in verdicts if not good]


def _each(alternatives: list[Callable[[IfAddr], bool]], addresses: IfAddrs) -> tuple[IfAddrs, IfAddrs]:
    matched: IfAddrs = []
    rest: IfAddrs = []
    for wanted in alternatives:
        good, bad = _divide(wanted, addresses)
        matched += good
        rest += bad
    return matched, rest


def _pattern(kind: str, pattern: str, text: Callable[[IfAddr], str]) -> Callable[[IfAddr], bool]:
    from jobspec.go_regexp import RegexpError, compile_regexp

    try:
        compiled = compile_regexp(pattern)
    except RegexpError as error:
        raise SockaddrError(f"unable to compile {kind} regexp: {error.message}") from None
    return lambda address: compiled.search(text(address)) is not None


def _network(text: str) -> Network:
    try:
        return ip_interface(text).network
    except ValueError:
        raise SockaddrError(f'unable to create an IP address from "{text}"') from None


def _within(networks: list[Network]) -> Callable[[IfAddr], bool]:
    """Whether the whole network of the address lies in one of the networks."""
    return lambda address: any(_contains(network, address.ip.network) for network in networks)


def _contains(outer: Network, inner: Network) -> bool:
    return outer.version == inner.version and outer[0] <= inner[0] and outer[-1] >= inner[-1]  # type: ignore[operator]


@cache
def _special_networks() -> dict[str, list[Network]]:
    """Networks by the RFC that sets them aside (KnownRFCs)."""
    table: dict[str, list[str]] = json.loads(Path(__file__).with_name("special_networks.json").read_text(encoding="utf-8"))
    return {name: [ip_network(text) for text in texts] for name, texts in table.items()}


def _rfc(number: str) -> list[Network]:
    networks = _special_networks().get(number.lstrip("0")) if number.isdecimal() else None
    if networks is None:
        raise SockaddrError(f'unable to lookup RFC number "{number}"')
    return networks


def _of_size(value: str, addresses: IfAddrs) -> Callable[[IfAddr], bool]:
    if not (value.isascii() and value.isdecimal()):
        raise SockaddrError(f'invalid exclude size argument ("{value}")')
    size = int(value)
    for address in addresses:
        if size > address.ip.max_prefixlen:
            raise SockaddrError(f"mask size out of bounds for IPv{address.ip.version} address: {size}")
    return lambda address: address.ip.network.prefixlen == size


def _by_type(value: str, addresses: IfAddrs) -> tuple[IfAddrs, IfAddrs]:
    versions = {"ip": (4, 6), "ipv4": (4,), "ipv6": (6,), "unix": ()}
    kinds = value.lower().split("|")
    for kind in kinds:
        if kind not in versions:
            raise SockaddrError(f'unsupported type "{kind}" "{value}"')
    matched: IfAddrs = []
    rest: IfAddrs = []
    for address in addresses:
        for kind in kinds:
            (matched if address.ip.version in versions[kind] else rest).append(address)
    return matched, rest


# Flags of interfaces, and properties of addresses that are asked for as flags too.
_INTERFACE_FLAGS = {
    "broadcast": "BROADCAST", "loopback": "LOOPBACK", "multicast": "MULTICAST", "point-to-point": "POINTOPOINT", "up": "UP", "down": "",
}
_ADDRESS_FLAGS: dict[str, Callable[[IfAddr], bool]] = {
    "global unicast": lambda address: not (address.ip.ip.is_multicast or address.ip.ip.is_loopback or address.ip.ip.is_link_local
                                           or address.ip.ip.is_unspecified or int(address.ip.ip) == 0xFFFFFFFF),
    "interface-local multicast": lambda address: address.ip.version == 6 and (int(address.ip.ip) >> 112) & 0xFF0F == 0xFF01,
    "link-local multicast": lambda address: address.ip.ip.is_multicast and (
        int(address.ip.ip) >> 8 == 0xE00000 if address.ip.version == 4 else (int(address.ip.ip) >> 112) & 0xFF0F == 0xFF02),
    "link-local unicast": lambda address: address.ip.ip.is_link_local,
    "loopback": lambda address: address.ip.ip.is_loopback,
    "multicast": lambda address: address.ip.ip.is_multicast,
    "unspecified": lambda address: address.ip.ip.is_unspecified,
    "forwardable": lambda address: not _within(_special_networks()[_NOT_FORWARDABLE])(address),
}


def _has_flags(value: str) -> Callable[[IfAddr], bool]:
    """All flags of the interface, or any property of the address (IfByFlag)."""
    names = value.lower().split("|")
    for name in names:
        if name not in _INTERFACE_FLAGS and name not in _ADDRESS_FLAGS:
            raise SockaddrError(f'unknown interface flag: "{name}"')
    needed: set[str] = set()
    for name in names:
        if name == "down":
            needed.discard("UP")
        elif name in _INTERFACE_FLAGS:
            needed.add(_INTERFACE_FLAGS[name])
    looks_at_flags = any(name in _INTERFACE_FLAGS for name in names)
    properties = [_ADDRESS_FLAGS[name] for name in names if name in _ADDRESS_FLAGS]

    def wanted(address: IfAddr) -> bool:
        if looks_at_flags and needed <= set(address.interface.flags):
            return True
        return any(has(address) for has in properties)

    return wanted


def sort_by(clauses: str, addresses: IfAddrs, machine: Machine) -> IfAddrs:
    """SortIfBy"""
    comparisons = [_comparison(clause.strip().lower(), machine) for clause in clauses.split(",")]

    def before(one: IfAddr, other: IfAddr) -> bool:
        return next((order for compare in comparisons if (order := compare(one, other))), 0) < 0

    return go_sorted(addresses, before)


def _comparison(clause: str, machine: Machine) -> Comparison:
    name = clause[1:] if clause.startswith(("+", "-")) else clause
    compare = _default_first(machine.default_device) if name == "default" else _COMPARISONS.get(name)
    if compare is None:
        raise SockaddrError(f'unknown sort type: "{clause}"')
    return compare if not clause.startswith("-") else lambda one, other: -compare(one, other)


def _default_first(device: str) -> Comparison:
    if not device:
        return lambda one, other: 0
    return lambda one, other: (other.interface.name == device) - (one.interface.name == device)


def _order(one: int, other: int) -> int:
    return (one > other) - (one < other)


def _by_address(one: IfAddr, other: IfAddr) -> int:
    return _order(int(one.ip.ip), int(other.ip.ip)) if one.ip.version == other.ip.version else 0


def _by_size(one: IfAddr, other: IfAddr) -> int:
    return _order(one.ip.network.prefixlen, other.ip.network.prefixlen) if one.ip.version == other.ip.version else 0


def _by_privacy(one: IfAddr, other: IfAddr) -> int:
    private = _within(_special_networks()["6890"])
    if one.ip.version != other.ip.version:
        return -1 if private(one) else 0
    return private(other) - private(one)


_COMPARISONS: dict[str, Comparison] = {
    "address": _by_address,
    "name": lambda one, other: (one.interface.name > other.interface.name) - (one.interface.name < other.interface.name),
    "port": lambda one, other: 0,
    "private": _by_privacy,
    "size": _by_size,
    "type": lambda one, other: _order(one.ip.version, other.ip.version),
}
