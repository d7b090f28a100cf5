"""Which suppressions cover a finding, in time that does not grow with their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from jobspec.diagnostics import Diagnostic
from jobspec.triage.entries import Selector, Suppression


class Lookup:
    """Suppressions by what they cover: lines by number, attributes and blocks by offset, whole files by name."""

    def __init__(self, entries: Iterable[Suppression]) -> None:
        self._lines: dict[tuple[str, int], list[Suppression]] = {}
        self._files: dict[str, list[Suppression]] = {}
        nested: dict[str, list[Suppression]] = {}
        self._selectors: dict[int, dict[str, list[Selector]]] = {}
        for entry in entries:
            source = entry.comment.source
            by_text = self._selectors.setdefault(id(entry), {})
            for selector in entry.selectors:
                by_text.setdefault(selector.text, []).append(selector)
            if entry.area is None:
                self._files.setdefault(source.name, []).append(entry)
            elif entry.line:
                self._lines.setdefault((source.name, source.line_at(entry.area[0])), []).append(entry)
            else:
                nested.setdefault(source.name, []).append(entry)
        self._nested = {name: _Nested(found) for name, found in nested.items()}

    def suppressor(self, found: Diagnostic, file: str, used: set[Selector]) -> Suppression | None:
        """The narrowest suppression that covers a finding about a file; every selector that does so is added to `used`."""
        first: Suppression | None = None
        for entry in self.around(found, file):
            by_text = self._selectors[id(entry)]
            matching = [selector for end in range(1, len(found.code) + 1) for selector in by_text.get(found.code[:end], ())]
            if matching:
                used.update(matching)
                first = first or entry
        return first

    def around(self, found: Diagnostic, file: str) -> Iterator[Suppression]:
        """Those that cover the place of a finding, whatever its code, the narrowest first. What has no place is the file's."""
        span = found.span
        if span is None:
            yield from self._files.get(file, ())
            return
        source = span.source
        if self._lines:
            lines = {source.line_at(span.start), source.line_at(max(span.start, span.end - 1))}
            for line in sorted(lines):
                yield from self._lines.get((source.name, line), ())
        if source.name in self._nested:
            yield from self._nested[source.name].around(span.start)
        yield from self._files.get(source.name, ())


class _Nested:
    """Areas of attributes and blocks, which contain one another or lie apart."""

    def __init__(self, entries: Iterable[Suppression]) -> None:
        by_area: dict[tuple[int, int], list[Suppression]] = {}
        for entry in entries:
            by_area.setdefault(entry.area or (0, 0), []).append(entry)
        self._areas = sorted(by_area, key=lambda area: (area[0], -area[1]))
        self._starts = [start for start, _ in self._areas]
        self._entries = [by_area[area] for area in self._areas]
        self._outer: list[int] = []
        open_areas: list[int] = []
        for index, (start, _) in enumerate(self._areas):
            while open_areas and self._areas[open_areas[-1]][1] <= start:
                open_areas.pop()
            self._outer.append(open_areas[-1] if open_areas else -1)
            open_areas.append(index)

    def around(self, offset: int) -> Iterator[Suppression]:
        """The entries whose areas an offset is in, from the inside out."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            if offset < self._areas[index][1]:
                yield from self._entries[index]
            index = self._outer[index]
