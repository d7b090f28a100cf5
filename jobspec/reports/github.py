"""Workflow commands of GitHub Actions: each finding becomes an annotation at its place in the diff; below them the summary, for the log."""

from __future__ import annotations

from jobspec.reports.places import path_of, region
from jobspec.reports.style import Style
from jobspec.reports.text import summary_text
from jobspec.reports.visible import visible, visible_lines
from jobspec.triage.report import Finding, Report
from jobspec.triage.rule_pages import page_url, rule_of

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, style: Style) -> str:
    """`::error file=…,line=…::message`, one line a finding, then what was and was not checked."""
    return "".join(_command(finding, style) + "\n" for finding in report.findings) + summary_text(report, style) + "\n"


def _command(finding: Finding, style: Style) -> str:
    diagnostic = finding.diagnostic
    properties: dict[str, object] = {"file": visible(path_of(finding, style))}
    if diagnostic.span is not None:
        place = region(diagnostic.span)
        properties |= {"line": place.line, "endLine": place.end_line}
        if place.line == place.end_line:  # GitHub takes columns within one line only
            properties |= {"col": place.column, "endColumn": max(place.end_column, place.column)}
    rule = rule_of(diagnostic.code)
    properties["title"] = diagnostic.code if rule is None else f"{diagnostic.code} {rule.name}"
    lines = [visible(diagnostic.message)]
    if diagnostic.help:
        lines.append(visible_lines(diagnostic.help))
    if diagnostic.nomad_message and diagnostic.nomad_message != diagnostic.message:
        lines.append(f'Nomad says: "{visible(diagnostic.nomad_message)}"')
    lines.append(page_url(diagnostic.code))
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    """A message, escaped as @actions/core does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
