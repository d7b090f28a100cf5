"""Durations in Go's notation (time.ParseDuration)."""

from __future__ import annotations

import re

_UNITS: dict[str, int] = {
    "ns": 1, "us": 1_000, "µs": 1_000, "μs": 1_000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
}
_LIMIT = 1 << 63
_PIECE = re.compile(r"([0-9]*)(\.([0-9]*))?([^.0-9]*)")
#: The common case: one whole number and one unit, far from any overflow.
_SIMPLE = re.compile(r"([0-9]{1,6})(ns|us|ms|s|m|h)\Z")


class DurationError(Exception):
    """Text that is no duration; `message` in Go's words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def parse_duration(text: str) -> int:
    """Nanoseconds of `1h30m`, `-1.5s`, `0`. Raises DurationError (time.ParseDuration).

        duration = [ "+" | "-" ] ( "0" | piece { piece } ) ; piece = ( digits [ "." [ digits ] ] | "." digits ) unit
        unit     = "ns" | "us" | "µs" | "ms" | "s" | "m" | "h"
    """
    simple = _SIMPLE.match(text)
    if simple is not None:
        return int(simple[1]) * _UNITS[simple[2]]
    rest = text
    negative = False
    if rest and rest[0] in "+-":
        negative = rest[0] == "-"
        rest = rest[1:]
    if rest == "0":
        return 0
    if not rest:
        raise _invalid(text)
    total = 0
    position, end = 0, len(rest)
    while position < end:
        match = _PIECE.match(rest, position)
        assert match is not None
        whole, dotted, fraction, unit = match.groups()
        if not whole and not fraction:
            raise _invalid(text)
        whole = whole.lstrip("0")
        value = int(whole[:20]) if whole else 0
        if value > _LIMIT:
            raise _invalid(text)
        if not unit:
            raise DurationError(f"time: missing unit in duration {_quoted(text)}")
        scale = _UNITS.get(unit)
        if scale is None:
            raise DurationError(f"time: unknown unit {_quoted(unit)} in duration {_quoted(text)}")
        value *= scale
        if value > _LIMIT:
            raise _invalid(text)
        if dotted and fraction:
            # Go scales the fraction as a float and cuts it; digits past its precision do not count.
            digits, power = _fraction(fraction)
            value += int(float(digits) * (scale / power))
            if value > _LIMIT:
                raise _invalid(text)
        total += value
        if total > _LIMIT:
            raise _invalid(text)
        position = match.end()
    if negative:
        return -total
    if total > _LIMIT - 1:
        raise _invalid(text)
    return total


def _fraction(digits: str) -> tuple[int, float]:
    """The leading digits that fit 63 bits, and the power of ten they stand over (time.leadingFraction)."""
    value, power = 0, 1.0
    for digit in digits:
        if value > (_LIMIT - 1) // 10:
            break
        following = value * 10 + int(digit)
        if following > _LIMIT:
            break
        value = following
        power *= 10
    return value, power


def _invalid(text: str) -> DurationError:
    return DurationError(f"time: invalid duration {_quoted(text)}")


def _quoted(text: str) -> str:
    """Text in quotes as package time prints it: bytes outside printable ASCII, quotes and backslashes escaped (time.quote)."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    parts = ['"']
    for character in text:
        if character >= "\x80" or character < " ":
            parts.extend(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
        else:
            parts.append("\\" + character if character in '"\\' else character)
    parts.append('"')
    return "".join(parts)
