"""Order, repetition and counting of findings."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings

SOURCE = Source("0123456789\n", "a.nomad")
OTHER = Source("0123456789\n", "vars.hcl")


def found(message: str, start: int | None, source: Source = SOURCE) -> Diagnostic:
    span = None if start is None else Span(source, start, start + 1)
    return Diagnostic(code="JOB001", severity=Severity.ERROR, message=message, span=span)


def test_findings_are_sorted_by_place_with_other_files_last() -> None:
    report = conclude([FileFindings("a.nomad", (found("c", 5), found("other", 0, OTHER), found("b", 1), found("a", None)))])
    assert [finding.diagnostic.message for finding in report.findings] == ["a", "b", "c", "other"]


def test_findings_at_one_place_keep_nomads_order() -> None:
    report = conclude([FileFindings("a.nomad", (found("z", 5), found("a", 5)))])
    assert [finding.diagnostic.message for finding in report.findings] == ["z", "a"]


def test_the_same_words_at_the_same_place_are_said_once() -> None:
    report = conclude([FileFindings("a.nomad", (found("a", 5), found("a", 5), found("a", 6)))])
    assert len(report.findings) == 2
    assert report.summary.errors == 2


def test_files_keep_the_order_in_which_they_were_given() -> None:
    report = conclude([FileFindings("z.nomad", (found("z", None),)), FileFindings("b.nomad", (found("b", None),))])
    assert report.files == ("z.nomad", "b.nomad")
    assert [finding.file for finding in report.findings] == ["z.nomad", "b.nomad"]
    assert report.summary.files_with_findings == 2
