"""SARIF 2.1.0, which code scanning of GitHub, Azure DevOps and editors read."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jobspec.diagnostics import Edit, Fix, Related, Span
from jobspec.reports.json_text import json_text
from jobspec.reports.places import from_top, path_of, region, uri
from jobspec.reports.style import Style
from jobspec.reports.text import hidden_text
from jobspec.reports.visible import encodable, visible, visible_lines
from jobspec.triage.fingerprints import numbered
from jobspec.triage.reader_codes import READER_CODES
from jobspec.triage.report import Finding, NotChecked, Report
from jobspec.triage.rule_pages import page_url, rule_of
from jobspec.version import DOCUMENTATION, VERSION

if TYPE_CHECKING:
    from jobspec.triage.every_rule import AnyRule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: What paths are relative to: the folder that a reader of the report takes for the top of the sources.
_TOP = "%SRCROOT%"


def render(report: Report, style: Style) -> str:
    """The report as one indented JSON document."""
    return json_text(document(report, style))


def document(report: Report, style: Style) -> dict[str, Any]:
    """The report as plain dicts and lists.

    Findings that are hidden are counted in a notification. They are no results with `suppressions`: GitHub's code scanning takes no
    notice of those and would open an alert for each (github/codeql-action issue 1230).
    """
    findings = report.findings
    codes = {code: index for index, code in enumerate(sorted({finding.diagnostic.code for finding in findings}))}
    results = [
        _result(finding, codes[finding.diagnostic.code], name, style)
        for finding, name in zip(findings, numbered(findings), strict=True)
    ]
    notes = [_note(entry, style) for entry in report.not_checked]
    if report.summary.hidden:
        notes.insert(0, {"level": "note", "message": {"text": hidden_text(report.summary)}})
    driver = {
        "name": "jobspec",
        "semanticVersion": VERSION,
        "informationUri": DOCUMENTATION,
        "rules": [_rule(code, rule_of(code), findings) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top of the repository, or the folder in which jobspec ran."}}},
        "artifacts": [{"location": _artifact(from_top(file, style)), "roles": ["analysisTarget"]} for file in report.files],
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, rule: AnyRule | None, findings: Iterable[Finding]) -> dict[str, Any]:
    """What readers show beside a result. Findings of the reader itself have no text of their own."""
    if rule is None:
        first = next(finding.diagnostic for finding in findings if finding.diagnostic.code == code)
        return {
            "id": code,
            "shortDescription": {"text": READER_CODES.get(code, f"{code}: found while the file is read.")},
            "helpUri": page_url(code),
            "defaultConfiguration": {"level": _LEVELS[first.severity]},
        }
    text = inspect.cleandoc(rule.__doc__ or "")
    summary, _, rest = text.partition("\n")
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": rest.strip().partition("\n\n## ")[0].removeprefix("## What it finds\n") or summary},
        "help": {"text": text, "markdown": text},
        "helpUri": page_url(code),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["nomad" if rule.nomad else "advice"]},
    }


def _result(finding: Finding, index: int, name: str, style: Style) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    text = visible(diagnostic.message) + (f"\n{visible_lines(diagnostic.help)}" if diagnostic.help else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(path_of(finding, style), diagnostic.span)}],
        "partialFingerprints": {"primaryLocationLineHash": name, "jobspecFinding/v1": name},
        "properties": {"nomad": diagnostic.nomad},
    }
    if diagnostic.nomad_message is not None:
        result["properties"]["nomadMessage"] = visible(diagnostic.nomad_message)
    if diagnostic.related:
        result["relatedLocations"] = [_related(number, related, style) for number, related in enumerate(diagnostic.related, 1)]
    if diagnostic.fix is not None and diagnostic.fix.edits:
        result["fixes"] = [_fix(diagnostic.fix, style)]
    return result


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": uri(path)} if path.startswith("/") else {"uri": uri(path), "uriBaseId": _TOP}


def _location(path: str, span: Span | None) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(path)}
    if span is not None:
        location["region"] = _region(span)
    return location


def _region(span: Span) -> dict[str, int]:
    place = region(span)
    return {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _related(number: int, related: Related, style: Style) -> dict[str, Any]:
    location = _location(from_top(related.span.source.name, style), related.span)
    return {"id": number, "physicalLocation": location, "message": {"text": visible(related.message)}}


def _fix(fix: Fix, style: Style) -> dict[str, Any]:
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.span.source.name, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(from_top(file, style)),
            "replacements": [{"deletedRegion": _region(edit.span), "insertedContent": {"text": encodable(edit.text)}} for edit in edits],
        }
        for file, edits in by_file.items()
    ]
    return {"description": {"text": visible(fix.message)}, "artifactChanges": changes}


def _note(entry: NotChecked, style: Style) -> dict[str, Any]:
    """What was not checked, as a notification of the run."""
    note: dict[str, Any] = {"level": "note", "message": {"text": f"Not checked: {visible(entry.what)} ({visible(entry.why)})."}}
    if entry.file is not None:
        note["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(from_top(entry.file, style))}}]
    return note
