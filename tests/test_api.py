"""The functions of `import jobspec`."""

from __future__ import annotations

import subprocess
import sys
from json import dumps
from pathlib import Path

import pytest

import jobspec
import jobspec.models
from jobspec.diagnostics import Severity
from jobspec.models.node import Node

JOB = """variable "image" {}

job "web" {
  group "app" {
    task "server" {
      driver = "docker"
      config {
        image = var.image
      }
    }
  }
}
"""


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import jobspec; print(sorted(set(sys.modules) - before))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() in ("['__future__', 'jobspec']", "['jobspec']")


def test_reading_a_job_imports_none_of_the_heavy_packages() -> None:
    code = ("import sys, jobspec; jobspec.parse_job('job \"j\" {\\n  meta {\\n    a = \"${upper(\\\"x\\\")}\"\\n  }\\n}'); "
            "print([m for m in ('rich', 'typer', 'jsonschema', 'hcl2', 're2', 'asyncio', 'yaml', 'dataclasses') "
            "if m in sys.modules])")
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


def test_parse_hcl_gives_a_tree_even_of_broken_text() -> None:
    result = jobspec.parse_hcl('a = 1\nb {\n', filename="x.hcl")
    assert result.value is not None and list(result.value.attributes) == ["a"]
    assert result.errors[0].span is not None and result.errors[0].span.source.name == "x.hcl"


def test_parse_job_takes_bytes_and_variables() -> None:
    result = jobspec.parse_job(JOB.encode(), variables=["image=web:1"])
    assert not result.diagnostics and result.value is not None
    assert jobspec.job_json(result.value)["TaskGroups"][0]["Tasks"][0]["Config"] == {"image": "web:1"}


def test_values_come_from_the_environment_files_and_arguments(tmp_path: Path) -> None:
    values = tmp_path / "values.hcl"
    values.write_text('image = "file"\n')

    def image(**options: object) -> object:
        result = jobspec.parse_job(JOB, **options)  # type: ignore[arg-type]
        assert result.value is not None, result.diagnostics
        return jobspec.job_json(result.value)["TaskGroups"][0]["Tasks"][0]["Config"]["image"]

    environ = {"NOMAD_VAR_image": "environment"}
    assert image(environ=environ) == "environment"
    assert image(environ=environ, var_files=[values]) == "file"
    assert image(environ=environ, var_files=[str(values)], variables=["image=argument"]) == "argument"


def test_undeclared_variables_are_errors_unless_lax() -> None:
    assert [d.severity for d in jobspec.parse_job('job "j" {\n}', variables=["x=1"]).diagnostics] == [Severity.ERROR]
    result = jobspec.parse_job('job "j" {\n}', variables=["x=1"], strict=False)
    assert [d.severity for d in result.diagnostics] == [Severity.WARNING] and result.value is not None


def test_broken_and_missing_variable_files_end_the_reading(tmp_path: Path) -> None:
    broken = tmp_path / "broken.hcl"
    broken.write_text("image = \n")
    (first, *_) = jobspec.parse_job(JOB, var_files=[broken]).diagnostics
    assert first.span is not None and first.span.source.name == str(broken)
    assert [d.code for d in jobspec.parse_job(JOB, var_files=[tmp_path / "none.hcl"]).diagnostics] == ["JOB020"]


def test_load_job_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "web.nomad"
    path.write_text(JOB)
    result = jobspec.load_job(path, variables=["image=web:1"])
    assert not result.diagnostics and result.value is not None and result.value.origin is not None
    assert result.value.origin.source.name == str(path)


def test_files_that_cannot_be_read_are_diagnostics(tmp_path: Path) -> None:
    assert [d.code for d in jobspec.load_job(tmp_path / "none.nomad").diagnostics] == ["JOB020"]
    assert [d.code for d in jobspec.load_job(tmp_path).diagnostics] == ["JOB021"]
    assert [d.code for d in jobspec.load_job("a\0b").diagnostics] == ["JOB022"]
    binary = tmp_path / "binary.nomad"
    binary.write_bytes(b'job "j" {\n  name = "\xff"\n}\n')
    assert [(d.code, d.line) for d in jobspec.load_job(binary).errors][:1] == [("HCL003", 2)]


def test_api_json_is_read_on_request() -> None:
    result = jobspec.parse_job('{"Job": {"ID": "a", "TaskGroups": [{"Name": "g", "Count": 2}]}}', json=True)
    assert not result.errors and result.value is not None and result.value.task_groups is not None
    assert (result.value.id, result.value.task_groups[0].count) == ("a", 2)
    assert [d.line for d in jobspec.parse_job('{"ID":\n 5}', json=True).errors] == [2]


def test_validate_job_says_nothing_of_no_job() -> None:
    assert jobspec.validate_job(None) == []


def test_validate_job_with_nodes_says_what_their_server_refuses() -> None:
    resources = {"CPU": 100, "MemoryMB": 100, "NUMA": {"Affinity": "prefer"}}
    group = {"Name": "g", "Tasks": [{"Name": "t", "Driver": "exec", "Config": {"command": "x"}, "Resources": resources}]}
    job = jobspec.parse_job(dumps({"Job": {"ID": "a", "Name": "a", "TaskGroups": [group]}}), json=True).value
    assert job is not None
    assert [one.code for one in jobspec.validate_job(job) if one.severity == "error"] == []
    assert [one.code for one in jobspec.validate_job(job, nodes=[Node(name="a")]) if one.severity == "error"] == ["JOB502"]


def test_canonical_job_fills_in_defaults() -> None:
    result = jobspec.parse_job('job "j" {\n}')
    assert result.value is not None
    assert (jobspec.canonical_job(result.value).region, jobspec.canonical_job(result.value).priority) == ("global", 50)


@pytest.mark.parametrize("name", ["models.Job", "models.Node", "plan.PlanError", "hcl.Body", "admission", "Result", "Diagnostic"])
def test_what_the_documentation_names_is_there_from_the_first(name: str) -> None:
    subprocess.run([sys.executable, "-c", f"import jobspec; jobspec.{name}"], check=True)


def test_a_single_path_is_an_agent_configuration_too(tmp_path: Path) -> None:
    (tmp_path / "client.hcl").write_text('datacenter = "east"\n', encoding="utf-8")
    for path in (tmp_path, str(tmp_path), [tmp_path / "client.hcl"]):
        config = jobspec.load_agent(path).value
        assert config is not None and config.datacenter == "east"


def test_whole_models_are_there_by_name() -> None:
    job = jobspec.parse_job('job "j" {\n}').value
    assert type(job) is jobspec.models.Job
    assert [getattr(jobspec.models, name).__name__ for name in jobspec.models.__all__] == jobspec.models.__all__
    with pytest.raises(AttributeError):
        _ = jobspec.models.Jbo
