"""`jobspec parse FILE`"""

from __future__ import annotations

from typing import Annotated

import typer

from jobspec.cli.options import AllowOutside, BaseDir, ColorOption, Json, Lax, VariableFiles, Variables
from jobspec.cli.printing import ParseOptions, print_job
from jobspec.cli.settings import parse_settings


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A job file, or - for standard input.")],
    canonical: Annotated[bool, typer.Option("--canonical", help="Fill in the defaults as Nomad's API does.")] = False,
    admitted: Annotated[bool, typer.Option("--admitted", help="As a server stores it: with what admission adds.")] = False,
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = None,
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    color: ColorOption = None,
) -> None:
    """Print a job file as the JSON that `nomad job run -output` prints.

    Exit codes: 0 printed, 1 the file has errors, 2 wrong usage or unreadable input, 3 internal error.
    """
    options = ParseOptions(file, parse_settings(var, var_file, base_dir, allow_outside, lax, json), canonical, admitted, color or "auto")
    raise typer.Exit(print_job(options))
