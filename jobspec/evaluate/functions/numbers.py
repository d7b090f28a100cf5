"""Functions of numbers (go-cty stdlib/number.go)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import float_number, raw_number, text, whole_number
from jobspec.evaluate.functions.go_math import divide, logarithm, power
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.numbers import (
    INFINITY,
    NarrowNumber,
    RawNumber,
    number_from_float,
    number_from_int64,
    number_of_precision,
    precision_of,
)
from jobspec.evaluate.types import DYNAMIC, NUMBER, STRING
from jobspec.evaluate.values import Value, number
from jobspec.go_text import quote

#: More digits than this are not parsed: reading them takes time that grows with their square.
LONGEST_NUMBER: Final = 10_000
_SIGNED_DIGITS: Final = re.compile(r"[+-]?[0-9A-Za-z]+\Z")


def _same_precision(raw: RawNumber, value: Value) -> Value:
    return number_of_precision(raw, precision_of(value))


def _abs(args: Sequence[Value], _: Context | None) -> Value:
    raw = raw_number(args[0])
    return args[0] if raw > 0 else _same_precision(0 if raw == 0 else -raw, args[0])


def _ceil(args: Sequence[Value], _: Context | None) -> Value:
    raw = raw_number(args[0])
    if isinstance(raw, float):
        return args[0] if raw else _same_precision(0, args[0])
    return _same_precision(-(-raw // 1), args[0])


def _floor(args: Sequence[Value], _: Context | None) -> Value:
    raw = raw_number(args[0])
    if isinstance(raw, float):
        return args[0] if raw else _same_precision(0, args[0])
    return _same_precision(raw // 1, args[0])


def _log(args: Sequence[Value], _: Context | None) -> Value:
    return number_from_float(divide(logarithm(float_number(args[0])), logarithm(float_number(args[1]))))


def _pow(args: Sequence[Value], _: Context | None) -> Value:
    return number_from_float(power(float_number(args[0]), float_number(args[1])))


def _signum(args: Sequence[Value], _: Context | None) -> Value:
    whole = whole_number(args[0])
    return number_from_int64((whole > 0) - (whole < 0))


def _max(args: Sequence[Value], _: Context | None) -> Value:
    if not args:
        raise FunctionError("must pass at least one number")
    best = number(-INFINITY)
    for arg in args:
        if raw_number(arg) > raw_number(best):
            best = arg
    return best


def _min(args: Sequence[Value], _: Context | None) -> Value:
    if not args:
        raise FunctionError("must pass at least one number")
    best = number(INFINITY)
    for arg in args:
        if raw_number(arg) < raw_number(best):
            best = arg
    return best


def _parseint(args: Sequence[Value], _: Context | None) -> Value:
    if args[0].type is not STRING:
        raise FunctionError(f"first argument must be a string, not {args[0].type.friendly}", 0)
    digits = text(args[0])
    base = whole_number(args[1], 1)
    if not 2 <= base <= 62:
        raise FunctionError("base must be a whole number between 2 and 62 inclusive", 1)
    if len(digits) > LONGEST_NUMBER:
        raise FunctionError(f"a number of {len(digits)} characters is longer than the {LONGEST_NUMBER} that jobspec reads", 0, nomad=False)
    whole = _whole_in_base(digits, base)
    if whole is None:
        raise FunctionError(f"cannot parse {quote(digits)} as a base {base} integer", 0)
    return NarrowNumber(whole, max(64, whole.bit_length()))


def _whole_in_base(digits: str, base: int) -> int | None:
    """A whole number written in a base of up to 62, in which capital letters follow small ones (big.Int.SetString).

        number = [ "+" | "-" ] digit { digit }
    """
    if not _SIGNED_DIGITS.match(digits):
        return None
    negative = digits[0] == "-"
    plain = digits.lstrip("+-")
    value = 0
    for digit in plain:
        if digit <= "9":
            place = ord(digit) - 48
        elif digit >= "a":
            place = ord(digit) - 87
        else:
            place = ord(digit) - (29 if base > 36 else 55)
        if place >= base:
            return None
        value = value * base + place
    return -value if negative else value


FUNCTIONS: Final = (
    Function("abs", _abs, (Param("num", NUMBER, allow_dynamic=True),), NUMBER),
    Function("ceil", _ceil, (Param("num", NUMBER),), NUMBER),
    Function("floor", _floor, (Param("num", NUMBER),), NUMBER),
    Function("log", _log, (Param("num", NUMBER), Param("base", NUMBER)), NUMBER),
    Function("max", _max, (), NUMBER, Param("numbers", NUMBER, allow_dynamic=True)),
    Function("min", _min, (), NUMBER, Param("numbers", NUMBER, allow_dynamic=True)),
    Function("parseint", _parseint, (Param("number", DYNAMIC), Param("base", NUMBER)), NUMBER),
    Function("pow", _pow, (Param("num", NUMBER), Param("power", NUMBER)), NUMBER),
    Function("signum", _signum, (Param("num", NUMBER),), NUMBER),
)
