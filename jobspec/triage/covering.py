"""What a comment covers: the line that it ends, or the attribute or block that follows it."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from jobspec.hcl.native import parse_native
from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.source import Source
from jobspec.triage.entries import Comment


class Area(msgspec.Struct, frozen=True):
    """Offsets (the end is exclusive); `line`: what ends in them is covered too, not only what begins there."""

    range: tuple[int, int]
    line: bool


class Tree:
    """The attributes and blocks of a text, made ready to be looked up by offset."""

    def __init__(self, source: Source) -> None:
        body = parse_native(source).value
        assert body is not None  # there is one whatever the errors
        self._body = body
        self._sorted: dict[int, tuple[list[int], list[Attribute | Block]]] = {}

    def covered(self, comment: Comment) -> Area:
        """The line of a comment that stands after code. Else the next attribute or block of the same body, whole; inside of an
        expression the next line. (0, 0) where nothing follows."""
        source = comment.source
        if comment.after_code:
            return Area(_line(source, comment.start), True)
        body = self._body
        while True:
            before, after = self._beside(body, comment.start)
            if isinstance(before, Attribute) and comment.start < before.end:
                return Area(_next_line(source, comment.end, before.end), True)
            if isinstance(before, Block) and before.open < comment.start < before.end:
                body = before.body
                continue
            return Area((0, 0) if after is None else (after.start, after.end), False)

    def _beside(self, body: Body, offset: int) -> tuple[Attribute | Block | None, Attribute | Block | None]:
        """The last item of a body that begins before an offset, and the first that begins after it."""
        if id(body) not in self._sorted:
            items: list[Attribute | Block] = [*body.attributes.values(), *body.blocks]
            items.sort(key=lambda item: item.start)
            self._sorted[id(body)] = ([item.start for item in items], items)
        starts, ordered = self._sorted[id(body)]
        index = bisect_right(starts, offset)
        return ordered[index - 1] if index else None, ordered[index] if index < len(ordered) else None


def _line(source: Source, offset: int) -> tuple[int, int]:
    """The offsets of the line with an offset, without its end."""
    line = source.line_at(offset)
    start = source.line_starts[line - 1]
    return start, start + len(source.line_text(line))


def _next_line(source: Source, offset: int, limit: int) -> tuple[int, int]:
    """The next line that is neither blank nor a comment to its end."""
    line = source.line_at(offset) + 1
    while line <= len(source.line_starts) and source.line_starts[line - 1] < limit:
        text = source.line_text(line).strip()
        if text and not text.startswith(("#", "//")):
            return _line(source, source.line_starts[line - 1])
        line += 1
    return 0, 0
