"""Mended files take the place of the old ones whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from jobspec.cli import run
from jobspec.fixes import Changed, replace_file


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"edited")
    with pytest.raises(Changed):
        replace_file(str(file), b"old", b"new")
    assert file.read_bytes() == b"edited"


def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = (Path(__file__).parents[2] / "fixtures/jobs/misspelled.nomad").read_bytes()
    new = old.replace(b"prot ", b"port ").replace(b"cpus", b"cpu")
    names = [f"{number:02}.nomad" for number in range(20)]
    monkeypatch.chdir(tmp_path)
    chance, mended, whole = random.Random(3), 0, 0.0
    for number in range(51):
        for name in names:
            (tmp_path / name).write_bytes(old)
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
                sys.stdout = sys.stderr = nowhere
                run(["validate", "--fix", "--no-cache", "."])
            os._exit(0)
        if number == 0:  # left alone, to know how long a run takes here
            os.waitpid(child, 0)
            whole = time.monotonic() - started
        else:
            time.sleep(chance.uniform(0, whole))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        contents = [(tmp_path / name).read_bytes() for name in names]
        assert set(contents) <= {old, new}
        mended += contents.count(new)
    assert mended > 0
