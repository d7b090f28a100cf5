"""Tagged addresses of Consul services (command/agent/consul/service_client.go parseTaggedAddresses)."""

from __future__ import annotations

from ipaddress import ip_address

from jobspec.go_text import quote
from jobspec.plan.services.address import Unavailable, integer, is_number
from jobspec.plan.tasks.names import joined

_ADVICE = "A tagged address is an IP address, alone or with a port: 192.0.2.7, 192.0.2.7:80 or [2001:db8::7]:80."


def tagged_address(text: str, port: int) -> str:
    """parseAddress: an address with its port, where it names none with that of the service. Raises Unavailable."""
    host, written, problem = _split(text)
    if problem == "missing port in address":
        if not _is_address(text):
            raise Unavailable(f"error parsing address {quote(text)}: not an IP address", _ADVICE)
        return joined(text, port)
    if problem:
        raise Unavailable(f"error parsing address {quote(text)}: address {text}: {problem}", _ADVICE)
    if not written:
        return joined(host, port)
    number = integer(written)
    if number is None:
        why = "value out of range" if is_number(written) else "invalid syntax"
        raise Unavailable(f"error parsing port {quote(written)}: strconv.Atoi: parsing {quote(written)}: {why}", _ADVICE)
    return joined(host, number)


def _split(text: str) -> tuple[str, str, str]:
    """net.SplitHostPort: host, port and what is wrong."""
    last = text.rfind(":")
    if last < 0:
        return "", "", "missing port in address"
    host, first, second = text[:last], 0, 0
    if text.startswith("["):
        end = text.find("]")
        if end < 0:
            return "", "", "missing ']' in address"
        if end + 1 == len(text):
            return "", "", "missing port in address"
        if end + 1 != last:
            return "", "", "too many colons in address" if text[end + 1] == ":" else "missing port in address"
        host, first, second = text[1:end], 1, end + 1
    elif ":" in text[:last]:
        return "", "", "too many colons in address"
    if "[" in text[first:]:
        return "", "", "unexpected '[' in address"
    if "]" in text[second:]:
        return "", "", "unexpected ']' in address"
    return host, text[last + 1 :], ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text
