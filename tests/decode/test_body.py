"""Bodies under a schema: names, labels, repeated and dynamic blocks, origins."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import jobspec
from jobspec.diagnostics import Result, Severity
from jobspec.models.job_job import Job


def parse(text: str) -> Result[Job]:
    return jobspec.parse_job(text, filename="job.nomad")


def group(text: str) -> Result[Job]:
    return parse(f'job "j" {{\n  group "g" {{\n{text}\n  }}\n}}\n')


def test_unknown_names_get_a_suggestion() -> None:
    result = group("cuont = 2")
    assert [(d.code, d.line, d.help) for d in result.diagnostics] == [("HCL201", 3, 'did you mean "count"?')]


def test_a_block_written_as_an_attribute_gets_advice() -> None:
    result = group("network = { mode = \"host\" }")
    assert result.diagnostics[0].help == '"network" is a block here: write `network { … }` without an equals sign'


def test_an_attribute_written_as_a_block_gets_advice() -> None:
    result = group("count {\n}")
    assert result.diagnostics[0].help == '"count" is an argument here: write `count = …` with an equals sign'


def test_a_second_block_is_refused_where_one_is_allowed() -> None:
    result = group("restart {\n}\nrestart {\n}")
    (found,) = result.diagnostics
    assert (found.code, found.line) == ("HCL210", 5)
    assert found.nomad_message == "Duplicate restart block; Only one restart block is allowed. Another was defined at job.nomad:3,1-8."


def test_labels_become_fields_and_keys() -> None:
    result = group('volume "data" {\n type = "host"\n}\nvolume "logs" {\n type = "host"\n}')
    assert result.value is not None and result.value.task_groups is not None
    volumes = result.value.task_groups[0].volumes
    assert volumes is not None and list(volumes) == ["data", "logs"] and volumes["logs"].name == "logs"


def test_missing_and_surplus_labels() -> None:
    assert [(d.code, d.line) for d in parse('job "j" {\n  group {\n  }\n}').diagnostics] == [("HCL205", 2)]
    assert [(d.code, d.line) for d in group('network "x" {\n}').diagnostics] == [("HCL204", 3)]


def test_required_arguments() -> None:
    result = group('task "t" {\n lifecycle {\n }\n}')
    assert [(d.code, d.line) for d in result.diagnostics] == [("HCL203", 4)]


def test_dynamic_blocks_make_blocks() -> None:
    result = group('network {\n dynamic "port" {\n for_each = { http = 80, db = 5432 }\n labels = [port.key]\n content {\n'
                   "  to = port.value\n }\n }\n}")
    assert not result.diagnostics
    assert result.value is not None and result.value.task_groups is not None
    networks = result.value.task_groups[0].networks
    assert networks is not None and networks[0].dynamic_ports is not None
    assert [(port.label, port.to) for port in networks[0].dynamic_ports] == [("db", 5432), ("http", 80)]


def test_every_problem_is_reported_and_the_rest_is_decoded() -> None:
    result = group('count = "x"\nservice {\n port = []\n}\nshutdown_delay = "5s"')
    assert [d.line for d in result.diagnostics] == [3, 5]
    assert result.value is not None and result.value.task_groups is not None
    assert result.value.task_groups[0].shutdown_delay == 5_000_000_000


def test_instances_know_where_they_were_written() -> None:
    result = group('count = 2\nnetwork {\n mode = "host"\n}')
    assert result.value is not None and result.value.task_groups is not None
    found = result.value.task_groups[0]
    assert found.was_written("count") and not found.was_written("shutdown_delay") and found.was_written("network")
    span = found.span_of("count")
    assert span is not None and span.text == "2" and found.networks is not None
    name, value, header = found.networks[0].span_of_name("mode"), found.networks[0].span_of("mode"), found.span()
    assert name is not None and value is not None and header is not None
    assert (name.text, value.text, header.text) == ("mode", '"host"', 'group "g"')


def test_problems_of_group_vaults_are_warnings_because_nomad_forgets_them() -> None:
    result = group('vault {\n polices = ["x"]\n}\ntask "t" {\n driver = "exec"\n}')
    assert [(d.severity, d.nomad) for d in result.diagnostics] == [(Severity.WARNING, False)]
    assert result.value is not None and not result.errors


def test_the_json_form() -> None:
    result = parse('{"job": {"j": {"meta": {"a": "b"}, "group": {"g": [{"count": 2, "task": {"t": {"driver": "exec", '
                   '"config": {"command": "x", "args": ["${1 + 1}"]}, "env": {"A": 1}}}}]}}}}')
    assert not result.diagnostics and result.value is not None
    job = jobspec.job_json(result.value)
    task = job["TaskGroups"][0]["Tasks"][0]
    assert (job["ID"], job["Meta"], job["TaskGroups"][0]["Count"]) == ("j", {"a": "b"}, 2)
    assert (task["Driver"], task["Config"], task["Env"]) == ("exec", {"command": "x", "args": [2]}, {"A": "1"})


def test_jobs_travel_between_processes_without_their_tree() -> None:
    result = group("count = 2")
    copy = pickle.loads(pickle.dumps(result.value))
    assert copy == result.value
    span = copy.task_groups[0].span_of("count")
    assert span is not None and span.text == "2" and copy.origin.file is None


def test_what_stands_in_the_wrong_block_is_told_its_place() -> None:
    result = group('task "t" {\n count = 2\n image = "x"\n resources {\n  service {\n  }\n }\n network {\n }\n}\nvariable "x" {\n}')
    assert {d.help for d in result.diagnostics} == {
        '"count" belongs in a group', '"image" belongs in the config of a task', '"network" belongs in a group or a task\'s resources',
        '"service" belongs in a group or a task', "variable blocks stand beside the job block, not in it: move this one out",
    }
    assert all(d.fix is None for d in result.diagnostics)


def test_an_undeclared_variable_or_local_is_named_as_such() -> None:
    text = ('variable "image" {\n default = "x"\n}\nlocals {\n port = 1\n}\n'
            'job "j" {\n region = var.imagee\n name = var.zone\n type = local.kind\n}')
    assert [(d.code, d.message, d.help) for d in parse(text).diagnostics] == [
        ("HCL304", 'no variable "imagee" is declared', 'did you mean "image"?'),
        ("HCL304", 'no variable "zone" is declared', 'Declare it outside of the job: variable "zone" { }. Declared are image.'),
        ("HCL304", 'no local "kind" is defined', "Define it outside of the job: locals { kind = … }. Defined are port."),
    ]


def test_a_missing_file_that_stands_beside_the_job_is_found_by_a_base_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "jobs"
    folder.mkdir()
    (folder / "here.tpl").write_text("x")
    (folder / "a.nomad").write_text('job "j" {\n name = file("here.tpl")\n region = file("gone.tpl")\n}')
    assert [d.help for d in jobspec.load_job("jobs/a.nomad").diagnostics] == [
        "It stands beside the job file: --base-dir jobs finds it.",
        "Paths start in the current directory, or in the one that --base-dir names.",
    ]
