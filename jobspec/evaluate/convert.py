"""Conversion of values between types (go-cty, cty/convert: public.go, conversion*.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.equality import set_of
from jobspec.evaluate.errors import ConversionError, Path
from jobspec.evaluate.mismatch import mismatch_message
from jobspec.evaluate.numbers import format_number, parse_decimal
from jobspec.evaluate.types import (
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
    without_optional,
)
from jobspec.evaluate.unify import Unified, has_conversion, map_element_type, sequence_element_type, unify
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, FALSE, TRUE, UNKNOWN, Value, null_of, number, object_of, tuple_of, unknown_of
from jobspec.go_text import quote

_TRUE_TEXT: Final = Value(STRING, "true")
_FALSE_TEXT: Final = Value(STRING, "false")


def convert(value: Value, type: Type) -> Value:
    """`value` as a `type`, or ConversionError in cty's words (convert.Convert). DYNAMIC takes any value as it is."""
    source, raw = value.type, value.raw
    if source is type or type is DYNAMIC:
        return value
    # What jobs are full of: lists and objects whose elements need no conversion.
    if isinstance(type, ListType):
        element = type.element
        if raw and isinstance(raw, tuple) and isinstance(element, PrimitiveType) and element is not DYNAMIC:
            for item in raw:
                if item.type is not element:
                    break
            else:
                return Value(type, raw)
    elif isinstance(type, MapType):
        element = type.element
        if raw and isinstance(raw, dict) and isinstance(element, PrimitiveType) and element is not DYNAMIC:
            for item in raw.values():
                if item.type is not element:
                    break
            else:
                return Value(type, raw)
    if source == without_optional(type):
        return value
    if not has_conversion(source, type, True):
        raise ConversionError(mismatch_message(source, type))
    return _apply(value, type, (), True)


def convert_unified(value: Value, unified: Unified) -> Value:
    """`value`, of one of the types that were unified, as the common type. Raises ConversionError."""
    if unified.undecided:
        return DYNAMIC_UNKNOWN
    if value.type == unified.type:
        return value
    return _apply(value, unified.type, (), unified.unsafe)


def _apply(value: Value, target: Type, path: Path, unsafe: bool) -> Value:
    """A conversion that `has_conversion` offers (getConversion)."""
    if target is DYNAMIC:
        return value
    raw = value.raw
    if raw is UNKNOWN:
        return unknown_of(_fill_dynamic(value.type, without_optional(target)))
    if raw is None:
        return null_of(_fill_dynamic(value.type, without_optional(target)))
    source = value.type
    if isinstance(target, PrimitiveType):
        return _to_primitive(value, target, path)
    if isinstance(target, ObjectType):
        assert isinstance(raw, dict)
        if isinstance(source, ObjectType):
            return _object_to_object(raw, source, target, path, unsafe)
        assert isinstance(source, MapType)
        return _map_to_object(raw, source, target, path)
    if isinstance(target, TupleType):
        assert isinstance(raw, tuple)
        return tuple_of(
            item if item.type == wanted else _apply(item, wanted, (*path, index), unsafe)
            for index, (item, wanted) in enumerate(zip(raw, target.elements, strict=True))
        )
    if isinstance(target, MapType):
        assert isinstance(raw, dict)
        if isinstance(source, ObjectType):
            return _object_to_map(raw, source, target, path, unsafe)
        assert isinstance(source, MapType)
        return _map_to_map(raw, source, target, path, unsafe)
    assert isinstance(raw, tuple) and isinstance(target, (ListType, SetType))
    if isinstance(source, TupleType):
        return _tuple_to_sequence(raw, source, target, path, unsafe)
    assert isinstance(source, (ListType, SetType))
    return _collection_to_sequence(raw, source, target, path, unsafe)


