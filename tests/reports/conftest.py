"""Plans of the recorded runs and of jobs written for a test, and pages as they were read by a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import jobspec
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import Plan

ROOT = Path(__file__).parents[2]
RUNS = Path("fixtures/runs")


@cache
def _inputs(run: str) -> tuple[Job, Node]:
    folder = RUNS / run
    job = jobspec.load_job(sorted(folder.glob("*.nomad"))[0]).value
    node = jobspec.load_node(folder / "node").value
    assert job is not None
    assert node is not None
    return job, node


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Plan]:
    """Plan the first job of a recorded run on its node; places are the same wherever the checkout is."""
    monkeypatch.chdir(ROOT)

    def make(run: str, **options: object) -> Plan:
        job, node = _inputs(run)
        return jobspec.plan_job(job, [node], **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Plan]:
    """Plan a job of the announcement on its client, of which only the configuration and the CNI network are known."""
    monkeypatch.chdir(ROOT)

    def make(name: str) -> Plan:
        folder = Path("fixtures/announcement")
        job = jobspec.load_job(folder / f"{name}.nomad").value
        node = jobspec.load_node(folder / "client.hcl", cni_config_dir=folder).value
        assert job is not None
        assert node is not None
        return jobspec.plan_job(job, [node])

    return make


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with a file of tests/reports/plans. To change one: write the new text into it and read it."""

    def compare(name: str, text: str) -> None:
        assert text == (Path(__file__).parent / "plans" / name).read_text(encoding="utf-8")

    return compare
