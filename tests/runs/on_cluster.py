"""Checks the files named on a Dask cluster of two worker processes and prints a digest of what came of them; with `kill` as the first
argument, one worker is killed after the first file. A program of its own, because a cluster leaves threads behind in its process."""

from __future__ import annotations

import os
import signal
import sys

from distributed import LocalCluster

from jobspec.check import Settings
from jobspec.runs import RunOptions, Statistics, run_checks
from tests.runs.conftest import digest_of


def main() -> None:
    kill, *files = sys.argv[1:]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50) as local:
        outcomes = []
        for outcome in run_checks(files, lambda name: Settings(), RunOptions(cluster=local.scheduler_address), Statistics()):
            outcomes.append(outcome)
            if kill == "kill" and len(outcomes) == 1:
                os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
        print(digest_of(outcomes))


if __name__ == "__main__":
    main()
