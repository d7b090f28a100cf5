"""Networks in CIDR notation as Go's net.ParseCIDR takes them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def parse_cidr(text: str) -> Network | None:
    """The network that holds the address, None where Go refuses the text (blanks around it, no length, a zone)."""
    address, slash, length = text.partition("/")
    if not slash or not (length.isascii() and length.isdecimal()) or len(length.lstrip("0")) > 3 or "%" in address or len(address) > 64:
        return None
    try:
        if ":" in address:
            return IPv6Network((address, int(length)), strict=False)
        return IPv4Network((address, int(length)), strict=False)
    except ValueError:
        return None


def parse_address(text: str) -> Address | None:
    """An address as net.ParseIP takes it."""
    if "%" in text or len(text) > 64:
        return None
    try:
        return IPv6Address(text) if ":" in text else IPv4Address(text)
    except ValueError:
        return None


def is_link_local(address: Address) -> bool:
    """net.IP.IsLinkLocalUnicast or IsLinkLocalMulticast."""
    if isinstance(address, IPv4Address):
        return address.is_link_local or int(address) >> 8 == 0xE00000
    return address.is_link_local or (int(address) >> 112) & 0xFF0F == 0xFF02
