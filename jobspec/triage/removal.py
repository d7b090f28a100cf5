"""The edits that take a comment, or some of its codes, out of a text."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.diagnostics import Edit, Fix, Span
from jobspec.triage.entries import Comment


def removal(comment: Comment, listed: Sequence[Span], idle: Sequence[Span]) -> Fix:
    """Remove the `idle` ones of the codes `listed` in a comment, or all of the comment where none would be left."""
    if len(idle) == len(listed):
        return Fix("remove this comment", (Edit(_whole(comment), ""),))
    edits = []
    starts = {span.start for span in idle}
    kept_before = False
    for index, span in enumerate(listed):
        if span.start not in starts:
            kept_before = True
            continue
        start, end = (listed[index - 1].end, span.end) if kept_before else (span.start, listed[index + 1].start)
        edits.append(Edit(Span(span.source, start, end), ""))
    return Fix("remove what is of no use", tuple(edits))


def _whole(comment: Comment) -> Span:
    """The comment with the blanks before it; its line too, where nothing else stands on that."""
    text = comment.source.text
    start, end = comment.start, comment.end
    while start and text[start - 1] in " \t":
        start -= 1
    at_line_start = start == 0 or text[start - 1] == "\n"
    after = end
    while after < len(text) and text[after] in " \t\r":
        after += 1
    if at_line_start and (after == len(text) or text[after] == "\n"):
        return Span(comment.source, start, min(after + 1, len(text)))
    if at_line_start:  # code follows on the line: keep its indentation
        return Span(comment.source, comment.start, after)
    return Span(comment.source, start, end)
