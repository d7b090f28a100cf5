"""Values that Nomad fills in one time and not the next."""

from __future__ import annotations

import pytest

import jobspec


def found(task: str, group: str = "", job: str = "") -> list[tuple[str, int]]:
    tasks = f'task "t" {{\ndriver = "raw_exec"\n{task}\n}}\ntask "u" {{\ndriver = "raw_exec"\n}}\n'
    text = f'job "a" {{\n{job}\ngroup "g" {{\n{group}\n{tasks}}}\n}}\n'
    result = jobspec.parse_job(text)
    assert not result.errors
    diagnostics = [one for one in jobspec.validate_job(result.value) if one.code in ("ENV108", "ENV109")]
    return [(one.code, one.span.source.line_at(one.span.start)) for one in diagnostics]


@pytest.mark.parametrize(("task", "codes"), [
    ('env {\nA = "x"\nB = "${A}"\n}', [("ENV108", 9)]),
    ('env {\nA = "${B}${B}"\nB = "x"\n}', [("ENV108", 8), ("ENV108", 8)]),
    ('env {\nA = "${A}:x"\n}', []),
    ('env {\nA = "${C} $B ${env["B"]}"\nB = "x"\n}', []),
    ('env {\nNOMAD_JOB_ID = "x"\nB = "${NOMAD_JOB_ID}"\n}', [("ENV108", 9)]),
    ('meta {\na = "x"\nb = "${NOMAD_META_a}"\n}', [("ENV108", 9)]),
    ('meta {\na = "x"\nb = "${NOMAD_META_A}"\n}', [("ENV108", 9)]),
    ('meta {\na = "${NOMAD_META_A}"\n}', []),
    ('meta {\na = "x"\n}\nenv {\nB = "${NOMAD_META_a}"\n}', []),
    ('meta {\na = "x"\nA = "y"\n}', [("ENV109", 9)]),
    ('meta {\na = "x"\nA = "x"\n}', []),
])
def test_references_within_a_block_are_left_to_chance(task: str, codes: list[tuple[str, int]]) -> None:
    assert found(task) == codes


def test_metadata_of_group_and_job_is_looked_at_once() -> None:
    assert found("", group='meta {\nb = "${NOMAD_META_a}"\n}', job='meta {\na = "x"\n}') == [("ENV108", 7)]
    assert found("", job='meta {\na = "x"\nb = "${NOMAD_META_a}"\n}') == [("ENV108", 4)]


def test_keys_of_several_levels_are_compared() -> None:
    assert found('meta {\nTIER = "x"\n}', job='meta {\ntier = "y"\n}') == [("ENV109", 10)]
