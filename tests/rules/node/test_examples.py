"""The examples of rules about nodes, against nodes that show what they say."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

import jobspec
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.rules.node import NODE_RULES, NodeRule
from jobspec.rules.node.check import check_nodes
from jobspec.rules.node.usage import networks_used, unused

HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead")
Around = Callable[[str, str, str], str]
NodesFor = Callable[[str], tuple[Node, ...]]
#: Rules that are about the node alone, whose example shows nothing.
OF_NODE = {"NODE208", "NODE308", "NODE309"}
#: Rules that need a second driver with a namespace of its own, which this package does not know.
SHOWN_ELSEWHERE = {"NODE305"}


def sections(rule: NodeRule) -> dict[str, str]:
    text = textwrap.dedent(" " * 4 + (type(rule).__doc__ or ""))
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {heading: textwrap.dedent(body.strip("\n").rstrip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def codes(rule: NodeRule, snippet: str, around: Around, nodes: tuple[Node, ...]) -> set[str]:
    job: Job | None = jobspec.parse_job(around(snippet, rule.scope, "")).value
    assert job is not None
    return {found.code for found in check_nodes(job, nodes)} | {found.code for _, found in unused(nodes, networks_used(job))}


@pytest.mark.parametrize("rule", NODE_RULES, ids=lambda rule: rule.code)
def test_text_has_a_summary_and_the_four_headings_in_order(rule: NodeRule) -> None:
    assert tuple(sections(rule)) == HEADINGS
    assert (type(rule).__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in NODE_RULES if rule.code not in OF_NODE | SHOWN_ELSEWHERE], ids=lambda rule: rule.code)
def test_example_shows_the_finding(rule: NodeRule, job_around: Around, nodes_for: NodesFor) -> None:
    assert rule.code in codes(rule, sections(rule)["Example"], job_around, nodes_for(rule.code))


@pytest.mark.parametrize("rule", [rule for rule in NODE_RULES if rule.code not in OF_NODE], ids=lambda rule: rule.code)
def test_use_instead_is_free_of_the_finding(rule: NodeRule, job_around: Around, nodes_for: NodesFor) -> None:
    assert rule.code not in codes(rule, sections(rule)["Use instead"], job_around, nodes_for(rule.code))


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in NODE_RULES}) == len({rule.name for rule in NODE_RULES}) == len(NODE_RULES)
