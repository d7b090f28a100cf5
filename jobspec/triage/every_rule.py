"""Every rule that this tool has: about jobs, about what a server adds, about nodes and CNI networks, and about its own comments."""

from __future__ import annotations

from jobspec.nodes.finding_kind import FindingKind
from jobspec.nodes.findings import FINDINGS
from jobspec.rules import ADMISSION_RULES, RULES
from jobspec.rules.agent import AGENT_RULES
from jobspec.rules.node import NODE_RULES
from jobspec.rules.rule import Rule
from jobspec.triage.own_rules import SUPPRESSION_RULES

#: What has a code and a text.
AnyRule = Rule | FindingKind

#: In the order of their codes.
EVERY_RULE: tuple[AnyRule, ...] = tuple(
    sorted((*RULES, *ADMISSION_RULES, *AGENT_RULES, *FINDINGS, *NODE_RULES, *SUPPRESSION_RULES), key=lambda rule: rule.code))
