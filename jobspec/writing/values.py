"""Values as HCL expressions: texts with their escapes, heredocs, durations, numbers, lists and objects."""

from __future__ import annotations

import re
from typing import Final

import msgspec

#: Runtime references that mean the same with and without an escape: `${attr.kernel.name}`. These roots are HCL's own.
_REFERENCE: Final = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*\}")
_OWN_ROOTS: Final = frozenset({"var", "local", "true", "false", "null", "for", "if", "each", "count", "self", "terraform"})
_SPECIAL: Final = re.compile(r"\$+\{|%+\{")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_KEYWORDS: Final = frozenset({"true", "false", "null", "for", "if", "in"})

#: Texts with at least this many lines are written as heredocs.
_HEREDOC_LINES: Final = 2
_UNITS: Final = ((3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us"), (1, "ns"))


class Raw(msgspec.Struct, frozen=True):
    """An expression that stands in the file as it is."""

    text: str


class Parenthesized(msgspec.Struct, frozen=True):
    """An object that free blocks must not take for a nested block: `({ … })`."""

    value: dict[str, object]


def is_identifier(name: str) -> bool:
    """Whether a name can stand without quotes, as a block's or an attribute's name."""
    return _IDENTIFIER.match(name) is not None and name not in _KEYWORDS


def quoted(text: str, *, label: bool = False) -> str:
    """A text in quotes. Runtime references stay as people write them; every other `${` and `%{` is escaped."""
    parts: list[str] = []
    position = 0
    for found in _SPECIAL.finditer(text):
        reference = None if label or found[0] != "${" else _runtime_reference(text, found.start())
        parts.append(_escaped(text[position : found.start()]))
        if reference is not None:
            parts.append(reference)
            position = found.start() + len(reference)
        else:
            parts.append(_introducer(found[0], label))
            position = found.end()
    parts.append(_escaped(text[position:]))
    return '"' + "".join(parts) + '"'


def text_value(text: str) -> Raw:
    """A text as an expression: several lines as a heredoc where one can hold them."""
    return _heredoc(text) or Raw(quoted(text))


def duration_text(nanoseconds: int) -> str:
    """A duration as people write it: the largest units first, `1h30m`, `500ms`; `0s`."""
    if nanoseconds == 0:
        return "0s"
    sign, left = ("-", -nanoseconds) if nanoseconds < 0 else ("", nanoseconds)
    parts = []
    for size, unit in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{unit}")
    return sign + "".join(parts)


def number_text(number: int | float) -> str:
    """A number without loss."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def _runtime_reference(text: str, start: int) -> str | None:
    match = _REFERENCE.match(text, start)
    if match is None or re.split(r"[.}]", match[0][2:], maxsplit=1)[0] in _OWN_ROOTS:
        return None
    return match[0]


def _introducer(text: str, label: bool) -> str:
    """`${` or `%{` as plain text: doubled, or as escapes where it stands in a label or behind more of its kind."""
    if label or len(text) > 2:
        return "".join(map(_code, text[:-1])) + "{"
    return text[0] + text


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(c)) for c in text)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _heredoc(text: str) -> Raw | None:
    """A heredoc for a text of several lines; None for short ones and those with characters that need an escape."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < _HEREDOC_LINES or not all(line.replace("\t", "").isprintable() for line in lines):
        return None
    parts: list[str] = []
    position = 0
    for found in _SPECIAL.finditer(text):
        parts.append(text[position : found.start()])
        position = found.end()
        reference = _runtime_reference(text, found.start()) if found[0] == "${" else None
        if reference is not None:
            parts.append(found[0])
        elif len(found[0]) > 2:  # `$${` in a text: a heredoc has no escape for it
            return None
        else:
            parts.append(found[0][0] + found[0])
    parts.append(text[position:])
    body = "".join(parts)
    mark = "EOF"
    stripped = {line.strip() for line in lines}
    while mark in stripped:
        mark += "_"
    if body.endswith("\n"):
        return Raw(f"<<{mark}\n{body}{mark}")
    return Raw(f"chomp(<<{mark}\n{body}\n{mark}\n)") if not text.endswith("\n") else None
