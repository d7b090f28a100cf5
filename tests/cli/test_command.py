"""Help, mistakes in the arguments, and output that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jobspec.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("command", [*COMMANDS, "node show", "node snapshot"])
def test_help_speaks_of_no_python_types(call: Any, command: str) -> None:
    answer = call(*command.split(), "--help")
    assert answer.code == 0
    assert "Usage: jobspec" in answer.out
    if command != "node":
        assert not {"<bool>", "<str>", "list["} & set(answer.out.replace("]", " ").split())


def test_a_misspelled_command_is_told_the_right_one(call: Any) -> None:
    answer = call("validat", "x.nomad")
    assert answer.code == 2
    assert "did you mean 'validate'?" in answer.err


def test_a_wrong_choice_is_told_the_right_ones(call: Any) -> None:
    answer = call("validate", "--format", "yaml", "x.nomad")
    assert answer.code == 2
    assert "Invalid value for '--format': 'yaml' is not one of 'text'" in answer.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_no_fault_of_this_tool() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, str(ROOT / "cli.py"), "schema", "job"], stdout=full, stderr=subprocess.PIPE, text=True,
                              cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr == "jobspec: cannot write the output: no space left on device\n"


@pytest.mark.parametrize("command", ["rules", "schema job", "--help", "node show fixtures/announcement/client.hcl"])
def test_a_reader_that_goes_away_is_no_fault_either(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([sys.executable, str(ROOT / "cli.py"), *command.split()], stdout=writer, stderr=subprocess.PIPE, text=True,
                              cwd=ROOT, check=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")
