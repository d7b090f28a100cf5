"""The report for programs: `diagnostics.v1`, whose shape `schemas/diagnostics.v1.schema.json` describes."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from jobspec.diagnostics import Edit
from jobspec.reports.style import Style
from jobspec.triage.every_rule import page_url, rules_by_code
from jobspec.triage.report import Finding, Report
from jobspec.version import VERSION

_SURROGATE = re.compile("[\ud800-\udfff]")


def render(report: Report, style: Style) -> str:
    """The report as one indented JSON document. Bytes that are not UTF-8 appear as U+FFFD."""
    return msgspec.json.format(msgspec.json.encode(document(report)), indent=2).decode() + "\n"


def document(report: Report) -> dict[str, Any]:
    """The report as plain dicts and lists, in the order of the schema."""
    return {
        "version": "diagnostics.v1",
        "tool": {"name": "jobspec", "version": VERSION},
        "files": [_text(file) for file in report.files],
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
            {"what": _text(entry.what), "why": _text(entry.why), "file": None if entry.file is None else _text(entry.file)}
            for entry in report.not_checked
        ],
        "hidden": [{"diagnostic": _finding(entry.finding), "by": entry.how, "reason": _text(entry.reason)} for entry in report.hidden],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    span = diagnostic.span
    fix = diagnostic.fix
    return {
        "code": diagnostic.code,
        "name": name_of(diagnostic.code),
        "severity": str(diagnostic.severity),
        "message": _text(diagnostic.message),
        "file": _text(finding.file if span is None else span.source.name or finding.file),
        "range": None if span is None else span.range(),
        "related": [
            {"file": _text(related.span.source.name), "range": related.span.range(), "message": _text(related.message)}
            for related in diagnostic.related
        ],
        "help": None if diagnostic.help is None else _text(diagnostic.help),
        "fix": None if fix is None else {"message": _text(fix.message), "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]},
        "nomad": diagnostic.nomad,
        "nomad_message": None if diagnostic.nomad_message is None else _text(diagnostic.nomad_message),
        "url": page_url(diagnostic.code),
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {"file": _text(edit.span.source.name), "range": edit.span.range(), "text": _text(edit.text)}


def _text(text: str) -> str:
    """Text that JSON can hold: a lone surrogate, which stands for a byte that is not UTF-8, becomes U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def name_of(code: str) -> str | None:
    """The name of the rule behind a code; None for findings of the reader itself."""
    rule = rules_by_code().get(code)
    return None if rule is None else rule.name
