"""Plain words for values and types in messages."""

from __future__ import annotations

from fractions import Fraction

from jobspec.decode.native import RANGES
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, PrimitiveType, SetType, TupleType, Type
from jobspec.evaluate.values import UNKNOWN, Value

_LONGEST = 60


def describe(value: Value) -> str:
    """What a value is, short enough for a message: `the text "x"`, `the number 5`, `a list`."""
    raw = value.raw
    if raw is None:
        return "null"
    if raw is UNKNOWN:
        return "an unknown value"
    if value.type is STRING and isinstance(raw, str):
        shown = raw if len(raw) <= _LONGEST else raw[: _LONGEST - 1] + "…"
        return f'the text "{shown}"'
    if value.type is BOOL:
        return "true" if raw else "false"
    if value.type is NUMBER and isinstance(raw, (int, float, Fraction)):
        shown = format_number(value)
        return f"the number {shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + '…'}"
    if isinstance(value.type, (ListType, SetType, TupleType)):
        return "a list"
    if isinstance(value.type, (MapType, ObjectType)):
        return "an object"
    return "another kind of value"


def expected_words(type_name: str, value: Value | None = None) -> str:
    """What a field of the type takes; when `value` is a whole number itself, which ones."""
    if value is not None and type_name in RANGES and isinstance(value.raw, int):
        return f"a whole number from {RANGES[type_name][0]} to {RANGES[type_name][1]}"
    if type_name == "string":
        return "text"
    if type_name == "bool":
        return "true or false"
    if type_name == "duration":
        return "a duration"
    if type_name in RANGES:
        low, high = RANGES[type_name]
        return "a whole number" if high > 1 << 60 else f"a whole number from {low} to {high}"
    if type_name.startswith("list("):
        return "a list of texts" if type_name == "list(string)" else "a list of whole numbers"
    if type_name == "map(string)":
        return "an object whose values are texts"
    return "an object"


def type_advice(name: str, type_name: str, value: Value) -> str | None:
    """How to write the value that was probably meant, where that is plain."""
    raw = value.raw
    if raw is None:
        return f'leave "{name}" out instead of setting it to null'
    if type_name == "list(string)" and value.type is STRING and isinstance(raw, str):
        shown = f'"{raw}"' if len(raw) <= _LONGEST else "…"
        return f"put it in brackets: `{name} = [{shown}]`"
    if type_name == "string" and isinstance(value.type, TupleType) and isinstance(raw, tuple) and len(raw) == 1:
        return "leave the brackets out"
    if type_name in RANGES and value.type is STRING:
        return f"write a number: `{name} = 10`"
    if type_name == "bool" and value.type is STRING:
        return f"write `{name} = true` or `{name} = false`"
    return None


def printed_type(type: Type) -> str:
    """A type as Nomad prints it where it hands one to %s: the insides of cty's structs (fmt's rules for structs, maps and slices)."""
    if type is DYNAMIC:
        return "{{{}}}"
    if isinstance(type, PrimitiveType):
        return f"{{{{{{}} %!s(cty.primitiveTypeKind={ord(type.name[0].upper())})}}}}"
    if isinstance(type, TupleType):
        return f"{{{{{{}} [{' '.join(map(printed_type, type.elements))}]}}}}"
    if isinstance(type, ObjectType):
        attributes = " ".join(f"{name}:{printed_type(type.attributes[name])}" for name in sorted(type.attributes))
        return f"{{{{{{}} map[{attributes}] map[]}}}}"
    if isinstance(type, (ListType, SetType, MapType)):
        return f"{{{{{{}} {printed_type(type.element)}}}}}"
    return type.friendly
