"""Options that several commands share, declared once."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from jobspec.cli.values import PROBLEMS
from jobspec.config.model import Color, Format
from jobspec.diagnostics import Severity

__all__ = [
    "NODES", "AllowOutside", "BaseDir", "CniConfigDir", "Color", "ColorOption", "Format", "Interfaces", "Json", "Lax", "NodePaths",
    "Routes", "Severity", "VariableFiles", "Variables", "checked",
]

NODES = "Nodes"


class Kind(StrEnum):
    """What files hold."""

    JOB = "job"
    AGENT = "agent"


def checked(parameter: str) -> Callable[[list[str] | None], list[str] | None]:
    """A callback that refuses values in which `PROBLEMS` finds a fault."""

    def check(given: list[str] | None) -> list[str] | None:
        for text in given or ():
            problem = PROBLEMS[parameter](text)
            if problem is not None:
                raise typer.BadParameter(problem)
        return given

    return check


def checked_text(parameter: str) -> Callable[[str | None], str | None]:
    """The same for an option with one value."""

    def check(given: str | None) -> str | None:
        problem = None if given is None else PROBLEMS[parameter](given)
        if problem is not None:
            raise typer.BadParameter(problem)
        return given

    return check


Variables = Annotated[
    list[str] | None,
    typer.Option(
        "--var",
        metavar="NAME=VALUE",
        callback=checked("var"),
        help="Value of an input variable; wins over files and the environment. Repeatable.",
    ),
]
VariableFiles = Annotated[
    list[str] | None,
    typer.Option("--var-file", metavar="FILE", help="File with values of input variables, in HCL or JSON. Repeatable."),
]
BaseDir = Annotated[
    str | None,
    typer.Option("--base-dir", metavar="DIR", help="Folder that file() and its like may read, and start from. Default: the current one."),
]
AllowOutside = Annotated[bool, typer.Option("--allow-outside", help="Let file functions read outside the base directory, as Nomad does.")]
Lax = Annotated[bool, typer.Option("--lax", help="Ignore values for undeclared variables, as Nomad with -hcl2-strict=false.")]
Json = Annotated[bool, typer.Option("--json", help="The input is a job in the JSON of Nomad's API, with or without the outer \"Job\".")]
ColorOption = Annotated[
    Color | None,
    typer.Option("--color", help="When to colour output. Default: auto, on a terminal; NO_COLOR and FORCE_COLOR are respected."),
]
NodePaths = Annotated[
    list[str] | None,
    typer.Option("--node", metavar="PATH", rich_help_panel=NODES,
                 help="An agent config, a folder of them, Nomad's node JSON, or a node folder. Repeatable."),
]
Interfaces = Annotated[
    str | None, typer.Option("--interfaces", metavar="FILE", rich_help_panel=NODES, help="Interfaces of the nodes: ip -json addr.")
]
Routes = Annotated[str | None, typer.Option("--routes", metavar="FILE", rich_help_panel=NODES, help="Routes of the nodes: ip -json route.")]
CniConfigDir = Annotated[
    str | None,
    typer.Option("--cni-config-dir", metavar="DIR", rich_help_panel=NODES, help="The folder of the nodes' CNI networks."),
]
