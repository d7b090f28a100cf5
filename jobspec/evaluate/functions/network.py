"""Functions of network prefixes (go-cty-funcs/cidr over apparentlymart/go-cidr)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError, OperationError
from jobspec.evaluate.functions.arguments import text, whole_number
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import NUMBER, STRING, ListType
from jobspec.evaluate.values import Value, list_of, string

_WORD: Final = (1 << 64) - 1


class _Prefix:
    """A network: its address as a number, its length, and 32 or 128 bits (net.IPNet)."""

    __slots__ = ("address", "bits", "length")

    def __init__(self, address: int, length: int, bits: int) -> None:
        self.address = address
        self.length = length
        self.bits = bits

    def __str__(self) -> str:
        if not 0 <= self.length <= self.bits:
            return "<nil>"
        mapped = self.bits == 128 and _is_mapped(self.address)
        return f"{_address_text(self.address, self.bits)}/{self.length - 96 if mapped else self.length}"


def _prefix(value: str, argument: int | None = None) -> _Prefix:
    """A network in CIDR notation, host bits cleared (net.ParseCIDR)."""
    from ipaddress import IPv4Address, IPv6Address

    address, slash, mask = value.partition("/")
    known: IPv4Address | IPv6Address | None = None
    if slash and mask.isascii() and mask.isdecimal() and "%" not in address and len(address) < 64:
        try:
            known = IPv6Address(address) if ":" in address else IPv4Address(address)
        except ValueError:
            known = None
    if known is None or len(mask.lstrip("0")) > 3 or int(mask) > known.max_prefixlen:
        raise FunctionError(f"invalid CIDR expression: invalid CIDR address: {value}", argument)
    bits, length = known.max_prefixlen, int(mask)
    return _Prefix(int(known) & _mask(length, bits), length, bits)


def _mask(length: int, bits: int) -> int:
    return ((1 << length) - 1) << (bits - length)


def _is_mapped(address: int) -> bool:
    """An IPv4 address written as one of IPv6, which Go prints as IPv4."""
    return address >> 32 == 0xFFFF


def _address_text(address: int, bits: int) -> str:
    """net.IP.String"""
    from ipaddress import IPv4Address, IPv6Address

    if bits == 32 or _is_mapped(address):
        return str(IPv4Address(address & 0xFFFFFFFF))
    return str(IPv6Address(address))


def _with_number(prefix: _Prefix, number: int, length: int) -> int:
    """The number in the bits that end at `length` (go-cidr insertNumIntoIP, which keeps the magnitude of what is negative)."""
    shift = prefix.bits - length
    if number and shift > prefix.bits:
        raise OperationError(f"runtime error: {'makeslice: len out of range' if shift > _WORD >> 8 else 'index out of range [-1]'}")
    address = abs(prefix.address | (number << shift if number else 0))
    if address.bit_length() > prefix.bits:
        raise OperationError("runtime error: index out of range [-1]")
    return address


def _cidrhost(args: Sequence[Value], _: Context | None) -> Value:
    """A negative number counts from the end."""
    host = whole_number(args[1])
    prefix = _prefix(text(args[0]))
    last = (1 << (prefix.bits - prefix.length)) - 1
    distance = host
    if host < 0:
        distance = -host - 1
        host = last - distance
    if distance > last:
        raise FunctionError(f"prefix of {prefix.length} does not accommodate a host numbered {host}")
    bits = 32 if prefix.bits == 128 and _is_mapped(prefix.address) else prefix.bits
    return string(_address_text(_with_number(prefix, host, bits), prefix.bits))


def _cidrnetmask(args: Sequence[Value], _: Context | None) -> Value:
    prefix = _prefix(text(args[0]))
    return string(_address_text(_mask(prefix.length, prefix.bits), prefix.bits))


def _cidrsubnet(args: Sequence[Value], _: Context | None) -> Value:
    added, number = whole_number(args[1]), whole_number(args[2])
    prefix = _prefix(text(args[0]))
    if added > 32:
        raise FunctionError("may not extend prefix by more than 32 bits")
    length = prefix.length + added
    if length > prefix.bits:
        raise FunctionError(f"insufficient address space to extend prefix of {prefix.length} by {added}")
    largest = (1 << added) - 1 if added >= 0 else _WORD
    if abs(number) & _WORD > largest:
        raise FunctionError(f"prefix extension of {added} does not accommodate a subnet numbered {number}")
    return string(str(_Prefix(_with_number(prefix, number, length), length, prefix.bits)))


def _cidrsubnets(args: Sequence[Value], _: Context | None) -> Value:
    """Subnets of the given lengths, one after the other, each at the first place where it fits (go-cidr NextSubnet)."""
    prefix = _prefix(text(args[0]), 0)
    subnets: list[Value] = []
    if len(args) == 1:
        return list_of(STRING, subnets)
    bits = prefix.bits
    first = whole_number(args[1], 1) + prefix.length
    before = (prefix.address - 1) & _mask(bits, bits)
    current = _Prefix(before & _mask(first, bits) if 0 <= first <= bits else before, first, bits)
    for position, arg in enumerate(args[1:], 1):
        length = _subnet_length(whole_number(arg, position), prefix, position)
        if bits == 128 and _is_mapped(prefix.address):
            raise FunctionError(f"not enough remaining address space for a subnet with a prefix of {length} bits after <nil>", position)
        last = current.address | _mask(bits, bits) >> current.length
        end = (last & _mask(length, bits)) | (_mask(bits, bits) >> length)
        start = (end + 1) & _mask(bits, bits)
        if start == 0 or start & _mask(prefix.length, bits) != prefix.address:
            raise FunctionError(
                f"not enough remaining address space for a subnet with a prefix of {length} bits after {current}", position)
        current = _Prefix(start & _mask(length, bits), length, bits)
        subnets.append(string(str(current)))
    return list_of(STRING, subnets)


def _subnet_length(added: int, prefix: _Prefix, position: int) -> int:
    if added < 1:
        raise FunctionError("must extend prefix by at least one bit", position)
    if added > 32:
        raise FunctionError("may not extend prefix by more than 32 bits", position)
    length = prefix.length + added
    if length > prefix.bits:
        protocol = "IPv4" if prefix.bits == 32 else "IPv6"
        raise FunctionError(f"would extend prefix to {length} bits, which is too long for an {protocol} address", position)
    return length


_PREFIX: Final = Param("prefix", STRING)

FUNCTIONS: Final = (
    Function("cidrhost", _cidrhost, (_PREFIX, Param("hostnum", NUMBER)), STRING),
    Function("cidrnetmask", _cidrnetmask, (_PREFIX,), STRING),
    Function("cidrsubnet", _cidrsubnet, (_PREFIX, Param("newbits", NUMBER), Param("netnum", NUMBER)), STRING),
    Function("cidrsubnets", _cidrsubnets, (_PREFIX,), ListType(STRING), Param("newbits", NUMBER)),
)
