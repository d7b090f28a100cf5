"""go-sockaddr templates, compared with what go-sockaddr 1.0.7 made of them on a machine of seven interfaces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobspec.nodes.documents import parse_document
from jobspec.nodes.machine import read_interfaces, read_routes
from jobspec.nodes.sockaddr import Machine
from jobspec.nodes.sockaddr_template import evaluate
from jobspec.source import Source

RECORDED = Path(__file__).with_name("recorded")


@pytest.fixture(scope="module")
def machine() -> Machine:
    read = []
    for name in ("interfaces", "routes"):
        document, _ = parse_document(Source((RECORDED / f"{name}.json").read_text()))
        assert document is not None
        read.append(document)
    interfaces, routes = read_interfaces(read[0]).value, read_routes(read[1]).value
    assert interfaces is not None
    assert routes is not None
    return Machine(interfaces, routes)


def test_templates_make_what_go_sockaddr_makes(machine: Machine) -> None:
    wrong = []
    for line in (RECORDED / "templates.jsonl").read_text().splitlines():
        case = json.loads(line)
        result = evaluate(case["template"], machine)
        ours = (result.text, result.failed)
        if ours != ((None, True) if case["failed"] else (case["text"], False)):
            wrong.append((case, result))
    assert not wrong


@pytest.mark.parametrize(("template", "named"), [
    ('{{ with GetAllInterfaces }}{{ . }}{{ end }}', '"with"'),
    ('{{ printf "%s" GetPrivateIP }}', '"printf"'),
    ('{{ GetAllInterfaces | math "address" "+1" | attr "address" }}', '"math"'),
    ('{{ $a := GetAllInterfaces }}', "variable"),
    ('{{ GetAllInterfaces | attr "octets" }}', '"octets"'),
])
def test_what_cannot_be_known_is_named(template: str, named: str, machine: Machine) -> None:
    result = evaluate(template, machine)
    assert result.text is None
    assert not result.failed
    assert named in result.problem


def test_without_interfaces_only_plain_text_is_known() -> None:
    assert evaluate("eth0", None).text == "eth0"
    assert evaluate("{{ GetPrivateIP }}", None).text is None
