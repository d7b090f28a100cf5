"""Reading a plain command line without typer.

typer (with pydantic below it) takes ten times as long to import as a bare Python takes to start, more than reading and checking a
file. So plain calls are read here, from the declaration that typer's command is made of too. Anything else — help, completion, an
unknown option, a value missing or wrong — is left to typer, which has the words for it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from jobspec.cli.options import REQUIRED, Given, fields

Arguments = TypeVar("Arguments", bound=Given)


def read_arguments(kind: type[Arguments], line: list[str]) -> Arguments | None:
    """The arguments of a command, whose name is not in `line` any more; None where typer is needed."""
    taken = fields(kind)
    by_option = {option: name for name, field in taken.items() for option in field.names}
    by_place = next((name for name, field in taken.items() if not field.names), None)
    values: dict[str, Any] = {}
    waiting = iter(line)
    for value in waiting:
        if value == "-" or not value.startswith("-"):
            if by_place is None or (by_place in values and not taken[by_place].many):
                return None
            name = by_place
        else:
            option, equals, value = value.partition("=")
            if option not in by_option or (equals and not option.startswith("--")):
                return None
            name = by_option[option]
            if taken[name].kind is bool:
                if equals:
                    return None
                values[name] = True
                continue
            if not equals:
                value = next(waiting, "-")
                if value.startswith("-"):
                    return None
        field = taken[name]
        if field.problem is not None and field.problem(value) is not None:
            return None
        if issubclass(field.kind, StrEnum):
            if value not in tuple(field.kind):
                return None
            values[name] = field.kind(value)
        else:
            values[name] = (*values.get(name, ()), value) if field.many else value
    complete = all(field.usual is not REQUIRED or name in values for name, field in taken.items())
    return kind(**values) if complete else None
