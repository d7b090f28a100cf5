"""`jobspec rehearse` as far as it goes without making anything, and its page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from jobspec.rehearsal.outcome import Finding, Rehearsal
from jobspec.reports.plan_view import PlanView
from jobspec.reports.rehearsal_text import render
from jobspec.reports.style import Style

RUNS = Path(__file__).parents[2] / "fixtures/runs"


def arguments(run: str, job: str = "job.nomad") -> tuple[str, ...]:
    return ("rehearse", str(RUNS / run / job), "--node", str(RUNS / run / "node"))


def test_a_machine_without_the_plugins_is_exit_code_2(call: Any, tmp_path: Path) -> None:
    answer = call(*arguments("ingress-public-and-default"), "--cni-path", str(tmp_path))
    assert answer.code == 2
    assert answer.out.startswith("Rehearsal on vm\n  cannot be held: ")
    assert answer.out.endswith("Not rehearsed.\n")
    if sys.platform == "linux":
        assert "CNI plugins loopback, bridge, host-local, firewall, portmap are in none of" in " ".join(answer.out.split())


def test_a_job_that_is_not_placed_has_nothing_to_rehearse(call: Any) -> None:
    answer = call(*arguments("hn-unknown"))
    assert (answer.code, answer.out) == (1, "")
    assert 'jobspec: group g is not placed: port "a": the node has no host network "publik"' in answer.err
    assert "nothing to rehearse" in answer.err


@pytest.mark.parametrize("given", [(), ("job.nomad",), ("--node", "x")])
def test_a_job_and_a_node_are_needed(call: Any, given: tuple[str, ...]) -> None:
    answer = call("rehearse", *given)
    assert answer.code == 2
    assert "are needed" in answer.err


def test_nonsense_is_exit_code_2(call: Any) -> None:
    answer = call(*arguments("ingress-public-and-default"), "--port", "proxy.nosuch=20001")
    assert (answer.code, answer.out) == (2, "")
    assert 'no port "nosuch"' in answer.err


def test_the_page_shows_both_sides_of_a_difference() -> None:
    findings = (
        Finding("web.g[0]", "result of bridge", "as planned"),
        Finding("web.g[0]", "addresses of eth0", "different", "10.0.0.2", "10.0.0.3"),
        Finding("web.g[1]", "result of tuning", "not compared", "", "the plan does not foresee it"),
        Finding("", "after DEL", "as planned", "x", "x"),
    )
    page = render((Rehearsal(node="edge-1", findings=findings),), PlanView(Style(width=100)))
    assert page.splitlines() == [
        "Rehearsal on edge-1",
        "  web.g[0]",
        "    ✓  result of bridge",
        "    ✗  addresses of eth0  planned 10.0.0.2, found 10.0.0.3",
        "  web.g[1]",
        "    ·  result of tuning  the plan does not foresee it",
        "  afterwards",
        "    ✓  after DEL  x",
        "",
        "1 difference to the plan. Everything is taken down.",
    ]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Rehearsal(node="a", findings=(Finding("x", "y", "as planned"),)), "1 check, all as planned. Everything is taken down."),
        (Rehearsal(node="a", complete=False), "Broken off. Everything is taken down."),
        (Rehearsal(node="a", complete=False, blocked=("no root",)), "Not rehearsed."),
    ],
)
def test_the_last_line_is_the_verdict(outcome: Rehearsal, words: str) -> None:
    assert render((outcome,), PlanView(Style(unicode=False))).splitlines()[-1] == words
