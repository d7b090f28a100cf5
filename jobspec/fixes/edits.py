"""Edits on a text. Everything outside of them stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jobspec.diagnostics import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap, in any order."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=_place):
        parts += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    return "".join((*parts, text[position:]))


def overlap(edits: Sequence[Edit], others: Iterable[Edit]) -> bool:
    """Whether some edit touches a place that one of `others` changes. Two insertions at one place touch as well."""
    return any(
        (one.span.start < other.span.end and other.span.start < one.span.end) or one.span.start == other.span.start
        for one in edits for other in others
    )


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end
