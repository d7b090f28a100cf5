"""Patterns of file names with `**` (bmatcuk/doublestar 1.3)."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from typing import Final

from jobspec.evaluate.functions.paths import join

_SPECIAL: Final = re.compile(r"[*?\[{\\]")


class PatternError(Exception):
    """A pattern that is not finished."""


class Glob:
    """Finds files. `visit` is called with every directory before it is read, and may raise to end the search. `looked_at` are the paths
    on which the outcome depends, whether they exist or not."""

    __slots__ = ("_known", "found", "looked_at", "visit")

    def __init__(self, visit: Callable[[str], None]) -> None:
        self.visit = visit
        self.found: list[str] = []
        self.looked_at: list[str] = []
        self._known: dict[tuple[str, str], list[str] | None] = {}

    def search(self, pattern: str) -> list[str]:
        """The paths that a cleaned pattern matches, those of a directory in order (doublestar.Glob). Raises PatternError."""
        if not pattern:
            return []
        if pattern[0] == "{":
            options, end = _alternatives(pattern[1:])
            for option in options:
                self.search(option + pattern[end + 1 :])
            return self.found
        if pattern[0] in "/\\":
            self._search("/", pattern[1:])
        else:
            self._search(".", pattern)
        return self.found

    def _search(self, directory: str, pattern: str) -> None:
        """The part of a pattern that stands below a directory (doGlob)."""
        special = _find(pattern, _SPECIAL)
        slash = _last_slash(pattern[:special]) if special > 0 else _last_slash(pattern) if special == -1 else special
        if slash > 0:
            directory, pattern = join(directory, pattern[:slash]), pattern[slash + 1 :]
        self.looked_at.append(directory)
        if not os.path.lexists(directory):
            return
        if not pattern:
            self.found.append(directory)
            return
        if not os.path.isdir(directory):
            return
        self.visit(directory)
        try:
            names = sorted(os.listdir(directory))
        except OSError:
            return
        end = _find(pattern, _SLASH)
        if (pattern if end == -1 else pattern[:end]) == "**":
            self._search_deep(directory, pattern, names, end == -1)
            if end == -1:
                return
            pattern = pattern[end + 1 :]
        for name in names:
            match = self.match(pattern, name)
            if match is None:
                continue
            path = join(directory, name)
            if not match:
                self.found.append(path)
            for rest in match:
                self._search(path, rest)

    def _search_deep(self, directory: str, pattern: str, names: list[str], last: bool) -> None:
        for name in names:
            path = join(directory, name)
            try:
                mode = os.stat(path).st_mode
            except OSError:
                continue
            if last:
                self.found.append(path)
            if stat.S_ISDIR(mode):
                self._search(path, pattern)

    def match(self, pattern: str, name: str) -> list[str] | None:
        """What of a pattern remains for the levels below `name`: nothing for a full match, None for no match (matchComponent)."""
        key = (pattern, name)
        if key not in self._known:
            self._known[key] = self._match(pattern, name)
        return self._known[key]

    def _match(self, pattern: str, name: str) -> list[str] | None:
        at = position = 0
        while at < len(pattern) and position < len(name):
            character = pattern[at]
            if character == "/":
                at += 1
                break
            if character == "*":
                return self._match_star(pattern[at + 1 :], name[position:])
            if character == "{":
                return self._match_alternatives(pattern[at + 1 :], name[position:])
            if character == "[":
                end = _find(pattern[at + 1 :], _BRACKET)
                if end == -1:
                    raise PatternError
                if not _in_class(pattern[at + 1 : at + 1 + end], name[position]):
                    return None
                at += end + 2
                position += 1
                continue
            if character == "\\":
                at += 1
                if at >= len(pattern):
                    raise PatternError
                character = pattern[at]
                if character != name[position]:
                    return None
            elif character not in ("?", name[position]):
                return None
            at += 1
            position += 1
        return _remainder(pattern[at:], at >= len(pattern)) if position >= len(name) else None

    def _match_star(self, rest: str, name: str) -> list[str] | None:
        if not rest:
            return []
        if rest[0] == "/":
            return [rest[1:]]
        for start in range(len(name)):
            found = self.match(rest, name[start:])
            if found is not None:
                return found
        return None

    def _match_alternatives(self, rest: str, name: str) -> list[str] | None:
        options, end = _alternatives(rest)
        results = [found for option in options if (found := self.match(option + rest[end:], name)) is not None]
        return [remaining for found in results for remaining in found] if results else None


_SLASH: Final = re.compile("/")
_BRACKET: Final = re.compile(r"\]")


def _find(text: str, wanted: re.Pattern[str]) -> int:
    """The first place that has no backslash before it, -1 for none (indexRuneWithEscaping)."""
    start = 0
    while True:
        match = wanted.search(text, start)
        if match is None:
            return -1
        if match.start() == start or text[match.start() - 1] != "\\":
            return match.start()
        start = match.end()


def _last_slash(text: str) -> int:
    end = text.rfind("/")
    while end > 0 and text[end - 1] == "\\":
        end = text.rfind("/", 0, end - 1)
    return end


def _alternatives(text: str) -> tuple[list[str], int]:
    """The alternatives after a `{`, and where the text goes on after their `}`."""
    options: list[str] = []
    depth, start, position = 1, 0, 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                return [*options, text[start:position]], position + 1
        elif character == "," and depth == 1:
            options.append(text[start:position])
            start = position + 1
        position += 1
    raise PatternError


def _remainder(pattern: str, ended: bool) -> list[str] | None:
    """A pattern behind a name that is used up: what is left of it must be able to match nothing."""
    if ended:
        return []
    slash = _find(pattern, _SLASH)
    if not _matches_nothing(pattern if slash == -1 else pattern[:slash]):
        return None
    return [] if slash == -1 else [pattern[slash + 1 :]]


def _matches_nothing(pattern: str) -> bool:
    """isZeroLengthPattern, in which only a pattern that is all stars counts: alternatives are looked at and then forgotten."""
    if pattern in ("", "*", "**"):
        return True
    if pattern[0] == "{":
        options, end = _alternatives(pattern[1:])
        return _matches_nothing(pattern[end + 1 :]) and any(_matches_nothing(option) for option in options)
    return False


def _in_class(inside: str, character: str) -> bool:
    """Whether a character belongs to a class like `a-z` or `^0-9`."""
    if not inside:
        raise PatternError
    negated = inside[0] == "^"
    position = 1 if negated else 0
    found = False
    while position < len(inside):
        low, position = _class_character(inside, position)
        high = low
        if position < len(inside) and inside[position] == "-":
            high, position = _class_character(inside, position + 1)
        found = found or low <= character <= high
    return found != negated


def _class_character(inside: str, position: int) -> tuple[str, int]:
    if position >= len(inside) or inside[position] == "-":
        raise PatternError
    if inside[position] == "\\":
        position += 1
        if position >= len(inside):
            raise PatternError
    return inside[position], position + 1
