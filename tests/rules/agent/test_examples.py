"""The texts of rules for agent configs: complete, and their examples show what they say."""

from __future__ import annotations

import re
import textwrap

import pytest

from jobspec.nodes.agent.load import agent_of
from jobspec.rules import ADMISSION_RULES, RULES
from jobspec.rules.agent import AGENT_RULES, check_agent
from jobspec.rules.agent.rule import AgentRule
from jobspec.source import Source

HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead")


def sections(rule: AgentRule) -> dict[str, str]:
    text = textwrap.dedent(" " * 4 + (type(rule).__doc__ or ""))
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {heading: textwrap.dedent(body.strip("\n").rstrip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def codes(text: str) -> set[str]:
    result = agent_of(Source(text, "agent.hcl"))
    assert result.value is not None, [d.message for d in result.diagnostics]
    return {d.code for d in check_agent(result.value)}


@pytest.mark.parametrize("rule", AGENT_RULES, ids=lambda rule: rule.code)
def test_text_has_a_summary_and_the_four_headings_in_order(rule: AgentRule) -> None:
    assert tuple(sections(rule)) == HEADINGS
    assert (type(rule).__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("rule", AGENT_RULES, ids=lambda rule: rule.code)
def test_example_shows_the_finding(rule: AgentRule) -> None:
    assert rule.code in codes(sections(rule)["Example"])


@pytest.mark.parametrize("rule", AGENT_RULES, ids=lambda rule: rule.code)
def test_use_instead_is_free_of_the_finding(rule: AgentRule) -> None:
    assert rule.code not in codes(sections(rule)["Use instead"])


def test_codes_and_names_are_unique_among_all_rules() -> None:
    rules = (*RULES, *ADMISSION_RULES, *AGENT_RULES)
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)


def test_a_file_alone_is_not_blamed_for_what_others_may_say() -> None:
    result = agent_of(Source("client {\n  enabled = true\n}\n", "client.hcl"))
    assert result.value is not None
    assert check_agent(result.value, whole=False) == []
    assert {d.code for d in check_agent(result.value)} == {"AGT106", "AGT118"}
