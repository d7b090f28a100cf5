"""Values written as Go's fmt writes them, so that the texts we quote from Nomad are the texts that people search for."""

from __future__ import annotations

_UNITS = ((3_600_000_000_000, "h"), (60_000_000_000, "m"))
_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\", '"': '\\"'}


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
    """Text as %q (or, with `ascii_only`, %+q) writes it."""
    out = []
    for character in text:
        code = ord(character)
        if character in _ESCAPES:
            out.append(_ESCAPES[character])
        elif 0xDC80 <= code <= 0xDCFF:
            out.append(f"\\x{code - 0xDC00:02x}")
        elif code < 0x20 or code == 0x7F:
            out.append(f"\\x{code:02x}")
        elif code > 0x7E and (ascii_only or not character.isprintable()):
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
        else:
            out.append(character)
    return '"' + "".join(out) + '"'


def items(values: list[str]) -> str:
    """A slice of strings as %v writes it: `[a b]`."""
    return "[" + " ".join(values) + "]"
