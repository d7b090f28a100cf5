"""What `jobspec validate` does, apart from the reading of options."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from jobspec.check import check_file
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, style, write, write_file
from jobspec.cli.settings import Typed, ValidateOptions, resolve
from jobspec.discovery import Unreadable, find_job_files, read_bytes
from jobspec.reports import render
from jobspec.reports.style import Style
from jobspec.reports.visible import visible
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked, Summary
from jobspec.triage.selection import Choices

#: What no run of this version looks at.
NOT_CHECKED = (NotChecked("whether the job fits on nodes", "no node descriptions: this version reads job files only", codes=("NODE",)),)


#: What is said where neither the command line nor the configuration names a path.
NO_PATHS = "name a file or folder, or - for standard input"


def validate(typed: Typed) -> int | None:
    """What `jobspec validate` does: the exit code, or None where there is nothing to check."""
    options = resolve(typed, os.environ)
    return validate_paths(options) if options.paths else None


def validate_paths(options: ValidateOptions) -> int:
    """Check every job file of the paths, print the report and return the exit code."""
    found = find_job_files(options.paths, options.excluded)
    findings, unreadable = check_files(found.files, options)
    unreadable = [*found.unreadable, *unreadable]
    unread = [NotChecked("everything", f"cannot be read: {entry.reason}", entry.path) for entry in unreadable]
    choices = Choices(select=options.select, ignore=options.ignore, severity=options.severity)
    report = conclude(findings, (*NOT_CHECKED, *unread), choices)
    complain(unreadable)
    if findings or options.format == "json":
        write(sys.stdout, render(report, options.format, style(sys.stdout, options.color)))
    for format, file in options.outputs:
        problem = write_file(file, render(report, format, Style()))
        if problem is not None:
            write(sys.stderr, f"jobspec: cannot write {visible(file)}: {problem}\n")
            return UNUSABLE
    return exit_code(report.summary, bool(unreadable), options)


def check_files(files: Sequence[str], options: ValidateOptions) -> tuple[list[FileFindings], list[Unreadable]]:
    """Check one file after the other; those that cannot be read come second."""
    findings: list[FileFindings] = []
    unreadable: list[Unreadable] = []
    for name in files:
        content = read_bytes(name)
        if isinstance(content, Unreadable):
            unreadable.append(content)
        else:
            findings.append(check_file(content, name, options.settings))
    return findings, unreadable


def exit_code(summary: Summary, unreadable: bool, options: ValidateOptions) -> int:
    """2 where something could not be read, 1 where something at or above the failing level is shown, else 0."""
    if unreadable:
        return UNUSABLE
    counts = {"error": summary.errors, "warning": summary.warnings, "info": summary.infos}
    failing = tuple(counts)[: tuple(counts).index(options.fail_on) + 1]
    return PROBLEMS if any(counts[level] for level in failing) else OK