def _to_primitive(value: Value, target: PrimitiveType, path: Path) -> Value:
    raw = value.raw
    if target is STRING:
        if isinstance(raw, bool):
            return _TRUE_TEXT if raw else _FALSE_TEXT
        return Value(STRING, format_number(value))
    assert isinstance(raw, str)
    if target is NUMBER:
        parsed = parse_decimal(raw)
        if parsed is None:
            raise ConversionError("a number is required", path)
        return number(parsed)
    if raw in ("true", "1"):
        return TRUE
    if raw in ("false", "0"):
        return FALSE
    lower = raw.lower()
    if lower in ("true", "false"):
        raise ConversionError(f'a bool is required; to convert from string, use lowercase "{lower}"', path)
    raise ConversionError("a bool is required", path)


def _object_to_object(raw: dict[str, Value], source: ObjectType, target: ObjectType, path: Path, unsafe: bool) -> Value:
    """Attributes that the target does not have are dropped; optional ones that are missing become null."""
    attributes: dict[str, Value] = {}
    for name, item in raw.items():
        wanted = target.attributes.get(name)
        if wanted is None:
            continue
        if source.attributes[name] != wanted:
            item = _apply(item, wanted, (*path, name), unsafe)
        attributes[name] = _plain_null(item)
    for name in target.optional:
        if name not in attributes:
            attributes[name] = null_of(without_optional(target.attributes[name]))
    return object_of(attributes)


def _map_to_object(raw: dict[str, Value], source: MapType, target: ObjectType, path: Path) -> Value:
    attributes: dict[str, Value] = {}
    for name, item in raw.items():
        wanted = target.attributes.get(name)
        if wanted is None:
            continue
        if wanted != source.element:
            if not has_conversion(source.element, wanted, True):
                reason = mismatch_message(item.type, wanted)
                raise ConversionError(f"map element type is incompatible with attribute {quote(name)}: {reason}", path)
            item = _apply(item, wanted, (*path, name), True)
        attributes[name] = _plain_null(item)
    for name, wanted in target.attributes.items():
        if name not in attributes:
            if name not in target.optional:
                raise ConversionError(f"map has no element for required attribute {quote(name)}", path)
            attributes[name] = null_of(wanted)
    return object_of(attributes)


def _object_to_map(raw: dict[str, Value], source: ObjectType, target: MapType, path: Path, unsafe: bool) -> Value:
    if not raw:
        return Value(MapType(without_optional(target.element)), raw)
    element = map_element_type(source, target.element, unsafe)
    assert element is not None
    items = {
        key: item if item.type == element else _apply(item, element, (*path, key), unsafe) for key, item in raw.items()
    }
    if not isinstance(element, PrimitiveType):
        items = dict(zip(items, _unify_elements(tuple(items.values()), path, unsafe), strict=True))
    return Value(MapType(_common_type(tuple(items.values()), "attribute types must all match for conversion to map", path)), items)


def _map_to_map(raw: dict[str, Value], source: MapType, target: MapType, path: Path, unsafe: bool) -> Value:
    if not raw:
        return Value(MapType(source.element if target.element is DYNAMIC else without_optional(target.element)), raw)
    items = {
        key: item if item.type == target.element else _apply(item, target.element, (*path, key), unsafe) for key, item in raw.items()
    }
    if not isinstance(target.element, (PrimitiveType, TupleType)):
        items = dict(zip(items, _unify_elements(tuple(items.values()), path, False), strict=True))
    return Value(MapType(_common_type(tuple(items.values()), "element types must all match for conversion to map", path)), items)


def _tuple_to_sequence(raw: tuple[Value, ...], source: TupleType, target: ListType | SetType, path: Path, unsafe: bool) -> Value:
    if not raw:
        empty = without_optional(target.element)
        return Value(ListType(empty) if isinstance(target, ListType) else SetType(empty), ())
    element = sequence_element_type(source, target.element, unsafe)
    assert element is not None
    items = tuple(
        item if item.type == element else _apply(item, element, (*path, index), unsafe) for index, item in enumerate(raw)
    )
    if isinstance(target, ListType):
        items = _unify_elements(items, path, unsafe)
        return Value(ListType(_common_type(items, "element types must all match for conversion to list", path)), items)
    items = tuple(_plain_null(item) for item in items)
    return set_of(_common_type(items, "element types must all match for conversion to set", path), items)


