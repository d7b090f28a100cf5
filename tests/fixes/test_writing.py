"""Mended files take the place of the old ones whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jobspec.fixes import Changed, replace_file


def test_content_is_replaced_and_the_mode_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_file(str(file), b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["a.nomad"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"old")
    link = tmp_path / "b.nomad"
    link.symlink_to(file)
    replace_file(str(link), b"old", b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"edited")
    with pytest.raises(Changed):
        replace_file(str(file), b"old", b"new")
    assert file.read_bytes() == b"edited"


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(str(file), b"old", b"new")
    assert (file.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (b"old", ["a.nomad"])


def test_killed_at_any_moment_a_file_is_old_or_new(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    old, new = b"o" * 200_000, b"n" * 200_000
    file.write_bytes(old)
    program = (
        "import sys\nfrom jobspec.fixes import replace_file\n"
        "old, new = b'o' * 200_000, b'n' * 200_000\nprint('ready', flush=True)\n"
        "while True:\n    replace_file(sys.argv[1], old, new)\n    replace_file(sys.argv[1], new, old)\n"
    )
    for number in range(8):
        process = subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE,
                                   env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        content = file.read_bytes()
        assert content in (old, new)
        file.write_bytes(old)
