"""IP addresses and prefixes as Go's net package reads and prints them."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

import msgspec

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@lru_cache(maxsize=1024)
def parse_address(text: str) -> Address | None:
    """net.ParseIP: no zones, no leading zeros; an IPv4 address written as IPv6 is an IPv4 address."""
    if "%" in text or "/" in text:
        return None
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return _unmapped(address)


def _unmapped(address: Address) -> Address:
    return (address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else address


class Prefix(msgspec.Struct, frozen=True):
    """An address with the length of its network: Go's net.IPNet whose IP keeps its host part."""

    address: Address
    length: int

    def __str__(self) -> str:
        return f"{self.address}/{self.length}"

    @property
    def is_ipv4(self) -> bool:
        return self.address.version == 4

    @property
    def network(self) -> Network:
        return _network(self.address, self.length)

    @property
    def first(self) -> Address:
        """The address of the network itself."""
        return self.network.network_address

    def contains(self, address: Address) -> bool:
        return address.version == self.address.version and address in self.network


@lru_cache(maxsize=1024)
def _network(address: Address, length: int) -> Network:
    return ipaddress.ip_network((address, length), strict=False)


@lru_cache(maxsize=1024)
def parse_prefix(text: str) -> Prefix | None:
    """net.ParseCIDR, with the host part kept as types.ParseCIDR of the CNI library keeps it."""
    head, slash, tail = text.partition("/")
    address = None if "%" in head else _address_as_written(head)
    if not slash or address is None or not tail.isascii() or not tail.isdigit() or len(tail) > 3:
        return None
    length = int(tail)
    if length > address.max_prefixlen or (len(tail) > 1 and tail[0] == "0"):
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None and length >= 96:
        return Prefix(address.ipv4_mapped, length - 96)
    return Prefix(address, length)


def _address_as_written(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def next_address(address: Address) -> Address:
    """ip.NextIP of the CNI plugins; past the end it starts again at zero."""
    return type(address)((int(address) + 1) % (1 << address.max_prefixlen))
