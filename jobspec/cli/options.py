"""Options that several commands share, declared once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Color(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(StrEnum):
    """Formats of a report; the same names as in `jobspec.reports.FORMATS`."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"


def _assignments(given: list[str] | None) -> list[str] | None:
    """Refuse what Nomad silently ignores: a `--var` without an equals sign."""
    for text in given or ():
        if "=" not in text:
            raise typer.BadParameter(f"{text!r} has no equals sign; write {text}=VALUE")
    return given


Variables = Annotated[
    list[str] | None,
    typer.Option(
        "--var",
        metavar="NAME=VALUE",
        callback=_assignments,
        help="Value of an input variable; wins over files and the environment. Repeatable.",
    ),
]
VariableFiles = Annotated[
    list[str] | None,
    typer.Option("--var-file", metavar="FILE", help="File with values of input variables, in HCL or JSON. Repeatable."),
]
BaseDir = Annotated[str, typer.Option("--base-dir", metavar="DIR", help="Folder that file() and its like may read, and start from.")]
AllowOutside = Annotated[bool, typer.Option("--allow-outside", help="Let file functions read outside the base directory, as Nomad does.")]
Lax = Annotated[bool, typer.Option("--lax", help="Ignore values for undeclared variables, as Nomad with -hcl2-strict=false.")]
Json = Annotated[bool, typer.Option("--json", help="The input is a job in the JSON of Nomad's API, with or without the outer \"Job\".")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour output. NO_COLOR in the environment is respected.")]
