"""How a command declares what it takes: a class of arguments, a field for each.

    class Arguments(Reading):
        file = argument("FILE", "A job file.")
        select = texts("--select", metavar="CODES", help="Codes that count.")

From this one declaration `cli.direct` reads a plain command line, and `cli.command` makes typer's command, which knows help, completion
and the words for mistakes. The functions below give a field and are typed as what is read from it in an instance, as those of
dataclasses are. Nothing here imports typer. At the end stand the options that several commands have.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

from jobspec.cli.values import assignment_problem, folder_problem
from jobspec.config.model import Color

Texts = tuple[str, ...]
Choice = TypeVar("Choice", bound=StrEnum)

#: In the place of the usual value of a field that must be given.
REQUIRED = object()


class Field:
    """What a command takes: an option where it has `names`, else an argument, which is known by its place.

    `kind`: `bool`, `str` or an enumeration; `many`: any number of them is taken. `usual`: the value where it is not given. `panel`: the
    heading that it has in the help. `problem`: finds what is wrong with a value, None if nothing is. `complete`: the values that begin
    with a text, for the completion of a shell.
    """

    __slots__ = ("complete", "help", "kind", "many", "metavar", "names", "panel", "problem", "usual")

    def __init__(
        self, kind: type[bool] | type[str] | type[StrEnum], names: Texts, help: str, usual: object, metavar: str | None = None,
        panel: str | None = None, problem: Callable[[str], str | None] | None = None, complete: Callable[[str], list[str]] | None = None,
        many: bool = False,
    ) -> None:
        self.kind = kind
        self.names = names
        self.help = help
        self.usual = usual
        self.metavar = metavar
        self.panel = panel
        self.problem = problem
        self.complete = complete
        self.many = many

    def __get__(self, given: Given | None, owner: type[Given]) -> object:
        """What an instance has where the field was not given."""
        return self if given is None else self.usual


class Given:
    """What was given to a command: the base of the classes of arguments."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


class Misused(Exception):
    """Arguments that are each right and make no sense together; `name`: the option or argument to name, if one is to blame."""

    def __init__(self, message: str, name: str | None = None) -> None:
        super().__init__(message)
        self.name = name


def fields(arguments: type[Given]) -> dict[str, Field]:
    """The fields of a class of arguments by name, in the order of the help: its own, then those of its bases as they are listed."""
    found: dict[str, Field] = {}
    for part in arguments.__mro__:
        for name, value in vars(part).items():
            if isinstance(value, Field):
                found.setdefault(name, value)
    return found


def flag(*names: str, help: str, panel: str | None = None) -> bool:
    """An option without a value."""
    return cast(bool, Field(bool, names, help, False, None, panel))


def text(
    *names: str, metavar: str, help: str, panel: str | None = None, problem: Callable[[str], str | None] | None = None
) -> str | None:
    """An option with a value; the last one counts."""
    return cast("str | None", Field(str, names, help, None, metavar, panel, problem))


def needed_text(*names: str, metavar: str, help: str) -> str:
    """An option with a value that must be given."""
    return cast(str, Field(str, names, help, REQUIRED, metavar))


def texts(
    *names: str, metavar: str, help: str, panel: str | None = None, problem: Callable[[str], str | None] | None = None
) -> Texts:
    """An option that may be given again and again."""
    return cast(Texts, Field(str, names, help, (), metavar, panel, problem, many=True))


def choice(kind: type[Choice], *names: str, help: str, metavar: str | None = None, panel: str | None = None) -> Choice | None:
    """An option with one of the values of an enumeration."""
    return cast("Choice | None", Field(kind, names, help, None, metavar, panel))


def usual_choice(usual: Choice, *names: str, help: str) -> Choice:
    """The same with a value where it is not given."""
    return cast("Choice", Field(type(usual), names, help, usual))


def argument(metavar: str, help: str, complete: Callable[[str], list[str]] | None = None) -> str:
    """One argument."""
    return cast(str, Field(str, (), help, REQUIRED, metavar, complete=complete))


def optional_argument(metavar: str, help: str) -> str | None:
    """One argument, or none."""
    return cast("str | None", Field(str, (), help, None, metavar))


def choice_argument(kind: type[Choice], metavar: str, help: str) -> Choice:
    """One argument that is one of the values of an enumeration."""
    return cast("Choice", Field(kind, (), help, REQUIRED, metavar))


def arguments(metavar: str, help: str) -> Texts:
    """One argument or more."""
    return cast(Texts, Field(str, (), help, REQUIRED, metavar, many=True))


def optional_arguments(metavar: str, help: str) -> Texts:
    """Any number of arguments."""
    return cast(Texts, Field(str, (), help, (), metavar, many=True))


#: A heading of the help.
NODES = "Nodes"

#: Words of options that stand under a heading in one command and under none in another.
CONFIG_FILE = "Read this file instead of the nearest jobspec.toml or pyproject.toml."
ISOLATED = "Read no configuration file."


class Reading(Given):
    """How job files are read."""

    var = texts("--var", metavar="NAME=VALUE", problem=assignment_problem,
                help="Value of an input variable; wins over files and the environment. Repeatable.")
    var_file = texts("--var-file", metavar="FILE", help="File with values of input variables, in HCL or JSON. Repeatable.")
    base_dir = text("--base-dir", metavar="DIR", problem=folder_problem,
                    help="Folder that file() and its like may read, and start from. Default: the current one.")
    allow_outside = flag("--allow-outside", help="Let file functions read outside the base directory, as Nomad does.")
    lax = flag("--lax", help="Ignore values for undeclared variables, as Nomad with -hcl2-strict=false.")
    json = flag("--json", help="The input is a job in the JSON of Nomad's API, with or without the outer \"Job\".")


class Colored(Given):
    """When output is coloured."""

    color = choice(Color, "--color", help="When to colour output. Default: auto, on a terminal; NO_COLOR and FORCE_COLOR are respected.")


class Nodes(Given):
    """Which nodes there are. What is named beside the paths describes the one node, or all of them alike."""

    node = texts("--node", metavar="PATH", panel=NODES,
                 help="An agent config, a folder of them, Nomad's node JSON, or a node folder. Repeatable.")
    interfaces = text("--interfaces", metavar="FILE", panel=NODES, help="Interfaces of the nodes: ip -json addr.")
    routes = text("--routes", metavar="FILE", panel=NODES, help="Routes of the nodes: ip -json route.")
    cni_config_dir = text("--cni-config-dir", metavar="DIR", panel=NODES, help="The folder of the nodes' CNI networks.")
