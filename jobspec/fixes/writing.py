"""Putting a mended file in the place of the old one: at once and whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class Changed(Exception):
    """The file is not what was read any more; it is left alone."""


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Replace the content of a file that still holds `before`. Links are followed and the mode is kept.

    The new content is written beside the file and then moved into its place, so that being killed at any time leaves either
    the old file or the new one. Raises Changed, or OSError where the file cannot be written.
    """
    target = Path(path).resolve()
    if target.read_bytes() != before:
        raise Changed(f"{path} was changed meanwhile")
    handle, scratch = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".jobspec", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        Path(scratch).chmod(target.stat().st_mode & 0o7777)
        Path(scratch).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(scratch).unlink()
        raise
