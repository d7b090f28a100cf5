"""What a rehearsal tells: notes on the way, and findings that compare the plan with what happened."""

from __future__ import annotations

from typing import Literal

import msgspec

Verdict = Literal["as planned", "different", "not compared"]


class Finding(msgspec.Struct, frozen=True, tag="finding"):
    """One comparison. `subject`: what was looked at; `planned` and `found`: the two sides in words, empty where they need none."""

    allocation: str
    subject: str
    verdict: Verdict
    planned: str = ""
    found: str = ""


class Note(msgspec.Struct, frozen=True, tag="note"):
    """A step that begins, for those who watch."""

    text: str


class Blocked(msgspec.Struct, frozen=True, tag="blocked"):
    """Why the rehearsal cannot be held on this machine."""

    reason: str


Event = Finding | Note | Blocked


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome on one node. `complete` is false where it was interrupted or its process died; everything is taken down all the same."""

    node: str
    findings: tuple[Finding, ...] = ()
    blocked: tuple[str, ...] = ()
    complete: bool = True

    @property
    def as_planned(self) -> bool:
        return self.complete and not self.blocked and all(finding.verdict != "different" for finding in self.findings)
