"""Paths as text (Go's path/filepath on Unix, mitchellh/go-homedir), and which of them functions may read."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.signature import Context


def clean(path: str) -> str:
    """The shortest path that means the same (filepath.Clean)."""
    normal = posixpath.normpath(path)
    return normal[1:] if normal.startswith("//") else normal


def join(*parts: str) -> str:
    """Parts with slashes between them, cleaned; empty ones do not count (filepath.Join)."""
    kept = [part for part in parts if part]
    return clean("/".join(kept)) if kept else ""


def base(path: str) -> str:
    """The last element of a path (filepath.Base)."""
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


def directory(path: str) -> str:
    """All but the last element of a path (filepath.Dir)."""
    return clean(path[: path.rfind("/") + 1])


def absolute(path: str) -> str:
    """The path from the root; a relative one starts at the working directory, not at the base directory (filepath.Abs)."""
    return clean(path) if path.startswith("/") else join(str(Path.cwd()), path)


def expand_home(path: str, context: Context) -> str:
    """`~` and `~/…` with the home directory in its place (homedir.Expand)."""
    if not path.startswith("~"):
        return path
    if len(path) > 1 and path[1] not in "/\\":
        raise FunctionError("cannot expand user-specific home dir")
    return join(context.home or str(Path("~").expanduser()), path[1:])


def located(path: str, context: Context) -> str:
    """Where a path that a job names stands: relative ones start at the base directory."""
    return clean(path) if path.startswith("/") else join(context.base_dir, path)


def check_inside(path: str, context: Context) -> None:
    """Refuse an existing path that is not below the base directory, links followed, unless the context allows it."""
    if context.allow_outside:
        return
    inside, found = os.path.realpath(context.base_dir), os.path.realpath(path)
    if found != inside and not found.startswith(inside.rstrip("/") + "/"):
        raise FunctionError(f"{path} is outside the base directory {context.base_dir}, and jobspec reads nothing there", nomad=False,
                            help="Nomad would read it. Allow that with --allow-outside, or move the base directory up with --base-dir.")


def is_above(path: str, context: Context) -> bool:
    """Whether the base directory is somewhere below a directory."""
    return (os.path.realpath(context.base_dir) + "/").startswith(os.path.realpath(path).rstrip("/") + "/")
