"""The nearest right word for a wrong one, as advice and as an edit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from jobspec.diagnostics import Edit, Fix, Span
from jobspec.models.suggestion import closest_advice, only_close

#: With more words than these to choose from, no nearest one is looked for.
MOST_WORDS: Final = 100


def did_you_mean(word: str, known: Iterable[str], prefix: str = "") -> str | None:
    """`did you mean "bridge"?`, or None where nothing is near. Words are compared without their common `prefix`."""
    return closest_advice(word.strip().removeprefix(prefix), _without(prefix, known), prefix)


def renaming(span: Span | None, wrong: str, right: str | Iterable[str], prefix: str = "") -> Fix | None:
    """An edit that puts the right word in the place of the wrong one inside of `span`.

    `right` is the word, or candidates of which exactly one must be near. None where the wrong word does not stand there exactly once.
    """
    if isinstance(right, str):
        word: str | None = right
    else:
        near = only_close(wrong.removeprefix(prefix), _without(prefix, right))
        word = None if near is None else prefix + near
    if span is None or word is None or word == wrong or span.text.count(wrong) != 1:
        return None
    start = span.start + span.text.index(wrong)
    place = Span(span.source, start, start + len(wrong))
    # where one word starts with the other, as https and http do, both may be meant
    safe = isinstance(right, str) or not (wrong.startswith(word) or word.startswith(wrong))
    return Fix(message=f'replace "{wrong}" by "{word}"', edits=(Edit(span=place, text=word),), safe=safe)


def _without(prefix: str, words: Iterable[str]) -> list[str]:
    """The words to compare with, without their prefix; none of a crowd, in which every comparison would cost as much as the file."""
    near = [word.removeprefix(prefix) for word in islice(words, MOST_WORDS + 1) if word.startswith(prefix)]
    return [] if len(near) > MOST_WORDS else near
