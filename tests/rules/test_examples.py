"""Every rule's text: complete, and its examples show what it says."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

import jobspec
from jobspec.rules import ADMISSION_RULES, RULES, check_admission, check_job
from jobspec.rules.rule import Rule

HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead")
ALL = (*RULES, *ADMISSION_RULES)
Around = Callable[[str, str, str], str]


def _sections(rule: Rule) -> dict[str, str]:
    text = textwrap.dedent(" " * 4 + (type(rule).__doc__ or ""))
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {heading: textwrap.dedent(body.strip("\n").rstrip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def _codes(rule: Rule, snippet: str, around: Around) -> list[str]:
    result = jobspec.parse_job(around(snippet, rule.scope, ""))
    assert result.value is not None and not result.errors, [d.message for d in result.errors]
    check = check_admission if rule in ADMISSION_RULES else check_job
    return [d.code for d in check(result.value)]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_text_has_a_summary_and_the_four_headings_in_order(rule: Rule) -> None:
    assert tuple(_sections(rule)) == HEADINGS
    assert (type(rule).__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_example_shows_the_finding(rule: Rule, job_around: Around) -> None:
    assert rule.code in _codes(rule, _sections(rule)["Example"], job_around)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_use_instead_is_free_of_the_finding(rule: Rule, job_around: Around) -> None:
    assert rule.code not in _codes(rule, _sections(rule)["Use instead"], job_around)


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in ALL}) == len({rule.name for rule in ALL}) == len(ALL)
