"""What a comment covers: the line that it ends, or the attribute or block that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec

from jobspec.hcl.syntax import Attribute, Block, Body
from jobspec.source import Source
from jobspec.triage.comments import Comment


class Area(msgspec.Struct, frozen=True):
    """Offsets (the end is exclusive); `line`: what ends in them is covered too, not only what begins there."""

    range: tuple[int, int]
    line: bool


def covered(comment: Comment) -> Area:
    """The line of a comment that stands after code. Else the next attribute or block of the same body, whole; inside of an
    expression the next line. (0, 0) where nothing follows."""
    source = comment.source
    if comment.after_code:
        return Area(_line(source, comment.start), True)
    body, inside = _innermost(_tree(source), comment.start)
    if inside is not None:
        return Area(_next_line(source, comment.end, inside.end), True)
    following = [item for item in _items(body) if item.start >= comment.end]
    if not following:
        return Area((0, 0), False)
    first = min(following, key=lambda item: item.start)
    return Area((first.start, first.end), False)


def _tree(source: Source) -> Body:
    from jobspec.hcl.native import parse_native

    body = parse_native(source).value
    assert body is not None  # there is one whatever the errors
    return body


def _items(body: Body) -> Iterator[Attribute | Block]:
    return chain(body.attributes.values(), body.blocks)


def _innermost(body: Body, offset: int) -> tuple[Body, Attribute | None]:
    """The body whose braces are nearest around an offset, and the attribute of it that the offset is inside of, if there is one."""
    while True:
        for attribute in body.attributes.values():
            if attribute.start < offset < attribute.end:
                return body, attribute
        inner = next((block.body for block in body.blocks if block.open < offset < block.end), None)
        if inner is None:
            return body, None
        body = inner


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
