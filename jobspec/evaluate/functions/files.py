"""Functions of files and paths (go-cty-funcs/filesystem, jobspec2/functions.go guardFS)."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from typing import Final

from jobspec.evaluate.equality import set_of
from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions import paths
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.limits import LARGEST_TEXT, check_collection
from jobspec.evaluate.functions.signature import Context, Function, Implementation, Param
from jobspec.evaluate.types import BOOL, STRING, SetType
from jobspec.evaluate.values import Value, boolean, string
from jobspec.go_text import quote

_KINDS: Final = ((stat.S_ISDIR, "d"), (stat.S_ISLNK, "L"), (stat.S_ISBLK, "D"), (stat.S_ISFIFO, "p"), (stat.S_ISSOCK, "S"),
                 (stat.S_ISCHR, "Dc"))


def _guarded(call: Callable[[Sequence[Value], Context], Value]) -> Implementation:
    """The function where files are allowed, an error elsewhere."""

    def guarded(args: Sequence[Value], context: Context | None) -> Value:
        if context is None or not context.allow_files:
            raise FunctionError("filesystem function disabled")
        return call(args, context)

    return guarded


def _status(path: str) -> os.stat_result | None:
    """What is known of an existing file, None where there is none."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise FunctionError(f"failed to stat {path}") from None


def _home(path: str, context: Context) -> str:
    try:
        return paths.expand_home(path, context)
    except FunctionError as error:
        raise FunctionError(f"failed to expand ~: {error.message}") from None


def _content(value: Value, context: Context) -> bytes:
    path = paths.located(_home(text(value), context), context)
    try:
        status = os.stat(path)
        paths.check_inside(path, context)
        if not stat.S_ISREG(status.st_mode):
            raise FunctionError(f"failed to read {path}")
        if status.st_size > LARGEST_TEXT:
            raise FunctionError(f"{path} has {status.st_size} bytes, and jobspec reads files of up to {LARGEST_TEXT}", nomad=False)
        with open(path, "rb") as file:
            content = file.read(LARGEST_TEXT)
    except FileNotFoundError:
        context.reads.existence(path, False)
        raise FunctionError(f"no file exists at {path}", help=_whereabouts(text(value), context)) from None
    except FunctionError:
        context.reads.certain = False
        raise
    except (OSError, ValueError):
        context.reads.certain = False
        raise FunctionError(f"failed to read {path}") from None
    context.reads.content(path, content)
    return content


def _whereabouts(path: str, context: Context) -> str | None:
    """Where a file was looked for; and where it is, if it stands as the job file would have it."""
    if path.startswith(("/", "~")):
        return None
    if context.folder:
        beside = paths.join(context.folder, path)
        here = not path.startswith("..") and os.path.isfile(beside)
        context.reads.existence(beside, here)
        if here:
            return f"It stands beside the job file: --base-dir {context.folder} finds it."
    return "Paths start in the current directory, or in the one that --base-dir names."


def _file(args: Sequence[Value], context: Context) -> Value:
    try:
        return string(_content(args[0], context).decode("utf-8"))
    except UnicodeDecodeError:
        raise FunctionError(
            f"contents of {text(args[0])} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the "
            "other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead") from None


def _filebase64(args: Sequence[Value], context: Context) -> Value:
    from base64 import b64encode

    return string(b64encode(_content(args[0], context)).decode("ascii"))


def _fileexists(args: Sequence[Value], context: Context) -> Value:
    path = paths.located(_home(text(args[0]), context), context)
    status = _status(path)
    if status is None:
        context.reads.existence(path, False)
        return boolean(False)
    context.reads.certain = False  # what kind of file it is, and where links lead, would have to be looked at as well
    paths.check_inside(path, context)
    if not stat.S_ISREG(status.st_mode):
        raise FunctionError(f"{path} is not a regular file, but {quote(_mode_text(status.st_mode))}")
    return boolean(True)


def _mode_text(mode: int) -> str:
    """fs.FileMode.String"""
    kind = next((letters for test, letters in _KINDS if test(mode)), "")
    for bit, letter in ((stat.S_ISUID, "u"), (stat.S_ISGID, "g"), (stat.S_ISVTX, "t")):
        if mode & bit:
            kind += letter
    rights = "".join(letter if mode >> (8 - place) & 1 else "-" for place, letter in enumerate("rwxrwxrwx"))
    return (kind or "-") + rights


def _fileset(args: Sequence[Value], context: Context) -> Value:
    from jobspec.evaluate.functions.globs import Glob, PatternError

    certain, context.reads.certain = context.reads.certain, False  # until nothing unforeseen has come up
    start = text(args[0])
    start = start if start.startswith("/") else paths.join(context.base_dir, start)
    pattern = paths.join(start, text(args[1]))
    visited = 0

    def visit(directory: str) -> None:
        nonlocal visited
        visited += 1
        check_collection(visited)
        # A pattern without stars looks for its last name in the folder above, which may be the one above the base directory.
        if not paths.is_above(directory, context):
            paths.check_inside(directory, context)

    glob = Glob(visit)
    try:
        matches = glob.search(pattern)
    except PatternError:
        raise FunctionError(f"failed to glob pattern ({pattern}): syntax error in pattern") from None
    except ValueError:
        matches = []
    found: list[Value] = []
    for match in matches:
        try:
            mode = os.stat(match).st_mode
        except OSError as error:
            reason = f"stat {match}: {(error.strerror or '').lower()}"
            raise FunctionError(f"failed to stat ({match}): {reason}") from None
        if stat.S_ISREG(mode):
            paths.check_inside(paths.directory(match), context)
            found.append(string(os.path.relpath(match, start or ".")))
            check_collection(len(found))
    context.reads.certain = certain
    for path in glob.looked_at:
        context.reads.listing(path)
    return set_of(STRING, found)


def _basename(args: Sequence[Value], _: Context) -> Value:
    return string(paths.base(text(args[0])))


def _dirname(args: Sequence[Value], _: Context) -> Value:
    return string(paths.directory(text(args[0])))


def _abspath(args: Sequence[Value], _: Context) -> Value:
    return string(paths.absolute(text(args[0])))


def _pathexpand(args: Sequence[Value], context: Context) -> Value:
    return string(paths.expand_home(text(args[0]), context))


_PATH: Final = Param("path", STRING)

FUNCTIONS: Final = (
    Function("abspath", _guarded(_abspath), (_PATH,), STRING),
    Function("basename", _guarded(_basename), (_PATH,), STRING),
    Function("dirname", _guarded(_dirname), (_PATH,), STRING),
    Function("file", _guarded(_file), (_PATH,), STRING),
    Function("filebase64", _guarded(_filebase64), (_PATH,), STRING),
    Function("fileexists", _guarded(_fileexists), (_PATH,), BOOL),
    Function("fileset", _guarded(_fileset), (_PATH, Param("pattern", STRING)), SetType(STRING)),
    Function("pathexpand", _guarded(_pathexpand), (_PATH,), STRING),
)
