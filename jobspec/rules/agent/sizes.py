"""Sizes such as `100GB` or `512MiB` (go-humanize ParseBytes)."""

from __future__ import annotations

import re

from jobspec.go_numbers import NumberError, parse_float

_NUMBER = re.compile(r"[\d.,]*")
_UNITS = {"": 1, "b": 1}
for _power, _letter in enumerate("kmgtpe", 1):
    _UNITS[_letter] = _UNITS[_letter + "b"] = 1000**_power
    _UNITS[_letter + "i"] = _UNITS[_letter + "ib"] = 1024**_power


class SizeError(Exception):
    """Text that is no size, in the library's words."""


def parse_bytes(text: str) -> int:
    """A number of bytes. Raises SizeError."""
    match = _NUMBER.match(text)
    assert match is not None
    try:
        number = parse_float(match[0].replace(",", ""))
    except NumberError as error:
        raise SizeError(error.message) from None
    unit = text[match.end() :].strip().lower()
    if unit not in _UNITS:
        raise SizeError(f"unhandled size name: {unit}")
    size = number * float(_UNITS[unit])
    if size >= float(1 << 64):
        raise SizeError(f"too large: {text}")
    return int(size)
