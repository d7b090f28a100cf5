"""Literals of the fixtures turned into variables without a value: what is found then is also found with the values that stood there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobspec.check import Settings, check_file
from jobspec.decode.pipeline import parse_hcl
from jobspec.diagnostics import Diagnostic
from jobspec.hcl.structure import Body
from jobspec.hcl.syntax import Expression, Literal, Template, TupleCons

ROOT = Path(__file__).parents[2]
JOBS = sorted(path for path in (ROOT / "fixtures").rglob("*.nomad*") if path.is_file())[::3]


def constants(body: Body) -> Iterator[tuple[Expression, str]]:
    """The values of attributes that are constants, each with its type."""
    for attribute in body.attributes.values():
        match attribute.expression:
            case Template(literal=str()) as text:
                yield text, "string"
            case Literal(value=bool()) as truth:
                yield truth, "bool"
            case Literal(value=int()) as number:
                yield number, "number"
            case TupleCons(items=items) as texts if all(isinstance(item, Template) and item.literal is not None for item in items):
                yield texts, "list(string)"
    for block in body.blocks:
        yield from constants(block.body)


def said(found: tuple[Diagnostic, ...]) -> set[tuple[str, int | None, str]]:
    return {(one.code, one.line, one.message) for one in found if one.code != "HCL420"}


@pytest.mark.parametrize("path", JOBS, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("typed", [True, False], ids=["typed", "untyped"])
@pytest.mark.parametrize("first", range(3))
def test_nothing_is_found_that_the_real_values_would_not_bring(path: Path, typed: bool, first: int) -> None:
    text = path.read_text()
    body = parse_hcl(text, "job.nomad").value
    assert body is not None
    jobs = [block for block in body.blocks if block.type == "job"]
    values = [one for block in jobs for one in constants(block.body) if "\n" not in text[one[0].start : one[0].end]][first::3]
    variables = ""
    for place, (value, type) in enumerate(sorted(values, key=lambda one: -one[0].start)):
        text = f"{text[: value.start]}var.v{place}{text[value.end :]}"
        variables += f'\nvariable "v{place}" {{{f" type = {type} " if typed else ""}}}'
    settings = Settings(base_dir=str(path.parent))
    found = check_file(f"{text}{variables}\n".encode(), "job.nomad", settings).diagnostics
    assert said(found) <= said(check_file(path.read_bytes(), "job.nomad", settings).diagnostics)
