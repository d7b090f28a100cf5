"""Writing to standard output and standard error, whatever their encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import TextIOWrapper
from typing import TextIO

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic
from jobspec.discovery import Unreadable, reason
from jobspec.reports.style import Style, style_for


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


def show_config_problems(problems: Sequence[Diagnostic], color: str) -> None:
    """Say on standard error what is wrong with the configuration."""
    from jobspec.reports.text import render_finding
    from jobspec.triage.report import Finding

    how = style(sys.stderr, color)
    for problem in problems:
        write(sys.stderr, render_finding(Finding("jobspec", problem), how) + "\n")


def write_file(path: str, text: str) -> str | None:
    """Write a file in one step: whoever looks sees the old content or all of the new. Returns what went wrong, in words."""
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or pipe, such as /dev/stderr
            with open(path, "w", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(text)
            return None
        target = os.path.realpath(path)
        temporary = f"{target}.{os.getpid()}.tmp"
        with open(temporary, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        if os.path.exists(temporary):
            os.unlink(temporary)
        return reason(error, path) if isinstance(error, OSError) else "it is no file name"
    return None
