"""Files are written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobspec.files import write_whole


def test_content_is_replaced_and_the_mode_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_whole(str(file), b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["a.nomad"]


def test_a_new_file_has_the_mode_that_new_files_have(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(str(tmp_path / "a"), b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("old", [b"old", None], ids=["to a file", "to nothing"])
def test_a_link_stays_a_link(tmp_path: Path, old: bytes | None) -> None:
    file, link = tmp_path / "a.nomad", tmp_path / "b.nomad"
    if old is not None:
        file.write_bytes(old)
    link.symlink_to(file)
    write_whole(str(link), b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(str(pipe), b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.nomad"
    file.write_bytes(b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(str(file), b"new")
    assert (file.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (b"old", ["a.nomad"])


@pytest.mark.parametrize(("path", "error"), [("missing/a", FileNotFoundError), (".", IsADirectoryError), ("a\0b", ValueError)])
def test_what_cannot_be_written_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, error: type[Exception]) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == []
