"""The rule behind a code, and the page about it. Imports only the rules that a code may belong to: reports name a few of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jobspec.triage.selection import ABOUT_JOBS
from jobspec.version import DOCUMENTATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobspec.triage.every_rule import AnyRule

#: The link to the list of what the reader finds in docs/rules.md.
READER_ANCHOR = "findings-of-the-reader"


def rule_of(code: str) -> AnyRule | None:
    """The rule with a code. Findings of the reader itself have codes too, and no rule."""
    found = job_rules().get(code)
    return found if found is not None or code.startswith(ABOUT_JOBS) else _all_rules().get(code)


def page_url(code: str) -> str:
    """The page about a code: the rule's part of the rule reference, or its list of what the reader finds."""
    rule = rule_of(code)
    return f"{DOCUMENTATION}/rules/#{READER_ANCHOR if rule is None else anchor(rule)}"


def anchor(rule: AnyRule) -> str:
    """The link to a rule's heading in docs/rules.md, as Markdown renderers make it."""
    return f"{rule.code.lower()}-{rule.name}"


@cache
def job_rules() -> Mapping[str, AnyRule]:
    """The rules about jobs, and about comments in their files, by code."""
    from jobspec.rules import ADMISSION_RULES, RULES
    from jobspec.triage.own_rules import SUPPRESSION_RULES

    return {rule.code: rule for rule in (*RULES, *ADMISSION_RULES, *SUPPRESSION_RULES)}


@cache
def _all_rules() -> Mapping[str, AnyRule]:
    from jobspec.triage.every_rule import EVERY_RULE

    return {rule.code: rule for rule in EVERY_RULE}
