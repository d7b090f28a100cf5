"""Operators on values (hclsyntax/expression_ops.go over go-cty's stdlib/number.go, bool.go, general.go)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from jobspec.evaluate.equality import equals
from jobspec.evaluate.errors import OperationError
from jobspec.evaluate.numbers import INFINITY, PRECISION, NarrowNumber, RawNumber, number_of_precision, precision_of, round_to_precision
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, Type
from jobspec.evaluate.values import FALSE, TRUE, UNKNOWN, Value, boolean, unknown_of

#: Whole numbers below this need no rounding after any operation.
_SMALL: Final = 1 << 250


def _raw(value: Value) -> RawNumber:
    raw = value.raw
    assert isinstance(raw, (int, float, Fraction))
    return raw


def _is_negative(raw: RawNumber) -> bool:
    """The sign bit, which zero has, too (big.Float.Signbit)."""
    return raw < 0 or (isinstance(raw, float) and raw == 0)


def _result(raw: RawNumber, a: Value, b: Value) -> Value:
    return number_of_precision(raw, max(precision_of(a), precision_of(b)))


def add(a: Value, b: Value) -> Value:
    """Value.Add. Raises OperationError for opposing infinities."""
    x, y = _raw(a), _raw(b)
    if isinstance(x, int) and isinstance(y, int) and type(a) is Value and -_SMALL < x < _SMALL and -_SMALL < y < _SMALL:
        return Value(NUMBER, x + y)
    return _sum(x, y, a, b, "can't compute sum of opposing infinities")


def subtract(a: Value, b: Value) -> Value:
    """Value.Subtract. Raises OperationError for infinity minus itself."""
    x, y = _raw(a), _raw(b)
    if isinstance(x, int) and isinstance(y, int) and type(a) is Value and -_SMALL < x < _SMALL and -_SMALL < y < _SMALL:
        return Value(NUMBER, x - y)
    return _sum(x, negated(y), a, b, "can't subtract infinity from itself")


def _sum(x: RawNumber, y: RawNumber, a: Value, b: Value, complaint: str) -> Value:
    if x in (INFINITY, -INFINITY) or y in (INFINITY, -INFINITY):
        if x == -y:
            raise OperationError(complaint)
        return _result(x if x in (INFINITY, -INFINITY) else y, a, b)
    if isinstance(x, float) and isinstance(y, float):
        return _result(-0.0, a, b)
    return _result(_exact(x) + _exact(y), a, b)


def _exact(raw: RawNumber) -> int | Fraction:
    """A finite number without the sign of its zero."""
    return 0 if isinstance(raw, float) else raw


def multiply(a: Value, b: Value) -> Value:
    """Value.Multiply. Raises OperationError for zero times infinity."""
    x, y = _raw(a), _raw(b)
    negative = _is_negative(x) != _is_negative(y)
    if x == 0 or y == 0:
        if x in (INFINITY, -INFINITY) or y in (INFINITY, -INFINITY):
            raise OperationError("can't multiply zero by infinity")
        return _result(-0.0 if negative else 0, a, b)
    if isinstance(x, float) or isinstance(y, float):
        return _result(-INFINITY if negative else INFINITY, a, b)
    product = round_to_precision(x * y, PRECISION)
    precision = max(precision_of(a), precision_of(b))
    if precision == PRECISION:
        return Value(NUMBER, product)
    assert not isinstance(product, float)
    return NarrowNumber(product, max(precision, _needed_precision(product)))


def _needed_precision(raw: int | Fraction) -> int:
    """The bits between the highest and the lowest that is set (big.Float.MinPrec)."""
    top = abs(raw) if isinstance(raw, int) else abs(raw.numerator)
    return (top // (top & -top)).bit_length() if top else 0


def divide(a: Value, b: Value) -> Value:
    """Value.Divide: a number divided by zero is infinite. Raises OperationError for 0/0 and for infinity over infinity."""
    x, y = _raw(a), _raw(b)
    negative = _is_negative(x) != _is_negative(y)
    x_infinite, y_infinite = x in (INFINITY, -INFINITY), y in (INFINITY, -INFINITY)
    if (x == 0 and y == 0) or (x_infinite and y_infinite):
        raise OperationError("can't divide zero by zero or infinity by infinity")
    if y == 0 or x_infinite:
        return _result(-INFINITY if negative else INFINITY, a, b)
    if x == 0 or y_infinite:
        return _result(-0.0 if negative else 0, a, b)
    assert not isinstance(x, float) and not isinstance(y, float)
    return _result(_whole(Fraction(x) / y), a, b)


def _whole(raw: int | Fraction) -> int | Fraction:
    return raw.numerator if isinstance(raw, Fraction) and raw.denominator == 1 else raw


def modulo(a: Value, b: Value) -> Value:
    """Value.Modulo: what is left after the whole part of the quotient; a number modulo zero is itself."""
    x, y = _raw(a), _raw(b)
    if y == 0:
        return a
    if x in (INFINITY, -INFINITY) or y in (INFINITY, -INFINITY):
        raise OperationError("can't use modulo with zero and infinity")
    if isinstance(x, float):  # -0 minus y times 0
        return _result(0 if y < 0 else -0.0, a, a)
    quotient = divide(a, b).raw
    assert isinstance(quotient, (int, float, Fraction))
    precision = precision_of(a)
    whole = round_to_precision(0 if isinstance(quotient, float) else int(quotient), precision)
    part = round_to_precision(_whole(_exact(whole) * _exact(y)), precision)
    return number_of_precision(_whole(_exact(x) - _exact(part)), precision)


def negated(raw: RawNumber) -> RawNumber:
    """The sign turned, also that of zero."""
    if raw == 0:
        return 0 if isinstance(raw, float) else -0.0
    return -raw


def negate(value: Value) -> Value:
    """Value.Negate"""
    raw = negated(_raw(value))
    return NarrowNumber(raw, value.precision) if isinstance(value, NarrowNumber) else Value(NUMBER, raw)


def invert(value: Value) -> Value:
    """Value.Not"""
    return FALSE if value.raw is True else TRUE


def _or(a: Value, b: Value) -> Value:
    return TRUE if a.raw is True or b.raw is True else FALSE


def _and(a: Value, b: Value) -> Value:
    return TRUE if a.raw is True and b.raw is True else FALSE


def _not_equal(a: Value, b: Value) -> Value:
    result = equals(a, b)
    return result if result.raw is UNKNOWN else invert(result)


class Operation:
    """What an operator takes (`operand`), gives (`result`) and does with known operands that are not null."""

    __slots__ = ("apply", "operand", "result")

    def __init__(self, operand: Type, result: Type, apply: Callable[[Value, Value], Value]) -> None:
        self.operand = operand
        self.result = result
        self.apply = apply


BINARY: Final = {
    "||": Operation(BOOL, BOOL, _or),
    "&&": Operation(BOOL, BOOL, _and),
    "==": Operation(DYNAMIC, BOOL, equals),
    "!=": Operation(DYNAMIC, BOOL, _not_equal),
    "<": Operation(NUMBER, BOOL, lambda a, b: boolean(_raw(a) < _raw(b))),
    "<=": Operation(NUMBER, BOOL, lambda a, b: boolean(_raw(a) <= _raw(b))),
    ">": Operation(NUMBER, BOOL, lambda a, b: boolean(_raw(a) > _raw(b))),
    ">=": Operation(NUMBER, BOOL, lambda a, b: boolean(_raw(a) >= _raw(b))),
    "+": Operation(NUMBER, NUMBER, add),
    "-": Operation(NUMBER, NUMBER, subtract),
    "*": Operation(NUMBER, NUMBER, multiply),
    "/": Operation(NUMBER, NUMBER, divide),
    "%": Operation(NUMBER, NUMBER, modulo),
}


def operate(operation: Operation, a: Value, b: Value) -> Value:
    """Apply a binary operation as cty calls a function: unknown operands give an unknown result (function.Call).

    Raises OperationError for null operands and for results that do not exist.
    """
    if operation.operand is not DYNAMIC:
        if a.raw is None or b.raw is None:
            raise OperationError("argument must not be null")
        if a.raw is UNKNOWN or b.raw is UNKNOWN:
            return unknown_of(operation.result)
    return operation.apply(a, b)
