"""abspath, basename, dirname, file, filebase64, fileexists, fileset, pathexpand (go-cty-funcs filesystem/).

Names are relative to the base directory of the context. Beyond Nomad, nothing outside of that directory is read unless the
context allows it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from jobspec.evaluate.equality import set_of
from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.globbing import matching_files
from jobspec.evaluate.functions.paths import base_name, clean, directory, expand_home, join, located, refuse_outside
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import BOOL, STRING, SetType
from jobspec.evaluate.values import FALSE, TRUE, Value, string

#: The largest file that a job file may take in, in bytes.
_LARGEST_FILE: Final = 64 * 1024 * 1024


def _context(context: Context | None) -> Context:
    if context is None or not context.allow_files:
        raise FunctionError("filesystem function disabled")
    return context


def _read(value: Value, context: Context | None) -> bytes:
    known = _context(context)
    path = located(expand_home(text(value), known.home), known)
    try:
        found = Path(path).stat()
        refuse_outside(path, known)
        if not stat.S_ISREG(found.st_mode):
            raise FunctionError(f"failed to read {path}")
        if found.st_size > _LARGEST_FILE:
            raise FunctionError(f"{path} has {found.st_size} bytes; this tool reads files of up to {_LARGEST_FILE}")
        return Path(path).read_bytes()
    except (FileNotFoundError, ValueError):
        raise FunctionError(f"no file exists at {path}") from None
    except OSError:
        raise FunctionError(f"failed to read {path}") from None


def _file(arguments: Sequence[Value], context: Context | None) -> Value:
    try:
        return string(_read(arguments[0], context).decode())
    except UnicodeDecodeError:
        raise FunctionError(
            f"contents of {text(arguments[0])} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents "
            "or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead") from None


def _filebase64(arguments: Sequence[Value], context: Context | None) -> Value:
    import base64

    return string(base64.b64encode(_read(arguments[0], context)).decode())


def _fileexists(arguments: Sequence[Value], context: Context | None) -> Value:
    known = _context(context)
    path = located(expand_home(text(arguments[0]), known.home), known)
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, ValueError):
        return FALSE
    except OSError:
        raise FunctionError(f"failed to stat {path}") from None
    refuse_outside(path, known)
    if not stat.S_ISREG(mode):
        raise FunctionError(f"{path} is not a regular file, but {quote(stat.filemode(mode))}")
    return TRUE


def _fileset(arguments: Sequence[Value], context: Context | None) -> Value:
    known = _context(context)
    folder = located(text(arguments[0]), known)
    pattern = join(folder, text(arguments[1]))
    try:
        matches = matching_files(pattern)
    except FunctionError as error:
        raise FunctionError(f"failed to glob pattern ({pattern}): {error.message}") from None
    found: list[Value] = []
    for match in matches:
        if Path(match).is_file():
            refuse_outside(match, known)
            found.append(string(os.path.relpath(match, folder or ".")))
    return set_of(STRING, found)


def _abspath(arguments: Sequence[Value], context: Context | None) -> Value:
    _context(context)
    path = text(arguments[0])
    return string(clean(path) if path.startswith("/") else join(str(Path.cwd()), path))


def _basename(arguments: Sequence[Value], context: Context | None) -> Value:
    _context(context)
    return string(base_name(text(arguments[0])))


def _dirname(arguments: Sequence[Value], context: Context | None) -> Value:
    _context(context)
    return string(directory(text(arguments[0])))


def _pathexpand(arguments: Sequence[Value], context: Context | None) -> Value:
    return string(expand_home(text(arguments[0]), _context(context).home))


FUNCTIONS: Final = (
    Function("abspath", _abspath, (Param("path", STRING),), STRING),
    Function("basename", _basename, (Param("path", STRING),), STRING),
    Function("dirname", _dirname, (Param("path", STRING),), STRING),
    Function("file", _file, (Param("path", STRING),), STRING),
    Function("filebase64", _filebase64, (Param("path", STRING),), STRING),
    Function("fileexists", _fileexists, (Param("path", STRING),), BOOL),
    Function("fileset", _fileset, (Param("path", STRING), Param("pattern", STRING)), SetType(STRING)),
    Function("pathexpand", _pathexpand, (Param("path", STRING),), STRING),
)
