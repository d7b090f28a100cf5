"""The nearest of some known names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: From this length on, two slips in a name still leave no doubt.
LONG_NAME: Final = 7


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, whatever its case; None where nothing is near. The order of `known` does not count."""
    from difflib import get_close_matches

    by_folded: dict[str, list[str]] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold().replace("_", ""), []).append(candidate)
    matches = get_close_matches(name.casefold().replace("_", ""), list(by_folded), n=1, cutoff=0.7)
    return min(by_folded[matches[0]], key=lambda word: (distance(name, word), word)) if matches else None


def closest_advice(name: str, known: Iterable[str], prefix: str = "") -> str | None:
    """`did you mean "bridge"?`, with what stands before the name in all of them; None where nothing is near."""
    found = closest(name, known)
    return None if found is None else f'did you mean "{prefix}{found}"?'


def only_close(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` plainly is a slip of: the only one that one change of a letter leads to, in longer names two."""
    allowed = 1 if len(name) < LONG_NAME else 2
    near = [word for word in dict.fromkeys(known) if abs(len(word) - len(name)) <= allowed and distance(name, word) <= allowed]
    return near[0] if len(near) == 1 else None


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, replaced, or exchanged with the next one (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]
