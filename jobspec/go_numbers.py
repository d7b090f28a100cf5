"""Go's numbers: from text as its strconv reads them (booleans, too), and whole ones that wrap around."""

from __future__ import annotations

import re
from decimal import Decimal

from jobspec.go_text import quote

_UNDERSCORES = re.compile(r"[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|[1-9](?:_?[0-9])*|0)\Z", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z", re.ASCII)
_BOOLS = {
    **dict.fromkeys(("1", "t", "T", "true", "TRUE", "True"), True), **dict.fromkeys(("0", "f", "F", "false", "FALSE", "False"), False),
}


class NumberError(Exception):
    """Text that is no number or boolean; `reason` is Go's (`invalid syntax`), `message` with all around it."""

    def __init__(self, function: str, text: str, reason: str) -> None:
        self.reason = f"strconv.{function}: {reason}"
        self.message = f"strconv.{function}: parsing {quote(text)}: {reason}"
        super().__init__(self.message)


def int64(number: int) -> int:
    """What an int or a time.Duration holds of a result: the lowest 64 bits, with a sign."""
    return (number + 2**63) % 2**64 - 2**63


def parse_int(text: str) -> int:
    """A whole number of 64 bits in any of Go's notations: `42`, `-0x1F`, `0o17`, `017`, `0b1`, `1_000` (strconv.ParseInt, base 0)."""
    if _UNDERSCORES.match(text) is None:
        raise NumberError("ParseInt", text, "invalid syntax")
    digits = text.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    if digits.startswith(("0x", "0b", "0o")):
        value = int(digits[2:], {"x": 16, "b": 2, "o": 8}[digits[1]])
    elif digits.startswith("0"):
        value = int(digits, 8)
    elif len(digits) > 19:
        raise NumberError("ParseInt", text, "value out of range")
    else:
        value = int(digits)
    value *= sign
    if not -(1 << 63) <= value < 1 << 63:
        raise NumberError("ParseInt", text, "value out of range")
    return value


def parse_float(text: str) -> float:
    """A decimal number of 64 bits (strconv.ParseFloat); hexadecimal ones need an exponent that nobody writes."""
    if _FLOAT.match(text) is None:
        raise NumberError("ParseFloat", text, "invalid syntax")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NumberError("ParseFloat", text, "value out of range")
    return value


def json_number(number: int | float) -> int | float:
    """A number of a JSON document that Go read without a type and wrote again: 53 bits of it, and whole ones without a point below 1e21."""
    try:
        value = Decimal(repr(float(number)))
    except OverflowError:  # Go refuses such a document
        return number
    return int(value) if value == value.to_integral_value() and abs(value) < 10**21 else float(number)


def go_bool(text: str) -> bool | None:
    """A truth value as strconv.ParseBool takes it; None for other texts."""
    return _BOOLS.get(text)


def parse_bool(text: str) -> bool:
    """`1`, `t`, `true` and their like (strconv.ParseBool)."""
    value = go_bool(text)
    if value is None:
        raise NumberError("ParseBool", text, "invalid syntax")
    return value
