"""Addresses as Go's net/url parses them, as far as checks' paths need it."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+\-.]*):")
_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")


def is_absolute_url(text: str) -> bool:
    """url.URL.IsAbs: whether a text that parses has a scheme."""
    return _SCHEME.match(text.partition("#")[0]) is not None


def url_problem(text: str) -> str | None:
    """What keeps url.Parse from taking a text; None for a good one."""
    if any(character < " " or character == "\x7f" for character in text):
        return "it contains a control character"
    body, _, fragment = text.partition("#")
    if body.startswith(":"):
        return "the part before the colon is missing"
    scheme = _SCHEME.match(body)
    rest = body[scheme.end() :] if scheme else body
    path, _, _query = rest.partition("?")
    if not path.startswith("/"):
        if scheme:
            return None if not _PERCENT.search(fragment) else "a percent sign is not followed by two hexadecimal digits"
        if ":" in path.partition("/")[0]:
            return "its first part contains a colon"
    if path.startswith("//") and not path.startswith("///"):
        host, _, path = path[2:].partition("/")
        problem = _host_problem(host.rpartition("@")[2])
        if problem:
            return problem
    if _PERCENT.search(path) or _PERCENT.search(fragment):
        return "a percent sign is not followed by two hexadecimal digits"
    return None


def _host_problem(host: str) -> str | None:
    if host.startswith("[") and "]" not in host:
        return "the bracket in front of the host is not closed"
    port = host.rpartition("]")[2].rpartition(":") if "[" in host else host.rpartition(":")
    if port[1] and port[2] and not port[2].isdigit():
        return "the port after the host is not a number"
    if any(character in ' "<>\\^`{|}' for character in host):
        return "the host contains a character that it must not have"
    return None
