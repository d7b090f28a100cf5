"""Source lines with marks below them: the picture in a text report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from jobspec.reports.style import Style
from jobspec.reports.visible import visible, visible_cells, width_of
from jobspec.source import Source

#: A marked region of more lines than this is shown by its first and last line only.
_LINES_IN_FULL = 4


class Mark(msgspec.Struct, frozen=True):
    """A region of a source to underline: the one that a finding is about (`^`), or a related one (`-`), with words beside it."""

    start: int
    end: int
    words: str = ""
    primary: bool = True


class _Underline(msgspec.Struct, frozen=True):
    """The part of a mark on one line, in characters of that line."""

    start: int
    end: int
    words: str
    primary: bool


def excerpt(source: Source, marks: Sequence[Mark], severity: str, style: Style, gutter: int) -> list[str]:
    """The marked lines of a source in order, each followed by its underlines; `gutter` is the width of the line numbers."""
    lines: dict[int, list[_Underline]] = {}
    for mark in marks:
        _spread(source, mark, lines)
    bar = style.paint("│" if style.unicode else "|", "frame")
    gap = style.paint("┆" if style.unicode else ":", "frame")
    out = [f"{'':{gutter}} {bar}"]
    previous = 0
    for line in sorted(lines):
        if previous and line > previous + 1:
            out.append(f"{'':{gutter}} {gap}")
        previous = line
        underlines = sorted(lines[line], key=lambda u: (not u.primary, u.start))
        text, rows = _picture(source.line_text(line), underlines, severity, style, max(20, style.width - gutter - 3))
        out.append(f"{style.paint(f'{line:{gutter}}', 'frame')} {bar} {text}".rstrip())
        out += [f"{'':{gutter}} {bar} {row}" for row in rows]
    return out


def gutter_for(source: Source, marks: Sequence[Mark]) -> int:
    """The width of the largest line number that an excerpt will show."""
    return len(str(max(source.line_at(max(mark.start, mark.end - 1)) for mark in marks)))


def _spread(source: Source, mark: Mark, lines: dict[int, list[_Underline]]) -> None:
    """Cut a mark into one underline a line; the words stand at the last one."""
    first = source.line_at(mark.start)
    last = max(first, source.line_at(max(mark.start, mark.end - 1)))
    shown = range(first, last + 1) if last - first < _LINES_IN_FULL else (first, last)
    for line in shown:
        begin = source.line_starts[line - 1]
        text = source.line_text(line)
        start = mark.start - begin if line == first else len(text) - len(text.lstrip())
        end = mark.end - begin if line == last else len(text)
        start = min(start, len(text))
        end = max(start, min(end, len(text)))
        if start == end and first != line != last:
            continue  # an empty line inside the region
        lines.setdefault(line, []).append(_Underline(start, end, mark.words if line == last else "", mark.primary))


def _picture(text: str, underlines: list[_Underline], severity: str, style: Style, width: int) -> tuple[str, list[str]]:
    """One line as it can be shown in `width` columns, and a row for each underline, cut around the first underline."""
    if len(text) <= width and text.isascii() and text.isprintable():  # nearly every line: nothing to cut or to make visible
        return text, [_row(one, one.start, max(1, one.end - one.start), severity, style) for one in underlines]
    dots = "…" if style.unicode else "..."
    offset = 0
    lead = tail = ""
    start = underlines[0].start
    if len(text) > 4 * width:  # only the surroundings of the mark are worth measuring
        offset = max(0, start - 2 * width)
        lead = dots if offset else ""
        tail = dots if offset + 4 * width < len(text) else ""
        text = text[offset : offset + 4 * width]
    cells = visible_cells(text)
    plain = text.isascii() and text.isprintable()
    edges = range(len(cells) + 1) if plain else tuple(accumulate(map(width_of, cells), initial=0))
    if edges[-1] > width:
        room = width - 2 * len(dots)
        at = min(start - offset, len(cells))
        from_column = max(0, min(edges[at] - room // 3, edges[-1] - room))
        low = next(index for index, edge in enumerate(edges) if edge >= from_column)
        high = max(index for index, edge in enumerate(edges) if edge <= edges[low] + room)
        lead = dots if low or lead else ""
        tail = dots if high < len(cells) or tail else ""
    else:
        low, high = 0, len(cells)
    rows = []
    for underline in underlines:
        begin = min(max(underline.start - offset, low), high)
        finish = min(max(underline.end - offset, begin), high)
        left = len(lead) + edges[begin] - edges[low]
        rows.append(_row(underline, left, max(1, edges[finish] - edges[begin]), severity, style))
    return lead + "".join(cells[low:high]) + tail, rows


def _row(underline: _Underline, left: int, length: int, severity: str, style: Style) -> str:
    """An underline of some columns, that many columns from the left, with its words."""
    sign = ("^" if underline.primary else "-") * length
    role = severity if underline.primary else "frame"
    return " " * left + style.paint(f"{sign} {visible(underline.words)}".rstrip(), role)
