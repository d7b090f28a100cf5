"""The nearest of some known names, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, whatever its case; None where nothing is near."""
    from difflib import get_close_matches

    by_folded = {candidate.casefold().replace("_", ""): candidate for candidate in known}
    matches = get_close_matches(name.casefold().replace("_", ""), list(by_folded), n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else None


def only_close(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` plainly is a slip of: the only one that is near."""
    from difflib import get_close_matches

    matches = get_close_matches(name, list(dict.fromkeys(known)), n=2, cutoff=0.7)
    return matches[0] if len(matches) == 1 else None
