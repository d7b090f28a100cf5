"""Edits that mend syntax where there is one plain way to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jobspec.diagnostics import Edit, Fix, Span
from jobspec.hcl.suggestion import edit_distance
from jobspec.source import Source

_LINE: Final = re.compile(r"^([ \t]*)[^ \t\r\n]", re.MULTILINE)
_BRACE_BELOW: Final = re.compile(r"[ \t\r\n]*\{(?:[ \t]*\r?\n)?")


def brace_on_header(source: Source, start: int, header_end: int, line_end: int) -> Fix | None:
    """Put the opening brace of a block behind its header, taking it from the next line that is not empty if it stands there.

    None where what follows is not indented more than the header: then it is no block's body, and a brace may not be what is missing.
    """
    edits = [Edit(Span(source, header_end, header_end), " {")]
    below = _BRACE_BELOW.match(source.text, line_end)
    if below is not None:
        edits.append(Edit(Span(source, line_end, below.end()), ""))
    elif _indentation(source.text, line_end) <= _indentation(source.text, source.text.rfind("\n", 0, start) + 1):
        return None
    return Fix('put "{" at the end of the line', tuple(edits))


def _indentation(text: str, position: int) -> int:
    """How far the first line with something on it is indented, from `position` on; a tab counts as one."""
    found = _LINE.search(text, position)
    return 0 if found is None else len(found[1])


def rename(source: Source, start: int, end: int, candidates: Iterable[str]) -> Fix | None:
    """Replace a name by the one candidate that is nearest to it; None where there are several, or none is near."""
    given = source.text[start:end]
    if given.startswith('"'):
        return None
    similar = {candidate for candidate in candidates if abs(len(candidate) - len(given)) < 3}
    by_distance = sorted((edit_distance(given, candidate), candidate) for candidate in similar)
    if not by_distance or by_distance[0][0] > 2 or 2 * by_distance[0][0] > len(given):
        return None
    if len(by_distance) > 1 and by_distance[1][0] == by_distance[0][0]:
        return None
    name = by_distance[0][1]
    return Fix(f'replace "{given}" by "{name}"', (Edit(Span(source, start, end), name),))
