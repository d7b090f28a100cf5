"""`jobspec parse FILE`"""

from __future__ import annotations

import sys
from json import dumps
from typing import Annotated, Any

import typer

from jobspec.check import FileFindings, conclude, read_job
from jobspec.cli.exits import PROBLEMS, UNUSABLE
from jobspec.cli.options import AllowOutside, BaseDir, Color, ColorOption, Json, Lax, VariableFiles, Variables
from jobspec.cli.output import complain, style, write
from jobspec.cli.settings import settings
from jobspec.discovery import Unreadable, read_bytes
from jobspec.reports import render


def parse(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A job file, or - for standard input.")],
    canonical: Annotated[bool, typer.Option("--canonical", help="Fill in the defaults as Nomad's API does.")] = False,
    admitted: Annotated[bool, typer.Option("--admitted", help="As a server stores it: with what admission adds.")] = False,
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = ".",
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Print a job file as the JSON that `nomad job run -output` prints.

    Exit codes: 0 printed, 1 the file has errors, 2 wrong usage or unreadable input, 3 internal error.
    """
    content = read_bytes(file)
    if isinstance(content, Unreadable):
        complain([content])
        raise typer.Exit(UNUSABLE)
    result = read_job(content, file, settings(var, var_file, base_dir, allow_outside, lax, json))
    if result.diagnostics:
        report = conclude([FileFindings(file, result.value, result.diagnostics)])
        write(sys.stderr, render(report, "text", style(sys.stderr, color)))
    if result.errors or result.value is None:
        raise typer.Exit(PROBLEMS)
    import jobspec

    job = result.value
    if admitted:
        job = jobspec.admit_job(job)
    elif canonical:
        job = jobspec.canonical_job(job)
    write(sys.stdout, go_json({"Job": jobspec.job_json(job)}) + "\n")


def go_json(value: Any) -> str:
    """JSON as Go's `json.MarshalIndent(value, "", "    ")` writes it: four spaces, and `<`, `>`, `&` as escapes."""
    text = dumps(value, indent=4, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
