"""cidrhost, cidrnetmask, cidrsubnet, cidrsubnets (go-cty-funcs cidr/ over apparentlymart/go-cidr)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text, whole_number
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import NUMBER, STRING, ListType
from jobspec.evaluate.values import Value, list_of, string

_LENGTH: Final = re.compile(r"[0-9]{1,3}")
#: Above these 96 bits an IPv6 address is an IPv4 address in disguise, which Go prints as such.
_MAPPED: Final = 0xFFFF


class _Network:
    """A network: its first address as a number, the length of its prefix, and how many bits addresses have."""

    __slots__ = ("bits", "first", "length")

    def __init__(self, first: int, length: int, bits: int) -> None:
        self.first = first
        self.length = length
        self.bits = bits

    def __str__(self) -> str:
        length = self.length - 96 if self.bits == 128 and self.first >> 32 == _MAPPED and self.length >= 96 else self.length
        return f"{_address(self.first, self.bits)}/{length}"

    def contains(self, address: int) -> bool:
        return address >> (self.bits - self.length) == self.first >> (self.bits - self.length)


def _address(number: int, bits: int) -> str:
    """An address as Go's net.IP prints it."""
    from ipaddress import IPv4Address, IPv6Address

    if bits == 32 or number >> 32 == _MAPPED:
        return str(IPv4Address(number & 0xFFFFFFFF))
    return str(IPv6Address(number))


def _network(cidr: str, argument: int | None = None) -> _Network:
    """A CIDR as Go's net.ParseCIDR reads it. Raises FunctionError."""
    from ipaddress import AddressValueError, IPv4Address, IPv6Address

    address, slash, length = cidr.partition("/")
    try:
        number, bits = (int(IPv6Address(address)), 128) if ":" in address else (int(IPv4Address(address)), 32)
    except AddressValueError:
        number, bits = -1, 0
    if number < 0 or not slash or "%" in address or not _LENGTH.fullmatch(length) or int(length) > bits:
        raise FunctionError(f"invalid CIDR expression: invalid CIDR address: {cidr}", argument)
    rest = bits - int(length)
    return _Network(number >> rest << rest, int(length), bits)


def _cidrhost(arguments: Sequence[Value], context: Context | None) -> Value:
    host = whole_number(arguments[1])
    network = _network(text(arguments[0]))
    largest = (1 << (network.bits - network.length)) - 1
    distance = -host - 1 if host < 0 else host
    if distance > largest:
        raise FunctionError(f"prefix of {network.length} does not accommodate a host numbered {host}")
    return string(_address(network.first | (largest - distance if host < 0 else host), network.bits))


def _cidrnetmask(arguments: Sequence[Value], context: Context | None) -> Value:
    from ipaddress import IPv4Address, IPv6Address

    network = _network(text(arguments[0]))
    rest = network.bits - network.length
    mask = ((1 << network.bits) - 1) >> rest << rest
    return string(str(IPv4Address(mask) if network.bits == 32 else IPv6Address(mask)))


def _cidrsubnet(arguments: Sequence[Value], context: Context | None) -> Value:
    more, chosen = whole_number(arguments[1]), whole_number(arguments[2])
    network = _network(text(arguments[0]))
    if more > 32:
        raise FunctionError("may not extend prefix by more than 32 bits")
    if network.length + more > network.bits:
        raise FunctionError(f"insufficient address space to extend prefix of {network.length} by {more}")
    if more < 0 or abs(chosen) > (1 << more) - 1:
        raise FunctionError(f"prefix extension of {more} does not accommodate a subnet numbered {chosen}")
    length = network.length + more
    first = (network.first | (chosen << (network.bits - length))) & ((1 << network.bits) - 1)
    return string(str(_Network(first, length, network.bits)))


def _cidrsubnets(arguments: Sequence[Value], context: Context | None) -> Value:
    network = _network(text(arguments[0]), 0)
    if len(arguments) > 1:
        whole_number(arguments[1], 1)
    found: list[Value] = []
    # The address after the subnet before: at the beginning, where the network itself starts.
    following = network.first
    before: _Network | None = None
    for position, argument in enumerate(arguments[1:], 1):
        more = whole_number(argument, position)
        if more < 1:
            raise FunctionError("must extend prefix by at least one bit", position)
        if more > 32:
            raise FunctionError("may not extend prefix by more than 32 bits", position)
        length = network.length + more
        if length > network.bits:
            kind = "IPv4" if network.bits == 32 else "IPv6"
            raise FunctionError(f"would extend prefix to {length} bits, which is too long for an {kind} address", position)
        size = 1 << (network.bits - length)
        first = following if before is None else -(-following // size) * size
        if first >> network.bits or not network.contains(first):
            raise FunctionError(
                f"not enough remaining address space for a subnet with a prefix of {length} bits after {before}", position)
        before = _Network(first, length, network.bits)
        following = first + size
        found.append(string(str(before)))
    return list_of(STRING, found)


FUNCTIONS: Final = (
    Function("cidrhost", _cidrhost, (Param("prefix", STRING), Param("hostnum", NUMBER)), STRING),
    Function("cidrnetmask", _cidrnetmask, (Param("prefix", STRING),), STRING),
    Function("cidrsubnet", _cidrsubnet, (Param("prefix", STRING), Param("newbits", NUMBER), Param("netnum", NUMBER)), STRING),
    Function("cidrsubnets", _cidrsubnets, (Param("prefix", STRING),), ListType(STRING), Param("newbits", NUMBER)),
)
