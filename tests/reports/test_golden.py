"""One input in every format, compared with files that a person has read, and with the official schemas.

`python tests/reports/test_golden.py` writes the files anew; read what changed before committing it.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from jobspec.check import Settings, check_file
from jobspec.reports import FORMATS, render
from jobspec.reports.style import Style
from jobspec.schema_files import schema_text
from jobspec.triage.conclude import conclude
from jobspec.triage.report import NotChecked, Report
from jobspec.triage.rule_pages import rule_of
from jobspec.version import VERSION

GOLDEN = Path(__file__).parent / "golden"
SCHEMAS = Path(__file__).parents[1] / "data/schemas"
ENDINGS = {"text": "txt", "concise": "txt", "github": "txt", "json": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}


def report() -> Report:
    found = check_file((GOLDEN / "input.nomad").read_bytes(), "jobs/input.nomad", Settings())
    unread = NotChecked("everything", "cannot be read: there is no such file", "jobs/missing.nomad")
    return conclude([found], [NotChecked("whether the job fits on nodes", "no node descriptions", codes=("NODE",)), unread])


def rendered(format: str) -> str:
    return render(report(), format, Style()).replace(VERSION, "VERSION")


def shown(format: str) -> str:
    """What is kept of a report: in SARIF not the texts of the rules, which change for reasons of their own."""
    text = rendered(format)
    if format != "sarif":
        return text
    document = json.loads(text)
    for rule in document["runs"][0]["tool"]["driver"]["rules"]:
        for key in ("shortDescription", "fullDescription", "help"):
            rule[key] = dict.fromkeys(rule[key], "…")
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def kept(format: str) -> Path:
    return GOLDEN / f"{format}.{ENDINGS[format]}"


@pytest.mark.parametrize("format", FORMATS)
def test_the_report_is_what_was_read_once(format: str) -> None:
    assert shown(format) == kept(format).read_text(encoding="utf-8"), "read the difference; then python tests/reports/test_golden.py"


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_of_the_input_gets_through(format: str) -> None:
    assert "\x1b" not in rendered(format)


def test_sarif_follows_the_official_schema() -> None:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).validate(json.loads(rendered("sarif")))


def test_sarif_has_the_text_of_each_rule() -> None:
    for rule in json.loads(rendered("sarif"))["runs"][0]["tool"]["driver"]["rules"]:
        text = inspect.cleandoc(type(rule_of(rule["id"])).__doc__ or "")
        assert rule["help"] == {"text": text, "markdown": text}
        assert rule["shortDescription"]["text"] == text.split("\n")[0]
        assert rule["fullDescription"]["text"]


def test_each_issue_is_one_that_gitlab_takes_and_has_a_fingerprint_of_its_own() -> None:
    check = Draft4Validator(json.loads((SCHEMAS / "gitlab-codeclimate.json").read_text(encoding="utf-8")))
    issues = json.loads(rendered("gitlab"))
    for issue in issues:
        check.validate(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_junit_follows_the_schema_of_jenkins() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    document = etree.fromstring(rendered("junit").encode())
    schema.assertValid(document)
    assert int(document.get("tests")) == len(document.findall(".//testcase"))
    assert int(document.get("failures")) == len(document.findall(".//failure")) > 0
    assert int(document.get("errors")) == len(document.findall(".//error")) == 1


def test_json_follows_our_schema() -> None:
    Draft202012Validator(json.loads(schema_text("diagnostics.v1.schema.json"))).validate(json.loads(rendered("json")))


def test_the_input_shows_errors_advice_hidden_and_mendable_findings() -> None:
    found = report()
    assert any(finding.refused for finding in found.findings)
    assert any(not finding.diagnostic.nomad for finding in found.findings)
    assert any(finding.diagnostic.fix for finding in found.findings)
    assert any(finding.diagnostic.related for finding in found.findings)
    assert found.hidden


if __name__ == "__main__":
    for name in FORMATS:
        kept(name).write_text(shown(name), encoding="utf-8")
