"""What looking at a file brings."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.triage.report import NotChecked


class Looked(msgspec.Struct, frozen=True):
    """Findings in the order of the stages, what was not looked at, and the networks that a job names where nodes were given."""

    diagnostics: tuple[Diagnostic, ...]
    not_checked: tuple[NotChecked, ...] = ()
    networks: frozenset[str] = frozenset()


def refusals(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings for which Nomad does not take the job."""
    return [one for one in found if one.nomad and one.severity is Severity.ERROR and not one.code.startswith("NODE")]
