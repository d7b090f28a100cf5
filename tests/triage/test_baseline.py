"""Fingerprints survive moves, and a baseline knows findings by them, as often as they were there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.source import Source
from jobspec.triage.baseline import Baseline, baseline_text, read_baseline, recorded
from jobspec.triage.conclude import conclude
from jobspec.triage.fingerprints import fingerprint, numbered
from jobspec.triage.report import FileFindings, Finding, NotChecked
from jobspec.triage.selection import Choices

TEXT = 'group "a" {\n  count = -1\n}\ngroup "b" {\n  count = -1\n}\n'


def findings(text: str, file: str = "jobs/a.nomad", code: str = "JOB302") -> list[Finding]:
    """A finding at every -1."""
    source = Source(text, file)
    starts = [index for index in range(len(text)) if text.startswith("-1", index)]
    return [Finding(file, Diagnostic(code=code, severity=Severity.ERROR, message=f"at {s}", span=Span(source, s, s + 2))) for s in starts]


def test_a_fingerprint_depends_on_code_and_line_not_on_place_indentation_or_words() -> None:
    first = findings(TEXT)[0]
    assert fingerprint(findings("\n\n# new\n" + TEXT.replace("  count", "\t\tcount"))[0]) == fingerprint(first)
    assert fingerprint(findings(TEXT, code="JOB303")[0]) != fingerprint(first)
    assert fingerprint(findings(TEXT.replace("count", "counts"))[0]) != fingerprint(first)
    assert fingerprint(findings(TEXT, file="other.nomad")[0]) == fingerprint(first)


def test_findings_that_are_alike_are_numbered_within_their_file() -> None:
    one, two = numbered(findings(TEXT))
    assert one.removesuffix(":1") == two.removesuffix(":2")
    assert numbered([*findings(TEXT), *findings(TEXT, "b.nomad")]) == [one, two, one, two]


def test_known_findings_are_not_new_wherever_they_moved() -> None:
    known = recorded(findings(TEXT), ".")
    new, old = known.split(findings("# a line more\n" + TEXT))
    assert (len(new), len(old)) == (0, 2)
    new, old = known.split(findings(TEXT + 'group "c" {\n  count = -1\n}\ngroup "d" {\n  count  = -1\n}\n'))
    assert (len(new), len(old)) == (2, 2)
    assert known.split(findings(TEXT, file="jobs/b.nomad"))[1] == []


def test_files_are_known_relative_to_the_baseline() -> None:
    text = baseline_text(recorded(findings(TEXT, "../jobs/a.nomad"), "../ci"))
    assert '"file": "../jobs/a.nomad"' in text
    read = read_baseline(text.encode(), "ci")
    assert isinstance(read, Baseline)
    assert read.split(findings(TEXT, "jobs/a.nomad"))[0] == []


@given(st.lists(st.sampled_from(["a = -1", "b = -1", "c = 0"])), st.lists(st.sampled_from(["a = -1", "b = -1", "c = 0"])))
def test_what_is_new_is_what_occurs_more_often_than_was_recorded(before: list[str], after: list[str]) -> None:
    text = baseline_text(recorded(findings("\n".join(before)), "."))
    known = read_baseline(text.encode(), ".")
    assert isinstance(known, Baseline)
    new, old = known.split(findings("\n".join(after)))
    for line in ("a = -1", "b = -1"):
        assert sum(f.diagnostic.span.source.line_text(f.diagnostic.span.line) == line for f in new if f.diagnostic.span) == max(
            after.count(line) - before.count(line), 0)
    assert len(new) + len(old) == sum(after.count(line) for line in ("a = -1", "b = -1"))


def test_a_report_counts_what_is_known_and_the_baseline_what_is_gone() -> None:
    diagnostics = tuple(finding.diagnostic for finding in findings(TEXT))
    known = recorded(findings(TEXT + "x = -1\n"), ".")
    report = conclude([FileFindings("jobs/a.nomad", diagnostics)], baseline=known)
    assert (report.findings, report.summary.known, report.failed) == ((), 2, False)
    assert known.gone(report, Choices()) == 1
    assert known.gone(report, Choices(select=("NET",))) == 0
    assert known.gone(conclude([FileFindings("jobs/b.nomad", ())], baseline=known), Choices()) == 0
    unread = FileFindings("jobs/a.nomad", (), (NotChecked("rules", "errors", "jobs/a.nomad", ("",)),))
    assert known.gone(conclude([unread], baseline=known), Choices()) == 0


def test_what_is_no_baseline_is_refused_in_words() -> None:
    assert "it is no baseline" in str(read_baseline(b"[]", "."))
    assert "it is no baseline" in str(read_baseline(b"\xff", "."))
    assert 'of version "baseline.v9"' in str(read_baseline(b'{"version": "baseline.v9", "findings": []}', "."))
    assert "it is no baseline" in str(read_baseline(b'{"version": "baseline.v1", "findings": [{"file": 1}]}', "."))
