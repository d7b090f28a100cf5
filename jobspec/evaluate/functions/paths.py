"""File names as Go's path/filepath and go-homedir treat them on Linux."""

from __future__ import annotations

import os
from pathlib import Path

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.signature import Context


def clean(path: str) -> str:
    """filepath.Clean: without `.`, `..`, doubled and trailing slashes."""
    normal = os.path.normpath(path) if path else "."
    return normal[1:] if normal.startswith("//") else normal


def join(base: str, path: str) -> str:
    """filepath.Join: empty elements are left out, and a leading slash of `path` does not count."""
    return clean("/".join(part for part in (base, path) if part)) if base or path else ""


def base_name(path: str) -> str:
    """filepath.Base"""
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


def directory(path: str) -> str:
    """filepath.Dir"""
    return clean(path[: path.rfind("/") + 1])


def expand_home(path: str, home: str | None) -> str:
    """go-homedir Expand: `~` and `~/x`, but not `~user`. `home` None is that of whoever runs this."""
    if not path.startswith("~"):
        return path
    if len(path) > 1 and path[1] not in "/\\":
        raise FunctionError("cannot expand user-specific home dir")
    return join(str(Path("~").expanduser()) if home is None else home, path[1:])


def located(path: str, context: Context) -> str:
    """A path as the file functions see it: relative ones start at the base directory."""
    return clean(path) if path.startswith("/") else join(context.base_dir, path)


def refuse_outside(path: str, context: Context) -> None:
    """Raise FunctionError for an existing file that is not below the base directory, unless that is allowed."""
    if context.allow_outside:
        return
    base = os.path.realpath(context.base_dir or ".")
    real = os.path.realpath(path)
    if real != base and not real.startswith(base.rstrip("/") + "/"):
        raise FunctionError(f"{path} is outside of the base directory {base}", nomad=False,
                            help="Nomad reads it; jobspec does so with --allow-outside, or with --base-dir set to a folder above it.")
