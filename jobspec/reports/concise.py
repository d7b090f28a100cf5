"""One line a finding: `file:line:column: severity[CODE] message`, as compilers print them."""

from __future__ import annotations

from jobspec.reports.style import Style
from jobspec.reports.text import header
from jobspec.triage.report import Report


def render(report: Report, style: Style) -> str:
    """The findings' first lines; nothing at all where nothing was found."""
    return "".join(header(finding, style) + "\n" for finding in report.findings)
