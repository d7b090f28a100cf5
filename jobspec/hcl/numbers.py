"""Exact numbers as cty keeps them: binary floating point with a mantissa of 512 bits (cty.ParseNumberVal)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

MANTISSA_BITS: Final = 512
#: Decimal exponents beyond this have no exact value here; Nomad's own limit is some 646 million.
MAX_EXPONENT: Final = 20_000
#: More significant digits than this cannot change the rounding, except through being there at all.
_SIGNIFICANT_DIGITS: Final = 400
_DECIMAL: Final = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?\Z")


def round_to_512(value: int | Fraction) -> int | Fraction:
    """The nearest number whose mantissa has at most 512 bits, ties to even. Whole numbers come back as `int`."""
    if isinstance(value, int):
        excess = value.bit_length() - MANTISSA_BITS
        if excess <= 0:
            return value
        magnitude = abs(value)
        rounded = _shifted_right(magnitude, excess, False) << excess
        return -rounded if value < 0 else rounded
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return round_to_512(numerator)
    if denominator & (denominator - 1) == 0 and numerator.bit_length() <= MANTISSA_BITS:
        return value
    magnitude = abs(numerator)
    # Two bits more than wanted are kept, and whether anything was lost, so that one rounding follows.
    shift = MANTISSA_BITS + 2 - (magnitude.bit_length() - denominator.bit_length())
    if shift >= 0:
        quotient, rest = divmod(magnitude << shift, denominator)
    else:
        quotient, rest = divmod(magnitude, denominator << -shift)
    excess = quotient.bit_length() - MANTISSA_BITS
    mantissa = _shifted_right(quotient, excess, rest != 0)
    exponent = excess - shift
    if numerator < 0:
        mantissa = -mantissa
    if exponent >= 0:
        return mantissa << exponent
    result = Fraction(mantissa, 1 << -exponent)
    return result.numerator if result.denominator == 1 else result


def _shifted_right(magnitude: int, bits: int, inexact: bool) -> int:
    """`magnitude` without its last `bits` bits, rounded to nearest, ties to even; `inexact` when it is a little more than it seems."""
    if bits <= 0:
        return magnitude << -bits
    kept = magnitude >> bits
    lost = magnitude & ((1 << bits) - 1)
    half = 1 << (bits - 1)
    if lost > half or (lost == half and (inexact or kept & 1)):
        kept += 1
    return kept


def parse_number(text: str) -> int | Fraction | None:
    """The value of a decimal number as cty.ParseNumberVal reads it; None where it is none, or larger than can be kept.

    number = [ "+" | "-" ] digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
    """
    if len(text) < 19 and text.isdecimal() and text.isascii():
        return int(text)
    match = _DECIMAL.match(text)
    if match is None:
        return None
    sign, whole, fraction, exponent_text = match.group(1, 2, 3, 4)
    fraction = fraction or ""
    if not whole and not fraction:
        return None
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return 0
    exponent = 0
    if exponent_text is not None:
        if len(exponent_text.lstrip("+-0")) > 9:
            return None
        exponent = int(exponent_text.lstrip("+-0") or "0")
        if exponent_text[0] == "-":
            exponent = -exponent
    exponent -= len(fraction)
    if len(digits) > _SIGNIFICANT_DIGITS:
        exponent += len(digits) - _SIGNIFICANT_DIGITS
        beyond = digits[_SIGNIFICANT_DIGITS:].strip("0") != ""
        digits = digits[:_SIGNIFICANT_DIGITS] + ("1" if beyond else "0")
        exponent -= 1
    if abs(exponent) > MAX_EXPONENT:
        return None
    mantissa = int(digits)
    if sign == "-":
        mantissa = -mantissa
    if exponent >= 0:
        return round_to_512(mantissa * 10**exponent)
    return round_to_512(Fraction(mantissa, 10**-exponent))
