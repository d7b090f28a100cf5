"""Numbers as Go's fmt prints them (math/big intconv.go Int.Format, ftoa.go Float.Format)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jobspec.evaluate.functions.arguments import raw_number
from jobspec.evaluate.numbers import RawNumber, digits_of, exact_digits, precision_of, round_digits, shortest_digits
from jobspec.evaluate.values import Value

#: Go reads no further digit of a width or precision that is larger than this (fmt's parsenum).
_LARGEST_PREFIX: Final = 1_000_000
_PREFIXES: Final = {"b": "0b", "o": "0", "x": "0x", "X": "0X"}


class Flags:
    """The flags of a verb, its width and its precision; -1 where it has none."""

    __slots__ = ("flags", "precision", "width")

    def __init__(self, flags: str, width: int, precision: int) -> None:
        self.flags = flags
        self.width = width
        self.precision = precision

    @property
    def too_large(self) -> bool:
        return self.width // 10 > _LARGEST_PREFIX or self.precision // 10 > _LARGEST_PREFIX


def _sign(negative: bool, flags: str) -> str:
    return "-" if negative else "+" if "+" in flags else " " if " " in flags else ""


def print_whole(value: int, letter: str, flags: Flags) -> str:
    """A whole number for the verbs b, d, o, x and X."""
    if flags.too_large:
        return f"%!(NOVERB)%!(EXTRA *big.Int={_decimal(value)})"
    if letter == "d":
        digits = digits_of(abs(value))
    else:
        digits = format(abs(value), letter)
    prefix = _PREFIXES.get(letter, "") if "#" in flags.flags else ""
    sign = _sign(value < 0, flags.flags)
    zeros = 0
    if flags.precision >= 0:
        if value == 0 and flags.precision == 0:
            return ""
        zeros = max(0, flags.precision - len(digits))
    padding = max(0, flags.width - len(sign) - len(prefix) - zeros - len(digits))
    if "-" in flags.flags:
        return f"{sign}{prefix}{'0' * zeros}{digits}{' ' * padding}"
    if "0" in flags.flags and flags.precision < 0:
        return f"{sign}{prefix}{'0' * padding}{digits}"
    return f"{' ' * padding}{sign}{prefix}{'0' * zeros}{digits}"


def _decimal(value: int) -> str:
    return "-" + digits_of(-value) if value < 0 else digits_of(value)


def print_float(value: Value, letter: str, flags: Flags) -> str:
    """A number for the verbs e, E, f, g and G."""
    raw = raw_number(value)
    if flags.too_large:
        return f"%!(NOVERB)%!(EXTRA *big.Float={shortest_text(value)})"
    infinite = isinstance(raw, float) and raw != 0
    precision = flags.precision
    if precision < 0:
        precision = -1 if letter in "gG" else 6
    body = "Inf" if infinite else _digits(raw, precision_of(value), letter, precision)
    negative = raw < 0 or (isinstance(raw, float) and raw == 0)
    if infinite and not negative:
        sign = " " if " " in flags.flags else "+"
    else:
        sign = _sign(negative, flags.flags)
    padding = max(0, flags.width - len(sign) - len(body))
    if "0" in flags.flags and not infinite:
        return sign + "0" * padding + body
    if "-" in flags.flags:
        return sign + body + " " * padding
    return " " * padding + sign + body


def shortest_text(value: Value) -> str:
    """The shortest text of a number, with an exponent from 1e+06 on (big.Float.Text('g', -1))."""
    raw = raw_number(value)
    if isinstance(raw, float) and raw != 0:
        return "+Inf" if raw > 0 else "-Inf"
    negative = raw < 0 or isinstance(raw, float)
    return ("-" if negative else "") + _digits(raw, precision_of(value), "g", -1)


def _digits(raw: RawNumber, bits: int, letter: str, precision: int) -> str:
    """A finite number without its sign (big.Float.Append)."""
    digits, point = "", 0
    shortest = precision < 0
    if raw != 0:
        assert not isinstance(raw, float)
        magnitude = raw if raw > 0 else -raw
        if shortest:
            digits, point = shortest_digits(magnitude, bits)
        else:
            digits, point = _exact(magnitude)
            wanted = 1 + precision if letter in "eE" else point + precision if letter == "f" else max(precision, 1)
            digits, point = _rounded(digits, point, wanted)
    if shortest:
        precision = len(digits)
    elif letter in "gG":
        precision = max(precision, 1)
    if letter in "eE":
        return _scientific(digits, point, precision, letter)
    if letter == "f":
        return _fixed(digits, point, precision)
    limit = precision
    if limit > len(digits) >= point:
        limit = len(digits)
    if shortest:
        limit = 6
    if point - 1 < -4 or point - 1 >= limit:
        return _scientific(digits, point, min(precision, len(digits)) - 1, "e" if letter == "g" else "E")
    return _fixed(digits, point, max((len(digits) if precision > point else precision) - point, 0))


def _exact(magnitude: int | Fraction) -> tuple[str, int]:
    if isinstance(magnitude, int):
        return exact_digits(magnitude, 0)
    return exact_digits(magnitude.numerator, 1 - magnitude.denominator.bit_length())


def _rounded(digits: str, point: int, count: int) -> tuple[str, int]:
    """Digits cut to `count`, ties to even (math/big decimal.round)."""
    if count < 0 or count >= len(digits):
        return digits, point
    if count == 0:
        up = digits[0] >= "5" and digits != "5"
        return ("1", point + 1) if up else ("", 0)
    return round_digits(digits, point, count)


def _scientific(digits: str, point: int, places: int, letter: str) -> str:
    exponent = point - 1 if digits else 0
    first = digits[0] if digits else "0"
    rest = "." + digits[1 : 1 + places].ljust(places, "0") if places > 0 else ""
    return f"{first}{rest}{letter}{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _fixed(digits: str, point: int, places: int) -> str:
    whole = digits[:point].ljust(point, "0") if point > 0 else "0"
    if places <= 0:
        return whole
    fraction = digits[max(point, 0) :] if point >= 0 else "0" * min(-point, places) + digits
    return f"{whole}.{fraction[:places].ljust(places, '0')}"
