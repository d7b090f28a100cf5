"""Why a type does not convert to another, in cty's words (go-cty, cty/convert/mismatch_msg.go)."""

from __future__ import annotations

from jobspec.evaluate.types import (
    BOOL,
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
    friendly_constraint,
)
from jobspec.evaluate.unify import has_conversion
from jobspec.go_text import quote

_COLLECTIONS = (ListType, SetType, MapType)


def mismatch_message(got: Type, want: Type) -> str:
    """The reason, as a phrase: `string required, but have tuple`, `attribute "x" is required` (MismatchMessage)."""
    if isinstance(got, ObjectType) and isinstance(want, ObjectType):
        return _objects(got, want)
    if isinstance(want, _COLLECTIONS):
        if want.element is DYNAMIC:
            if isinstance(got, TupleType) and isinstance(want, ListType):
                return "all list elements must have the same type"
            if isinstance(got, TupleType) and isinstance(want, SetType):
                return "all set elements must have the same type"
            if isinstance(got, ObjectType) and isinstance(want, MapType):
                return "all map elements must have the same type"
        if isinstance(got, (TupleType, ObjectType)):
            return _collection_from_structure(got, want)
        if isinstance(got, _COLLECTIONS):
            return _collection_from_collection(got, want)
    if not _would_confuse(got, want):
        return f"{want.friendly} required, but have {got.friendly}"
    return f"{friendly_constraint(want)} required"


def _objects(got: ObjectType, want: ObjectType) -> str:
    missing = sorted(name for name in want.attributes if name not in got.attributes and name not in want.optional)
    if len(missing) == 1:
        return f"attribute {quote(missing[0])} is required"
    if len(missing) == 2:
        return f"attributes {quote(missing[0])} and {quote(missing[1])} are required"
    if missing:
        return f"attributes {''.join(quote(name) + ', ' for name in missing[:-1])}and {quote(missing[-1])} are required"
    fallback = "incorrect object attributes"
    for name in sorted(want.attributes):
        found, wanted = got.attributes.get(name), want.attributes[name]
        if found is None or found == wanted or has_conversion(found, wanted, False):
            continue
        message = f"attribute {quote(name)}: {mismatch_message(found, wanted)}"
        if not has_conversion(found, wanted, True):
            return message
        if fallback == "incorrect object attributes":
            fallback = message
    return fallback


def _collection_from_structure(got: TupleType | ObjectType, want: ListType | SetType | MapType) -> str:
    if isinstance(want, MapType) != isinstance(got, ObjectType):
        return f"{friendly_constraint(want)} required"
    named: list[tuple[str, Type]] = (
        [(str(index), element) for index, element in enumerate(got.elements)]
        if isinstance(got, TupleType)
        else [(quote(name), got.attributes[name]) for name in sorted(got.attributes)]
    )
    for name, element in named:
        if element != want.element and not has_conversion(element, want.element, True):
            return f"element {name}: {mismatch_message(element, want.element)}"
    return f"all elements must be {friendly_constraint(want.element)}"


def _collection_from_collection(got: ListType | SetType | MapType, want: ListType | SetType | MapType) -> str:
    if isinstance(want, MapType) != isinstance(got, MapType):
        return f"{friendly_constraint(want)} required"
    return f"incorrect {want.kind} element type: {mismatch_message(got.element, want.element)}"


def _would_confuse(got: Type, want: Type) -> bool:
    """Whether naming both types would mislead more than it helps (typesAreLikelyToCauseConfusion)."""
    # cty's IsPrimitiveType does not count the dynamic pseudo-type.
    if (isinstance(got, PrimitiveType) and got is not DYNAMIC) != (isinstance(want, PrimitiveType) and want is not DYNAMIC):
        return False
    if want is STRING or (want is BOOL and got is NUMBER) or (got is BOOL and want is NUMBER):
        return False
    return not (isinstance(got, TupleType) and isinstance(want, ObjectType))
