"""Text of unknown origin made safe and measurable for a terminal.

Control characters, direction marks and bytes that are not UTF-8 are shown instead of sent: no input can move the cursor,
change colours or reverse a line. Widths follow the Unicode East Asian Width property, as terminals do.
"""

from __future__ import annotations

import re

TAB_WIDTH = 4

# Patterns as texts: re compiles and keeps them when the first text needs them, which in most runs none does.
#: C0 without tab, DEL, C1, zero-width and direction marks, line separators, lone surrogates, byte order mark, tags.
_HIDDEN = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
_HIDDEN_IN_JSON = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
_SURROGATE = "[\ud800-\udfff]"


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8 (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{{{code:x}}}"


def visible(text: str) -> str:
    """`text` on one line with every hidden character shown: newline as its symbol, tab as a space."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HIDDEN, _shown, text.replace("\t", " "))


def visible_lines(text: str) -> str:
    """`visible`, with the line ends of the text kept."""
    return "\n".join(map(visible, text.splitlines()))


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate, which stands for a byte that is not UTF-8, becomes U+FFFD."""
    return text if text.isascii() else re.sub(_SURROGATE, "\ufffd", text)


def visible_json(document: str) -> str:
    """A JSON document with every hidden character escaped, also those that JSON would let through (C1, direction marks)."""
    return document if document.isascii() else re.sub(_HIDDEN_IN_JSON, _json_escape, document)


def _json_escape(match: re.Match[str]) -> str:
    return "".join(f"\\u{int.from_bytes(unit, 'big'):04x}" for unit in _units(match[0].encode("utf-16-be")))


def _units(data: bytes) -> list[bytes]:
    return [data[index : index + 2] for index in range(0, len(data), 2)]


def visible_cells(line: str) -> list[str]:
    """What each character of a source line looks like: one piece of text a character, tabs expanded to `TAB_WIDTH`."""
    if line.isascii() and line.isprintable():
        return list(line)
    cells = []
    column = 0
    for character in line:
        if character == "\t":
            cell = " " * (TAB_WIDTH - column % TAB_WIDTH)
        else:
            cell = visible(character)
        cells.append(cell)
        column += width_of(cell)
    return cells


def width_of(text: str) -> int:
    """The columns that visible text takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    width = 0
    for character in text:
        if category(character) in ("Mn", "Me"):
            continue
        width += 2 if east_asian_width(character) in "WF" else 1
    return width
