"""What `jobspec parse` does, apart from the reading of options."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from jobspec.check import Settings, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, style, write
from jobspec.discovery import Unreadable, read_bytes
from jobspec.reports import render
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings


class ParseOptions(msgspec.Struct, frozen=True):
    """The file to print, how to read it, and whether with the API's defaults or as a server stores it (which includes them)."""

    file: str
    settings: Settings
    canonical: bool = False
    admitted: bool = False
    color: str = "auto"


def print_job(options: ParseOptions) -> int:
    """Print a job as JSON on standard output and what was found on standard error; return the exit code."""
    content = read_bytes(options.file)
    if isinstance(content, Unreadable):
        complain([content])
        return UNUSABLE
    result = read_job(content, options.file, options.settings)
    if result.diagnostics:
        report = conclude([FileFindings(options.file, result.diagnostics)])
        write(sys.stderr, render(report, "text", style(sys.stderr, options.color)))
    if result.errors or result.value is None:
        return PROBLEMS
    import jobspec

    job = result.value
    if options.admitted:
        job = jobspec.admit_job(job)
    elif options.canonical:
        job = jobspec.canonical_job(job)
    write(sys.stdout, go_json({"Job": jobspec.job_json(job)}) + "\n")
    return OK


def go_json(value: Any) -> str:
    """JSON as Go's `json.MarshalIndent(value, "", "    ")` writes it: four spaces, and `<`, `>`, `&` as escapes."""
    from json import dumps

    text = dumps(value, indent=4, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
