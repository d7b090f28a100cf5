"""Where keys and values stand in a TOML text. tomllib tells values without their places.

Meant for texts that tomllib has read: what it refuses is not looked for here.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

#: A key of a table, bare or quoted.
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_BLANK = re.compile(r"(?:[ \t]+|#[^\n]*)*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_OTHER = re.compile(r"[^,\]}\r\n#]*")


class Place:
    """The offsets of a key (`start`, `end`; those of the value for an element of an array) and of its value."""

    __slots__ = ("end", "start", "value_end", "value_start")

    def __init__(self, start: int, end: int, value_start: int, value_end: int) -> None:
        self.start = start
        self.end = end
        self.value_start = value_start
        self.value_end = value_end


def places(text: str) -> dict[Path, Place]:
    """The places of all keys, and of the elements of arrays, by their paths. A table's value is its header."""
    return _Scanner(text).scan()


class _Scanner:
    """Walks over the text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Place] = {}

    def scan(self) -> dict[Path, Place]:
        table: Path = ()
        counts: dict[Path, int] = {}
        while True:
            self._skip(_BLANK_LINES)
            if self.at >= len(self.text):
                return self.found
            if self.text[self.at] != "[":
                self._pair(table)
                continue
            many = self.text.startswith("[[", self.at)
            self.at += 2 if many else 1
            table = self._keys(())
            if many:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            self._skip(_BLANK)
            self.at += 2 if many else 1

    def _skip(self, blank: re.Pattern[str]) -> None:
        match = blank.match(self.text, self.at)
        assert match is not None  # it matches nothing too
        self.at = match.end()

    def _keys(self, path: Path) -> Path:
        """keys = key , { "." , key }"""
        while True:
            self._skip(_BLANK)
            match = _KEY.match(self.text, self.at)
            if match is None:  # tomllib would have refused the text
                self.at = len(self.text)
                return path
            path = (*path, _name(match[0]))
            self.at = match.end()
            self.found.setdefault(path, Place(match.start(), match.end(), match.start(), match.end()))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return path
            self.at += 1

    def _pair(self, table: Path) -> None:
        """pair = keys , "=" , value"""
        path = self._keys(table)
        self.at += 1  # the equals sign
        place = self.found[path] if path in self.found else Place(0, 0, 0, 0)
        place.value_start, place.value_end = self._value(path)

    def _value(self, path: Path) -> tuple[int, int]:
        self._skip(_BLANK)
        start = self.at
        first = self.text[start : start + 1]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._table(path)
        else:
            match = _STRING.match(self.text, start) or _OTHER.match(self.text, start)
            assert match is not None
            self.at = start + len(match[0].rstrip())
        return start, self.at

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._goes_on("]"):
            start, end = self._value((*path, index))
            self.found[(*path, index)] = Place(start, end, start, end)
            index += 1

    def _table(self, path: Path) -> None:
        self.at += 1
        while self._goes_on("}"):
            self._pair(path)

    def _goes_on(self, close: str) -> bool:
        """Step over blanks and a comma; False after the closing bracket."""
        self._skip(_BLANK_LINES)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK_LINES)
        if self.at >= len(self.text) or self.text.startswith(close, self.at):
            self.at += 1
            return False
        return True


def _name(key: str) -> str:
    """A key as tomllib names it."""
    if key[0] not in "\"'":
        return key
    import tomllib

    (name,) = tomllib.loads(f"{key} = 0")
    return name
