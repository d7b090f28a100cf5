"""Extended grapheme clusters (UAX #29): what people take for one character, and what HashiCorp counts as one column."""

from __future__ import annotations


def count_graphemes(text: str) -> int:
    """How many extended grapheme clusters `text` consists of, as go-textseg counts them."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    import regex

    count = 0
    for _ in regex.finditer(r"\X", text):
        count += 1
    return count
