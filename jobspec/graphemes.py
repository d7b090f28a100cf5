"""Grapheme clusters: what people see as one character (UAX #29, extended), in which HCL counts columns and Nomad's functions characters.

Go's side is apparentlymart/go-textseg `ScanGraphemeClusters`, which follows Unicode 15. The `regex` package follows a newer one, in which
letters joined by a virama (an Indic conjunct) are one cluster; they are taken apart again here.
"""

from __future__ import annotations

import re
from typing import Final

#: Letters that go with what stands before them: Hangul, which is not Indic, and two vowel signs that count as letters.
_FOLLOWING: Final = re.compile("[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff\u0e33\u0eb3]")
#: Signs that go with what stands after them.
_LEADING: Final = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")


def graphemes(text: str) -> list[str]:
    """The clusters of a text, in order; a line ending `\\r\\n` is one."""
    if text.isascii() and "\r" not in text:
        return list(text)
    from regex import findall, search

    clusters = list(findall(r"\X", text))
    if search(r"\p{ccc=9}", text):
        return [part for cluster in clusters for part in _without_conjuncts(cluster)]
    return clusters


def _without_conjuncts(cluster: str) -> list[str]:
    """A cluster of the newer Unicode as the older one divides it: before each letter that follows a mark."""
    from unicodedata import category

    starts = [
        index for index in range(1, len(cluster))
        if category(cluster[index]) == "Lo" and category(cluster[index - 1]) != "Lo"
        and not _FOLLOWING.match(cluster[index]) and not _LEADING.match(cluster[index - 1])
    ]
    if not starts:
        return [cluster]
    return [cluster[start:end] for start, end in zip([0, *starts], [*starts, len(cluster)], strict=True)]


def count_graphemes(text: str) -> int:
    """The number of clusters in a text."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(graphemes(text))