def _collection_to_sequence(raw: tuple[Value, ...], source: ListType | SetType, target: ListType | SetType, path: Path,
                            unsafe: bool) -> Value:
    is_list = isinstance(target, ListType)
    if is_list and isinstance(source, SetType) and any(item.raw is UNKNOWN for item in raw):
        return unknown_of(ListType(source.element))
    if not raw:
        empty = source.element if target.element is DYNAMIC else without_optional(target.element)
        return Value(ListType(empty) if is_list else SetType(empty), ())
    items = raw
    if source.element != target.element:
        items = tuple(_apply(item, target.element, (*path, index), unsafe) for index, item in enumerate(raw))
    items = tuple(_plain_null(item) for item in items)
    element = _common_type(items, f"element types must all match for conversion to {target.kind}", path)
    return Value(ListType(element), items) if is_list else set_of(element, items)


def _plain_null(item: Value) -> Value:
    return null_of(without_optional(item.type)) if item.raw is None else item


def _unify_elements(items: tuple[Value, ...], path: Path, unsafe: bool) -> tuple[Value, ...]:
    """Elements converted to one type once more (conversionUnifyListElements, conversionUnifyCollectionElements)."""
    first = items[0].type
    if all(item.type is first for item in items) and isinstance(first, PrimitiveType):
        return items
    unified = unify([item.type for item in items], unsafe)
    if unified is None:
        raise ConversionError("cannot find a common base type for all elements", path)
    wanted = unified.type
    return tuple(item if item.type == wanted else _apply(item, wanted, (*path, index), unsafe) for index, item in enumerate(items))


def _common_type(items: Sequence[Value], complaint: str, path: Path) -> Type:
    """The element type of a collection of `items`, DYNAMIC aside (cty.CanListVal, ListVal)."""
    common: Type = DYNAMIC
    for item in items:
        if common is DYNAMIC:
            common = item.type
        elif item.type is not common and item.type is not DYNAMIC and item.type != common:
            raise ConversionError(complaint, path)
    return common


def _fill_dynamic(source: Type, target: Type) -> Type:
    """`target` with each DYNAMIC replaced by what stands there in `source` (dynamicReplace)."""
    if source is DYNAMIC:
        return target
    if target is DYNAMIC:
        return source
    if isinstance(target, PrimitiveType):
        return target
    if isinstance(target, MapType):
        if isinstance(source, MapType):
            return MapType(_fill_dynamic(source.element, target.element))
        return MapType(_fill_unified(tuple(source.attributes.values()), target.element)) if isinstance(source, ObjectType) else target
    if isinstance(target, (ListType, SetType)):
        if isinstance(source, (ListType, SetType)):
            element = _fill_dynamic(source.element, target.element)
        elif isinstance(source, TupleType):
            element = _fill_unified(source.elements, target.element)
        else:
            return target
        return ListType(element) if isinstance(target, ListType) else SetType(element)
    if isinstance(target, ObjectType):
        if isinstance(source, MapType):
            return ObjectType({name: _fill_dynamic(source.element, wanted) for name, wanted in target.attributes.items()})
        if isinstance(source, ObjectType):
            found = source.attributes
            return ObjectType(
                {name: _fill_dynamic(found[name], wanted) if name in found else wanted for name, wanted in target.attributes.items()}
            )
        return ObjectType({})
    assert isinstance(target, TupleType)
    if not isinstance(source, TupleType):
        return target
    return TupleType(tuple(_fill_dynamic(one, other) for one, other in zip(source.elements, target.elements, strict=True)))


def _fill_unified(types: Sequence[Type], target: Type) -> Type:
    unified = unify(types, True)
    return target if unified is None else _fill_dynamic(unified.type, target)
