"""Blocks without a schema: driver configuration, environment, meta."""

from __future__ import annotations

from typing import Any

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic


def task(text: str) -> tuple[dict[str, Any] | None, tuple[Diagnostic, ...]]:
    result = jobspec.parse_job(f'job "j" {{\n  group "g" {{\n    task "t" {{\n{text}\n    }}\n  }}\n}}\n')
    if result.errors or result.value is None:
        return None, result.diagnostics
    found: dict[str, Any] = jobspec.job_json(result.value)["TaskGroups"][0]["Tasks"][0]
    return found, result.diagnostics


@pytest.mark.parametrize(("written", "config"), [
    ('a = "x"\nb = 5\nc = 1.5\nd = true\ne = [1, "x"]', {"a": "x", "b": 5, "c": 1.5, "d": True, "e": [1, "x"]}),
    ("a = null\nb = [null]\nc = { d = null }", {"b": [None], "c": [{"d": None}]}),
    ("m {\n type = \"x\"\n}\nm {\n type = \"y\"\n}", {"m": [{"type": "x"}, {"type": "y"}]}),
    ('m "l" "k" {\n a = 1\n}', {"m": [{"l": [{"k": [{"a": 1}]}]}]}),
    ("a = { b = 1 }", {"a": [{"b": 1}]}),
    ("m {\n a = { b = 1 }\n n {\n c = 2\n }\n}", {"m": [{"a": [{"b": 1}], "n": [{"c": 2}]}]}),
    ('a = "${NOMAD_TASK_NAME}"\nb = "x${1 + 1}"\nc = [for x in ["a"] : x]', {"a": "${NOMAD_TASK_NAME}", "b": "x2", "c": ["a"]}),
    ("a = 10000000000000000000000\nb = -0.0\nc = 1 / 4", {"a": 1e22, "b": 0, "c": 0.25}),
    ('dynamic "m" {\n for_each = []\n}', {"dynamic": [{"m": [{"for_each": []}]}]}),
    ("a = []\nb = {}", {"a": [], "b": [{}]}),
])
def test_driver_configuration(written: str, config: dict[str, Any]) -> None:
    found, diagnostics = task(f"config {{\n{written}\n}}")
    assert not diagnostics
    assert found is not None and found["Config"] == config


def test_configuration_inside_a_dynamic_block_sees_the_iteration() -> None:
    result = jobspec.parse_job('job "j" {\n group "g" {\n dynamic "task" {\n for_each = ["a", "b"]\n labels = [task.value]\n content {\n'
                               ' driver = "exec"\n config {\n command = "/bin/${task.value}"\n }\n }\n }\n }\n}')
    assert not result.diagnostics and result.value is not None
    tasks = jobspec.job_json(result.value)["TaskGroups"][0]["Tasks"]
    assert [(t["Name"], t["Config"]) for t in tasks] == [("a", {"command": "/bin/a"}), ("b", {"command": "/bin/b"})]


def test_environment_as_block_and_as_attribute() -> None:
    for written in ('env {\n A = "x"\n B = 1\n}', 'env = { A = "x", B = 1 }', 'env = { "A" = "x", "B" = "${1}" }'):
        found, diagnostics = task(written)
        assert not diagnostics
        assert found is not None and found["Env"] == {"A": "x", "B": "1"}


def test_environment_in_both_spellings_is_refused() -> None:
    _, diagnostics = task('env = { A = "x" }\nenv {\n B = "y"\n}')
    assert [(d.code, d.line) for d in diagnostics] == [("HCL210", 5)]


def test_nested_blocks_do_not_fit_texts() -> None:
    _, diagnostics = task('env {\n A {\n }\n}')
    assert [d.nomad_message for d in diagnostics] == ["Unsuitable value type; Unsuitable value: string required, but have tuple"]
    assert diagnostics[0].line == 5


def test_configuration_is_evaluated_only_when_all_else_is_right() -> None:
    _, diagnostics = task("config {\n a = nofunction()\n}\nkill_timeout = \"x\"")
    assert [d.code for d in diagnostics] == ["JOB002"]
    _, diagnostics = task("config {\n a = nofunction()\n}")
    assert [d.line for d in diagnostics] == [5]


def test_keys_of_objects_and_inner_blocks_are_in_normal_form_as_all_of_ctys_text() -> None:
    text = 'job "j" {\n meta = { e\u0301 = "x" }\n task "t" {\n config {\n e\u0301 = 1\n b {\n e\u0301 = 1\n }\n }\n }\n}\n'
    job = jobspec.parse_job(text).value
    assert job is not None and job.meta == {"\u00e9": "x"}
    assert (job.task_groups or ())[0].tasks[0].config == {"e\u0301": 1, "b": [{"\u00e9": 1}]}


@pytest.mark.parametrize(("blocks", "code"), [
    ('env = {}\ndynamic "env" {\n for_each = [1]\n content {\n }\n}', "HCL210"),
    ('env = {\n A = 1\n}\nenv {\n}', "HCL210"),
    ('env = {}\ndynamic "env" {\n for_each = []\n content {\n }\n}', None),
])
def test_an_attribute_beside_a_block_of_its_name_is_refused_for_generated_blocks_too(blocks: str, code: str | None) -> None:
    _, diagnostics = task(blocks)
    assert [d.code for d in diagnostics if d.nomad] == ([] if code is None else [code])


def test_the_place_of_a_definition_of_several_lines_has_both_lines() -> None:
    _, [found] = task("env = {\n A = 1\n}\nenv {\n}")
    assert found.nomad_message is not None and found.nomad_message.endswith("Another definition is defined at job.nomad:4,1-6,2.")
