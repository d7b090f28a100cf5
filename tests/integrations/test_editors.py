"""What editors are told to look for is what the concise format prints."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = ROOT / "integrations"


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    from jobspec.cli import run

    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "fixtures/jobs/misspelled.nomad", tmp_path)
    assert run(["validate", "--format", "concise", "misspelled.nomad"]) == 1
    return capsys.readouterr().out


def test_vscode_matches_every_line(printed: str) -> None:
    tasks = json.loads((FILES / "vscode-tasks.json").read_text(encoding="utf-8"))["tasks"]
    for task in tasks:
        pattern: dict[str, Any] = task["problemMatcher"]["pattern"]
        found = [re.match(pattern["regexp"], line) for line in printed.splitlines()]
        assert all(found)
        first = found[0]
        assert first is not None
        assert [first[pattern[name]] for name in ("file", "line", "column", "severity", "code")] == [
            "misspelled.nomad", "5", "7", "error", "HCL202",
        ]


def able_vim() -> bool:
    """Whether there is a vim that has what the compiler plugin needs; small builds of it do not."""
    if shutil.which("vim") is None:
        return False
    told = subprocess.run(["vim", "--version"], capture_output=True, text=True, check=False).stdout
    return "+quickfix" in told and "+eval" in told


def test_emacs_matches_every_line(printed: str) -> None:
    text = (FILES / "jobspec.el").read_text(encoding="utf-8")
    lisp = text.split("(jobspec \"", 1)[1].split('"\n', 1)[0].replace("\\\\", "\\")
    # Emacs writes groups with backslashes where Python writes them without
    pattern = re.sub(r"\\([()|])", r"\1", lisp).replace("\\n", "\n")
    assert all(re.match(pattern, line) for line in printed.splitlines())


@pytest.mark.skipif(not able_vim(), reason="vim is not installed, or without quickfix lists")
def test_vim_fills_its_quickfix_list(printed: str, tmp_path: Path) -> None:
    (tmp_path / "found.txt").write_text(printed, encoding="utf-8")
    fields = ' . ":" . '.join(("bufname(v:val.bufnr)", "v:val.lnum", "v:val.col", "v:val.type . v:val.nr", "v:val.text"))
    script = f"source {FILES / 'jobspec.vim'}\ncgetfile found.txt\ncall writefile(map(getqflist(), '{fields}'), 'list.txt')\nqall!\n"
    (tmp_path / "script.vim").write_text("command! -nargs=* CompilerSet setlocal <args>\n" + script, encoding="utf-8")
    subprocess.run(["vim", "-N", "-u", "NONE", "-es", "-S", "script.vim"], cwd=tmp_path, check=True, timeout=60)
    listed = (tmp_path / "list.txt").read_text(encoding="utf-8").splitlines()
    assert listed == [
        'misspelled.nomad:5:7:e202:no block of type "prot" belongs here',
        'misspelled.nomad:18:9:e201:no argument is named "cpus" here',
    ]
