"""`jobspec parse`, `schema`, `--version` and help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jobspec.cli.parse import go_json
from jobspec.version import VERSION

FIXTURES = Path(__file__).parents[2] / "fixtures"
WEB = str(FIXTURES / "jobs/web.nomad")


def test_the_job_is_printed_as_nomad_prints_it(call: Any) -> None:
    answer = call("parse", WEB)
    assert answer.code == 0
    assert answer.out.startswith('{\n    "Job": {\n')
    job = json.loads(answer.out)["Job"]
    assert job["ID"] == "web"
    assert job["Type"] is None
    assert job["TaskGroups"][0]["Count"] == 2
    assert job["TaskGroups"][0]["Services"][0]["Tags"] == ["host=example.org", "host=www.example.org"]


def test_canonical_fills_in_the_defaults_of_the_api(call: Any) -> None:
    assert json.loads(call("parse", "--canonical", WEB).out)["Job"]["Type"] == "service"


def test_a_variable_changes_the_job(call: Any) -> None:
    job = json.loads(call("parse", "--var", "instances=5", WEB).out)["Job"]
    assert job["TaskGroups"][0]["Count"] == 5


def test_errors_go_to_standard_error_and_nothing_is_printed(call: Any) -> None:
    answer = call("parse", str(FIXTURES / "jobs/misspelled.nomad"))
    assert answer.code == 1
    assert answer.out == ""
    assert "error[" in answer.err


def test_an_unreadable_file_gives_exit_code_2(call: Any, tmp_path: Path) -> None:
    answer = call("parse", str(tmp_path))
    assert answer.code == 2
    assert "it is a folder" in answer.err


def test_json_is_escaped_as_go_escapes_it() -> None:
    assert go_json({"a": ["<b> & c", "é"]}) == '{\n    "a": [\n        "\\u003cb\\u003e \\u0026 c",\n        "é"\n    ]\n}'


@pytest.mark.parametrize("name", ["job", "diagnostics"])
def test_schemas_are_printed(call: Any, name: str) -> None:
    answer = call("schema", name)
    assert answer.code == 0
    assert json.loads(answer.out)["$schema"].startswith("https://json-schema.org/")


def test_the_version_is_printed(call: Any) -> None:
    assert call("--version") == (0, f"jobspec {VERSION}\n", "")


def test_help_lists_the_commands(call: Any) -> None:
    answer = call("--help")
    assert answer.code == 0
    assert all(name in answer.out for name in ("validate", "parse", "schema", "--install-completion"))


def test_completion_knows_commands_and_options() -> None:
    def complete(words: str) -> str:
        environ = {**os.environ, "_JOBSPEC_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
        program = "import sys; sys.argv[0] = 'jobspec'; from jobspec.cli import main; main()"
        return subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False).stdout

    assert "validate" in complete("jobspec va").split()
    assert "--base-dir" in complete("jobspec validate --ba").split()
