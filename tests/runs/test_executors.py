"""Processes of a pool."""

from __future__ import annotations

import subprocess
import sys

import pytest

_RUN = """
import os, signal, sys
from jobspec.runs.executors import Executors
executors = Executors("", 2, 4)
pool = executors.current(100)
print(len({pool.submit(os.getpid).result() for _ in range(4)}) > 0, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_processes_of_a_pool_end_with_the_one_that_started_them() -> None:
    # they share its standard output: that it is closed says that all of them are gone
    done = subprocess.run([sys.executable, "-c", _RUN], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout == "True\n"
    assert done.returncode == -9
