"""Functions of lists and tuples (go-cty function/stdlib/collection.go, sequence.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import equals, is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.arguments import elements, list_of_values, whole_number
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.operators import add
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, SetType, TupleType, Type
from jobspec.evaluate.unify import unify
from jobspec.evaluate.values import (
    DYNAMIC_UNKNOWN,
    FALSE,
    TRUE,
    UNKNOWN,
    Value,
    list_of,
    number,
    tuple_of,
    unknown_of,
)

#: How many numbers range() makes at the most, in Nomad too.
_LONGEST_RANGE: Final = 1024


def _list_type(value: Value) -> ListType:
    assert isinstance(value.type, ListType)
    return value.type


def _chunklist(arguments: Sequence[Value], context: Context | None) -> Value:
    whole, inner = arguments[0], _list_type(arguments[0])
    size = whole_number(arguments[1], None, "invalid size: ")
    if size < 0:
        raise FunctionError("the size argument must be positive")
    items = elements(whole)
    if not items:
        return list_of(inner, ())
    if size == 0:
        return list_of(inner, (whole,))
    return list_of(inner, (Value(inner, items[start : start + size]) for start in range(0, len(items), size)))


def _coalescelist(arguments: Sequence[Value], context: Context | None) -> Value:
    if not arguments:
        raise FunctionError("at least one argument is required")
    for argument in arguments:
        if argument.raw is UNKNOWN:
            break
        if not isinstance(argument.type, (ListType, TupleType)):
            raise FunctionError("coalescelist arguments must be lists or tuples")
    for argument in arguments:
        if argument.raw is UNKNOWN:
            return DYNAMIC_UNKNOWN
        if argument.raw is not None and elements(argument):
            return argument
    raise FunctionError("no non-null arguments")


def _compact(arguments: Sequence[Value], context: Context | None) -> Value:
    if not is_wholly_known(arguments[0]):
        return unknown_of(ListType(STRING))
    return list_of(STRING, (item for item in elements(arguments[0]) if item.raw not in (None, "")))


def _concat(arguments: Sequence[Value], context: Context | None) -> Value:
    if not arguments:
        raise FunctionError("at least one argument is required")
    if all(isinstance(argument.type, ListType) for argument in arguments):
        unified = unify([argument.type for argument in arguments], unsafe=True)
        if unified is not None:
            return _concat_lists(arguments, unified.type)
    items: list[Value] = []
    for position, argument in enumerate(arguments):
        if not isinstance(argument.type, (ListType, TupleType)):
            raise FunctionError(f"all arguments must be lists or tuples; got {argument.type.friendly}", position)
        items += elements(argument)
    check_collection(len(items))
    return tuple_of(items)


def _concat_lists(arguments: Sequence[Value], common: Type) -> Value:
    items: list[Value] = []
    for position, argument in enumerate(arguments):
        try:
            items += elements(convert(argument, common))
        except ConversionError as error:
            raise FunctionError(error.message, position) from None
    check_collection(len(items))
    return list_of_values(items, common.element if isinstance(common, ListType) else DYNAMIC)


def _contains(arguments: Sequence[Value], context: Context | None) -> Value:
    searched, wanted = arguments
    if not isinstance(searched.type, (ListType, TupleType, SetType)):
        raise FunctionError("argument must be list, tuple, or set")
    unknown = False
    for item in elements(searched):
        answer = equals(wanted, item)
        if answer.raw is UNKNOWN:
            unknown = True
        elif answer.raw:
            return TRUE
    return unknown_of(BOOL) if unknown else FALSE


def _distinct(arguments: Sequence[Value], context: Context | None) -> Value:
    if not is_wholly_known(arguments[0]):
        return unknown_of(arguments[0].type)
    found: list[Value] = []
    for item in elements(arguments[0]):
        if not any(equals(item, known) is TRUE for known in found):
            found.append(item)
    return list_of_values(found, _list_type(arguments[0]).element)


def _element(arguments: Sequence[Value], context: Context | None) -> Value:
    source = arguments[0]
    if not isinstance(source.type, (ListType, TupleType)):
        raise FunctionError(f"cannot read elements from {source.type.friendly}")
    index = whole_number(arguments[1], None, "invalid index: ")
    items = elements(source)
    if not items:
        raise FunctionError("cannot use element function with an empty list")
    return items[index % len(items)]


def _flatten(arguments: Sequence[Value], context: Context | None) -> Value:
    source = arguments[0]
    if not is_wholly_known(source):
        return DYNAMIC_UNKNOWN
    if not isinstance(source.type, (ListType, SetType, TupleType)):
        raise FunctionError("can only flatten lists, sets and tuples")
    found: list[Value] = []
    pending = [iter(elements(source))]
    while pending:
        item = next(pending[-1], None)
        if item is None:
            pending.pop()
        elif item.raw is not None and isinstance(item.type, (ListType, SetType, TupleType)):
            pending.append(iter(elements(item)))
        else:
            found.append(item)
    return tuple_of(found)


def _index(arguments: Sequence[Value], context: Context | None) -> Value:
    collection, key = arguments
    kind = collection.type
    if isinstance(kind, (TupleType, ListType)):
        name = "tuple" if isinstance(kind, TupleType) else "list"
        if key.type is not NUMBER and key.type is not DYNAMIC:
            raise FunctionError(f"key for {name} must be number")
        items = elements(collection)
        if isinstance(kind, TupleType):
            position = whole_number(key, None, "invalid key for tuple: ")
            if not 0 <= position < len(items):
                raise FunctionError(f"key must be between 0 and {len(items)} inclusive")
            return items[position]
        if not isinstance(key.raw, int) or not 0 <= key.raw < len(items):
            raise FunctionError("invalid index")
        return items[key.raw]
    if not isinstance(kind, MapType):
        raise FunctionError("collection must be a list, a map or a tuple")
    if key.type is not STRING and key.type is not DYNAMIC:
        raise FunctionError("key for map must be string")
    assert isinstance(collection.raw, dict)
    if not isinstance(key.raw, str) or key.raw not in collection.raw:
        raise FunctionError("invalid index")
    return collection.raw[key.raw]


def _length(arguments: Sequence[Value], context: Context | None) -> Value:
    collection = arguments[0]
    if collection.type is not DYNAMIC and not isinstance(collection.type, (TupleType, ListType, MapType, SetType)):
        raise FunctionError("collection must be a list, a map or a tuple")
    if isinstance(collection.type, TupleType):
        return number(len(collection.type.elements))
    if collection.raw is UNKNOWN:
        return unknown_of(NUMBER)
    return number(len(elements(collection)))


def _range(arguments: Sequence[Value], context: Context | None) -> Value:
    down = number(-1)
    up = number(1)
    if len(arguments) == 1:
        start, end = number(0), arguments[0]
        step = down if _compare(end, start) < 0 else up
    elif len(arguments) == 2:
        start, end = arguments
        step = down if _compare(end, start) < 0 else up
    elif len(arguments) == 3:
        start, end, step = arguments
    else:
        raise FunctionError("must have one, two, or three arguments")
    # A step of zero is refused only by the number of values: Nomad's own check compares Go pointers, and never finds one.
    falling = _compare(step, number(0)) < 0
    if falling and _compare(end, start) > 0:
        raise FunctionError("end must be less than start when step is negative", 1)
    if not falling and _compare(end, start) < 0:
        raise FunctionError("end must be greater than start when step is positive", 1)
    found: list[Value] = []
    current = start
    while _compare(current, end) * (-1 if falling else 1) < 0:
        if len(found) >= _LONGEST_RANGE:
            raise FunctionError("more than 1024 values were generated; either decrease the difference between start and end or "
                                "use a smaller step")
        found.append(current)
        current = add(current, step)
    return list_of(NUMBER, found)


def _compare(a: Value, b: Value) -> int:
    x, y = a.raw, b.raw
    assert not isinstance(x, (str, tuple, dict)) and not isinstance(y, (str, tuple, dict))
    return (x > y) - (x < y)  # type: ignore[operator]


def _slice(arguments: Sequence[Value], context: Context | None) -> Value:
    source = arguments[0]
    if isinstance(source.type, SetType):
        raise FunctionError("cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering "
                            "of the result is not important", 0)
    if not isinstance(source.type, (ListType, TupleType)):
        raise FunctionError("must be a list or tuple value", 0)
    items = elements(source)
    start = _bound(arguments[1], 1, "start", len(items))
    end = _bound(arguments[2], 2, "end", len(items))
    if start > end:
        raise FunctionError("start index must not be greater than end index", 1)
    if isinstance(source.type, TupleType):
        return tuple_of(items[start:end])
    return list_of_values(items[start:end], source.type.element)


def _bound(value: Value, argument: int, name: str, length: int) -> int:
    index = whole_number(value, argument, f"invalid {name} index: ")
    if index < 0:
        raise FunctionError(f"{name} index must not be less than zero", argument)
    if index > length:
        raise FunctionError(f"{name} index must not be greater than the length of the list", argument)
    return index


FUNCTIONS: Final = (
    Function("chunklist", _chunklist, (Param("list", ListType(DYNAMIC)), Param("size", NUMBER)), DYNAMIC),
    Function("coalescelist", _coalescelist, (), DYNAMIC, Param("vals", DYNAMIC, True, True, True)),
    Function("compact", _compact, (Param("list", ListType(STRING)),), ListType(STRING)),
    Function("concat", _concat, (), DYNAMIC, Param("seqs", DYNAMIC)),
    Function("contains", _contains, (Param("list", DYNAMIC), Param("value", DYNAMIC, allow_null=True)), BOOL),
    Function("distinct", _distinct, (Param("list", ListType(DYNAMIC)),), DYNAMIC),
    Function("element", _element, (Param("list", DYNAMIC), Param("index", NUMBER)), DYNAMIC),
    Function("flatten", _flatten, (Param("list", DYNAMIC),), DYNAMIC),
    Function("index", _index, (Param("collection", DYNAMIC), Param("key", DYNAMIC, allow_dynamic=True)), DYNAMIC),
    Function("length", _length, (Param("collection", DYNAMIC, allow_unknown=True, allow_dynamic=True),), NUMBER),
    Function("range", _range, (), ListType(NUMBER), Param("params", NUMBER)),
    Function("slice", _slice, (Param("list", DYNAMIC), Param("start_index", NUMBER), Param("end_index", NUMBER)), DYNAMIC),
)
