"""The functions of go-sockaddr's templates (template/template.go), by name, with the kinds of their arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from jobspec.nodes.sockaddr import (
    IfAddr,
    IfAddrs,
    Machine,
    SockaddrError,
    default_addresses,
    exclude,
    include,
    private_addresses,
    public_addresses,
    sort_by,
)

Value = str | int | IfAddrs

_GO_FUNCTIONS = frozenset((
    "and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println", "urlquery",
    "eq", "ge", "gt", "le", "lt", "ne",
))


class NotEvaluated(Exception):
    """Something in a template that is not evaluated here, by name."""


Kind = Literal["text", "number", "addresses"]
_PYTHON_TYPES: dict[Kind, type] = {"text": str, "number": int, "addresses": list}


def call(name: str, arguments: Sequence[Value], machine: Machine) -> Value:
    """A function of go-sockaddr's template package; the piped value is the last argument."""
    known = _FUNCTIONS.get(name)
    if known is None:
        if name in _GO_FUNCTIONS or name == "math":
            raise NotEvaluated(f'the function "{name}"')
        raise SockaddrError(f'unable to parse template: function "{name}" not defined')
    kinds, function = known
    if len(arguments) != len(kinds):
        raise SockaddrError(f"wrong number of args for {name}: want {len(kinds)} got {len(arguments)}")
    for kind, argument in zip(kinds, arguments, strict=True):
        if not isinstance(argument, _PYTHON_TYPES[kind]):
            raise SockaddrError(f"wrong type of argument for {name}")
    return function(machine, *arguments)


def _attribute(address: IfAddr, name: str) -> str:
    """IfAddr.Attr, without the attributes that nobody names an interface by."""
    ip = address.ip
    match name.lower():
        case "name":
            return address.interface.name
        case "flags":
            flags = address.interface.flags
            known = ("UP", "BROADCAST", "LOOPBACK", "POINTOPOINT", "MULTICAST")
            words = {"POINTOPOINT": "pointtopoint"}
            running = ["running"] if "UP" in flags and "NO-CARRIER" not in flags else []
            return "|".join([words.get(flag, flag.lower()) for flag in known if flag in flags] + running) or "0"
        case "address":
            return str(ip.ip)
        case "host":
            return str(ip.ip)
        case "network":
            return str(ip.network.network_address)
        case "mask_bits":
            return str(ip.network.prefixlen)
        case "netmask":
            return str(ip.netmask)
        case "port":
            return "0"
        case "string":
            return str(address)
        case "type":
            return f"IPv{ip.version}"
        case "binary" | "first_usable" | "hex" | "last_usable" | "octets" | "size" | "broadcast" | "uint32" | "uint128":
            raise NotEvaluated(f'the attribute "{name}"')
        case _:
            raise SockaddrError(f'unsupported attribute name "{name}"')


def _attr(machine: Machine, name: str, addresses: IfAddrs) -> str:
    return _attribute(addresses[0], name) if addresses else ""


def _join(machine: Machine, name: str, separator: str, addresses: IfAddrs) -> str:
    return separator.join(_attribute(address, name) for address in addresses)


def _limit(machine: Machine, number: int, addresses: IfAddrs) -> IfAddrs:
    if number < 0:
        raise SockaddrError("cannot convert a negative number for limit")
    return addresses[:number]


def _offset(machine: Machine, number: int, addresses: IfAddrs) -> IfAddrs:
    if abs(number) > len(addresses):
        raise SockaddrError(f"unable to seek past the end of the interface array: offset ({abs(number)}) exceeds the number of interfaces "
                            f"({len(addresses)})")
    return addresses[number:]


def _unique(machine: Machine, selector: str, addresses: IfAddrs) -> IfAddrs:
    if addresses and selector.lower() not in ("address", "name"):
        raise SockaddrError(f'unsupported unique constraint "{selector}"')
    kept: IfAddrs = []
    last = ""
    for address in addresses:
        text = str(address) if selector.lower() == "address" else address.interface.name
        if text != last:
            kept.append(address)
        last = text
    return kept


def _first(addresses: IfAddrs) -> str:
    return str(addresses[0].ip.ip) if addresses else ""


def _all(addresses: IfAddrs) -> str:
    return " ".join(str(address.ip.ip) for address in addresses)


def _named(machine: Machine, pattern: str) -> IfAddrs:
    return sort_by("+type,+size", include("name", pattern, machine.addresses), machine)


def _named_first(machine: Machine, pattern: str) -> str:
    return _first(include("flags", "forwardable", _named(machine, pattern)))


def _by_size(machine: Machine) -> IfAddrs:
    return sort_by("type,size", machine.addresses, machine)


def _private_all(machine: Machine) -> str:
    return _all(include("flags", "forwardable", include("rfc", "6890", _by_size(machine))))


_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], Callable[..., Value]]] = {
    "GetAllInterfaces": ((), lambda machine: machine.addresses),
    "GetDefaultInterfaces": ((), default_addresses),
    "GetPrivateInterfaces": ((), private_addresses),
    "GetPublicInterfaces": ((), public_addresses),
    "sort": (("text", "addresses"), lambda machine, clauses, addresses: sort_by(clauses, addresses, machine)),
    "include": (("text", "text", "addresses"), lambda machine, name, value, addresses: include(name, value, addresses)),
    "exclude": (("text", "text", "addresses"), lambda machine, name, value, addresses: exclude(name, value, addresses)),
    "attr": (("text", "addresses"), _attr),
    "join": (("text", "text", "addresses"), _join),
    "limit": (("number", "addresses"), _limit),
    "offset": (("number", "addresses"), _offset),
    "unique": (("text", "addresses"), _unique),
    "GetPrivateIP": ((), lambda machine: _first(private_addresses(machine))),
    "GetPrivateIPs": ((), _private_all),
    "GetPublicIP": ((), lambda machine: _first(public_addresses(machine))),
    "GetPublicIPs": ((), lambda machine: _all(exclude("rfc", "6890", _by_size(machine)))),
    "GetInterfaceIP": (("text",), _named_first),
    "GetInterfaceIPs": (("text",), lambda machine, pattern: _all(_named(machine, pattern))),
}
