"""`jobspec validate`: paths, output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jobspec.schema_files import schema_text
from jobspec.version import VERSION

GOOD = 'job "a" {\n  group "g" {\n    task "t" {\n      driver = "docker"\n      config {\n        image = "x"\n      }\n    }\n  }\n}\n'
BROKEN = GOOD.replace('group "g" {', 'gruop "g" {')
WITH_VARIABLE = 'variable "image" {\n  type = string\n}\n' + GOOD.replace('"x"', "var.image")


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current directory with a good and a broken job and one that needs a variable."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("good.nomad", GOOD), ("broken.nomad", BROKEN), ("variable.nomad", WITH_VARIABLE)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_good_file_gives_exit_code_0(call: Any, jobs: Path) -> None:
    answer = call("validate", "good.nomad")
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.startswith("No problems found in 1 file.\nNot checked: ")


def test_a_broken_file_gives_exit_code_1_and_shows_the_place(call: Any, jobs: Path) -> None:
    answer = call("validate", "broken.nomad")
    assert answer.code == 1
    assert answer.out.startswith("broken.nomad:2:3: error[")
    assert '2 │   gruop "g" {' in answer.out
    assert '"group"' in answer.out


def test_a_missing_file_gives_exit_code_2_and_the_others_are_still_checked(call: Any, jobs: Path) -> None:
    answer = call("validate", "good.nomad", "missing.nomad")
    assert answer.code == 2
    assert answer.err == "jobspec: cannot read missing.nomad: there is no such file\n"
    assert "No problems found in 1 file" in answer.out


def test_a_folder_is_walked(call: Any, jobs: Path) -> None:
    answer = call("validate", ".", "--format", "json")
    assert answer.code == 1
    assert json.loads(answer.out)["files"] == ["broken.nomad", "good.nomad", "variable.nomad"]


def test_standard_input_is_read(call: Any, jobs: Path) -> None:
    assert call("validate", "-", stdin=GOOD.encode()).code == 0
    answer = call("validate", "-", stdin=BROKEN.encode())
    assert answer.code == 1
    assert answer.out.startswith("-:2:3: error[")


def test_variables_come_from_options_files_and_the_environment(call: Any, jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("validate", "variable.nomad").code == 1
    assert call("validate", "--var", "image=web:1", "variable.nomad").code == 0
    (jobs / "values.hcl").write_text('image = "web:2"\n')
    assert call("validate", "--var-file", "values.hcl", "variable.nomad").code == 0
    monkeypatch.setenv("NOMAD_VAR_image", "web:3")
    assert call("validate", "variable.nomad").code == 0


def test_values_for_undeclared_variables_are_errors_unless_lax(call: Any, jobs: Path) -> None:
    assert call("validate", "--var", "tag=1", "good.nomad").code == 1
    assert call("validate", "--lax", "--var", "tag=1", "good.nomad").code == 0


def test_json_output_follows_the_schema(call: Any, jobs: Path) -> None:
    document = json.loads(call("validate", "--format", "json", ".", "missing.nomad").out)
    Draft202012Validator(json.loads(schema_text("diagnostics.v1.schema.json"))).validate(document)
    assert {"what": "everything", "why": "cannot be read: there is no such file", "file": "missing.nomad"} in document["not_checked"]


def test_api_json_is_read_with_and_without_the_outer_job(call: Any, jobs: Path) -> None:
    printed = json.loads(call("parse", "good.nomad").out)
    for document in (printed, printed["Job"]):
        (jobs / "job.json").write_text(json.dumps(document))
        assert call("validate", "--json", "job.json").code == 0


def test_concise_prints_nothing_for_a_good_file(call: Any, jobs: Path) -> None:
    assert call("validate", "--format", "concise", "good.nomad") == (0, "", "")


def test_color_can_be_forced(call: Any, jobs: Path) -> None:
    assert "\x1b[1;31merror" in call("validate", "--color", "always", "broken.nomad").out
    assert "\x1b" not in call("validate", "broken.nomad").out


@pytest.mark.parametrize(
    "arguments", [("validate",), ("validate", "--unknown", "x"), ("unknown",), ("validate", "--format", "xml", "x"), ("parse",),
                  ("validate", "--var", "name", "x")]
)
def test_wrong_usage_gives_exit_code_2(call: Any, arguments: tuple[str, ...]) -> None:
    answer = call(*arguments)
    assert answer.code == 2
    assert "Usage: jobspec" in answer.err


def test_an_internal_error_gives_exit_code_3_and_no_traceback(call: Any, jobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("jobspec.runs.run.check_file", fail)
    monkeypatch.setenv("TMPDIR", str(jobs))
    monkeypatch.setattr("tempfile.tempdir", str(jobs))
    answer = call("validate", "good.nomad")
    assert answer.code == 3
    assert "internal error: ZeroDivisionError" in answer.err
    assert "Traceback" not in answer.err
    (details,) = jobs.glob("jobspec-error-*.txt")
    assert "boom" in details.read_text()
    assert "Traceback" in call("--debug", "validate", "good.nomad").err


RUNS = Path(__file__).parents[2] / "fixtures/runs"


def test_jobs_are_checked_against_nodes(call: Any) -> None:
    run = RUNS / "hn-unknown"
    answer = call("validate", str(run / "job.nomad"), "--node", str(run / "node"), "--format", "json", "--ignore", "NODE22")
    assert answer.code == 1
    report = json.loads(answer.out)
    (found,) = [one for one in report["diagnostics"] if one["severity"] == "error"]
    assert (found["code"], found["nomad"], found["nomad_message"]) == ("NODE201", True, 'missing host network "publik" for port "a"')
    assert found["related"][0]["message"] == "node vm"
    assert not [entry for entry in report["not_checked"] if "nodes" in entry["what"]]


def test_jobs_of_a_run_stand_beside_each_other_on_the_nodes(call: Any) -> None:
    run = RUNS / "tiny-dynamic-range"
    assert call("validate", str(run / "b.nomad"), "--node", str(run / "node")).code == 0
    answer = call("validate", str(run / "a.nomad"), str(run / "b.nomad"), "--node", str(run / "node"))
    assert answer.code == 1
    assert "b.nomad:6:7: error[NODE210]" in answer.out


def test_what_no_job_uses_of_the_nodes_is_information(call: Any) -> None:
    run = RUNS / "api-on-cni-mynet"
    answer = call("validate", str(RUNS / "static-two-groups/job.nomad"), "--node", str(run / "node"), "--select", "NODE22")
    assert answer.code == 0
    assert 'mynet.conflist:3:3: info[NODE221] no checked job uses the CNI network "mynet" of node vm' in answer.out


def test_interfaces_belong_to_one_node(call: Any, jobs: Path) -> None:
    answer = call("validate", "good.nomad", "--node", "a.hcl", "--node", "b.hcl", "--interfaces", "addr.json")
    assert answer.code == 2
    assert "describe one node" in answer.err


def test_a_node_that_cannot_be_read_is_an_error_of_its_own(call: Any, jobs: Path) -> None:
    answer = call("validate", "good.nomad", "--node", "missing.json")
    assert answer.code == 2
    assert "missing.json" in answer.out
    assert "Not checked in good.nomad: whether the job fits on nodes" in answer.out


def test_what_keeps_the_client_of_a_node_from_starting_is_an_error(call: Any, jobs: Path) -> None:
    (jobs / "client.hcl").write_text("client {\n  enabled          = true\n  max_dynamic_port = 70000\n}\n")
    answer = call("validate", "good.nomad", "--node", "client.hcl", "--format", "concise")
    assert answer.code == 1
    assert "client.hcl:3:22: error[AGT112] max_dynamic_port is 70000, and ports end at 65535\n" in answer.out
    assert answer.out == call("validate", "good.nomad", "client.hcl", "--node", "client.hcl", "--format", "concise").out


def test_what_is_taken_for_granted_of_nodes_is_said(call: Any) -> None:
    announcement = RUNS.parent / "announcement"
    answer = call("validate", str(announcement / "api.nomad"), "--node", str(announcement / "client.hcl"))
    assert answer.code == 0
    assert ('whether the driver "docker" is there and healthy, whether the network mode "cni/mynet" is there '
            '(the description of node client does not say)') in answer.out


@pytest.mark.parametrize(("option", "words"), [
    ("--interfaces", "missing cannot be read: no such file or directory"),
    ("--routes", "missing cannot be read: no such file or directory"),
    ("--cni-config-dir", "The CNI networks in missing cannot be read: there is no such folder."),
])
def test_parts_of_a_node_that_cannot_be_read_are_wrong_usage(call: Any, jobs: Path, option: str, words: str) -> None:
    (jobs / "client.hcl").write_text("client {\n  enabled = true\n}\n")
    for command in (("validate", "good.nomad", "--node", "client.hcl"), ("node", "show", "client.hcl")):
        answer = call(*command, option, "missing")
        assert answer.code == 2
        assert f"client.hcl: error[NODE100] {words}" in answer.out + answer.err


def test_a_device_is_no_node(call: Any, jobs: Path) -> None:
    answer = call("validate", "good.nomad", "--node", "/dev/null")
    assert answer.code == 2
    assert "it is neither a file nor a folder" in answer.out


def test_the_package_can_be_run() -> None:
    done = subprocess.run([sys.executable, "-m", "jobspec", "--version"], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    assert (done.returncode, done.stdout) == (0, f"jobspec {VERSION}\n")
