"""The comments that speak to this tool, and what they cover, as data: what workers send and the cache keeps, without their reading."""

from __future__ import annotations

import msgspec

from jobspec.diagnostics import Span
from jobspec.source import Source


class Comment(msgspec.Struct, frozen=True):
    """A comment that begins with `jobspec:`.

    `start` and `end` are those of the comment with its signs (a line end does not belong to it), `words` the place of what it says
    from `jobspec:` on. `after_code`: something else than comments stands before it on its line.
    """

    source: Source
    start: int
    end: int
    words: Span
    after_code: bool


class Selector(msgspec.Struct, frozen=True):
    """A code, or the beginning of one, where it stands in a comment."""

    text: str
    span: Span


class Suppression(msgspec.Struct, frozen=True):
    """A comment that covers findings whose codes begin with one of `selectors`.

    `area` is the offsets that it covers: a finding that begins inside, or, where it is a `line`, ends inside. None: the whole file.
    """

    comment: Comment
    selectors: tuple[Selector, ...]
    reason: str
    area: tuple[int, int] | None
    line: bool = False
