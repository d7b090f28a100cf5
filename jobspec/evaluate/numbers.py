"""Numbers as cty has them: binary floating point of up to 512 bits (Go's big.Float), rounded to nearest, ties to even.

A number's raw value is exact (`int` or `Fraction`, see values.py); its precision decides how results are rounded and how
many digits are printed. Literals and parsed text have 512 bits and are plain `Value`s. Functions written with Go's own
numbers return fewer: 64 bits for whole numbers (cty.NumberIntVal), 53 for floats (cty.NumberFloatVal); those are `NarrowNumber`s.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Final, Union

from jobspec.evaluate.errors import OperationError
from jobspec.evaluate.types import NUMBER
from jobspec.evaluate.values import Value

#: An exact number, or a float for -0.0 and the infinities.
RawNumber = Union[int, Fraction, float]

PRECISION: Final = 512
INFINITY: Final = math.inf
#: Decimal exponents past this are infinite or zero here (Go's limit, 2**31 in base 2, needs gigabytes).
LARGEST_EXPONENT: Final = 1_000_000


class NarrowNumber(Value):
    """A number with fewer than 512 bits of precision."""

    __slots__ = ("precision",)

    def __init__(self, raw: RawNumber, precision: int) -> None:
        super().__init__(NUMBER, raw)
        self.precision = precision


def precision_of(value: Value) -> int:
    """How many bits the number keeps (big.Float.Prec)."""
    return value.precision if isinstance(value, NarrowNumber) else PRECISION


def number_of_precision(raw: RawNumber, precision: int) -> Value:
    """A number rounded to `precision` bits."""
    rounded = round_to_precision(raw, precision)
    return Value(NUMBER, rounded) if precision == PRECISION else NarrowNumber(rounded, precision)


def number_from_int64(whole: int) -> Value:
    """A whole number with 64 bits (cty.NumberIntVal)."""
    return NarrowNumber(whole, 64)


def number_from_float(value: float) -> Value:
    """A number with the 53 bits of a float (cty.NumberFloatVal). Raises OperationError for NaN."""
    if math.isnan(value):
        raise OperationError("Float.SetFloat64(NaN)")
    if math.isinf(value) or (value == 0 and math.copysign(1, value) < 0):
        return NarrowNumber(value, 53)
    return NarrowNumber(simplest(Fraction(value)), 53)


def float_from_number(raw: RawNumber) -> float:
    """The nearest float (big.Float.Float64): infinite past its range."""
    try:
        return float(raw)
    except OverflowError:
        return INFINITY if raw > 0 else -INFINITY


def simplest(value: Fraction) -> int | Fraction:
    """A whole number as `int`."""
    return value.numerator if value.denominator == 1 else value


def round_to_precision(raw: RawNumber, precision: int) -> RawNumber:
    """`raw` rounded to `precision` significant bits, to nearest, ties to even."""
    if isinstance(raw, int):
        surplus = raw.bit_length() - precision
        return raw if surplus <= 0 else _round_shift(raw, surplus) << surplus
    if isinstance(raw, float):
        return raw
    return _round_ratio(raw.numerator, raw.denominator, precision)


def _round_shift(value: int, bits: int) -> int:
    """`value / 2**bits` to the nearest whole number, ties to even."""
    negative = value < 0
    value = abs(value)
    quotient = value >> bits
    rest = value - (quotient << bits)
    half = 1 << (bits - 1)
    if rest > half or (rest == half and quotient & 1):
        quotient += 1
    return -quotient if negative else quotient


def _round_ratio(numerator: int, denominator: int, precision: int) -> int | Fraction:
    """`numerator / denominator` (positive denominator) rounded to `precision` bits."""
    if numerator == 0:
        return 0
    if denominator & (denominator - 1) == 0:
        shift = denominator.bit_length() - 1
        surplus = numerator.bit_length() - precision
        if surplus <= 0:
            mantissa, exponent = numerator, -shift
        else:
            mantissa, exponent = _round_shift(numerator, surplus), surplus - shift
    else:
        # Enough bits for the quotient, one to round, and a sticky one for what remains.
        extra = precision + 2 - (numerator.bit_length() - denominator.bit_length())
        if extra < 0:
            extra = 0
        quotient, rest = divmod(abs(numerator) << extra, denominator)
        quotient = (quotient << 1) | (1 if rest else 0)
        surplus = quotient.bit_length() - precision
        mantissa, exponent = _round_shift(quotient, surplus), surplus - extra - 1
        if numerator < 0:
            mantissa = -mantissa
    if exponent >= 0:
        return mantissa << exponent
    return simplest(Fraction(mantissa, 1 << -exponent))


_DECIMAL = re.compile(r"([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eEpP])([+-]?\d+))?\Z", re.ASCII)


def parse_decimal(text: str) -> RawNumber | None:
    """A number from text, None when it is none (cty.ParseNumberVal, so Go's big.ParseFloat in base 10).

        number = [ sign ] ( digits [ "." [ digits ] ] | "." digits ) [ ( "e" | "E" | "p" | "P" ) [ sign ] digits ]
               | [ sign ] ( "inf" | "Inf" )
    """
    match = _DECIMAL.match(text)
    if match is None:
        if text in ("Inf", "+Inf", "inf", "+inf"):
            return INFINITY
        return -INFINITY if text in ("-Inf", "-inf") else None
    sign, whole, fraction, bare, letter, exponent_text = match.groups()
    fraction = (bare if whole is None else fraction) or ""
    digits = ((whole or "") + fraction).lstrip("0")
    if not digits:
        return -0.0 if sign == "-" else 0
    if len(digits) > 2 * LARGEST_EXPONENT or (exponent_text is not None and len(exponent_text) > 12):
        exponent = LARGEST_EXPONENT * 4 if exponent_text is None or exponent_text[0] != "-" else -LARGEST_EXPONENT * 4
    else:
        exponent = int(exponent_text or 0)
    mantissa = int_from_digits(digits)
    if sign == "-":
        mantissa = -mantissa
    if letter in ("p", "P"):
        return _scale(mantissa, -len(fraction), exponent)
    return _scale(mantissa, exponent - len(fraction), 0)


def _scale(mantissa: int, ten: int, two: int) -> RawNumber:
    """`mantissa * 10**ten * 2**two`, rounded to 512 bits."""
    if ten > LARGEST_EXPONENT or two > 3 * LARGEST_EXPONENT:
        return INFINITY if mantissa > 0 else -INFINITY
    if ten < -3 * LARGEST_EXPONENT or two < -10 * LARGEST_EXPONENT:
        return 0 if mantissa > 0 else -0.0
    numerator, denominator = mantissa, 1
    if ten >= 0:
        numerator *= 10**ten
    else:
        denominator = 10**-ten
    if two >= 0:
        numerator <<= two
    else:
        denominator <<= -two
    if denominator == 1:
        return round_to_precision(numerator, PRECISION)
    return _round_ratio(numerator, denominator, PRECISION)


def int_from_digits(digits: str) -> int:
    """`int(digits)` without Python's limit of 4300 digits."""
    if len(digits) <= 4000:
        return int(digits)
    half = len(digits) // 2
    power: int = 10 ** (len(digits) - half)
    return int_from_digits(digits[:half]) * power + int_from_digits(digits[half:])


def digits_of(value: int) -> str:
    """`str(value)` of a number that is not negative, without Python's limit of 4300 digits."""
    if value.bit_length() <= 13000:
        return str(value)
    half = int(value.bit_length() * 0.30103) // 2
    high, low = divmod(value, 10**half)
    return digits_of(high) + digits_of(low).zfill(half)


def format_number(value: Value) -> str:
    """The shortest decimal text that reads back as the same number (big.Float.Text('f', -1))."""
    raw = value.raw
    assert isinstance(raw, (int, float, Fraction))
    return format_raw_number(raw, precision_of(value))


def format_raw_number(raw: RawNumber, precision: int = PRECISION) -> str:
    """`format_number` of a bare number. A 512-bit 1/3 prints 154 digits, a whole number of up to `precision` bits prints exactly."""
    if isinstance(raw, float):
        return "-0" if raw == 0 else "+Inf" if raw > 0 else "-Inf"
    if isinstance(raw, int) and raw.bit_length() <= precision:
        return str(raw)
    negative = raw < 0
    digits, point = shortest_digits(-raw if negative else raw, precision)
    if point <= 0:
        text = "0." + "0" * -point + digits
    elif point >= len(digits):
        text = digits + "0" * (point - len(digits))
    else:
        text = digits[:point] + "." + digits[point:]
    return "-" + text if negative else text


def exact_digits(mantissa: int, exponent: int) -> tuple[str, int]:
    """`mantissa * 2**exponent` as decimal digits without trailing zeros, and where the point stands before them."""
    if exponent >= 0:
        digits, point = digits_of(mantissa << exponent), 0
    else:
        digits, point = digits_of(mantissa * 5**-exponent), exponent
    return digits.rstrip("0"), len(digits) + point


def shortest_digits(raw: int | Fraction, precision: int) -> tuple[str, int]:
    """Digits and decimal point of the shortest number that rounds to `raw` (math/big ftoa.go, roundShortest)."""
    numerator, exponent = (raw, 0) if isinstance(raw, int) else (raw.numerator, 1 - raw.denominator.bit_length())
    # The lowest bit of `mantissa` becomes half a unit in the last place.
    shift = precision + 1 - numerator.bit_length()
    mantissa = numerator << shift if shift >= 0 else numerator >> -shift
    exponent -= shift
    digits, point = exact_digits(mantissa, exponent)
    lower, _ = exact_digits(mantissa - 1, exponent)
    upper, _ = exact_digits(mantissa + 1, exponent)
    inclusive = mantissa & 2 == 0
    for i, digit in enumerate(digits):
        low = lower[i] if i < len(lower) else "0"
        high = upper[i] if i < len(upper) else "0"
        down = low != digit or (inclusive and i + 1 == len(lower))
        up = digit != high and (inclusive or ord(digit) + 1 < ord(high) or i + 1 < len(upper))
        if down and up:
            return round_digits(digits, point, i + 1)
        if down:
            return _cut_digits(digits, point, i + 1)
        if up:
            return _raise_digits(digits, point, i + 1)
    return digits, point


def _cut_digits(digits: str, point: int, count: int) -> tuple[str, int]:
    return digits[:count].rstrip("0"), point


def _raise_digits(digits: str, point: int, count: int) -> tuple[str, int]:
    if count >= len(digits):
        return digits, point
    kept = digits[:count].rstrip("9")
    if not kept:
        return "1", point + 1
    return kept[:-1] + chr(ord(kept[-1]) + 1), point


def round_digits(digits: str, point: int, count: int) -> tuple[str, int]:
    if count >= len(digits):
        return digits, point
    if digits[count] == "5" and count + 1 == len(digits):
        up = ord(digits[count - 1]) & 1 == 1
    else:
        up = digits[count] >= "5"
    return _raise_digits(digits, point, count) if up else _cut_digits(digits, point, count)
