"""`--baseline FILE`: what is known already is not shown, and the file that records it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from jobspec.cli.output import say, write_file
from jobspec.discovery import Unreadable, read_bytes
from jobspec.reports.counting import count
from jobspec.triage.baseline import Baseline, Known, baseline_text, read_baseline, recorded
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked, Report
from jobspec.triage.selection import Choices


def conclude_with_baseline(
    findings: Sequence[FileFindings], not_checked: Sequence[NotChecked], choices: Choices, path: str, update: bool
) -> Report | None:
    """The report without what the baseline knows. Where there is no baseline yet, or `update` asks for it, it is written first.
    None where the file is of no use, which is said."""
    folder = os.path.dirname(path) or "."
    exists = os.path.exists(path)
    before = _read(path, folder) if exists else Baseline(folder=folder)
    if isinstance(before, str):
        say(f"cannot use the baseline {path}: {before}")
        return None
    if update or not exists:
        now = conclude(findings, not_checked, choices)
        baseline = recorded(now.findings, folder, _not_looked_for(before, now, choices))
        if not write_file(path, baseline_text(baseline)):
            return None
        total = sum(entry.count for entry in baseline.entries)
        say(f"recorded {count(total, 'known finding')} in {path}")
        return conclude(findings, not_checked, choices, baseline)
    report = conclude(findings, not_checked, choices, before)
    gone = before.gone(report, choices)
    if gone:
        are, them = ("is", "it") if gone == 1 else ("are", "them")
        say(f"{count(gone, 'known finding')} {are} no longer found: --update-baseline takes {them} out of {path}")
    return report


def _not_looked_for(before: Baseline, now: Report, choices: Choices) -> Iterable[Known]:
    """The entries that this run says nothing about, and whose files are still there."""
    looked_for = before.looked_for(now, choices)
    return (entry for entry in before.entries if entry not in looked_for and os.path.exists(os.path.join(before.folder, entry.file)))


def _read(path: str, folder: str) -> Baseline | str:
    content = read_bytes(path)
    return content.reason if isinstance(content, Unreadable) else read_baseline(content, folder)
