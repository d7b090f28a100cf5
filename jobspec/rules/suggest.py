"""The nearest right word for a wrong one, as advice."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.models.suggestion import closest


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """`did you mean "bridge"?`, or None where nothing is near."""
    found = closest(word.strip(), known)
    return None if found is None else f'did you mean "{found}"?'
