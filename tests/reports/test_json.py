"""The JSON report follows its schema and holds exact places."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from jobspec.diagnostics import Diagnostic, Edit, Fix, Related, Severity, Span
from jobspec.reports import render
from jobspec.reports.style import Style
from jobspec.schema_files import schema_text
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked


def test_a_report_with_everything_in_it_follows_the_schema() -> None:
    source = Source('a = "x"\nb = 22\n', "a.nomad")
    place = Span(source, 12, 14)
    full = Diagnostic(
        code="JOB001", severity=Severity.ERROR, message="m", span=place, related=(Related(Span(source, 0, 1), "r"),), help="h",
        fix=Fix("f", (Edit(place, "23"),), safe=False), nomad=True, nomad_message="n",
    )
    bare = Diagnostic(code="HCL002", severity=Severity.INFO, message="without a place")
    report = conclude([FileFindings("a.nomad", (full, bare), (NotChecked("x", "y", "a.nomad"),))], [NotChecked("nodes", "none")])
    document = json.loads(render(report, "json", Style()))
    Draft202012Validator(json.loads(schema_text("diagnostics.v1.schema.json"))).validate(document)
    start, end = {"line": 2, "column": 5, "byte": 12}, {"line": 2, "column": 7, "byte": 14}
    assert document["diagnostics"][1]["range"] == {"start": start, "end": end}
    hidden = {"ignored": 0, "deselected": 0, "known": 0, "refused_by_nomad": 0}
    assert document["summary"] == {"files": 1, "files_with_findings": 1, "errors": 1, "warnings": 0, "infos": 1, "hidden": hidden}
    assert document["diagnostics"][0]["range"] is None


def test_bytes_that_are_not_utf8_do_not_break_the_document() -> None:
    source = Source.from_bytes(b"a = \xff\xfe\n", "a\udcff.nomad")
    found = Diagnostic(code="HCL001", severity=Severity.ERROR, message="\udcff", span=Span(source, 4, 5))
    report = conclude([FileFindings(source.name, (found,))])
    document = json.loads(render(report, "json", Style()))
    assert document["diagnostics"][0]["message"] == "\ufffd"
    assert document["diagnostics"][0]["range"]["end"]["byte"] == 5


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text("diagnostics.v1.schema.json")))
