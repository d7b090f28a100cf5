"""Files of `NAME=value` lines, as Nomad reads what a template with `env = true` became (hashicorp/go-envparse).

    line  = [ "export " ] name "=" value [ "#" comment ] ; name = ( letter | "_" ) { letter | digit | "_" | "." | "/" }
    value = { character | '"' { character | escape } '"' | "'" { character } "'" }
"""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_./]*")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "r": "\r", "n": "\n", "t": "\t"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_PIECE = re.compile(
    r"""
      (?P<double> "(?P<quoted>(?:[^"\\]|\\.)*)")
    | (?P<single> '(?P<plain>[^']*)')
    | (?P<comment> \#.*)
    | (?P<blank> [ \t])
    | (?P<other> .)
    """, re.DOTALL | re.VERBOSE,
)


class NotAnEnvironment(ValueError):
    """A line that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line


def read_environment(text: str) -> dict[str, str]:
    """The variables of a file. Raises NotAnEnvironment, and then Nomad's task fails."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        try:
            pair = _read_line(line.strip())
        except ValueError as problem:
            raise NotAnEnvironment(number, str(problem)) from None
        if pair is not None:
            found[pair[0]] = pair[1]
    return found


def _read_line(line: str) -> tuple[str, str] | None:
    if not line or line.startswith("#"):
        return None
    name, equals, value = line.partition("=")
    if not equals:
        raise ValueError("there is no =")
    name = name.strip()
    if len(name) > len("export "):
        name = name.removeprefix("export ")
    if _NAME.fullmatch(name) is None:
        raise ValueError(f'"{name}" is no name for a variable')
    return name, _read_value(value.strip())


def _read_value(value: str) -> str:
    out, significant = "", 0
    for piece in _PIECE.finditer(value):
        if piece["comment"] is not None:
            return out[:significant]
        if any(ord(character) < 32 for character in piece[0]):
            raise ValueError("a control character in the value")
        if piece["double"] is not None:
            out += _unescaped(piece["quoted"])
        elif piece["single"] is not None:
            out += piece["plain"]
        elif piece["other"] in ('"', "'"):
            raise ValueError(f"unmatched {piece['other']}")
        else:
            out += piece[0]
        significant = len(out) if piece["blank"] is None and piece[0] not in ('""', "''") else significant
    return out


def _unescaped(text: str) -> str:
    """JSON's escapes, for which go-envparse has no others."""
    out, position = "", 0
    while position < len(text):
        if text[position] != "\\":
            out += text[position]
            position += 1
            continue
        kind = text[position + 1]
        if kind == "u":
            code, position = _code_point(text, position + 2)
            out += code
        elif kind in _ESCAPES:
            out += _ESCAPES[kind]
            position += 2
        else:
            raise ValueError(f"invalid escape sequence: \\{kind}")
    return out


def _code_point(text: str, position: int) -> tuple[str, int]:
    """A character from four hexadecimal digits, or from two surrogates; those that do not belong together are replaced."""
    first = _hexadecimal(text, position)
    if not 0xD800 <= first < 0xE000:
        return chr(first), position + 4
    if text[position + 4 : position + 6] != "\\u":
        raise ValueError("incomplete Unicode surrogate pair")
    second = _hexadecimal(text, position + 6)
    if first < 0xDC00 and 0xDC00 <= second < 0xE000:
        return chr(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)), position + 10
    return "\ufffd", position + 10


def _hexadecimal(text: str, position: int) -> int:
    digits = _HEX.match(text, position)
    if digits is None:
        raise ValueError("incomplete hex sequence")
    return int(digits[0], 16)
