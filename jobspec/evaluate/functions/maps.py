"""Functions of maps and objects (go-cty stdlib/collection.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.arguments import attributes, elements, list_of_values, map_of_values, text
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import DYNAMIC, STRING, ListType, MapType, ObjectType, TupleType, Type
from jobspec.evaluate.values import UNKNOWN, Value, list_of, object_of, string, tuple_of, unknown_of
from jobspec.go_text import quote


def _keys(args: Sequence[Value], _: Context | None) -> Value:
    kind = args[0].type
    if isinstance(kind, ObjectType):
        return tuple_of(string(name) for name in sorted(kind.attributes))
    if not isinstance(kind, MapType):
        raise FunctionError("must have map or object type", 0)
    if args[0].raw is UNKNOWN:
        return unknown_of(ListType(STRING))
    return list_of(STRING, (string(key) for key in attributes(args[0])))


def _lookup(args: Sequence[Value], _: Context | None) -> Value:
    collection, key, default = args[0], text(args[1]), args[2]
    kind = collection.type
    if isinstance(kind, MapType):
        try:
            default = convert(default, kind.element)
        except ConversionError:
            raise FunctionError("the default value must have the same type as the map elements", 2) from None
    elif not isinstance(kind, ObjectType):
        raise FunctionError("lookup() requires a map as the first argument", 0)
    if not is_wholly_known(collection):
        return unknown_of(DYNAMIC)
    return attributes(collection).get(key, default)


def _merge(args: Sequence[Value], _: Context | None) -> Value:
    """Maps of one type make such a map, everything else an object. Later arguments win; nulls hold nothing."""
    kinds: list[Type] = []
    dynamic = False
    for arg in args:
        kind = arg.type
        if kind is DYNAMIC:
            dynamic = True
            break
        if not isinstance(kind, (MapType, ObjectType)):
            raise FunctionError(f"arguments must be maps or objects, got {quote(kind.friendly)}")
        kinds.append(ObjectType({}) if arg.raw is None and isinstance(kind, ObjectType) else kind)
    merged: dict[str, Value] = {}
    for arg in args:
        if arg.raw is not None:
            merged.update(attributes(arg))
            check_collection(len(merged))
    if not dynamic and kinds and isinstance(kinds[0], MapType) and all(kind == kinds[0] for kind in kinds):
        return map_of_values(merged, kinds[0].element)
    return object_of(merged)


def _values(args: Sequence[Value], _: Context | None) -> Value:
    kind = args[0].type
    if isinstance(kind, MapType):
        return list_of_values(elements(args[0]), kind.element)
    if isinstance(kind, ObjectType):
        found = attributes(args[0])
        return tuple_of(found[name] for name in sorted(found))
    raise FunctionError("values() requires a map as the first argument")


def _zipmap(args: Sequence[Value], _: Context | None) -> Value:
    """A list of values makes a map, a tuple an object."""
    kind = args[1].type
    if not isinstance(kind, (ListType, TupleType)):
        raise FunctionError("values argument must be a list or tuple value")
    if not is_wholly_known(args[0]):
        return unknown_of(DYNAMIC)
    keys, values = elements(args[0]), elements(args[1])
    if len(keys) != len(values):
        raise FunctionError(f"number of keys ({len(keys)}) does not match number of values ({len(values)})")
    if isinstance(kind, ListType):
        return map_of_values({text(key): value for key, value in zip(keys, values, strict=True)}, kind.element)
    for index, key in enumerate(keys):
        if key.raw is None:
            raise FunctionError(f"keys list has null value at index {index}")
    return object_of({text(key): value for key, value in zip(keys, values, strict=True)})


FUNCTIONS: Final = (
    Function("keys", _keys, (Param("inputMap", DYNAMIC, allow_unknown=True),), DYNAMIC),
    Function("lookup", _lookup, (Param("inputMap", DYNAMIC), Param("key", STRING), Param("default", DYNAMIC)), DYNAMIC),
    Function("merge", _merge, (), DYNAMIC, Param("maps", DYNAMIC, allow_null=True, allow_dynamic=True)),
    Function("values", _values, (Param("mapping", DYNAMIC),), DYNAMIC),
    Function("zipmap", _zipmap, (Param("keys", ListType(STRING)), Param("values", DYNAMIC)), DYNAMIC),
)
