"""JUnit's XML: a test suite for every file, a test case for every finding. What is below the failing level passes, and is told in
the suite's output."""

from __future__ import annotations

import re

from jobspec.reports.style import Style
from jobspec.reports.text import place_of, render_finding
from jobspec.reports.visible import visible, visible_lines
from jobspec.triage.report import Finding, NotChecked, Report

#: What XML 1.0 cannot hold even as a reference. `visible` has replaced the other such characters.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN = Style()


def render(report: Report, style: Style) -> str:
    """The whole report as one document."""
    by_file: dict[str, list[Finding]] = {file: [] for file in report.files}
    for finding in report.findings:
        by_file[finding.file].append(finding)
    suites = [_suite(file, findings, report) for file, findings in by_file.items()]
    unread = [entry for entry in report.not_checked if entry.file is not None and entry.file not in by_file]
    suites += map(_unread, unread)
    tests = sum(max(len(findings), 1) for findings in by_file.values()) + len(unread)
    failures = sum(_fails(finding, report) for finding in report.findings)
    head = f'<testsuites name="jobspec" tests="{tests}" failures="{failures}" errors="{len(unread)}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def _fails(finding: Finding, report: Report) -> bool:
    return finding.diagnostic.severity.reaches(report.fail_on)


def _suite(file: str, findings: list[Finding], report: Report) -> str:
    failures = sum(_fails(finding, report) for finding in findings)
    counts = f'tests="{max(len(findings), 1)}" failures="{failures}" errors="0" skipped="0"'
    lines = [f"  <testsuite name={_attribute(file)} {counts} file={_attribute(file)}>"]
    lines += [_case(finding, _fails(finding, report)) for finding in findings]
    if not findings:
        lines.append(f'    <testcase name="no findings" classname={_attribute(file)}/>')
    told = [finding for finding in findings if not _fails(finding, report)]
    if told:
        lines.append(f"    <system-out>{_text(chr(10).join(map(_whole, told)))}</system-out>")
    return "\n".join([*lines, "  </testsuite>"])


def _unread(entry: NotChecked) -> str:
    """A file that could not be read is an error, not a failure."""
    name = _attribute(entry.file or "")
    error = f"<error type=\"unreadable\" message={_attribute(entry.why)}/>"
    return (
        f'  <testsuite name={name} tests="1" failures="0" errors="1" skipped="0" file={name}>\n'
        f'    <testcase name="reading" classname={name}>\n      {error}\n    </testcase>\n  </testsuite>'
    )


def _case(finding: Finding, fails: bool) -> str:
    diagnostic = finding.diagnostic
    names = f"name={_attribute(f'{diagnostic.code} {place_of(finding)}')} classname={_attribute(finding.file)}"
    if not fails:
        return f"    <testcase {names}/>"
    failure = f"<failure type={_attribute(diagnostic.code)} message={_attribute(diagnostic.message)}>{_text(_whole(finding))}</failure>"
    return f"    <testcase {names}>\n      {failure}\n    </testcase>"


def _whole(finding: Finding) -> str:
    """A finding as in the report for people."""
    return render_finding(finding, _PLAIN)


def _text(text: str) -> str:
    escaped = visible_lines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _IMPOSSIBLE.sub("\ufffd", escaped)


def _attribute(text: str) -> str:
    return '"' + _text(visible(text)).replace('"', "&quot;") + '"'
