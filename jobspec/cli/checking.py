"""What `jobspec validate` does, apart from the reading of options."""

from __future__ import annotations

import sys

import msgspec

from jobspec.check import FileFindings, NotChecked, Settings, check_file, conclude
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, style, write
from jobspec.discovery import Unreadable, find_job_files, read_bytes
from jobspec.reports import render

#: What no run of this version looks at.
NOT_CHECKED = (NotChecked("whether the job fits on nodes", "no node descriptions: this version reads job files only"),)


class ValidateOptions(msgspec.Struct, frozen=True):
    """Paths to check, how to read them, and how to show what was found."""

    paths: tuple[str, ...]
    settings: Settings
    format: str = "text"
    color: str = "auto"


def validate_paths(options: ValidateOptions) -> int:
    """Check every job file of the paths, print the report and return the exit code."""
    found = find_job_files(options.paths)
    unreadable = list(found.unreadable)
    findings: list[FileFindings] = []
    for name in found.files:
        content = read_bytes(name)
        if isinstance(content, Unreadable):
            unreadable.append(content)
        else:
            findings.append(check_file(content, name, options.settings))
    unread = [NotChecked("everything", f"cannot be read: {entry.reason}", entry.path) for entry in unreadable]
    report = conclude(findings, (*NOT_CHECKED, *unread))
    complain(unreadable)
    if findings or options.format == "json":
        write(sys.stdout, render(report, options.format, style(sys.stdout, options.color)))
    if unreadable:
        return UNUSABLE
    return PROBLEMS if report.summary.errors else OK
