"""File patterns of fileset: those of bmatcuk/doublestar (`*`, `?`, `[…]`, `{a,b}`, `**`, and `\\` before any of them)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jobspec.evaluate.errors import FunctionError

_MOST_ALTERNATIVES: Final = 1000
_MAGIC: Final = frozenset("*?[{\\")


def matching_files(pattern: str) -> list[str]:
    """Paths that match a pattern with a clean directory part, sorted. Raises FunctionError for a pattern that is not one."""
    found: set[str] = set()
    for alternative in _alternatives(pattern):
        parts = alternative.split("/")
        root = "/" if alternative.startswith("/") else ""
        found.update(_walk(root, [part for part in parts if part]))
    return sorted(found)


def _alternatives(pattern: str) -> list[str]:
    """The pattern with its `{a,b}` written out."""
    pending, done = [pattern], []
    while pending:
        current = pending.pop()
        start = _find(current, "{")
        if start < 0:
            done.append(current)
        else:
            end, options = _options(current, start)
            pending.extend(current[:start] + option + current[end:] for option in options)
        if len(pending) + len(done) > _MOST_ALTERNATIVES:
            raise FunctionError(f"the pattern has more than {_MOST_ALTERNATIVES} alternatives")
    return done


def _find(text: str, wanted: str) -> int:
    position = 0
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == wanted:
            return position
        position += 1
    return -1


def _options(text: str, start: int) -> tuple[int, list[str]]:
    """What stands between the commas of the braces that open at `start`, and the offset after them."""
    options: list[str] = []
    depth, current, position = 0, "", start + 1
    while position < len(text):
        character = text[position]
        if character == "\\":
            current += text[position : position + 2]
            position += 2
            continue
        if character == "}" and depth == 0:
            return position + 1, [*options, current]
        if character == "," and depth == 0:
            options.append(current)
            current = ""
        else:
            depth += (character == "{") - (character == "}")
            current += character
        position += 1
    raise FunctionError("syntax error in pattern")


def _walk(folder: str, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield folder
        return
    part, rest = parts[0], parts[1:]
    if part == "**":
        yield from _walk(folder, rest) if rest else ()
        for name in _names(folder):
            path = _below(folder, name)
            if not rest:
                yield path
            if Path(path).is_dir() and not Path(path).is_symlink():
                yield from _walk(path, parts)
    elif _MAGIC.isdisjoint(part):
        path = _below(folder, part)
        if os.path.lexists(path):
            yield from _walk(path, rest)
    else:
        expression = _expression(part)
        for name in _names(folder):
            if expression.fullmatch(name):
                yield from _walk(_below(folder, name), rest)


def _names(folder: str) -> list[str]:
    try:
        return sorted(path.name for path in Path(folder or ".").iterdir())
    except OSError:
        return []


def _below(folder: str, name: str) -> str:
    return name if not folder else folder.rstrip("/") + "/" + name


def _expression(part: str) -> re.Pattern[str]:
    """One path element of a pattern as a regular expression."""
    out, position = "", 0
    while position < len(part):
        character = part[position]
        position += 1
        if character == "*":
            out += ".*"
        elif character == "?":
            out += "."
        elif character == "[":
            end = part.find("]", position + 1 if part[position : position + 1] not in ("^", "!") else position + 2)
            if end < 0:
                raise FunctionError("syntax error in pattern")
            inside = part[position:end]
            negated = inside[:1] in ("^", "!")
            inside = (inside[1:] if negated else inside).replace("[", "\\[")
            out += f"[{'^' if negated else ''}{inside}]"
            position = end + 1
        elif character == "\\":
            if position >= len(part):
                raise FunctionError("syntax error in pattern")
            out += re.escape(part[position])
            position += 1
        else:
            out += re.escape(character)
    try:
        return re.compile(out, re.DOTALL)
    except re.error:
        raise FunctionError("syntax error in pattern") from None
