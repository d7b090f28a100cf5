"""Every rule is found by its code, and has a page."""

from __future__ import annotations

import re
from pathlib import Path

from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.reader_codes import READER_CODES
from jobspec.triage.rule_pages import READER_ANCHOR, anchor, page_url, rule_of


def test_every_rule_is_found_by_its_code_and_has_a_part_of_the_rule_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
    for rule in EVERY_RULE:
        assert rule_of(rule.code) is rule
        assert page_url(rule.code).endswith(f"/rules/#{anchor(rule)}")
        assert f"\n## {rule.code} {rule.name}\n" in page


def test_findings_of_the_reader_have_a_text_and_a_place_on_that_page() -> None:
    page = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
    assert rule_of("HCL201") is None
    assert page_url("HCL201").endswith(f"/rules/#{READER_ANCHOR}")
    assert "\n## Findings of the reader\n" in page
    for code, text in READER_CODES.items():
        assert f"\n| {code} | " in page
        assert text.endswith(".")


def test_every_code_in_the_source_is_that_of_a_rule_or_has_a_text() -> None:
    package = Path(__file__).parents[2] / "jobspec"
    used = {
        code
        for path in package.rglob("*.py")
        if path.name != "reader_codes.py"
        for code in re.findall(r'"((?:HCL|JOB|NET|SVC|DRV|ENV|AGT|NODE|CNI)[0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    rules = {rule.code for rule in EVERY_RULE}
    assert set(READER_CODES) <= used - rules
    # The selectors of these groups are held to what exists (jobspec.triage.selection).
    complete = {code for code in used - rules if code.startswith(("HCL", "JOB", "NET", "SVC", "DRV", "ENV"))}
    assert sorted(complete - set(READER_CODES)) == []
