"""GitLab's Code Quality report: an array in the form of Code Climate's issues."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from jobspec.reports.json_text import json_text
from jobspec.reports.places import path_of, region
from jobspec.reports.style import Style
from jobspec.reports.visible import visible, visible_lines
from jobspec.triage.fingerprints import numbered
from jobspec.triage.report import Finding, Report
from jobspec.triage.rule_pages import page_url

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, style: Style) -> str:
    """The findings that are shown, as one JSON array."""
    issues = [_issue(finding, name, style) for finding, name in zip(report.findings, numbered(report.findings), strict=True)]
    return json_text(issues)


def _issue(finding: Finding, name: str, style: Style) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    path = visible(path_of(finding, style))
    begin, end = (1, 1) if diagnostic.span is None else (region(diagnostic.span).line, region(diagnostic.span).end_line)
    parts = [visible_lines(diagnostic.help)] if diagnostic.help else []
    if diagnostic.nomad_message:
        parts.append(f'Nomad says: "{visible(diagnostic.nomad_message)}"')
    parts.append(page_url(diagnostic.code))
    critical = diagnostic.severity == "error" and diagnostic.nomad
    return {
        "type": "issue",
        "check_name": diagnostic.code,
        "description": f"{diagnostic.code}: {visible(diagnostic.message)}",
        "content": {"body": "\n\n".join(parts)},
        "categories": ["Bug Risk"],
        "severity": "critical" if critical else _SEVERITIES[diagnostic.severity],
        "fingerprint": sha256(f"{path}\0{name}".encode()).hexdigest()[:32],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
        "url": page_url(diagnostic.code),
    }
