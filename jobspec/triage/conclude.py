"""From the findings of many files to one report: sorted, repeated ones once, counted; what is hidden is counted too.

The stages return findings in the order in which Nomad would report them; people read a file from top to bottom. So the
order by position is made here, at the end, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.triage.report import READING, FileFindings, Finding, Hidden, NotChecked, Report, Summary
from jobspec.triage.selection import Choices

if TYPE_CHECKING:
    from jobspec.triage.baseline import Baseline


def conclude(
    findings: Iterable[FileFindings],
    not_checked: Iterable[NotChecked] = (),
    choices: Choices | None = None,
    baseline: Baseline | None = None,
) -> Report:
    """Make one report of what was found in several files: each file's findings by position, repeated ones once. What comments,
    `choices` and the `baseline` hide is counted instead of shown."""
    whole_run = tuple(not_checked)
    triage = _Triage(choices or Choices(), tuple(code for entry in whole_run for code in entry.codes))
    files: list[str] = []
    skipped: list[NotChecked] = []
    for found in findings:
        files.append(found.file)
        skipped += found.not_checked
        triage.add(found)
    shown = triage.shown
    if baseline is not None:
        shown, known = baseline.split(shown)
        triage.hidden += [Hidden(finding, "baseline") for finding in known]
    with_findings = len({finding.file for finding in shown})
    return Report(tuple(files), tuple(shown), _summary(len(files), with_findings, shown, triage), (*skipped, *whole_run),
                  tuple(triage.hidden), triage.choices.fail_on)


class _Triage:
    """Takes the findings of one file after the other apart into those that are shown and those that are not."""

    def __init__(self, choices: Choices, unchecked: tuple[str, ...]) -> None:
        self.choices = choices
        self.unchecked = unchecked
        self.shown: list[Finding] = []
        self.hidden: list[Hidden] = []
        self.deselected = 0
        self.deselected_refusals = 0

    def add(self, found: FileFindings) -> None:
        """Sort the findings of a file in; comments that cover nothing are findings themselves."""
        file = found.file
        unread = any("" in entry.codes for entry in found.not_checked)
        diagnostics = without_repeats(in_reading_order(found.diagnostics, file))
        reasons = [None] * len(diagnostics) if not found.suppressions else self._reasons(found, diagnostics)
        said: set[tuple[object, ...]] = set()
        for diagnostic, reason in zip(diagnostics, reasons, strict=True):
            error = diagnostic.severity is Severity.ERROR
            refused = error and diagnostic.nomad
            if not self.choices.wants(diagnostic.code, file, needed=unread and error and diagnostic.code.startswith(READING)):
                self.deselected += 1
                self.deselected_refusals += refused
                continue
            said_here = _said(diagnostic)
            if said_here in said:  # by a rule with another code
                continue
            said.add(said_here)
            level = self.choices.level(diagnostic.code, diagnostic.severity)
            shown = diagnostic if level is diagnostic.severity else msgspec.structs.replace(diagnostic, severity=level)
            finding = Finding(file, shown, refused)
            if reason is None:
                self.shown.append(finding)
            else:
                self.hidden.append(Hidden(finding, "comment", reason))

    def _reasons(self, found: FileFindings, diagnostics: list[Diagnostic]) -> list[str | None]:
        """For each finding the reason of the comment that covers it, else None. Adds findings about comments to `diagnostics`."""
        from jobspec.triage.entries import Selector
        from jobspec.triage.lookup import Lookup
        from jobspec.triage.suppressions import unused

        lookup = Lookup(found.suppressions)
        used: set[Selector] = set()
        reasons: list[str | None] = []
        for diagnostic in diagnostics:
            entry = lookup.suppressor(diagnostic, found.file, used)
            reasons.append(None if entry is None else entry.reason)
        own = [entry for entry in found.suppressions if found.judge_comments and entry.comment.source.name == found.file]
        unchecked = (*self.unchecked, *(code for entry in found.not_checked for code in entry.codes))
        idle = unused(own, used, unchecked)
        if not idle:
            return reasons
        by_identity = {id(diagnostic): reason for diagnostic, reason in zip(diagnostics, reasons, strict=True)}
        diagnostics[:] = in_reading_order([*diagnostics, *idle], found.file)
        return [by_identity.get(id(diagnostic)) for diagnostic in diagnostics]


def _summary(files: int, with_findings: int, shown: Sequence[Finding], triage: _Triage) -> Summary:
    counts = dict.fromkeys(Severity, 0)
    for finding in shown:
        counts[finding.diagnostic.severity] += 1
    refusals = sum(entry.finding.refused for entry in triage.hidden)
    return Summary(
        files, with_findings, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO],
        ignored=sum(entry.how == "comment" for entry in triage.hidden), deselected=triage.deselected,
        known=sum(entry.how == "baseline" for entry in triage.hidden), hidden_refusals=refusals + triage.deselected_refusals,
    )


def in_reading_order(diagnostics: Sequence[Diagnostic], file: str) -> list[Diagnostic]:
    """Sort the findings of one file: those without a place, then those in the file by position, then those in others."""

    def place(diagnostic: Diagnostic) -> tuple[int, str, int]:
        span = diagnostic.span
        if span is None:
            return (0, "", 0)
        return (1, "", span.start) if span.source.name == file else (2, span.source.name, span.start)

    return sorted(diagnostics, key=place)


def _said(diagnostic: Diagnostic) -> tuple[object, ...]:
    """What a finding says, and of which place."""
    span = diagnostic.span
    return (diagnostic.message, *(() if span is None else (span.source.name, span.start, span.end)))


def without_repeats(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Drop findings that say the same of the same place as an earlier one."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for diagnostic in diagnostics:
        key = (diagnostic.code, *_said(diagnostic))
        if key not in seen:
            seen.add(key)
            kept.append(diagnostic)
    return kept
