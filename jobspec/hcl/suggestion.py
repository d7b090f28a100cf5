"""Names that are close to a given one (hclsyntax/didyoumean.go)."""

from __future__ import annotations

from collections.abc import Iterable


def edit_distance(left: str, right: str) -> int:
    """Levenshtein's distance with all costs 1."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        diagonal = row[0]
        row[0] = i
        for j, b in enumerate(right, 1):
            cost = diagonal if a == b else diagonal + 1
            diagonal = row[j]
            row[j] = min(cost, diagonal + 1, row[j - 1] + 1)
    return row[-1]


def name_suggestion(given: str, suggestions: Iterable[str]) -> str | None:
    """The first of `suggestions` that is fewer than three edits away from `given`, as Nomad picks it."""
    length = len(given)
    for suggestion in suggestions:
        if abs(len(suggestion) - length) < 3 and edit_distance(given, suggestion) < 3:
            return suggestion
    return None
