"""Writing to standard output and standard error, whatever their encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import TextIO

from jobspec.discovery import Unreadable
from jobspec.reports.style import Style, style_for
from jobspec.reports.visible import visible


def write(stream: TextIO | None, text: str) -> None:
    """Write text; a character that the stream's encoding cannot hold is written as an escape. A closed stream (None) takes nothing."""
    if stream is None:
        return
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    stream.write(text)


def style(stream: TextIO | None, color: str) -> Style:
    """How output to a stream looks, by `--color`, the terminal and the environment."""
    return Style() if stream is None else style_for(stream, color, os.environ)


def complain(unreadable: Iterable[Unreadable]) -> None:
    """Say on standard error which paths could not be read, and why."""
    for entry in unreadable:
        write(sys.stderr, f"jobspec: cannot read {visible(entry.path)}: {entry.reason}\n")
