"""HCL's values (cty.Value): a type and what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Union

from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type


class _Unknown:
    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


#: What an unknown value holds.
UNKNOWN: Final = _Unknown()

#: string: str. number: int, Fraction (both fit 512 bits), or float for -0.0 and the infinities only. bool: bool.
#: list, tuple: tuple of values. set: tuple of values in cty's order, without equals. map, object: dict by key; maps and
#: objects iterate in the order of their sorted keys, so build them sorted. null: None. unknown: UNKNOWN.
Raw = Union[str, int, Fraction, float, bool, None, _Unknown, "tuple[Value, ...]", "dict[str, Value]"]


class Value:
    """An immutable value. Never change `raw`."""

    __slots__ = ("raw", "type")

    def __init__(self, type: Type, raw: Raw) -> None:
        self.type = type
        self.raw = raw

    def __repr__(self) -> str:
        return f"Value({self.type!r}, {self.raw!r})"


TRUE: Final = Value(BOOL, True)
FALSE: Final = Value(BOOL, False)
#: cty.DynamicVal: what an expression with an error evaluates to.
DYNAMIC_UNKNOWN: Final = Value(DYNAMIC, UNKNOWN)
#: null of no particular type.
NULL: Final = Value(DYNAMIC, None)


def string(text: str) -> Value:
    """A string in Unicode's normal form C, as all of cty's strings are (cty.StringVal)."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    return Value(STRING, text)


def number(value: int | Fraction | float) -> Value:
    return Value(NUMBER, value)


def boolean(value: bool) -> Value:
    return TRUE if value else FALSE


def tuple_of(items: Iterable[Value]) -> Value:
    values = tuple(items)
    return Value(TupleType(tuple([item.type for item in values])), values)


def object_of(attributes: dict[str, Value]) -> Value:
    ordered = dict(attributes) if len(attributes) < 2 else {name: attributes[name] for name in sorted(attributes)}
    return Value(ObjectType({name: value.type for name, value in ordered.items()}), ordered)


def list_of(element: Type, items: Iterable[Value]) -> Value:
    return Value(ListType(element), tuple(items))


def map_of(element: Type, items: dict[str, Value]) -> Value:
    return Value(MapType(element), {key: items[key] for key in sorted(items)})


def null_of(type: Type) -> Value:
    return Value(type, None)


def unknown_of(type: Type) -> Value:
    return Value(type, UNKNOWN)


__all__ = [
    "DYNAMIC_UNKNOWN", "FALSE", "NULL", "TRUE", "UNKNOWN", "Raw", "SetType", "Value", "boolean", "list_of", "map_of",
    "null_of", "number", "object_of", "string", "tuple_of", "unknown_of",
]
