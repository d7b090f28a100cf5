"""The report for programs: `diagnostics.v1`, whose shape `schemas/diagnostics.v1.schema.json` describes."""

from __future__ import annotations

from typing import Any

from jobspec.diagnostics import Edit
from jobspec.reports.json_text import json_text
from jobspec.reports.style import Style
from jobspec.reports.visible import encodable
from jobspec.triage.report import Finding, Report
from jobspec.triage.rule_pages import page_url, rule_of
from jobspec.version import VERSION


def render(report: Report, style: Style) -> str:
    """The report as one indented JSON document. Bytes that are not UTF-8 appear as U+FFFD."""
    return json_text(document(report))


def document(report: Report) -> dict[str, Any]:
    """The report as plain dicts and lists, in the order of the schema."""
    return {
        "version": "diagnostics.v1",
        "tool": {"name": "jobspec", "version": VERSION},
        "files": [encodable(file) for file in report.files],
        "diagnostics": [_finding(finding) for finding in report.findings],
        "summary": {
            "files": report.summary.files,
            "files_with_findings": report.summary.files_with_findings,
            "errors": report.summary.errors,
            "warnings": report.summary.warnings,
            "infos": report.summary.infos,
            "hidden": {
                "ignored": report.summary.ignored,
                "deselected": report.summary.deselected,
                "known": report.summary.known,
                "refused_by_nomad": report.summary.hidden_refusals,
            },
        },
        "not_checked": [
            {"what": encodable(entry.what), "why": encodable(entry.why), "file": None if entry.file is None else encodable(entry.file)}
            for entry in report.not_checked
        ],
        "hidden": [{"diagnostic": _finding(entry.finding), "by": entry.how, "reason": encodable(entry.reason)} for entry in report.hidden],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    span = diagnostic.span
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": name_of(diagnostic.code),
        "severity": str(diagnostic.severity),
        "message": encodable(diagnostic.message),
        "file": encodable(finding.path),
        "range": None if span is None else span.range(),
        "related": [
            {"file": encodable(related.span.source.name), "range": related.span.range(), "message": encodable(related.message)}
            for related in diagnostic.related
        ],
        "help": None if diagnostic.help is None else encodable(diagnostic.help),
        "fix": None if fix is None else {"message": encodable(fix.message), "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]},
        "nomad": diagnostic.nomad,
        "nomad_message": None if diagnostic.nomad_message is None else encodable(diagnostic.nomad_message),
        "url": page_url(diagnostic.code),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"file": encodable(edit.span.source.name), "range": edit.span.range(), "text": encodable(edit.text)}


def name_of(code: str) -> str | None:
    """The name of the rule behind a code; None for findings of the reader itself."""
    rule = rule_of(code)
    return None if rule is None else rule.name
