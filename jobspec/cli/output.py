"""Writing to standard output and standard error, whatever their encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic
from jobspec.discovery import Unreadable
from jobspec.reports.style import Style, style_for

if TYPE_CHECKING:
    from jobspec.triage.report import FileFindings


def write(stream: TextIO | None, text: str) -> None:
    """Write text; a character that the stream's encoding cannot hold is written as an escape. A closed stream (None) takes nothing."""
    if stream is None:
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    stream.write(text)


def style(stream: TextIO | None, color: str) -> Style:
    """How output to a stream looks, by `--color`, the terminal and the environment."""
    how = Style() if stream is None else style_for(stream, color, os.environ)
    folder = folder_in_repository(os.environ)
    return replace(how, folder=folder) if folder else how


def folder_in_repository(environ: Mapping[str, str]) -> str:
    """The way from the top of the repository to the current folder in a CI job; empty at the top, and elsewhere."""
    top = environ.get("GITHUB_WORKSPACE") or environ.get("CI_PROJECT_DIR")
    if not top:
        return ""
    way = os.path.relpath(os.path.realpath("."), os.path.realpath(top))
    return "" if way == os.curdir or way.startswith(os.pardir) else way


def say(message: str) -> None:
    """A line on standard error, whatever is in it made visible."""
    from jobspec.reports.visible import visible

    write(sys.stderr, f"jobspec: {visible(message)}\n")


def complain(unreadable: Iterable[Unreadable]) -> None:
    """Say on standard error which paths could not be read, and why."""
    for entry in unreadable:
        say(f"cannot read {entry.path}: {entry.reason}")


def show_findings(findings: Iterable[FileFindings], color: str) -> None:
    """Print what was found in files on standard error, as `validate` does."""
    from jobspec.reports import render
    from jobspec.triage.conclude import conclude

    write(sys.stderr, render(conclude(findings), "text", style(sys.stderr, color)))


def show_config_problems(problems: Sequence[Diagnostic], color: str) -> None:
    """Say on standard error what is wrong with the configuration."""
    from jobspec.reports.text import render_finding
    from jobspec.triage.report import Finding

    how = style(sys.stderr, color)
    for problem in problems:
        write(sys.stderr, render_finding(Finding("jobspec", problem), how) + "\n")


def write_file(path: str, text: str) -> bool:
    """Write a text to a file, in one step; False where that cannot be done, which is said."""
    from jobspec.files import write_whole

    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        say_not_written(path, error)
    except ValueError:
        say(f"cannot write {path}: it is no file name")
    else:
        return True
    return False


def say_not_written(path: str, error: OSError) -> None:
    """Say on standard error why a file could not be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        why = "there is no such folder"
    elif isinstance(error, IsADirectoryError):
        why = "it is a folder"
    elif isinstance(error, PermissionError):
        why = "writing there is not permitted"
    else:
        why = (error.strerror or str(error)).lower()
    say(f"cannot write {path}: {why}")
