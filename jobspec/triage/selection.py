"""Which findings count, and how much they weigh: `--select`, `--ignore`, `per-file-ignores`, `--severity`.

A selector is a code (`NET103`) or the beginning of one (`NET1`, `NET`); `ALL` stands for every code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from jobspec.diagnostics import Severity

#: The letters that codes begin with.
GROUPS = ("HCL", "JOB", "NET", "SVC", "DRV", "NODE", "CNI", "AGT", "ENV")

#: Groups whose codes are all at hand when a job is checked: there it can be told whether a code exists.
ABOUT_JOBS = ("HCL", "JOB", "NET", "SVC", "DRV", "ENV")

#: The selector that every code begins with.
ALL = "ALL"


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """The selectors of a run. `per_file` adds to `ignore`, for findings of one file; `severity` maps selectors to levels.

    `fail_on` is the least severity that makes a run fail.
    """

    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = {}
    severity: Mapping[str, Severity] = {}
    fail_on: Severity = Severity.ERROR

    def wants(self, code: str, file: str, needed: bool = False) -> bool:
        """Whether a code counts in a file: the longest selector that speaks of it decides, and `ignore` decides a tie.

        A `needed` finding counts although `select` does not name it: an error without which the file would pass unread.
        """
        ignored = longest(code, self.ignore)
        if self.per_file:
            ignored = max(ignored, longest(code, self.per_file.get(file, ())))
        chosen = longest(code, self.select)
        return (max(chosen, 0) if needed else chosen) > ignored

    def level(self, code: str, severity: Severity) -> Severity:
        """The severity of a finding: what the longest selector says, else its own."""
        if not self.severity:
            return severity
        length = longest(code, self.severity)
        return severity if length < 0 else self.severity[ALL if length == 0 else code[:length]]


def longest(code: str, selectors: Iterable[str]) -> int:
    """The length of the longest selector that a code begins with; 0 for `ALL`, -1 where there is none."""
    best = -1
    for selector in selectors:
        if selector == ALL:
            best = max(best, 0)
        elif len(selector) > best and code.startswith(selector):
            best = len(selector)
    return best


def selector_problem(text: str) -> str | None:
    """What is wrong with a selector, in words; None for a good one.

    selector = "ALL" | group { digit } , with at most three digits, or the first letters of a group
    """
    if text == ALL:
        return None
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if letters in GROUPS:
        if len(digits) > 3:
            return f'a code has three digits: "{text}"'
        return _unknown(text) if digits and letters in ABOUT_JOBS else None
    if letters and not digits and any(group.startswith(letters) for group in GROUPS):
        return None
    from jobspec.models.suggestion import closest

    upper = letters.upper()
    near = next((group for group in GROUPS if sorted(group) == sorted(upper)), None) or closest(upper, GROUPS)
    hint = f'; did you mean "{near}{digits}"?' if near else ""
    return f'"{text}" is no code, nor the beginning of one{hint}'


def _unknown(text: str) -> str | None:
    """That no code begins so."""
    from jobspec.triage.reader_codes import READER_CODES
    from jobspec.triage.rule_pages import job_rules

    known = any(code.startswith(text) for code in (*job_rules(), *READER_CODES))
    return None if known else f'no code begins with "{text}"; jobspec rules lists them'
