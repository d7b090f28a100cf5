"""Functions of lists, tuples, maps and objects (go-cty stdlib/collection.go, sequence.go, general.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import equals, has_element, is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError, OperationError
from jobspec.evaluate.functions.arguments import elements, list_of_values, raw_number, text, whole_number
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.numbers import number_from_int64
from jobspec.evaluate.operators import add
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, PrimitiveType, SetType, TupleType, Type
from jobspec.evaluate.unify import unify
from jobspec.evaluate.values import FALSE, TRUE, UNKNOWN, Value, tuple_of, unknown_of

#: cty's own limit of range().
_LONGEST_RANGE: Final = 1024


def _chunklist(args: Sequence[Value], _: Context | None) -> Value:
    items, size = elements(args[0]), whole_number(args[1], None, "invalid size: ")
    if size < 0:
        raise FunctionError("the size argument must be positive")
    if not items:
        return list_of_values((), args[0].type)
    if size == 0:
        return list_of_values((args[0],))
    return list_of_values([list_of_values(items[start : start + size]) for start in range(0, len(items), size)])


def _coalesce(args: Sequence[Value], _: Context | None) -> Value:
    unified = unify([arg.type for arg in args], True)
    if unified is None:
        raise FunctionError("all arguments must have the same type")
    for arg in args:
        if arg.raw is UNKNOWN:
            return unknown_of(unified.type)
        if arg.raw is not None:
            return convert(arg, unified.type)
    raise FunctionError("no non-null arguments")


def _coalescelist(args: Sequence[Value], _: Context | None) -> Value:
    if not args:
        raise FunctionError("at least one argument is required")
    for arg in args:
        if arg.raw is UNKNOWN:
            break
        if not isinstance(arg.type, (ListType, TupleType)):
            raise FunctionError("coalescelist arguments must be lists or tuples")
    for arg in args:
        if arg.raw is UNKNOWN:
            return unknown_of(DYNAMIC)
        if arg.raw:
            return arg
    raise FunctionError("no non-null arguments")


def _compact(args: Sequence[Value], _: Context | None) -> Value:
    if not is_wholly_known(args[0]):
        return unknown_of(ListType(STRING))
    return list_of_values([item for item in elements(args[0]) if item.raw], STRING)


def _concat(args: Sequence[Value], _: Context | None) -> Value:
    """Lists become one list where their elements have a common type; everything else a tuple."""
    if not args:
        raise FunctionError("at least one argument is required")
    items: list[Value] = []
    if all(isinstance(arg.type, ListType) for arg in args):
        unified = unify([arg.type for arg in args], True)
        if unified is not None:
            return _concat_lists(args, unified.type)
    for position, arg in enumerate(args):
        if not isinstance(arg.type, (TupleType, ListType)):
            raise FunctionError(f"all arguments must be lists or tuples; got {arg.type.friendly}", position)
        items += elements(arg)
        check_collection(len(items))
    return tuple_of(items)


def _concat_lists(args: Sequence[Value], wanted: Type) -> Value:
    if not isinstance(wanted, ListType):
        raise OperationError("unsupported return type")
    items: list[Value] = []
    for position, arg in enumerate(args):
        try:
            items += elements(convert(arg, wanted))
        except ConversionError as error:
            raise FunctionError(error.message, position) from None
        check_collection(len(items))
    return list_of_values(items, wanted.element)


def _contains(args: Sequence[Value], _: Context | None) -> Value:
    collection, wanted = args
    if not isinstance(collection.type, (ListType, TupleType, SetType)):
        raise FunctionError("argument must be list, tuple, or set")
    unknown = False
    for item in elements(collection):
        equal = equals(wanted, item)
        if equal is TRUE:
            return TRUE
        unknown = unknown or equal.raw is UNKNOWN
    return unknown_of(BOOL) if unknown else FALSE


def _distinct(args: Sequence[Value], _: Context | None) -> Value:
    kind = args[0].type
    assert isinstance(kind, ListType)
    if not is_wholly_known(args[0]):
        return unknown_of(kind)
    items = elements(args[0])
    kept: list[Value] = []
    if isinstance(kind.element, PrimitiveType):
        seen: set[object] = set()
        for item in items:
            if item.raw not in seen:
                seen.add(item.raw)
                kept.append(item)
    else:
        check_collection(len(items) * 20)
        for item in items:
            if not has_element(kept, item):
                kept.append(item)
    return list_of_values(kept, kind.element)


def _element(args: Sequence[Value], _: Context | None) -> Value:
    """The index is taken modulo the length."""
    collection = args[0]
    if not isinstance(collection.type, (ListType, TupleType)):
        raise FunctionError(f"cannot read elements from {collection.type.friendly}")
    index = whole_number(args[1], None, "invalid index: ")
    items = elements(collection)
    if not items:
        raise FunctionError("cannot use element function with an empty list")
    return items[index % len(items)]


def _flatten(args: Sequence[Value], _: Context | None) -> Value:
    if not is_wholly_known(args[0]):
        return unknown_of(DYNAMIC)
    if not isinstance(args[0].type, (ListType, SetType, TupleType)):
        raise FunctionError("can only flatten lists, sets and tuples")
    out: list[Value] = []
    pending = [iter(elements(args[0]))]
    while pending:
        for item in pending[-1]:
            if item.raw is not None and isinstance(item.type, (ListType, SetType, TupleType)):
                pending.append(iter(elements(item)))
                break
            out.append(item)
        else:
            pending.pop()
        check_collection(len(out))
    return tuple_of(out)


def _index(args: Sequence[Value], _: Context | None) -> Value:
    """The element of a list, tuple or map with a given key; not the place of a value."""
    collection, key = args
    if isinstance(collection.type, (TupleType, ListType)):
        kind = "tuple" if isinstance(collection.type, TupleType) else "list"
        if key.type is not NUMBER:
            raise FunctionError(f"key for {kind} must be number")
        items = elements(collection)
        if kind == "tuple":
            index = whole_number(key, None, "invalid key for tuple: ")
            if not 0 <= index < len(items):
                raise FunctionError(f"key must be between 0 and {len(items)} inclusive")
            return items[index]
        raw = raw_number(key)
        index = 0 if raw == 0 else raw if isinstance(raw, int) else -1
        if not 0 <= index < len(items):
            raise FunctionError("invalid index")
        return items[index]
    if isinstance(collection.type, MapType):
        if key.type is not STRING:
            raise FunctionError("key for map must be string")
        assert isinstance(collection.raw, dict)
        found = collection.raw.get(text(key))
        if found is None:
            raise FunctionError("invalid index")
        return found
    raise FunctionError("collection must be a list, a map or a tuple")


def _length(args: Sequence[Value], _: Context | None) -> Value:
    collection = args[0]
    if collection.type is not DYNAMIC and not isinstance(collection.type, (TupleType, ListType, MapType, SetType)):
        raise FunctionError("collection must be a list, a map or a tuple")
    if isinstance(collection.raw, (tuple, dict)):
        return number_from_int64(len(collection.raw))
    return number_from_int64(len(collection.type.elements)) if isinstance(collection.type, TupleType) else unknown_of(NUMBER)


def _range(args: Sequence[Value], _: Context | None) -> Value:
    """`range(end)`, `range(start, end)`, `range(start, end, step)`: `end` is not part of it."""
    if not 1 <= len(args) <= 3:
        raise FunctionError("must have one, two, or three arguments")
    start, end = (number_from_int64(0), args[0]) if len(args) == 1 else (args[0], args[1])
    limit = raw_number(end)
    if len(args) == 3:
        step = args[2]
    else:
        step = number_from_int64(-1 if limit < raw_number(start) else 1)
    down = raw_number(step) < 0
    if down and limit > raw_number(start):
        raise FunctionError("end must be less than start when step is negative", 1)
    if not down and limit < raw_number(start):
        raise FunctionError("end must be greater than start when step is positive", 1)
    items: list[Value] = []
    current = start
    while raw_number(current) > limit if down else raw_number(current) < limit:
        if len(items) >= _LONGEST_RANGE:
            raise FunctionError(
                f"more than {_LONGEST_RANGE} values were generated; either decrease the difference between start and end or "
                "use a smaller step"
            )
        items.append(current)
        current = add(current, step)
    return list_of_values(items, NUMBER)


def _slice(args: Sequence[Value], _: Context | None) -> Value:
    collection = args[0]
    if isinstance(collection.type, SetType):
        raise FunctionError("cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering "
                            "of the result is not important", 0)
    if not isinstance(collection.type, (ListType, TupleType)):
        raise FunctionError("must be a list or tuple value", 0)
    items = elements(collection)
    start = _slice_index(args[1], 1, "start", len(items))
    end = _slice_index(args[2], 2, "end", len(items))
    if start > end:
        raise FunctionError("start index must not be greater than end index", 1)
    if isinstance(collection.type, TupleType):
        return tuple_of(items[start:end])
    return list_of_values(items[start:end], collection.type.element)


def _slice_index(value: Value, argument: int, name: str, length: int) -> int:
    index = whole_number(value, argument, f"invalid {name} index: ")
    if index < 0:
        raise FunctionError(f"{name} index must not be less than zero", argument)
    if index > length:
        raise FunctionError(f"{name} index must not be greater than the length of the list", argument)
    return index


_VALS: Final = Param("vals", DYNAMIC, allow_null=True, allow_unknown=True, allow_dynamic=True)
_ANY_LIST: Final = Param("list", ListType(DYNAMIC))

FUNCTIONS: Final = (
    Function("chunklist", _chunklist, (_ANY_LIST, Param("size", NUMBER)), DYNAMIC),
    Function("coalesce", _coalesce, (), DYNAMIC, _VALS),
    Function("coalescelist", _coalescelist, (), DYNAMIC, _VALS),
    Function("compact", _compact, (Param("list", ListType(STRING)),), ListType(STRING)),
    Function("concat", _concat, (), DYNAMIC, Param("seqs", DYNAMIC)),
    Function("contains", _contains, (Param("list", DYNAMIC), Param("value", DYNAMIC, allow_null=True)), BOOL),
    Function("distinct", _distinct, (_ANY_LIST,), DYNAMIC),
    Function("element", _element, (Param("list", DYNAMIC), Param("index", NUMBER)), DYNAMIC),
    Function("flatten", _flatten, (Param("list", DYNAMIC),), DYNAMIC),
    Function("index", _index, (Param("collection", DYNAMIC), Param("key", DYNAMIC, allow_dynamic=True)), DYNAMIC),
    Function("length", _length, (Param("collection", DYNAMIC, allow_unknown=True, allow_dynamic=True),), NUMBER),
    Function("range", _range, (), ListType(NUMBER), Param("params", NUMBER)),
    Function("slice", _slice, (Param("list", DYNAMIC), Param("start_index", NUMBER), Param("end_index", NUMBER)), DYNAMIC),
)
