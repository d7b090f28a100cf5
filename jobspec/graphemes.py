"""Grapheme clusters: what people see as one character (UAX #29, extended), in which HCL counts columns and Nomad's functions characters.

Go's side is apparentlymart/go-textseg `ScanGraphemeClusters`. The `regex` package follows a newer Unicode, in which an Indic conjunct
is one cluster; there alone the two differ.
"""

from __future__ import annotations


def graphemes(text: str) -> list[str]:
    """The clusters of a text, in order; a line ending `\\r\\n` is one."""
    if text.isascii() and "\r" not in text:
        return list(text)
    from regex import findall

    return list(findall(r"\X", text))


def count_graphemes(text: str) -> int:
    """The number of clusters in a text."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(graphemes(text))
