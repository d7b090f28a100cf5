"""Identifiers beyond ASCII: Unicode's ID_Start and ID_Continue, and `-` (hclsyntax/unicode_derived.rl).

The tables are those of Python's Unicode data, which knows letters that are newer than HashiCorp's Unicode 9.
"""

from __future__ import annotations

from typing import Final

#: Other_ID_Start and Other_ID_Continue of Unicode's PropList.
_OTHER_START: Final = "\u1885\u1886\u2118\u212e\u309b\u309c"
_OTHER_CONTINUE: Final = "\u00b7\u0387\u1369\u136a\u136b\u136c\u136d\u136e\u136f\u1370\u1371\u19da"
_NEVER: Final = "\u2e2f"
_START: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
_CONTINUE: Final = _START | {"Mn", "Mc", "Nd", "Pc"}


def can_start(character: str) -> bool:
    """Whether a character may begin an identifier."""
    from unicodedata import category

    if character in _NEVER:
        return False
    return character == "_" or category(character) in _START or character in _OTHER_START


def can_continue(character: str) -> bool:
    """Whether a character may stand inside an identifier."""
    from unicodedata import category

    if character in _NEVER:
        return False
    return character == "-" or category(character) in _CONTINUE or character in _OTHER_START or character in _OTHER_CONTINUE


def identifier_end(text: str, start: int) -> int:
    """The offset after the identifier that begins at `start`; `start` itself where none begins."""
    length = len(text)
    if start >= length or not can_start(text[start]):
        return start
    end = start + 1
    while end < length and can_continue(text[end]):
        end += 1
    return end


def is_identifier(text: str) -> bool:
    """Whether the whole text is one identifier (hclsyntax.ValidIdentifier)."""
    return text != "" and identifier_end(text, 0) == len(text)
