"""Known findings: a file that records what is found today, so that a run fails only for what is new.

A finding is known by its file (relative to the folder of the baseline), code and fingerprint. The same finding may be known
several times: of five where three are known, two are new.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from jobspec.triage.fingerprints import fingerprint
from jobspec.triage.report import Finding, Report
from jobspec.triage.selection import Choices

VERSION = "baseline.v1"


class Known(msgspec.Struct, frozen=True, order=True):
    """A finding that is known, `count` times. `message` is for people who read the file."""

    file: str
    code: str
    fingerprint: str
    count: int = 1
    message: str = ""


class Baseline(msgspec.Struct, frozen=True):
    """The known findings of a project; `folder` is where the baseline stands."""

    entries: tuple[Known, ...] = ()
    folder: str = "."

    def split(self, findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
        """Findings that are new, and those that are known, both in their order."""
        left = Counter({(entry.file, entry.code, entry.fingerprint): entry.count for entry in self.entries})
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            key = _key(finding, self.folder)
            if left[key] > 0:
                left[key] -= 1
                known.append(finding)
            else:
                new.append(finding)
        return new, known

    def looked_for(self, report: Report, choices: Choices) -> tuple[Known, ...]:
        """The entries that a run would have found: in files that it could read, with codes that count."""
        unread = {entry.file for entry in report.not_checked if entry.file is not None and "" in entry.codes}
        files = {_relative(file, self.folder): file for file in report.files if file not in unread}
        return tuple(entry for entry in self.entries if entry.file in files and choices.wants(entry.code, files[entry.file]))

    def gone(self, report: Report, choices: Choices) -> int:
        """How many known findings a run looked for in vain."""
        found = sum(entry.how == "baseline" for entry in report.hidden)
        return max(sum(entry.count for entry in self.looked_for(report, choices)) - found, 0)


class _Document(msgspec.Struct, frozen=True):
    version: str
    findings: tuple[Known, ...]


def recorded(findings: Sequence[Finding], folder: str, kept: Iterable[Known] = ()) -> Baseline:
    """A baseline of findings and of the `kept` entries of an earlier one, in an order that keeps changes of the file small."""
    counts: Counter[tuple[str, str, str]] = Counter()
    messages: dict[tuple[str, str, str], str] = {}
    for finding in findings:
        key = _key(finding, folder)
        counts[key] += 1
        messages.setdefault(key, finding.diagnostic.message)
    entries = (Known(*key, count, messages[key].encode("utf-8", "replace").decode()) for key, count in counts.items())
    return Baseline(tuple(sorted((*entries, *kept))), folder)


def baseline_text(baseline: Baseline) -> str:
    """The text of a baseline file."""
    document = msgspec.json.encode(_Document(VERSION, baseline.entries))
    return msgspec.json.format(document, indent=2).decode() + "\n"


def read_baseline(data: bytes, folder: str) -> Baseline | str:
    """The baseline in a file, or what is wrong with it, in words."""
    try:
        document = msgspec.json.decode(data, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"it is no baseline: {error}"
    if document.version != VERSION:
        return f'it is of version "{document.version}", and this jobspec reads {VERSION}'
    return Baseline(document.findings, folder)


def _key(finding: Finding, folder: str) -> tuple[str, str, str]:
    return _relative(finding.path, folder), finding.diagnostic.code, fingerprint(finding)


def _relative(path: str, folder: str) -> str:
    relative = path if path == "-" else os.path.relpath(path, folder).replace(os.sep, "/")
    return relative.encode("utf-8", "replace").decode()
