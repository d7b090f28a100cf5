"""The errors of one pass over a source."""

from __future__ import annotations

from typing import Final

from jobspec.diagnostics import Diagnostic, Fix, Related, Severity, Span
from jobspec.source import Source


class Problem:
    """A kind of syntax error. `message` and `help` are ours, `summary` and `detail` HashiCorp's."""

    __slots__ = ("code", "detail", "help", "message", "nomad", "summary")

    def __init__(self, code: str, message: str, summary: str, detail: str, help: str | None = None, nomad: bool = True) -> None:
        self.code = code
        self.message = message
        self.summary = summary
        self.detail = detail
        self.help = help
        self.nomad = nomad

    def at(self, source: Source, start: int, end: int, *values: str, fix: Fix | None = None,
           related: tuple[Related, ...] = ()) -> Diagnostic:
        """This problem at a place; `values` fill the braces in order."""
        message, summary, detail, help = self.message, self.summary, self.detail, self.help
        for value in values:
            message = message.replace("{}", value, 1)
            summary = summary.replace("{}", value, 1)
            detail = detail.replace("{}", value, 1)
            help = help.replace("{}", value, 1) if help is not None else None
        return Diagnostic(code=self.code, severity=Severity.ERROR, message=message, span=Span(source, start, end), help=help, fix=fix,
                          related=related, nomad=self.nomad, nomad_message=f"{summary}; {detail}" if self.nomad else None)


#: How many errors of one pass are kept; a text of ten million stray characters has no use for ten million findings.
MAX_ERRORS: Final = 1000


class Errors:
    """The errors of one pass over a source, in the order in which they are reported. `count` counts those beyond the limit too."""

    __slots__ = ("count", "kept", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.count = 0
        self.kept: list[Diagnostic] = []

    def add(self, problem: Problem, start: int, end: int, *values: str, fix: Fix | None = None, related: tuple[Related, ...] = ()) -> None:
        """Report a problem between two offsets."""
        self.count += 1
        if len(self.kept) < MAX_ERRORS:
            self.kept.append(problem.at(self.source, start, end, *values, fix=fix, related=related))

    def insert(self, before: int, problem: Problem, start: int, end: int) -> None:
        """Report a problem before those that came after there were `before` of them."""
        self.count += 1
        if before < MAX_ERRORS:
            self.kept.insert(before, problem.at(self.source, start, end))
