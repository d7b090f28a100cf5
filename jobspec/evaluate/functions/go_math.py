"""Logarithms and powers of floats, to the last bit as Go on amd64 computes them (package math).

The C library's results differ from Go's in the last bit now and then, and jobs print all digits.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

_SMALLEST_NORMAL: Final = 2.0**-1022
_LN2_HIGH: Final = 6.93147180369123816490e-01
_LN2_LOW: Final = 1.90821492927058770002e-10
#: The odd and the even coefficients of the polynomial that FreeBSD's e_log.c evaluates.
_ODD: Final = (6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01)
_EVEN: Final = (3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)
#: 1/8!, 1/7!, … of Shibata's exponential.
_TAYLOR: Final = (1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0)


def divide(a: float, b: float) -> float:
    """`a / b` of IEEE 754, which never raises."""
    if b != 0:
        return a / b
    if a == 0 or math.isnan(a):
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1.0, b)


def logarithm(x: float) -> float:
    """math.Log: NaN for negative numbers, negative infinity for zero."""
    if math.isnan(x) or x == math.inf:
        return x
    if x < 0:
        return math.nan
    if x == 0:
        return -math.inf
    if x < _SMALLEST_NORMAL:
        # The assembly takes the bits of a subnormal number for those of a normal one.
        fraction, exponent = 0.5 + x / _SMALLEST_NORMAL / 2, -1022
    else:
        fraction, exponent = math.frexp(x)
    if fraction < math.sqrt(0.5):
        fraction *= 2
        exponent -= 1
    f = fraction - 1
    k = float(exponent)
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    odd = s2 * (_ODD[0] + s4 * (_ODD[1] + s4 * (_ODD[2] + s4 * _ODD[3])))
    even = s4 * (_EVEN[0] + s4 * (_EVEN[1] + s4 * _EVEN[2]))
    half_square = 0.5 * f * f
    return k * _LN2_HIGH - ((half_square - (s * (half_square + (odd + even)) + k * _LN2_LOW)) - f)


def _multiply_add(a: float, b: float, c: float) -> float:
    """`a * b + c` rounded once, as the processor does it."""
    return float(Fraction(a) * Fraction(b) + Fraction(c))


def _exponential(x: float) -> float:
    """math.Exp of a number that is far from overflow, as the fused instructions of amd64 compute it."""
    exponent = round(1.4426950408889634073599246810018920 * x)
    x = _multiply_add(-0.69314718055966295651160180568695068359375, float(exponent), x)
    x = _multiply_add(-0.28235290563031577122588448175013436025525412068e-12, float(exponent), x)
    x *= 0.0625
    series = 1 / 40320
    for coefficient in _TAYLOR:
        series = _multiply_add(x, series, coefficient)
    x *= series
    for _ in range(3):
        x *= x + 2.0
    return math.ldexp(_multiply_add(x + 2.0, x, 1.0), exponent)


def power(x: float, y: float) -> float:
    """math.Pow, with its special cases for zeros and infinities."""
    if y == 0 or x == 1:
        return 1.0
    if y == 1:
        return x
    if math.isnan(x) or math.isnan(y):
        return math.nan
    if x == 0:
        return _power_of_zero(x, y)
    if math.isinf(y):
        return 1.0 if x == -1 else 0.0 if (abs(x) < 1) == (y > 0) else math.inf
    if math.isinf(x):
        if x < 0:
            return power(-0.0, -y)
        return 0.0 if y < 0 else math.inf
    if y == 0.5:
        return math.sqrt(x) if x >= 0 else math.nan
    if y == -0.5:
        return 1 / math.sqrt(x) if x >= 0 else math.nan
    fraction, whole = math.modf(abs(y))
    if fraction != 0 and x < 0:
        return math.nan
    if whole >= 9.223372036854775808e18:
        return 1.0 if x == -1 else 0.0 if (abs(x) < 1) == (y > 0) else math.inf
    return _power(x, y, int(whole), fraction)


def _power_of_zero(x: float, y: float) -> float:
    odd = abs(y) < 9007199254740992.0 and math.modf(y / 2)[0] != 0 and y == math.floor(y)
    negative = math.copysign(1.0, x) < 0 and odd
    if y < 0:
        return -math.inf if negative else math.inf
    return x if negative else 0.0


def _power(x: float, y: float, whole: int, fraction: float) -> float:
    """`x**y` by squaring the mantissa, with the powers of two counted apart."""
    mantissa, exponent = 1.0, 0
    if fraction != 0:
        if fraction > 0.5:
            fraction -= 1
            whole += 1
        mantissa = _exponential(fraction * logarithm(x))
    square, two = math.frexp(x)
    while whole:
        if not -4096 <= two <= 4096:
            exponent += two
            break
        if whole & 1:
            mantissa *= square
            exponent += two
        square *= square
        two <<= 1
        if square < 0.5:
            square += square
            two -= 1
        whole >>= 1
    if y < 0:
        mantissa = divide(1.0, mantissa)
        exponent = -exponent
    try:
        return math.ldexp(mantissa, exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)
