"""Attributes of every declared type: what is taken, what is refused, and in whose words."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic
from jobspec.models.job_group import TaskGroup


def group(text: str) -> tuple[TaskGroup | None, tuple[Diagnostic, ...]]:
    result = jobspec.parse_job(f'job "j" {{\n  group "g" {{\n{text}\n  }}\n}}\n')
    groups = result.value.task_groups if result.value is not None else None
    return (groups[0] if groups else None), result.diagnostics


@pytest.mark.parametrize(("written", "count"), [
    ("3", 3), ('"3"', 3), ("-3", -3), ("1 + 2", 3), ("null", None), ("3.0", 3), ("1e2", 100), ("9223372036854775807", 2**63 - 1),
])
def test_whole_numbers(written: str, count: int | None) -> None:
    found, diagnostics = group(f"count = {written}")
    assert not diagnostics
    assert found is not None and found.count == count


@pytest.mark.parametrize(("written", "words"), [
    ("1.5", "value must be a whole number, between -9223372036854775808 and 9223372036854775807"),
    ("9223372036854775808", "value must be a whole number, between -9223372036854775808 and 9223372036854775807"),
    ('"many"', "a number is required"),
    ("[1]", "number required, but have tuple"),
    ("true", "number required, but have bool"),
])
def test_what_is_no_whole_number_is_refused_at_the_value(written: str, words: str) -> None:
    _, diagnostics = group(f"count = {written}")
    assert [d.nomad_message for d in diagnostics] == [f"Unsuitable value type; Unsuitable value: {words}"]
    assert diagnostics[0].nomad and diagnostics[0].line == 3


@pytest.mark.parametrize(("written", "mode"), [
    ('"host"', "host"), ("5", "5"), ("true", "true"), ('"a${1 + 1}b"', "a2b"), ('"e\\u0301"', "é"),
])
def test_text_takes_numbers_and_booleans_and_is_normalized(written: str, mode: str) -> None:
    found, diagnostics = group(f"network {{\n mode = {written}\n}}")
    assert not diagnostics
    assert found is not None and found.networks is not None and found.networks[0].mode == mode


def test_null_is_absent_for_optional_fields_and_refused_for_others() -> None:
    found, diagnostics = group("restart {\n mode = null\n}")
    assert not diagnostics and found is not None and found.restart is not None and found.restart.mode is None
    _, diagnostics = group("network {\n mode = null\n}")
    assert [d.code for d in diagnostics] == ["JOB004"]
    assert diagnostics[0].help == 'leave "mode" out instead of setting it to null'


def test_lists_of_texts() -> None:
    found, _ = group('service {\n tags = ["a", "b"]\n canary_tags = ["${1}", 2]\n}')
    assert found is not None and found.services is not None
    assert found.services[0].tags == ("a", "b")
    assert found.services[0].canary_tags == ("1", "2")


def test_text_in_place_of_a_list_gets_advice() -> None:
    _, diagnostics = group('service {\n tags = "a"\n}')
    assert diagnostics[0].help == 'put it in brackets: `tags = ["a"]`'


def test_small_whole_numbers_have_their_range() -> None:
    found, diagnostics = group('spread {\n weight = 100\n target "a" {\n percent = 70\n }\n}')
    assert not diagnostics and found is not None and found.spreads is not None and found.spreads[0].weight == 100
    _, diagnostics = group("spread {\n weight = 200\n}")
    words = "Unsuitable value type; Unsuitable value: value must be a whole number, between "
    assert diagnostics[0].nomad_message == f"{words}-128 and 127"
    _, diagnostics = group('spread {\n target "a" {\n  percent = 256\n }\n}')
    assert diagnostics[0].nomad_message == f"{words}0 and 255 inclusive"


@pytest.mark.parametrize(("written", "nanoseconds"), [
    ('"30s"', 30_000_000_000), ("30", 30), ('"${15 * 2}s"', 30_000_000_000), ('"-1s"', -1_000_000_000),
])
def test_a_duration_is_a_text_with_units_or_a_number_of_nanoseconds(written: str, nanoseconds: int) -> None:
    found, diagnostics = group(f"shutdown_delay = {written}")
    assert not diagnostics and found is not None and found.shutdown_delay == nanoseconds


@pytest.mark.parametrize(("written", "code", "advice"), [
    ('"30"', "JOB002", 'add a unit: "30s" are 30 seconds'),
    ('"2d"', "JOB002", 'there is no unit for days: write "48h"'),
    ("null", "JOB004", 'leave "shutdown_delay" out, or write a duration such as "30s"'),
    ("true", "JOB002", 'write a text such as `shutdown_delay = "30s"`'),
    ("1.5", "JOB003", 'write a text such as `shutdown_delay = "30s"`'),
])
def test_what_is_no_duration_gets_advice(written: str, code: str, advice: str) -> None:
    _, diagnostics = group(f"shutdown_delay = {written}")
    assert [(d.code, d.help) for d in diagnostics] == [(code, advice)]


def test_type_errors_in_heredocs_stand_where_nomad_puts_them() -> None:
    for text, column in (("<<EOF\n5x\nEOF\n", 1), ("<<-EOF\n\t5x\n  y\n  EOF\n", 2), ("<<-EOF\n\n  5x\n  EOF\n", 1)):
        _, diagnostics = group(f"shutdown_delay = {text}")
        assert (diagnostics[0].line, diagnostics[0].column) == (4, column)


@pytest.mark.parametrize(("written", "printed"), [
    ("true", "{{{} %!s(cty.primitiveTypeKind=66)}}"),
    ('[1, "x"]', "{{{} [{{{} %!s(cty.primitiveTypeKind=78)}} {{{} %!s(cty.primitiveTypeKind=83)}}]}}"),
    ("{ b = null, A = [] }", "{{{} map[A:{{{} []}} b:{{{}}}] map[]}}"),
    ("[for x in [] : x]", "{{{} []}}"),
])
def test_a_type_in_place_of_a_duration_is_printed_as_nomad_does(written: str, printed: str) -> None:
    _, diagnostics = group(f"shutdown_delay = {written}")
    assert [d.nomad_message for d in diagnostics] == [f"Unsuitable value type; Unsuitable value: expected a string but found {printed}"]
