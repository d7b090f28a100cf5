"""`jobspec hcl JOB.json`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from jobspec.check import Settings, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, style, write
from jobspec.discovery import Unreadable, read_bytes
from jobspec.models.job_job import Job
from jobspec.reports import render
from jobspec.reports.visible import visible
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings


def hcl(
    file: Annotated[str, typer.Argument(metavar="JOB.json", help="A job in the JSON of Nomad's API, or - for standard input.")],
    keep_defaults: Annotated[bool, typer.Option("--keep-defaults", help="Also write what Nomad fills in by itself.")] = False,
) -> None:
    """Write a job from Nomad's API JSON (`nomad job inspect`, `nomad job run -output`) as a job file.

    What the servers keep beside the specification, such as status and version, is left out. The text is read back before it is
    printed; what a job file cannot say is listed on standard error.

    Exit codes: 0 written, 1 the input has errors or something could not be written, 2 wrong usage or unreadable input.
    """
    raise typer.Exit(print_hcl(file, keep_defaults))


def print_hcl(file: str, keep_defaults: bool) -> int:
    """Print a job file on standard output and what was found on standard error; return the exit code."""
    content = read_bytes(file)
    if isinstance(content, Unreadable):
        complain([content])
        return UNUSABLE
    if not content.lstrip().startswith(b"{"):
        write(sys.stderr, f"jobspec: {visible(file)} holds no job in JSON: this command writes HCL from the JSON of Nomad's API\n")
        return UNUSABLE
    result = read_job(content, file, Settings(json=True))
    if result.diagnostics:
        report = conclude([FileFindings(file, result.diagnostics)])
        write(sys.stderr, render(report, "text", style(sys.stderr, "auto")))
    if result.errors or result.value is None:
        return PROBLEMS
    if not result.value.id and not result.value.name:
        write(sys.stderr, f"jobspec: {visible(file)} holds no job: it has neither an ID nor a name\n")
        return PROBLEMS
    return _print_job(file, result.value, keep_defaults)


def _print_job(file: str, job: Job, keep_defaults: bool) -> int:
    from jobspec.writing import TooDeep, write_job

    try:
        written = write_job(job, keep_defaults or None)
    except TooDeep as error:
        write(sys.stderr, f"jobspec: {visible(file)}: {error}\n")
        return PROBLEMS
    write(sys.stdout, written.text)
    for lost in written.unwritten:
        write(sys.stderr, f"jobspec: left out, because no job file can say it: {visible(lost.path)} = {visible(repr(lost.value)[:80])}\n")
    return PROBLEMS if written.unwritten else OK
