"""Which types convert to which, and the one type that several convert to (go-cty, cty/convert: conversion.go, unify.go)."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.evaluate.preference import by_preference
from jobspec.evaluate.types import (
    DYNAMIC,
    STRING,
    ListType,
    MapType,
    ObjectType,
    PrimitiveType,
    SetType,
    TupleType,
    Type,
)


class Unified:
    """The result of `unify`: `convert.convert_unified` brings a value to `type`.

    `undecided` is set where a dynamic type among structures leaves the result unknown: every value becomes unknown then.
    """

    __slots__ = ("type", "undecided", "unsafe")

    def __init__(self, type: Type, unsafe: bool, undecided: bool = False) -> None:
        self.type = type
        self.unsafe = unsafe
        self.undecided = undecided


def has_conversion(source: Type, target: Type, unsafe: bool) -> bool:
    """Whether cty offers a conversion (getConversionKnown). None is offered from a primitive type to itself: compare first."""
    if target is DYNAMIC:
        return True
    if source is DYNAMIC:
        return unsafe
    if isinstance(target, PrimitiveType):
        if not isinstance(source, PrimitiveType):
            return False
        if target is STRING:
            return source is not STRING
        return unsafe and source is STRING
    if isinstance(target, ObjectType):
        if isinstance(source, ObjectType):
            return _object_to_object(source, target, unsafe)
        return isinstance(source, MapType) and unsafe and all(
            attribute == source.element or has_conversion(source.element, attribute, True) or name in target.optional
            for name, attribute in target.attributes.items()
        )
    if isinstance(target, TupleType):
        return (
            isinstance(source, TupleType)
            and len(source.elements) == len(target.elements)
            and all(a == b or has_conversion(a, b, unsafe) for a, b in zip(source.elements, target.elements, strict=True))
        )
    if isinstance(target, MapType):
        if isinstance(source, MapType):
            return has_conversion(source.element, target.element, unsafe)
        return isinstance(source, ObjectType) and map_element_type(source, target.element, unsafe) is not None
    if isinstance(target, ListType):
        if isinstance(source, (ListType, SetType)):
            return source.element == target.element or has_conversion(source.element, target.element, unsafe)
        return isinstance(source, TupleType) and sequence_element_type(source, target.element, unsafe) is not None
    if isinstance(target, SetType):
        if isinstance(source, ListType) and not unsafe:
            return False
        if isinstance(source, (ListType, SetType)):
            return source.element == target.element or has_conversion(source.element, target.element, unsafe)
        return isinstance(source, TupleType) and sequence_element_type(source, target.element, unsafe) is not None
    return False


def _object_to_object(source: ObjectType, target: ObjectType, unsafe: bool) -> bool:
    for name, wanted in target.attributes.items():
        found = source.attributes.get(name)
        if found is None:
            if name in target.optional:
                continue
            return False
        if found != wanted and not has_conversion(found, wanted, unsafe):
            return False
    return True


def sequence_element_type(source: TupleType, wanted: Type, unsafe: bool) -> Type | None:
    """The element type of the list or set that a tuple becomes, None when it cannot (conversionTupleToList, …ToSet)."""
    if not source.elements:
        return wanted
    if wanted is DYNAMIC:
        unified = unify(source.elements, unsafe)
        if unified is None:
            return None
        wanted = unified.type
        if wanted is DYNAMIC and any(element is not DYNAMIC for element in source.elements):
            return None
    for element in source.elements:
        if element != wanted and not has_conversion(element, wanted, unsafe):
            return None
    return wanted


def map_element_type(source: ObjectType, wanted: Type, unsafe: bool) -> Type | None:
    """The element type of the map that an object becomes, None when it cannot (conversionObjectToMap)."""
    if not source.attributes:
        return wanted
    if wanted is DYNAMIC:
        unified = unify(tuple(source.attributes.values()), unsafe)
        if unified is None:
            return None
        wanted = unified.type
    for attribute in source.attributes.values():
        if attribute != wanted and not has_conversion(attribute, wanted, unsafe):
            return None
    return wanted


def unify(types: Sequence[Type], unsafe: bool = False) -> Unified | None:
    """The most general type that all of `types` convert to; None when there is none, or no types (convert.Unify, UnifyUnsafe)."""
    count = len(types)
    if count == 0:
        return None
    first = types[0]
    if isinstance(first, PrimitiveType) and all(type is first for type in types):
        return Unified(first, unsafe)
    maps = lists = sets = objects = tuples = dynamics = 0
    for type in types:
        if type is DYNAMIC:
            dynamics += 1
        elif isinstance(type, ObjectType):
            objects += 1
        elif isinstance(type, TupleType):
            tuples += 1
        elif isinstance(type, MapType):
            maps += 1
        elif isinstance(type, ListType):
            lists += 1
        elif isinstance(type, SetType):
            sets += 1
    if maps and maps + dynamics == count:
        return _unify_collections(MapType, types, unsafe, dynamics > 0)
    if maps and maps + objects + dynamics == count:
        unified = _unify_structures_as_collections(ObjectType, types, unsafe)
        if unified is not None:
            return unified
    elif lists and lists + dynamics == count:
        return _unify_collections(ListType, types, unsafe, dynamics > 0)
    elif lists and lists + tuples + dynamics == count:
        unified = _unify_structures_as_collections(TupleType, types, unsafe)
        if unified is not None:
            return unified
    elif sets and sets + dynamics == count:
        return _unify_collections(SetType, types, unsafe, dynamics > 0)
    elif objects and objects + dynamics == count:
        return _unify_objects(types, unsafe, dynamics > 0)
    elif tuples and tuples + dynamics == count:
        return _unify_tuples(types, unsafe, dynamics > 0)
    elif objects and tuples:
        return None
    for index in by_preference(types):
        wanted = types[index]
        if _all_convert(types, wanted, unsafe):
            return Unified(wanted, unsafe)
    return None


def _all_convert(types: Sequence[Type], wanted: Type, unsafe: bool) -> bool:
    return all(type is wanted or type == wanted or has_conversion(type, wanted, unsafe) for type in types)


def _unify_collections(kind: type[MapType] | type[ListType] | type[SetType], types: Sequence[Type], unsafe: bool,
                       dynamic: bool) -> Unified | None:
    if dynamic:
        return Unified(DYNAMIC, unsafe, undecided=True)
    elements: list[Type] = []
    for type in types:
        assert isinstance(type, (MapType, ListType, SetType))
        elements.append(type.element)
    unified = unify(elements, unsafe)
    if unified is None:
        return None
    wanted: Type = kind(unified.type)
    return Unified(wanted, unsafe) if _all_convert(types, wanted, unsafe) else None


def _unify_structures_as_collections(kind: type[ObjectType] | type[TupleType], types: Sequence[Type], unsafe: bool) -> Unified | None:
    """Objects among maps become maps first, tuples among lists lists (unifyObjectsAsMaps, unifyTuplesAsList)."""
    structures = [type for type in types if isinstance(type, kind)]
    collection = _objects_to_map(structures, unsafe) if kind is ObjectType else _tuples_to_list(structures, unsafe)
    if collection is None:
        return None
    unified = unify([collection.type if isinstance(type, kind) else type for type in types], unsafe)
    if unified is None or not isinstance(unified.type, MapType if kind is ObjectType else ListType):
        return None
    return unified


def _unify_objects(types: Sequence[Type], unsafe: bool, dynamic: bool) -> Unified | None:
    if dynamic:
        return Unified(DYNAMIC, unsafe, undecided=True)
    objects = [type for type in types if isinstance(type, ObjectType)]
    names = objects[0].attributes.keys()
    if any(other.attributes.keys() != names for other in objects[1:]):
        return _objects_to_map(types, unsafe)
    attributes: dict[str, Type] = {}
    for name in names:
        unified = unify([type.attributes[name] for type in objects], unsafe)
        if unified is None:
            return None
        attributes[name] = unified.type
    wanted = ObjectType(attributes)
    return Unified(wanted, unsafe) if _all_convert(types, wanted, unsafe) else _objects_to_map(types, unsafe)


def _objects_to_map(types: Sequence[Type], unsafe: bool) -> Unified | None:
    attributes: list[Type] = []
    for type in types:
        assert isinstance(type, ObjectType)
        attributes.extend(type.attributes.values())
    unified = unify(attributes, unsafe)
    if unified is None:
        return None
    wanted = MapType(unified.type)
    return Unified(wanted, unsafe) if _all_convert(types, wanted, unsafe) else None


def _unify_tuples(types: Sequence[Type], unsafe: bool, dynamic: bool) -> Unified | None:
    if dynamic:
        return Unified(DYNAMIC, unsafe, undecided=True)
    tuples = [type for type in types if isinstance(type, TupleType)]
    length = len(tuples[0].elements)
    if any(len(other.elements) != length for other in tuples[1:]):
        return _tuples_to_list(types, unsafe)
    elements: list[Type] = []
    for index in range(length):
        unified = unify([type.elements[index] for type in tuples], unsafe)
        if unified is None:
            return None
        elements.append(unified.type)
    wanted = TupleType(tuple(elements))
    return Unified(wanted, unsafe) if _all_convert(types, wanted, unsafe) else _tuples_to_list(types, unsafe)


def _tuples_to_list(types: Sequence[Type], unsafe: bool) -> Unified | None:
    elements: list[Type] = []
    for type in types:
        assert isinstance(type, TupleType)
        elements.extend(type.elements)
    unified = unify(elements, unsafe)
    if unified is None:
        return None
    wanted = ListType(unified.type)
    return Unified(wanted, unsafe) if _all_convert(types, wanted, unsafe) else None
