"""Addresses as Nomad rewrites them (helper/ipaddr NormalizeAddr, of RFC 5952): IP addresses in their shortest form."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address

_HOST_PORT = re.compile(r"(?:\[([^\[\]]*)\]|([^:\[\]]*)):([^:\[\]]*)\Z")
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?)(\[[^\]]*\]|[^:/?#\[\]]*)(:[0-9]*)?((?:[/?#].*)?)\Z", re.DOTALL)


def normalize_address(address: str) -> str:
    """A host, HOST:PORT or URL with its IP address normalized; anything else as it is.

    A URL without a port reads as HOST:PORT to Go, with its scheme for a host, and stays as it is.
    """
    whole = _ip(address)
    if whole is not None:
        return whole
    if address.startswith("[") and address.endswith("]"):
        return _ip(address[1:-1]) or address
    pair = _HOST_PORT.match(address)
    if pair is not None:
        host = _ip(pair[1] if pair[1] is not None else pair[2])
        return address if host is None else f"{_bracketed(host)}:{pair[3]}"
    url = _URL.match(address)
    if url is not None:
        host = _ip(url[2].strip("[]"))
        if host is None:
            return address
        port = url[3] or ""
        return f"{url[1]}{_bracketed(host) if len(port) > 1 else f'[{host}]'}{port if len(port) > 1 else ''}{url[4]}"
    return address


def _ip(text: str) -> str | None:
    """An IP address as Go prints it; None for anything else. IPv4 addresses within IPv6 become IPv4."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return None
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
    return str(address)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
