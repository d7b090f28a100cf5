"""Expressions that are plain literals, read without evaluation: most of what job files hold.

Each function returns ABSENT where the expression is anything else, which then goes the long way and gives the same result.
"""

from __future__ import annotations

from typing import Final

from jobspec.hcl.strings import normalized
from jobspec.hcl.syntax import Expression, Literal, ObjectCons, ScopeTraversal, Template, TupleCons


class _Absent:
    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


#: Not a literal, or no value at all.
ABSENT: Final = _Absent()

#: Whole numbers up to here print the same everywhere and fit every 64-bit type.
_SMALL: Final = 1 << 53


def text_of(expression: Expression) -> str | _Absent:
    """Text, from a string without interpolation, or a number or boolean that converts to text."""
    kind = type(expression)
    if kind is Template:
        literal = expression.literal  # type: ignore[attr-defined]
        if literal is not None:
            return normalized(literal)
    elif kind is Literal:
        value = expression.value  # type: ignore[attr-defined]
        if type(value) is int and value < _SMALL:
            return str(value)
        if type(value) is bool:
            return "true" if value else "false"
    return ABSENT


def whole_number_of(expression: Expression) -> int | _Absent:
    """A small whole number."""
    if type(expression) is Literal and type(expression.value) is int and expression.value < _SMALL:
        return expression.value
    return ABSENT


def bool_of(expression: Expression) -> bool | _Absent:
    """`true` or `false`"""
    if type(expression) is Literal and type(expression.value) is bool:
        return expression.value
    return ABSENT


def texts_of(expression: Expression) -> tuple[str, ...] | _Absent:
    """A list of literal texts."""
    if type(expression) is not TupleCons:
        return ABSENT
    found: list[str] = []
    for item in expression.items:
        # A number among texts would be unified with them first; the long way knows how.
        if type(item) is not Template or item.literal is None:
            return ABSENT
        found.append(normalized(item.literal))
    return tuple(found)


def text_map_of(expression: Expression) -> dict[str, str] | _Absent:
    """An object of literal texts."""
    if type(expression) is not ObjectCons:
        return ABSENT
    found: dict[str, str] = {}
    for key, value in expression.items:
        name = _key(key.wrapped, key.force_expression)
        if name is None or type(value) is not Template or value.literal is None:
            return ABSENT
        found[name] = normalized(value.literal)
    return found


def free_value_of(expression: Expression) -> object:
    """Any literal as Nomad hands it to a driver: text, numbers, booleans, null, lists, objects (parse_map.go interfaceFromCtyValue)."""
    kind = type(expression)
    if kind is Template:
        literal = expression.literal  # type: ignore[attr-defined]
        if literal is None:
            return ABSENT
        return normalized(literal)
    if kind is Literal:
        value = expression.value  # type: ignore[attr-defined]
        if value is None or type(value) is bool or (type(value) is int and value < _SMALL):
            return value
        return ABSENT
    if kind is TupleCons:
        items: list[object] = []
        for item in expression.items:  # type: ignore[attr-defined]
            found = free_value_of(item)
            if found is ABSENT:
                return ABSENT
            items.append(found)
        return items
    if kind is ObjectCons:
        members: dict[str, object] = {}
        for key, item in expression.items:  # type: ignore[attr-defined]
            name = _key(key.wrapped, key.force_expression)
            if name is None:
                return ABSENT
            found = free_value_of(item)
            if found is ABSENT:
                return ABSENT
            members[name] = found
        return members
    return ABSENT


def _key(wrapped: Expression, force_expression: bool) -> str | None:
    """The name that a key stands for, None when it must be evaluated."""
    if type(wrapped) is Template:
        literal = wrapped.literal
        return None if literal is None else normalized(literal)
    if type(wrapped) is ScopeTraversal and not force_expression and not wrapped.steps:
        return normalized(wrapped.root.name)
    return None
