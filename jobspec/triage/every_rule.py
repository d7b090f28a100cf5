"""Every rule that this tool has: about jobs, about what a server adds, about nodes and CNI networks, and about its own comments."""

from __future__ import annotations

from functools import cache

from jobspec.nodes.finding import Finding
from jobspec.nodes.findings import FINDINGS
from jobspec.rules import ADMISSION_RULES, RULES
from jobspec.rules.agent import AGENT_RULES
from jobspec.rules.node import NODE_RULES
from jobspec.rules.rule import Rule
from jobspec.triage.own_rules import SUPPRESSION_RULES
from jobspec.version import DOCUMENTATION

#: What has a code and a text.
AnyRule = Rule | Finding

#: In the order of their codes.
EVERY_RULE: tuple[AnyRule, ...] = tuple(
    sorted((*RULES, *ADMISSION_RULES, *AGENT_RULES, *FINDINGS, *NODE_RULES, *SUPPRESSION_RULES), key=lambda rule: rule.code))


@cache
def rules_by_code() -> dict[str, AnyRule]:
    """The rules by code. Findings of the reader itself have codes too, and no rule."""
    return {rule.code: rule for rule in EVERY_RULE}


def anchor(rule: AnyRule) -> str:
    """The link to a rule's heading in docs/rules.md, as Markdown renderers make it."""
    return f"{rule.code.lower()}-{rule.name}"


def page_url(code: str) -> str:
    """The page about a code: the rule's part of the rule reference, or the page about diagnostics for findings of the reader."""
    rule = rules_by_code().get(code)
    return f"{DOCUMENTATION}/diagnostics/" if rule is None else f"{DOCUMENTATION}/rules/#{anchor(rule)}"
