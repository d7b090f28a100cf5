"""Which fixes are applied. Each must make its finding go away, bring no error, and change the job only as it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from jobspec.check.job import UNSET
from jobspec.diagnostics import Diagnostic, Fix, Severity
from jobspec.fixes.changes import unexplained
from jobspec.fixes.edits import apply_edits, overlap
from jobspec.models.job_api import job_to_json
from jobspec.models.job_job import Job
from jobspec.source import Source
from jobspec.triage.report import READING, FileFindings

#: A fix may bring up another finding that can be mended; files settle in two or three rounds.
MAX_ROUNDS = 20

#: What is wrong with a file of these bytes.
Check = Callable[[bytes], FileFindings]
#: The job in a file of these bytes; None where there is none, or it cannot be read.
Read = Callable[[bytes], Job | None]


class Mended(msgspec.Struct, frozen=True):
    """A fix that was applied: the finding as it was, and the text of its place."""

    code: str
    message: str
    fix: str
    line: int


class NotMended(msgspec.Struct, frozen=True):
    """A fix that was tried and taken back, and why."""

    code: str
    message: str
    line: int
    why: str


class Fixed(msgspec.Struct, frozen=True):
    """A file after fixing: its bytes (the same where nothing was mended), what was mended and what was not."""

    data: bytes
    mended: tuple[Mended, ...] = ()
    not_mended: tuple[NotMended, ...] = ()


class _Finding(msgspec.Struct, frozen=True):
    diagnostic: Diagnostic
    fix: Fix

    @property
    def key(self) -> tuple[str, str]:
        return self.diagnostic.code, self.diagnostic.message

    @property
    def line(self) -> int:
        return self.fix.edits[0].span.line


def fix_file(data: bytes, check: Check, read: Read, *, unsafe: bool = False,
             wanted: Callable[[Diagnostic], bool] = lambda _: True) -> Fixed:
    """Mend a file. `wanted` says whether a finding is one to mend.

    Fixes are applied together where they do not overlap; when the outcome is not as it should be, one at a time.
    """
    mended: list[Mended] = []
    refused: dict[tuple[str, str, int], NotMended] = {}
    found = check(data)
    for _ in range(MAX_ROUNDS):
        candidates = [
            finding for finding in _candidates(found, unsafe)
            if wanted(finding.diagnostic) and (*finding.key, finding.line) not in refused
        ]
        chosen = _disjoint(candidates)
        if not chosen:
            break
        for group in (chosen, *([finding] for finding in chosen if len(chosen) > 1)):
            changed = _applied(data, group)
            after = check(changed)
            why = _objection(found, after, group) or _side_effect(read(data), read(changed), group)
            if why is None:
                mended += (Mended(*finding.key, finding.fix.message, finding.line) for finding in group)
                data, found = changed, after
                break
            if len(group) == 1:
                refused[*group[0].key, group[0].line] = NotMended(*group[0].key, group[0].line, why)
    return Fixed(data, tuple(mended), tuple(refused.values()))


def _candidates(found: FileFindings, unsafe: bool) -> list[_Finding]:
    return [
        _Finding(diagnostic, diagnostic.fix)
        for diagnostic in found.diagnostics
        if diagnostic.fix is not None and (diagnostic.fix.safe or unsafe)
        and all(edit.span.source.name == found.file for edit in diagnostic.fix.edits)
    ]


def _disjoint(candidates: Sequence[_Finding]) -> list[_Finding]:
    """From the top of the file, every fix that touches none of those before it."""
    chosen: list[_Finding] = []
    for finding in sorted(candidates, key=lambda finding: finding.fix.edits[0].span.start):
        if not any(overlap(finding.fix.edits, other.fix.edits) for other in chosen):
            chosen.append(finding)
    return chosen


def _applied(data: bytes, findings: Sequence[_Finding]) -> bytes:
    text = Source.from_bytes(data).text
    edits = [edit for finding in findings for edit in finding.fix.edits]
    return apply_edits(text, edits).encode("utf-8", "surrogateescape")


def _objection(before: FileFindings, after: FileFindings, findings: Sequence[_Finding]) -> str | None:
    """What speaks against the outcome, in words."""
    old, new = _counts(before), _counts(after)
    for finding in findings:
        if new[finding.key] >= old[finding.key]:
            return "the finding would still be there"
    unread = _reading_errors(before)
    if unread:
        # the rules have not seen this file yet, so what they find is not the fix's doing
        fresh = _reading_errors(after) - unread
    else:
        fresh = Counter({key: new[key] for key in _error_keys(after) if new[key] > old[key]})
    if fresh:
        return f'it would bring another error: "{next(iter(fresh))[1]}"'
    return None


def _side_effect(before: Job | None, after: Job | None, findings: Sequence[_Finding]) -> str | None:
    """What else would change in the job. Of a file that could not be read before, nothing is known."""
    if before is None:
        return None
    if after is None:
        return "the file could no longer be read"
    change = unexplained(job_to_json(before), job_to_json(after), [finding.fix for finding in findings])
    return None if change is None else f'it would also change {".".join(map(str, change.path))} of the job'


def _counts(found: FileFindings) -> Counter[tuple[str, str]]:
    return Counter((diagnostic.code, diagnostic.message) for diagnostic in found.diagnostics)


def _error_keys(found: FileFindings) -> Counter[tuple[str, str]]:
    return Counter((d.code, d.message) for d in found.diagnostics if d.severity is Severity.ERROR)


def _reading_errors(found: FileFindings) -> Counter[tuple[str, str]]:
    """Errors that keep the rules from running: those of the language, and of values that no field takes. Variables without a value do
    not."""
    return Counter(key for key in _error_keys(found).elements() if key[0].startswith(READING) and key[0] != UNSET)
