"""`jobspec validate PATH…`"""

from __future__ import annotations

from typing import Annotated

import typer

from jobspec.cli.checking import ValidateOptions, validate_paths
from jobspec.cli.options import AllowOutside, BaseDir, Color, ColorOption, Format, Json, Lax, VariableFiles, Variables
from jobspec.cli.settings import settings


def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Job files, folders of job files, or - for standard input.")],
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = ".",
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    format: Annotated[Format, typer.Option("--format", help="How to print what was found.")] = Format.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Check job files and show every problem with its place.

    In a folder, *.nomad and *.nomad.hcl are checked, and *.hcl that hold a job; what .gitignore names is left out.

    Exit codes: 0 no errors, 1 errors found, 2 wrong usage or unreadable input, 3 internal error.
    """
    options = ValidateOptions(tuple(paths), settings(var, var_file, base_dir, allow_outside, lax, json), format, color)
    raise typer.Exit(validate_paths(options))
