"""What the checks of feasibility find on a node: reasons against it, and what had to be taken for granted."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from jobspec.models.node import Node
from jobspec.models.plan import Reason


class Finding(msgspec.Struct, frozen=True):
    """A reason, and the name of the node's fact that it is about (`Node.origins`), from which its place in the node's files follows."""

    reason: Reason
    fact: str | None = None

    def on(self, node: Node) -> Reason:
        """The reason with the place in this node's own files: nodes of one kind share their findings."""
        if self.fact is None:
            return self.reason
        span = node.origin_of(self.fact).span
        return self.reason if span is None else replace(self.reason, node_span=span)


class Findings:
    """Collects what the checks of one group on one kind of node find, in the order in which Nomad looks."""

    __slots__ = ("assumptions", "found")

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.assumptions: list[str] = []

    def against(self, reason: Reason, fact: str | None = None) -> None:
        self.found.append(Finding(reason, fact))

    def assume(self, text: str) -> None:
        if text not in self.assumptions:
            self.assumptions.append(text)
