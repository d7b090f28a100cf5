"""JSON strings as Go's encoding/json decodes them."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SIMPLE: Final[dict[str, str]] = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE: Final = re.compile("[\ud800-\udfff]")


def decode_string(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The value of a string token, or None and the place of the error as HashiCorp counts it (-1 for the whole token).

    Bytes that are no UTF-8, and halves of surrogate pairs, become U+FFFD as in Go.
    """
    closed = end - start >= 2 and text[end - 1] == '"'
    raw = text[start + 1 : end - 1] if closed else text[start + 1 : end]
    if closed and "\\" not in raw:
        return (raw if raw.isascii() else _LONE.sub("\ufffd", raw)), 0
    pieces: list[str] = []
    position = 0
    while True:
        escape = raw.find("\\", position)
        if escape < 0:
            break
        match = _ESCAPE.match(raw, escape)
        if match is None:
            return None, _wrong_escape(start, raw, escape, end)
        pieces.append(raw[position:escape])
        pieces.append(chr(int(match[1], 16)) if match[1] is not None else _SIMPLE[match[2]])
        position = match.end()
    if not closed:
        # Go's offset is one past the byte at fault, and past the last byte when the text ends too early.
        return None, end
    pieces.append(raw[position:])
    value = "".join(pieces)
    if not value.isascii():
        value = _LONE.sub("\ufffd", _paired(value))
    return value, 0


def _wrong_escape(start: int, raw: str, escape: int, end: int) -> int:
    at = escape + 1
    if raw[at : at + 1] == "u":
        at += 1
        while at < escape + 6 and raw[at : at + 1] in "0123456789abcdefABCDEF" and at < len(raw):
            at += 1
    # The place after the character at fault: Go counts it in, and HashiCorp adds that to the start.
    return min(start + 1 + at + 1, end)


def _paired(value: str) -> str:
    """Surrogate pairs that were written as two escapes, as the character that they stand for."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _LONE.search(value) else value
