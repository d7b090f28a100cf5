"""The same work on a Dask cluster of two worker processes, also when one of them dies half-way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.conftest import digest_of, names, ran

pytest.importorskip("distributed", reason="the extra dask is not installed")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("how", ["whole", "kill"])
def test_a_cluster_gives_the_same(how: str, folder: Path) -> None:
    done = subprocess.run([sys.executable, ROOT / "tests/runs/on_cluster.py", how, *names()], cwd=folder, capture_output=True, text=True,
                          timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.stdout.strip() == digest_of(ran().outcomes), done.stderr
