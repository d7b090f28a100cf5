"""Restart policies of tasks, which Nomad merges with the group's and does not look at."""

from __future__ import annotations

import pytest

import jobspec


def findings(task: str, group: str = "") -> list[tuple[str, str]]:
    restarts = [f"restart {{\n{text}\n}}" if text else "" for text in (group, task)]
    job = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\n{restarts[0]}\ntask "t" {{\ndriver = "mine"\n{restarts[1]}\n}}\n}}\n}}\n').value
    assert job is not None
    return [(found.code, found.message) for found in jobspec.validate_job(job) if found.code in ("JOB305", "JOB421")]


@pytest.mark.parametrize(
    ("task", "group", "codes"),
    [
        ('mode = "fial"', "", ["JOB421"]),
        ('mode = "delay"', "", []),
        ("attempts = 0", "", []),
        ("attempts = 0", 'mode = "delay"', ["JOB421"]),
        ('attempts = 0\nmode = "fail"', "", []),
        ('attempts = 3\ndelay = "1h"', "", ["JOB421"]),
        ('attempts = 3\ndelay = "1m"\ninterval = "3m"', "", []),
        ("attempts = 200", "", ["JOB421"]),
        ("", 'mode = "fial"', ["JOB305"]),
        ("attempts = 1", 'mode = "fial"', ["JOB305"]),
        ('mode = "fail"', 'mode = "fial"', ["JOB305"]),
    ],
)
def test_what_a_task_says_of_restarts(task: str, group: str, codes: list[str]) -> None:
    assert [code for code, _ in findings(task, group)] == codes


def test_a_near_mode_is_advised() -> None:
    job = jobspec.parse_job('job "a" {\ngroup "g" {\ntask "t" {\ndriver = "mine"\nrestart {\nmode = "dely"\n}\n}\n}\n}\n').value
    assert job is not None
    (found,) = [found for found in jobspec.validate_job(job) if found.code == "JOB421"]
    assert found.help == 'did you mean "delay"?'
    assert found.fix is not None
    assert found.span is not None and found.span.line == 6
