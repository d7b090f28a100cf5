"""Places and words for other tools: columns, paths, escaping."""

from __future__ import annotations

import json

import pytest

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.reports import render
from jobspec.reports.places import Region, from_top, region, uri
from jobspec.reports.style import Style
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings


def rendered(format: str, source: Source, start: int, end: int, message: str = "m", style: Style | None = None) -> str:
    found = Diagnostic(code="NET103", severity=Severity.ERROR, message=message, span=Span(source, start, end))
    return render(conclude([FileFindings(source.name, (found,))]), format, style or Style())


def test_columns_are_counted_in_code_points_without_the_byte_order_mark() -> None:
    source = Source("\ufeffa\u0301𝄞x\ny", "a.nomad")
    assert region(Span(source, 4, 5)) == Region(1, 4, 1, 5)
    assert region(Span(source, 0, 1)) == Region(1, 1, 1, 1)
    assert region(Span(source, 4, 7)) == Region(1, 4, 2, 2)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a.nomad", "deploy/a.nomad"),
        ("./b/../a.nomad", "deploy/a.nomad"),
        ("../a.nomad", "a.nomad"),
        ("/abs/a.nomad", "/abs/a.nomad"),
        ("-", "-"),
    ],
)
def test_paths_are_seen_from_the_top_of_the_repository(path: str, shown: str) -> None:
    assert from_top(path, Style(folder="deploy")) == shown


def test_uris_are_escaped_byte_by_byte() -> None:
    assert uri("jöb #1%.nomad") == "j%C3%B6b%20%231%25.nomad"
    assert uri("/a b") == "file:///a%20b"
    assert uri("bad\udcff") == "bad%FF"


def test_a_workflow_command_cannot_be_broken_out_of() -> None:
    source = Source("x\n::error::y", "a,b:c%\n::warning::d.nomad")
    lines = rendered("github", source, 0, 3, "one\r\n::error::two %0A, three").splitlines()
    assert len([line for line in lines if line.startswith("::")]) == 1
    assert lines[0].startswith("::error file=a%2Cb%3Ac%25␊%3A%3Awarning%3A%3Ad.nomad,line=1,endLine=2,title=NET103 unknown-network-mode::")
    assert "::one␍␊::error::two %250A, three%0Ahttps://" in lines[0]


def test_columns_are_left_out_of_annotations_over_several_lines() -> None:
    source = Source("ab\ncd", "a.nomad")
    assert ",line=1,endLine=1,col=2,endColumn=3," in rendered("github", source, 1, 2)
    assert ",line=1,endLine=2,title=" in rendered("github", source, 1, 4)


def test_an_empty_region_is_one() -> None:
    document = json.loads(rendered("sarif", Source("ab", "a.nomad"), 2, 2))
    place = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert place == {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 3}


def test_xml_holds_whatever_a_file_holds() -> None:
    from lxml import etree

    hostile = "]]>&<\"'\ufffe\uffff\x00\x0b\ud800\udc00\udcff\U0001f600"
    document = etree.fromstring(rendered("junit", Source(hostile, hostile), 0, 3, hostile).encode())
    assert document.find(".//failure").get("message").startswith("]]>&<\"'")


@pytest.mark.parametrize("format", ["json", "sarif", "gitlab"])
def test_json_formats_hold_whatever_a_file_holds(format: str) -> None:
    hostile = "\x1b\x00\x9b\udcff\u202e\U000e0041\U0001f600é"
    text = rendered(format, Source(hostile, hostile), 0, 3, hostile + "\ud800")
    document = json.loads(text.encode())
    assert not set(text) & set("\x1b\x00\x9b\u202e\U000e0041")
    assert "\U0001f600é" in text
    if format == "json":
        assert document["diagnostics"][0]["message"] == hostile.replace("\udcff", "\ufffd") + "\ufffd"
