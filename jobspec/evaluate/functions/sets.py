"""Functions of sets (go-cty stdlib/set.go, SetProductFunc of collection.go)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import has_element, is_wholly_known, set_of
from jobspec.evaluate.errors import ConversionError, FunctionError, OperationError
from jobspec.evaluate.functions.arguments import elements
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import DYNAMIC, ListType, PrimitiveType, SetType, TupleType, Type
from jobspec.evaluate.unify import unify
from jobspec.evaluate.values import UNKNOWN, Value, list_of, tuple_of, unknown_of


def _setintersection(args: Sequence[Value], _: Context | None) -> Value:
    sets, element = _common_sets(args)
    if sets is None:
        return unknown_of(SetType(element))
    kept = elements(sets[0])
    for other in sets[1:]:
        items = elements(other)
        if isinstance(element, PrimitiveType):
            raws = {item.raw for item in items}
            kept = tuple(item for item in kept if item.raw in raws)
        else:
            check_collection(len(kept) * len(items) // 100)
            kept = tuple(item for item in kept if has_element(items, item))
    return set_of(element, kept)


def _setunion(args: Sequence[Value], _: Context | None) -> Value:
    sets, element = _common_sets(args)
    if sets is None:
        return unknown_of(SetType(element))
    items = [item for one in sets for item in elements(one)]
    check_collection(len(items))
    return set_of(element, items)


def _common_sets(args: Sequence[Value]) -> tuple[list[Value] | None, Type]:
    """The sets converted to a common element type, and that type; no sets where something in them is unknown (setOperationImpl)."""
    types: list[Type] = []
    for arg in args:
        if not isinstance(arg.type, SetType):
            raise OperationError("not a collection type")
        if arg.type.element is not DYNAMIC or arg.raw:
            types.append(arg.type.element)
    element: Type = DYNAMIC
    if types:
        unified = unify(types, True)
        if unified is None:
            raise FunctionError("given sets must all have compatible element types")
        element = unified.type
    sets: list[Value] = []
    for position, arg in enumerate(args):
        try:
            sets.append(convert(arg, SetType(element)))
        except ConversionError as error:
            raise FunctionError(error.message, position) from None
    return (sets if all(is_wholly_known(one) for one in sets) else None), element


def _setproduct(args: Sequence[Value], _: Context | None) -> Value:
    """Every combination of one element of each argument; a set if one of them is a set."""
    if len(args) < 2:
        raise FunctionError("at least two arguments are required")
    types = [_product_element(arg, position) for position, arg in enumerate(args)]
    element = TupleType(tuple(types))
    is_list = not any(isinstance(arg.type, SetType) for arg in args)
    if any(arg.raw is UNKNOWN for arg in args):
        return unknown_of(ListType(element) if is_list else SetType(element))
    total = 1
    for arg in args:
        total *= len(elements(arg))
    check_collection(total)
    combinations: list[Value] = []
    if total:
        columns = [tuple(convert(item, wanted) for item in elements(arg)) for arg, wanted in zip(args, types, strict=True)]
        combinations = [tuple_of(items) for items in product(*columns)]
        element_type = combinations[0].type
        return list_of(element_type, combinations) if is_list else set_of(element_type, combinations)
    return list_of(element, ()) if is_list else set_of(element, ())


def _product_element(arg: Value, position: int) -> Type:
    kind = arg.type
    if isinstance(kind, (SetType, ListType)):
        return kind.element
    if not isinstance(kind, TupleType):
        raise FunctionError("a set or a list is required", position)
    if not kind.elements:
        return DYNAMIC
    unified = unify(kind.elements, True)
    if unified is None:
        raise FunctionError("all elements must be of the same type", position)
    return unified.type


_FIRST: Final = (Param("first_set", SetType(DYNAMIC), allow_dynamic=True),)
_OTHERS: Final = Param("other_sets", SetType(DYNAMIC), allow_dynamic=True)

FUNCTIONS: Final = (
    Function("setintersection", _setintersection, _FIRST, DYNAMIC, _OTHERS),
    Function("setproduct", _setproduct, (), DYNAMIC, Param("sets", DYNAMIC, allow_unknown=True)),
    Function("setunion", _setunion, _FIRST, DYNAMIC, _OTHERS),
)
