"""`jobspec validate --fix` and `--diff`."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jobspec.cli import run

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("jobs/misspelled.nomad", "jobs/web.nomad", "announcement/api-as-published.nomad"):
        shutil.copy(FIXTURES / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_fix_mends_files_and_reports_the_rest(call: Any, folder: Path) -> None:
    answer = call("validate", "--fix", ".")
    assert answer.code == 0
    assert "mended 3 findings in 2 files" in answer.err
    assert 'port "http"' in (folder / "misspelled.nomad").read_text(encoding="utf-8")
    assert (folder / "web.nomad").read_bytes() == (FIXTURES / "jobs/web.nomad").read_bytes()
    assert "nothing to mend" in call("validate", "--fix", ".").err


def test_diff_shows_what_would_change_and_changes_nothing(call: Any, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    answer = call("validate", "--diff", ".")
    assert answer.code == 1
    assert '-job "api"\n+job "api" {\n' in answer.out
    assert "would mend 3 findings in 2 files" in answer.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert call("validate", "--diff", "web.nomad").code == 0


@pytest.mark.usefixtures("git_is_here")
def test_what_diff_prints_can_be_applied(call: Any, folder: Path) -> None:
    patch = call("validate", "--diff", ".").out
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=folder, check=True)
    assert call("validate", "--diff", ".").code == 0


def test_standard_input_goes_to_standard_output_and_the_report_beside_it(folder: Path, monkeypatch: pytest.MonkeyPatch,
                                                                         capfdbinary: Any) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "misspelled.nomad").read_bytes())))
    assert run(["validate", "--fix", "-"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.out == (folder / "misspelled.nomad").read_bytes().replace(b"prot", b"port").replace(b"cpus", b"cpu")
    assert b"mended 2 findings" in printed.err


def test_what_is_ignored_is_not_mended(call: Any, folder: Path) -> None:
    text = (folder / "misspelled.nomad").read_text(encoding="utf-8").replace("cpus = 200", "cpus = 200 # jobspec: ignore[HCL201] wanted")
    (folder / "misspelled.nomad").write_text(text, encoding="utf-8")
    assert "mended 1 finding in 1 file" in call("validate", "--fix", "misspelled.nomad").err
    assert "nothing to mend" in call("validate", "--fix", "--ignore", "HCL", "api-as-published.nomad").err


def test_a_comment_of_no_use_is_taken_out(call: Any, folder: Path) -> None:
    good = (folder / "web.nomad").read_text(encoding="utf-8")
    (folder / "web.nomad").write_text("# jobspec: ignore-file[NET103] once\n" + good, encoding="utf-8")
    assert "mended 1 finding" in call("validate", "--fix", "web.nomad").err
    assert (folder / "web.nomad").read_text(encoding="utf-8") == good


def test_a_file_that_cannot_be_written_is_said(call: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, before: bytes, after: bytes) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("jobspec.cli.mending.replace_file", refuse)
    answer = call("validate", "--fix", "misspelled.nomad")
    assert answer.code == 2
    assert "cannot write misspelled.nomad: read-only file system" in answer.err
