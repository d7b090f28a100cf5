"""Texts of reserved ports such as `22,80,8500-8600` (nomad/structs/funcs.go, ParsePortRanges)."""

from __future__ import annotations

from functools import lru_cache

MAX_PORT = 65536


class PortRangeError(ValueError):
    """A text that is no list of ports; Nomad's own words."""


@lru_cache(maxsize=4096)
def parse_port_ranges(text: str) -> frozenset[int]:
    """The ports of a text. Raises PortRangeError."""
    if not text:
        return frozenset()
    ports: set[int] = set()
    for part in text.split(","):
        ends = part.strip().split("-")
        if len(ends) > 2:
            raise PortRangeError("can only parse single port numbers or port ranges (ex. 80,100-120,150)")
        if ends == [""]:
            raise PortRangeError("can't specify empty port")
        first, last = _number(ends[0]), _number(ends[-1])
        if last < first:
            raise PortRangeError(f"invalid range: ending value ({last}) less than starting ({first}) value")
        if first == 0:
            raise PortRangeError("port must be > 0")
        if last > MAX_PORT:
            raise PortRangeError(f"port must be < {MAX_PORT} but found {last}")
        ports.update(range(first, last + 1))
    return frozenset(ports)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise PortRangeError(f'strconv.ParseUint: parsing "{text}": invalid syntax')
    return int(text)
