"""What looking at a file brings."""

from __future__ import annotations

import msgspec

from jobspec.diagnostics import Diagnostic
from jobspec.triage.report import NotChecked


class Looked(msgspec.Struct, frozen=True):
    """Findings in the order of the stages, what was not looked at, and the networks that a job names where nodes were given."""

    diagnostics: tuple[Diagnostic, ...]
    not_checked: tuple[NotChecked, ...] = ()
    networks: frozenset[str] = frozenset()
