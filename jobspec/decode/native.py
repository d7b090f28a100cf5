"""From values to what models hold (gocty.FromCtyValue), under the types that field declarations name."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from jobspec.evaluate.types import BOOL, NUMBER, STRING, ListType, MapType, Type
from jobspec.evaluate.values import UNKNOWN, Value

#: What a field of a model can hold after decoding an attribute.
Native = object

#: What whole-number fields may hold, by type name: smallest, largest.
RANGES: Final[dict[str, tuple[int, int]]] = {
    "int": (-(1 << 63), (1 << 63) - 1), "int64": (-(1 << 63), (1 << 63) - 1), "int32": (-(1 << 31), (1 << 31) - 1),
    "int16": (-(1 << 15), (1 << 15) - 1), "int8": (-(1 << 7), (1 << 7) - 1), "duration": (-(1 << 63), (1 << 63) - 1),
    "uint": (0, (1 << 64) - 1), "uint64": (0, (1 << 64) - 1), "uint32": (0, (1 << 32) - 1), "uint16": (0, (1 << 16) - 1),
    "uint8": (0, (1 << 8) - 1),
}
_UNSIGNED: Final = frozenset({"uint", "uint64", "uint32", "uint16", "uint8"})


class NativeError(Exception):
    """A value that the field cannot hold; `message` in cty's words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def type_of(type_name: str) -> Type:
    """The type that a value is converted to before it is stored (gocty.ImpliedType)."""
    if type_name == "string":
        return STRING
    if type_name == "bool":
        return BOOL
    if type_name in RANGES:
        return NUMBER
    if type_name.startswith("list("):
        return ListType(type_of(type_name[5:-1]))
    if type_name.startswith("map("):
        return MapType(type_of(type_name[4:-1]))
    raise ValueError(f"{type_name} is no type of an attribute")


def native_of(type_name: str, nullable: bool) -> Callable[[Value], Native]:
    """The function that takes a value of `type_of(type_name)` apart. It raises NativeError.

    `nullable` fields (pointers in Go) and all lists and maps take null as absent: None.
    """
    if type_name.startswith("list("):
        return _list_of(native_of(type_name[5:-1], False))
    if type_name.startswith("map("):
        return _map_of(native_of(type_name[4:-1], False))
    if type_name in RANGES:
        return _whole_number(type_name, nullable)
    return _nullable_text_or_bool if nullable else _text_or_bool


def whole_number(raw: object, type_name: str) -> int:
    """The number as a whole one within the type's range. Raises NativeError (gocty fromCtyNumberInt, fromCtyNumberUInt)."""
    low, high = RANGES[type_name]
    if isinstance(raw, float) and raw == 0:
        return 0
    if isinstance(raw, (float, Fraction)) or not isinstance(raw, int) or not low <= raw <= high:
        if type_name in _UNSIGNED:
            raise NativeError(f"value must be a whole number, between 0 and {high} inclusive")
        raise NativeError(f"value must be a whole number, between {low} and {high}")
    return raw


def _text_or_bool(value: Value) -> Native:
    raw = value.raw
    if raw is None:
        raise NativeError("null value is not allowed")
    if raw is UNKNOWN:
        raise NativeError("value must be known")
    return raw


def _nullable_text_or_bool(value: Value) -> Native:
    raw = value.raw
    if raw is UNKNOWN:
        raise NativeError("value must be known")
    return raw


def _whole_number(type_name: str, nullable: bool) -> Callable[[Value], Native]:
    def decode(value: Value) -> Native:
        raw = value.raw
        if raw is None:
            if nullable:
                return None
            raise NativeError("null value is not allowed")
        if raw is UNKNOWN:
            raise NativeError("value must be known")
        return whole_number(raw, type_name)

    return decode


def _list_of(element: Callable[[Value], Native]) -> Callable[[Value], Native]:
    def decode(value: Value) -> Native:
        raw = value.raw
        if raw is None:
            return None
        if raw is UNKNOWN:
            raise NativeError("value must be known")
        assert isinstance(raw, tuple)
        return tuple([element(item) for item in raw])

    return decode


def _map_of(element: Callable[[Value], Native]) -> Callable[[Value], Native]:
    def decode(value: Value) -> Native:
        raw = value.raw
        if raw is None:
            return None
        if raw is UNKNOWN:
            raise NativeError("value must be known")
        assert isinstance(raw, dict)
        return {key: element(item) for key, item in raw.items()}

    return decode
