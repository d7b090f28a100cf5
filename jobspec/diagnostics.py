"""Findings as data: what is wrong, where, why it matters and what to do. Rendering lives in `jobspec.reports`."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from jobspec.source import Source


class Severity(StrEnum):
    """How much a finding weighs. Errors fail a run, warnings may, information never does."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def reaches(self, level: Severity) -> bool:
        """Whether this is at least as bad as a level."""
        order = list(Severity)
        return order.index(self) <= order.index(level)


class Span(msgspec.Struct, frozen=True):
    """A piece of a source: offsets `start` (inclusive) and `end` (exclusive) into `source.text`."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.line_at(self.start)

    @property
    def column(self) -> int:
        return self.source.column_at(self.start)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def range(self) -> dict[str, dict[str, int]]:
        """For JSON. Lines and columns count from 1 (columns in grapheme clusters, as Nomad's), bytes from 0; `end` is exclusive."""
        source = self.source
        return {
            side: {"line": source.line_at(offset), "column": source.column_at(offset), "byte": source.byte_at(offset)}
            for side, offset in (("start", self.start), ("end", self.end))
        }


class Related(msgspec.Struct, frozen=True):
    """Another place that explains a finding, with a phrase that says how."""

    span: Span
    message: str


class Edit(msgspec.Struct, frozen=True):
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding together. `safe` fixes keep the meaning that the author plainly had.

    `changes` names the fields of the API's JSON whose values the edits may move or rewrite (`Spec`, `Networks`); other values may only
    change where the replaced text stands in them.
    """

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True
    changes: tuple[str, ...] = ()


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """One finding.

    `message` says what is wrong with which value and what was expected; advice goes into `help`. `nomad` is true
    when Nomad itself refuses (error) or warns (warning) for this reason; `nomad_message` is Nomad's own text for it,
    so that people who search for that text arrive here (the scheduler's, where `nomad` is false: the job was accepted). `span` is None
    where there is no place (an unset variable).
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    related: tuple[Related, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    nomad: bool = False
    nomad_message: str | None = None

    @property
    def line(self) -> int | None:
        return None if self.span is None else self.span.line

    @property
    def column(self) -> int | None:
        return None if self.span is None else self.span.column


Value = TypeVar("Value")


class Result(msgspec.Struct, Generic[Value], frozen=True):
    """What a stage made of its input: a value (None when nothing could be made) and everything it found."""

    value: Value | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)
