"""Places as other tools want them: paths from the top of the repository, columns in Unicode code points."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from jobspec.diagnostics import Span
from jobspec.reports.style import Style
from jobspec.triage.report import Finding


class Region(NamedTuple):
    """Lines and columns from 1; the end column is that of the first character after the region."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(span: Span) -> Region:
    """The region of a span. A byte order mark stands in no column."""
    source = span.source

    def column(offset: int, line: int) -> int:
        start = source.line_starts[line - 1]
        if start == 0 and source.text.startswith("\ufeff"):
            start = 1
        return max(offset - start, 0) + 1

    line, end_line = source.line_at(span.start), source.line_at(span.end)
    return Region(line, column(span.start, line), end_line, column(span.end, end_line))


def path_of(finding: Finding, style: Style) -> str:
    """The path of the file that a finding points into, from the top of the repository."""
    return from_top(finding.path, style)


def from_top(path: str, style: Style) -> str:
    """A path from the current folder, seen from the top of the repository; absolute paths and standard input stay."""
    if path == "-" or path.startswith("/"):
        return path
    return posixpath.normpath(posixpath.join(style.folder, path.replace("\\", "/")))


def uri(path: str) -> str:
    """A path as a URI reference: relative, or with `file://` where it is absolute. Bytes that are not UTF-8 are kept."""
    from urllib.parse import quote

    text = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{text}" if path.startswith("/") else text
