"""What a rehearsal leaves on the machine, and how it is removed after a kill."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="journals are locked with flock: no such thing here")

from jobspec.rehearsal.journal import clean, open_journal

KILLED = """
import os, signal, sys
from pathlib import Path
from jobspec.rehearsal.journal import open_journal
journal = open_journal(Path(sys.argv[1]))
journal.make_folders([sys.argv[2]])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_folders_that_were_made_go_with_the_journal(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    journal = open_journal(tmp_path / "journals")
    journal.make_folders([str(tmp_path / "lib/cni/networks"), str(tmp_path / "lib")])
    assert (tmp_path / "lib/cni/networks").is_dir()
    journal.close()
    assert [path.name for path in tmp_path.iterdir()] == ["lib"]
    assert list((tmp_path / "lib").iterdir()) == []


def test_a_folder_that_somebody_else_put_something_into_stays(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journals")
    journal.make_folders([str(tmp_path / "cni")])
    (tmp_path / "cni/lease").write_text("1")
    journal.close()
    assert (tmp_path / "cni/lease").exists()


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "journals", tmp_path / "a/b"], env=environment, check=False)
    assert (tmp_path / "a/b").is_dir()
    removed = clean(tmp_path / "journals")
    assert removed[:2] == [str(tmp_path / "a/b"), str(tmp_path / "a")]
    assert list(tmp_path.iterdir()) == []
    assert clean(tmp_path / "journals") == []


def test_a_run_that_still_lives_is_let_alone(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journals")
    journal.make_folders([str(tmp_path / "cni")])
    assert clean(tmp_path / "journals") == []
    assert (tmp_path / "cni").is_dir()
    journal.close()


def test_a_journal_killed_before_its_first_line_is_removed(tmp_path: Path) -> None:
    (tmp_path / "journals").mkdir()
    (tmp_path / "journals/1.json").write_text('{"fold')
    assert clean(tmp_path / "journals") == [str(tmp_path / "journals/1.json")]
