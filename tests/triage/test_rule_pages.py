"""Every rule is found by its code, and has a page."""

from __future__ import annotations

from pathlib import Path

from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.rule_pages import anchor, page_url, rule_of


def test_every_rule_is_found_by_its_code_and_has_a_part_of_the_rule_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/rules.md").read_text(encoding="utf-8")
    for rule in EVERY_RULE:
        assert rule_of(rule.code) is rule
        assert page_url(rule.code).endswith(f"/rules/#{anchor(rule)}")
        assert f"\n## {rule.code} {rule.name}\n" in page


def test_findings_of_the_reader_have_the_page_about_diagnostics() -> None:
    assert rule_of("HCL201") is None
    assert page_url("HCL201").endswith("/diagnostics/")
