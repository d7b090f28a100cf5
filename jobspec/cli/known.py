"""`--baseline FILE`: what is known already is not shown, and the file that records it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jobspec.cli.output import say, write_file
from jobspec.discovery import Unreadable, read_bytes
from jobspec.triage.baseline import Baseline, baseline_text, read_baseline, recorded
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked, Report
from jobspec.triage.selection import Choices


def conclude_with_baseline(
    findings: Sequence[FileFindings], not_checked: Sequence[NotChecked], choices: Choices, path: str, update: bool
) -> Report | None:
    """The report without what the baseline knows. Where there is no baseline yet, or `update` asks for it, it is written first.
    None where the file is of no use, which is said."""
    folder = os.path.dirname(path) or "."
    if update or not os.path.exists(path):
        baseline = recorded(conclude(findings, not_checked, choices).findings, folder)
        problem = write_file(path, baseline_text(baseline))
        if problem is not None:
            say(f"cannot write {path}: {problem}")
            return None
        total = sum(entry.count for entry in baseline.entries)
        say(f"recorded {total:,} known finding{'' if total == 1 else 's'} in {path}")
        return conclude(findings, not_checked, choices, baseline)
    read = _read(path, folder)
    if isinstance(read, str):
        say(f"cannot use the baseline {path}: {read}")
        return None
    report = conclude(findings, not_checked, choices, read)
    gone = read.gone(report)
    if gone > 0:
        say(f"{gone:,} known finding{' is' if gone == 1 else 's are'} no longer found: --update-baseline takes them out of {path}")
    return report


def _read(path: str, folder: str) -> Baseline | str:
    content = read_bytes(path)
    return content.reason if isinstance(content, Unreadable) else read_baseline(content, folder)
