"""Values written as Go's fmt writes them, so that the texts we quote from Nomad are the texts that people search for."""

from __future__ import annotations

import re
from typing import Final

#: What Go calls space (unicode.IsSpace). Python's own list has the separators U+001C to U+001F on top.
SPACES: Final = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

_UNITS = ((3_600_000_000_000, "h"), (60_000_000_000, "m"))
_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\", '"': '\\"'}
_SPECIAL = re.compile(r"[^ !#-\[\]-~]")


def duration(nanoseconds: int) -> str:
    """Nanoseconds as time.Duration.String does: `1h0m0s`, `1.5s`, `300ms`, `0s`."""
    if nanoseconds == 0:
        return "0s"
    sign = "-" if nanoseconds < 0 else ""
    rest = abs(nanoseconds)
    if rest < 1_000_000_000:
        for size, unit in ((1_000_000, "ms"), (1_000, "µs"), (1, "ns")):
            if rest >= size:
                return sign + _decimal(rest, size) + unit
    parts = ""
    for size, unit in _UNITS:
        if rest >= size or parts:
            parts += f"{rest // size}{unit}"
            rest %= size
    return f"{sign}{parts}{_decimal(rest, 1_000_000_000)}s"


def _decimal(value: int, unit: int) -> str:
    whole, fraction = divmod(value, unit)
    if not fraction:
        return str(whole)
    digits = str(fraction).rjust(len(str(unit)) - 1, "0").rstrip("0")
    return f"{whole}.{digits}"


def quote(text: str, *, ascii_only: bool = False) -> str:
    """Text as %q and strconv.Quote (or, with `ascii_only`, %+q) write it."""
    return '"' + _SPECIAL.sub(_escaped_to_ascii if ascii_only else _escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return character if character.isprintable() and character not in _ESCAPES else _escaped_to_ascii(match)


def _escaped_to_ascii(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    if code < 0x20 or code == 0x7F:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8 (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def items(values: list[str]) -> str:
    """A slice of strings as %v writes it: `[a b]`."""
    return "[" + " ".join(values) + "]"
