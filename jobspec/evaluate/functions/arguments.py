"""Arguments as Python values (go-cty gocty.FromCtyValue), and collections made of values (cty.ListVal, MapVal)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from jobspec.evaluate.errors import FunctionError, OperationError
from jobspec.evaluate.numbers import RawNumber, float_from_number
from jobspec.evaluate.types import DYNAMIC, STRING, ListType, MapType, Type
from jobspec.evaluate.values import UNKNOWN, Value, null_of, unknown_of

_WHOLE_MIN = -(1 << 63)
_WHOLE_MAX = (1 << 63) - 1
_FLOAT_MAX = f"{1.7976931348623157e308:.6f}"


def text(value: Value) -> str:
    """A known string. Panics as Value.AsString does."""
    raw = value.raw
    if isinstance(raw, str):
        return raw
    raise OperationError("value is null" if value.type is STRING and raw is None else "not a string")


def raw_number(value: Value) -> RawNumber:
    """A known number."""
    raw = value.raw
    if isinstance(raw, (int, Fraction, float)):
        return raw
    raise OperationError("not a number")


def whole_number(value: Value, argument: int | None = None, prefix: str = "") -> int:
    """A number as Go's int. `argument` and `prefix` tell where and how an error is reported."""
    raw = raw_number(value)
    if raw == 0:
        return 0
    if isinstance(raw, int) and _WHOLE_MIN <= raw <= _WHOLE_MAX:
        return raw
    raise FunctionError(f"{prefix}value must be a whole number, between {_WHOLE_MIN} and {_WHOLE_MAX}", argument)


def float_number(value: Value) -> float:
    """A number as Go's float64, rounded; numbers past its range are refused."""
    raw = raw_number(value)
    result = float_from_number(raw)
    if math.isinf(result) and not isinstance(raw, float):
        raise FunctionError(f"value must be between -{_FLOAT_MAX} and {_FLOAT_MAX} inclusive")
    return result


def elements(value: Value) -> tuple[Value, ...]:
    """The elements of a known list, set or tuple; those of a map or object by key. Panics as Value.ElementIterator does."""
    raw = value.raw
    if isinstance(raw, tuple):
        return raw
    if isinstance(raw, dict):
        return tuple(raw.values())
    if raw is None:
        raise OperationError("can't use ElementIterator on null value")
    raise OperationError("attempt to iterate on non-collection, non-tuple type")


def attributes(value: Value) -> dict[str, Value]:
    """The elements of a known map or object, in the order of their keys."""
    raw = value.raw
    if isinstance(raw, dict):
        return raw
    if isinstance(raw, tuple) and not raw:
        return {}
    elements(value)
    raise OperationError("not a string")


def list_of_values(items: Sequence[Value], empty: Type = DYNAMIC) -> Value:
    """A list of values of one type, a list of `empty` where there are none (cty.ListVal, ListValEmpty)."""
    if not items:
        return Value(ListType(empty), ())
    element = common_type(items, "list element")
    return Value(ListType(element), tuple(_typed(item, element) for item in items))


def map_of_values(items: dict[str, Value], empty: Type = DYNAMIC) -> Value:
    """A map of values of one type, a map of `empty` where there are none (cty.MapVal, MapValEmpty)."""
    if not items:
        return Value(MapType(empty), {})
    element = common_type(items.values(), "map element")
    return Value(MapType(element), {key: _typed(items[key], element) for key in sorted(items)})


def common_type(items: Iterable[Value], what: str) -> Type:
    """The type of all items, DYNAMIC aside. Panics where there are two."""
    element: Type = DYNAMIC
    for item in items:
        if element is DYNAMIC:
            element = item.type
        elif item.type is not DYNAMIC and item.type != element:
            raise OperationError(f"inconsistent {what} types ({element!r} then {item.type!r})")
    return element


def _typed(item: Value, element: Type) -> Value:
    """An element of a collection, which has the collection's element type even where it is null."""
    if item.type is not DYNAMIC or element is DYNAMIC:
        return item
    return unknown_of(element) if item.raw is UNKNOWN else null_of(element) if item.raw is None else item
