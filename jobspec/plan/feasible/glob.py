"""Wildcards of datacenters (ryanuber/go-glob)."""

from __future__ import annotations


def matches_glob(pattern: str, text: str) -> bool:
    """Glob: `*` stands for any text. A middle part is looked for from the left only, as in Go's."""
    if pattern in ("", "*"):
        return pattern == "*" or text == ""
    first, *middle = pattern.split("*")
    if not middle:
        return pattern == text
    last = middle.pop()
    if first and not text.startswith(first):
        return False
    text = text[len(first) :]
    for part in middle:
        start = text.find(part)
        if start < 0:
            return False
        text = text[start + len(part) :]
    return last == "" or text.endswith(last)
