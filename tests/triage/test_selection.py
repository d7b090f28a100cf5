"""Which codes count, and how much they weigh."""

from __future__ import annotations

import pytest

from jobspec.diagnostics import Severity
from jobspec.triage.selection import Choices, selector_problem


def test_the_longest_selector_decides_and_ignore_decides_a_tie() -> None:
    choices = Choices(select=("NET", "SVC101"), ignore=("NET1", "SVC"))
    assert choices.wants("NET201", "a")
    assert not choices.wants("NET103", "a")
    assert choices.wants("SVC101", "a")
    assert not choices.wants("SVC102", "a")
    assert not choices.wants("JOB101", "a")
    assert not Choices(select=("NET",), ignore=("NET",)).wants("NET103", "a")


def test_everything_counts_by_default() -> None:
    assert Choices().wants("JOB101", "a")
    assert not Choices(ignore=("ALL",)).wants("JOB101", "a")
    assert Choices(ignore=("ALL",), select=("JOB",)).wants("JOB101", "a")


def test_codes_ignored_per_file_are_ignored_in_that_file_alone() -> None:
    choices = Choices(per_file={"old.nomad": ("NET1",)})
    assert not choices.wants("NET103", "old.nomad")
    assert choices.wants("NET103", "new.nomad")


def test_a_needed_finding_counts_unless_it_is_ignored() -> None:
    assert Choices(select=("NET",)).wants("HCL012", "a", needed=True)
    assert not Choices(select=("NET",), ignore=("HCL",)).wants("HCL012", "a", needed=True)


def test_the_longest_selector_gives_the_severity() -> None:
    choices = Choices(severity={"ALL": Severity.INFO, "NET": Severity.WARNING, "NET103": Severity.ERROR})
    assert choices.level("NET103", Severity.INFO) is Severity.ERROR
    assert choices.level("NET104", Severity.INFO) is Severity.WARNING
    assert choices.level("JOB101", Severity.ERROR) is Severity.INFO
    assert Choices().level("JOB101", Severity.ERROR) is Severity.ERROR


@pytest.mark.parametrize("selector", ["ALL", "NET", "NET1", "NET103", "N", "HCL0"])
def test_codes_and_their_beginnings_are_selectors(selector: str) -> None:
    assert selector_problem(selector) is None


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        ("NTE103", 'did you mean "NET103"?'),
        ("net1", 'did you mean "NET1"?'),
        ("NET1034", "three digits"),
        ("NET130", 'no code begins with "NET130"'),
        ("SVC9", 'no code begins with "SVC9"'),
        ("103", "no code"),
        ("NET-1", "no code"),
    ],
)
def test_what_is_no_code_is_refused_with_advice(selector: str, words: str) -> None:
    assert words in (selector_problem(selector) or "")
