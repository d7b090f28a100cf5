"""What in a configuration does not fit its declaration: every place, where msgspec's own check would stop at the first one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

import msgspec
from msgspec import inspect as types

from jobspec.config.places import Path
from jobspec.models.suggestion import closest_advice
from jobspec.triage.selection import selector_problem

UNKNOWN_KEY: Final = "CFG002"
WRONG_VALUE: Final = "CFG003"


class Complaint(msgspec.Struct, frozen=True):
    """Something that does not fit: the keys that lead to it, and what is wrong in words. `of_key`: with the last key, not its value."""

    code: str
    path: Path
    words: str
    help: str | None = None
    of_key: bool = False


def complaints(expected: types.Type, value: object, path: Path = ()) -> Iterator[Complaint]:
    """Everything in a value that does not fit a type."""
    match expected:
        case types.Metadata(type=inner):
            yield from complaints(inner, value, path)
        case types.UnionType(types=choices):
            yield from _one_of([choice for choice in choices if not isinstance(choice, types.NoneType)], value, path)
        case types.StructType(fields=fields):
            yield from _table_of_settings({field.encode_name: field.type for field in fields}, value, path)
        case types.DictType(key_type=keys, value_type=values):
            yield from _table(keys, values, value, path)
        case types.VarTupleType(item_type=item_type):
            yield from _list(item_type, value, path)
        case types.EnumType(cls=choice):
            yield from _choice(choice, value, path)
        case types.BoolType():
            if not isinstance(value, bool):
                yield Complaint(WRONG_VALUE, path, f"true or false is needed here, not {_shown(value)}")
        case _:
            problem = _text_problem(value, path)
            if problem is not None:
                yield Complaint(WRONG_VALUE, path, problem)


def _one_of(choices: list[types.Type], value: object, path: Path) -> Iterable[Complaint]:
    """A type that may be left out, or any value that a variable can have."""
    if len(choices) == 1:
        return complaints(choices[0], value, path)
    if (isinstance(value, float) and value != value) or not isinstance(value, (str, int, float, bool, list, dict)):
        return (Complaint(WRONG_VALUE, path, f"{_shown(value)} cannot be the value of a variable"),)
    return ()


def _table_of_settings(known: dict[str, types.Type], value: object, path: Path) -> Iterator[Complaint]:
    if not isinstance(value, dict):
        yield Complaint(WRONG_VALUE, path, f"a table is needed here, not {_shown(value)}")
        return
    for key, item in value.items():
        if key in known:
            yield from complaints(known[key], item, (*path, key))
        else:
            yield Complaint(UNKNOWN_KEY, (*path, key), f'there is no setting "{key}"', closest_advice(key, known), of_key=True)


def _table(keys: types.Type, values: types.Type, value: object, path: Path) -> Iterator[Complaint]:
    if not isinstance(value, dict):
        yield Complaint(WRONG_VALUE, path, f"a table is needed here, not {_shown(value)}")
        return
    for key, item in value.items():
        here = (*path, key)
        if isinstance(keys, types.EnumType):
            yield from _choice(keys.cls, key, here, of_key=True)
        elif here[0] == "severity" and (problem := selector_problem(key)):
            yield Complaint(WRONG_VALUE, here, problem, of_key=True)
        yield from complaints(values, item, here)


def _list(item_type: types.Type, value: object, path: Path) -> Iterator[Complaint]:
    if not isinstance(value, list):
        advice = f"write [{_shown(value)}]" if isinstance(value, str) else None
        yield Complaint(WRONG_VALUE, path, f"a list is needed here, not {_shown(value)}", advice)
        return
    for index, item in enumerate(value):
        yield from complaints(item_type, item, (*path, index))


def _choice(choice: type[Enum], value: object, path: Path, of_key: bool = False) -> Iterator[Complaint]:
    known = [str(member.value) for member in choice]
    if value not in known:
        advice = closest_advice(value, known) if isinstance(value, str) else None
        yield Complaint(WRONG_VALUE, path, f"{_shown(value)} is none of {', '.join(known)}", advice, of_key)


def _text_problem(value: object, path: Path) -> str | None:
    if not isinstance(value, str):
        return f"a text is needed here, not {_shown(value)}"
    if not value:
        return "this text must not be empty"
    if "\0" in value:
        return "no NUL character can stand here"
    if path[0] == "output" and value == "-":
        return "standard output is no file: format says what is printed there"
    return selector_problem(value) if path[0] in ("select", "ignore", "per-file-ignores") else None


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case int() | float():
            return str(value)
        case dict():
            return "a table"
        case list():
            return "a list"
    return f"a {type(value).__name__}"
