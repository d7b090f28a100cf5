"""What a person who tries things out meets: options that would do nothing, folders and files that are not there or not theirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

JOB = 'job "a" {\n  group "g" {\n    network {\n      mod = "bridge"\n    }\n    task "t" {\n      driver = "mine"\n    }\n  }\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.nomad").write_text(JOB, encoding="utf-8")
    (tmp_path / "client.hcl").write_text("client { enabled = true }\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("validate", "--base-dir", "nosuch", "a.nomad"), "there is no folder nosuch"),
        (("parse", "--base-dir", "a.nomad", "a.nomad"), "there is no folder a.nomad"),
        (("validate", "--unsafe-fixes", "a.nomad"), "give one of them too"),
        (("validate", "--interfaces", "addr.json", "a.nomad"), "give --node too"),
        (("validate", "--cni-config-dir", ".", "a.nomad"), "give --node too"),
        (("parse", "--complete", "a.nomad"), "this is a job"),
        (("parse", "--admitted", "client.hcl"), "this is an agent's configuration"),
        (("parse", "--canonical", "client.hcl"), "this is an agent's configuration"),
        (("validate", "--output", "json=a.nomad/x", "a.nomad"), "cannot write a.nomad/x: there is no such folder"),
        (("node", "snapshot", "-o", "new", "--config", "nosuch.hcl"), "cannot read nosuch.hcl"),
        (("node", "snapshot", "-o", "a.nomad"), "cannot write a.nomad/facts"),
        (("node", "show", "loop"), "too many levels of symbolic links"),
    ],
)
def test_it_is_said_in_a_line_with_exit_code_2(arguments: tuple[str, ...], words: str, call: Any, folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    answer = call(*arguments)
    assert answer.code == 2
    assert words in " ".join(answer.err.replace("│", " ").split())


def test_a_variable_file_that_is_not_there_is_unreadable_input(call: Any, folder: Path) -> None:
    for command in ("validate", "parse"):
        answer = call(command, "--var-file", "nosuch.hcl", "a.nomad")
        assert answer.code == 2
        assert "there is no file nosuch.hcl" in answer.out + answer.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_mended_is_reported_as_it_is(call: Any, folder: Path) -> None:
    folder.chmod(0o555)
    try:
        answer = call("validate", "--fix", "--format", "concise", "a.nomad")
    finally:
        folder.chmod(0o755)
    assert (answer.code, answer.err) == (2, "jobspec: cannot write a.nomad: writing there is not permitted\n")
    assert "HCL201" in answer.out


def test_a_file_that_changes_while_it_is_mended_is_reported_as_it_was(call: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jobspec.cli import mending

    def refuse(name: str, before: bytes, after: bytes) -> None:
        raise mending.Changed(f"{name} changed meanwhile")

    monkeypatch.setattr(mending, "replace_file", refuse)
    answer = call("validate", "--fix", "--format", "concise", "a.nomad")
    assert (answer.code, answer.err) == (2, "jobspec: a.nomad changed meanwhile: left as it is\n")
    assert "HCL201" in answer.out


def test_a_folder_that_has_been_removed_is_no_internal_error(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    answer = call("validate", ".")
    assert (answer.code, answer.err) == (2, "jobspec: the current folder is not there any more\n")
