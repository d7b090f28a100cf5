"""Putting a mended file in the place of the old one: at once and whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from jobspec.files import write_whole


class Changed(Exception):
    """The file is not what was read any more; it is left alone."""


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Replace the content of a file that still holds `before`. Raises Changed, or OSError where the file cannot be written."""
    if Path(path).read_bytes() != before:
        raise Changed(f"{path} was changed meanwhile")
    write_whole(path, after)
