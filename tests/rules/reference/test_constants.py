"""What a file's expressions do with references, variables and locals."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic

HEAD = 'variable "image" {\ndefault = "x"\n}\nlocals {\nport = 1\nlist = ["a"]\n}\n'
USED = "${var.image}${local.port}${local.list[0]}"


def _found(task: str, head: str = HEAD) -> list[Diagnostic]:
    user = USED if head is HEAD else ""
    text = f'{head}job "a" {{\ngroup "g" {{\ntask "t" {{\ndriver = "raw_exec"\nuser = "{user}"\n{task}\n}}\n}}\n}}\n'
    result = jobspec.parse_job(text)
    assert result.value is not None and not result.errors, result.errors
    return [found for found in jobspec.validate_job(result.value) if found.code in ("ENV105", "ENV107", "JOB601", "JOB602")]


def _codes(expression: str) -> list[str]:
    return [found.code for found in _found(f"env {{\nX = {expression}\n}}")]


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ('"${attr.cpu.arch == "amd64" ? 1 : 2}"', ["ENV105"]),
        ('"amd64" != attr.cpu.arch', ["ENV105"]),
        ('"${attr.cpu.arch}" == "x"', ["ENV105"]),
        ('var.image == "x"', []),
        ("upper(NOMAD_TASK_NAME)", ["ENV105"]),
        ('replace("x-${NOMAD_JOB_NAME}", "-", "_")', ["ENV105"]),
        ('format("%s:%s", NOMAD_IP_x, var.image) == "x"', []),
        ('join(",", [for name in local.list : upper(name)])', []),
        ('jsonencode({ a = attr.cpu.arch })', []),
        ('lookup({ amd64 = "a" }, attr.cpu.arch, "b")', ["ENV105"]),
        ('coalesce(meta.rack, "b")', ["ENV105"]),
        ('coalesce(var.image, meta.rack)', []),
        ('try(meta.rack, "b")', ["ENV105"]),
        ('try(var.image.x, "b")', []),
        ('can(meta.rack) ? 1 : 2', ["ENV105"]),
        ("vars.image", ["ENV107"]),
        ('"${locals.port}"', ["ENV107"]),
        ("image", ["ENV107"]),
        ("docker", ["ENV107"]),
        ("True", ["ENV107"]),
        ('"$${image}"', []),
        ('"${zookeeper.port}"', []),
        ("attr.cpu.arch", []),
        ("TASK", []),
    ],
)
def test_a_bare_or_misrooted_name_is_found_where_it_means_nothing(expression: str, codes: list[str]) -> None:
    assert [code for code in _codes(expression) if code != "ENV101"] == codes


def test_names_that_dynamic_blocks_bind_are_values() -> None:
    block = 'dynamic "env" {\nfor_each = ["a"]\niterator = each\ncontent {\nX = upper(each.value)\n}\n}\n'
    block = block.replace('"env"', '"constraint"').replace("X = upper(each.value)", "value = upper(each.value)")
    assert _found(block) == []


def test_the_edit_for_a_misnamed_variable() -> None:
    [found] = _found("env {\nX = vars.image\n}")
    assert found.fix is not None and [edit.text for edit in found.fix.edits] == ["var.image"] and found.fix.safe
    assert found.span is not None and found.span.text == "vars.image"


def test_variables_and_locals_that_nothing_uses_are_named() -> None:
    found = _found("", HEAD + " ")
    assert [(each.code, each.span.text if each.span else "") for each in found] == [
        ("JOB601", '"image"'), ("JOB602", "port"), ("JOB602", "list"),
    ]


@pytest.mark.parametrize("use", ["jsonencode(local)", 'local["port"]', 'local[var.image == "x" ? "port" : "list"]'])
def test_locals_used_as_a_whole_or_by_index_are_used(use: str) -> None:
    codes = {found.span.text for found in _found(f"env {{\nX = {use}\n}}", HEAD + " ") if found.code == "JOB602" and found.span}
    assert "port" not in codes


def test_a_slip_is_said_once() -> None:
    config = 'driver = "docker"\nconfig {\nimage = vars.image\n}'
    text = f'variable "image" {{\ndefault = "x"\n}}\njob "a" {{\ngroup "g" {{\ntask "t" {{\n{config}\n}}\n}}\n}}\n'
    job = jobspec.parse_job(text).value
    assert job is not None
    assert [found.code for found in jobspec.validate_job(job)] == ["ENV107"]


def test_a_variable_in_another_variables_validation_is_used() -> None:
    head = 'variable "a" {\ndefault = "x"\nvalidation {\ncondition = var.a != ""\nerror_message = "Set it."\n}\n}\n'
    assert [found.code for found in _found("", head)] == ["JOB601"]


def _found_in_json(task: str, head: str = "") -> list[tuple[str, str]]:
    """Codes and the text that each finding points at, of a file in HCL's JSON form."""
    text = f'{{{head} "job": {{"a": {{"group": {{"g": {{"task": {{"t": {{"driver": "raw_exec", {task}}}}}}}}}}}}}}}'
    result = jobspec.parse_job(text, filename="a.nomad.json")
    assert result.value is not None and not result.errors, result.errors
    found = [one for one in jobspec.validate_job(result.value) if one.code in ("ENV105", "ENV107", "JOB601", "JOB602")]
    return [(one.code, one.span.text if one.span else "") for one in found]


@pytest.mark.parametrize(
    ("task", "found"),
    [
        (r'"user": "${attr.cpu.arch == \"amd64\" ? 1 : 2}"', [("ENV105", r"attr.cpu.arch == \"amd64\"")]),
        (r'"user": "\ud83d\ude00 \u00e9 ${upper(NOMAD_TASK_NAME)}"', [("ENV105", "upper(NOMAD_TASK_NAME)")]),
        ('"env": {"X": "${vars.image}", "Y": "docker"}', [("ENV107", "vars.image")]),
        ('"env": {"X": "$${attr.x == 1}"}', []),
        ('"//": "${upper(NOMAD_TASK_NAME)}", "user": "a"', []),
        ('"dynamic": {"template": {"for_each": ["a"], "iterator": "it", "content": {"destination": "local/${upper(it.value)}"}}}', []),
        ('"dynamic": {"template": [{"for_each": ["${upper(NOMAD_TASK_NAME)}"], "content": {"data": "${upper(template.value)}"}}]}',
         [("ENV105", "upper(NOMAD_TASK_NAME)")]),
    ],
)
def test_expressions_in_hcls_json_form_are_looked_at(task: str, found: list[tuple[str, str]]) -> None:
    assert _found_in_json(task) == found


def test_what_nothing_uses_in_hcls_json_form() -> None:
    validation = '"validation": {"condition": "${var.a != \\"\\"}", "error_message": "Set it."}'
    head = '"variable": {"a": {"default": "x", ' + validation + '}, "b": {"default": "y"}}, "locals": {"c": "${var.b}", "d": 1},'
    assert _found_in_json('"user": "${local.c}"', head) == [("JOB601", '"a"'), ("JOB602", '"d"')]
    assert _found_in_json('"env": {"${var.a}": "${local.c}${local.d}"}', head) == []


@pytest.mark.parametrize("expression", ['attr.x ? "a" : "b"', "{ amd64 = 1 }[attr.cpu.arch]", "NOMAD_ALLOC_INDEX + 1"])
def test_what_nomad_refuses_of_a_reference_is_explained(expression: str) -> None:
    result = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\ntask "t" {{\ndriver = "raw_exec"\nenv {{\nX = {expression}\n}}\n}}\n}}\n}}\n')
    assert "only a text when the job is read" in str(result.errors[0].help)
