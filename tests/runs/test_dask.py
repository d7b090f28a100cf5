"""The same work on a Dask cluster of two worker processes, also when one of them dies half-way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobspec.check import Settings
from jobspec.runs import Plan, Statistics, run_checks
from tests.runs.conftest import names, plain, ran

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                                  host="127.0.0.1", silence_logs=50) as local:
        yield local


def test_a_cluster_gives_the_same_also_when_a_worker_is_killed(cluster: object, folder: Path) -> None:
    address = cluster.scheduler_address
    expected = plain(ran().outcomes)
    assert plain(ran(cluster=address).outcomes) == expected
    outcomes = []
    for number, outcome in enumerate(run_checks(names(), lambda name: Settings(), Plan(cluster=address), Statistics())):
        outcomes.append(outcome)
        if number == 0:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    assert plain(outcomes) == expected
