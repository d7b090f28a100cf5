"""`jobspec parse FILE`"""

from __future__ import annotations

from typing import Annotated

import typer

from jobspec.cli.options import AllowOutside, BaseDir, ColorOption, Json, Kind, Lax, VariableFiles, Variables
from jobspec.cli.printing import ParseOptions, print_parsed
from jobspec.cli.settings import parse_settings


def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="A job file, - for standard input, or agent configs and folders.")],
    as_: Annotated[Kind | None, typer.Option("--as", help="What the files hold; told by their content where it is left out.")] = None,
    canonical: Annotated[bool, typer.Option("--canonical", help="Fill in the defaults as Nomad's API does.")] = False,
    admitted: Annotated[bool, typer.Option("--admitted", help="As a server stores it: with what admission adds.")] = False,
    complete: Annotated[bool, typer.Option("--complete", help="All settings of an agent, under the names of Nomad's API.")] = False,
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = None,
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    color: ColorOption = None,
) -> None:
    """Print a job file as the JSON that `nomad job run -output` prints, or agent configs merged over Nomad's defaults.

    Exit codes: 0 printed, 1 the file has errors, 2 wrong usage or unreadable input, 3 internal error.
    """
    settings = parse_settings(var, var_file, base_dir, allow_outside, lax, json)
    options = ParseOptions(tuple(files), settings, as_, canonical, admitted, complete, color or "auto")
    raise typer.Exit(print_parsed(options))
