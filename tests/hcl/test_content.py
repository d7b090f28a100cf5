"""Native bodies read under a schema."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.hcl import parse
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema, content, just_attributes
from jobspec.hcl.structure import Body
from jobspec.hcl.suggestion import edit_distance
from jobspec.source import Source

SCHEMA = BodySchema((AttributeSchema("id", True), AttributeSchema("count")), (BlockSchema("group", ("name",)), BlockSchema("meta")))


def body(text: str) -> Body:
    value = parse(Source(text, "x.hcl")).value
    assert value is not None
    return value


def problems(text: str) -> list[tuple[int | None, int | None, str, str | None]]:
    diagnostics: list[Diagnostic] = []
    content(body(text), SCHEMA, diagnostics)
    return [(d.line, d.column, (d.nomad_message or "").split(";")[0], d.help) for d in diagnostics]


def test_a_fitting_body_is_not_copied() -> None:
    tree = body('id = "x"\ngroup "a" {}\nmeta {}\n')
    diagnostics: list[Diagnostic] = []
    found = content(tree, SCHEMA, diagnostics)
    assert found.attributes is tree.attributes and found.blocks is tree.blocks and diagnostics == []


def test_what_does_not_belong() -> None:
    assert problems('id = 1\ncout = 1\nmeta = {}\ngruop "x" {}\ncount {}\n') == [
        (2, 1, "Unsupported argument", 'did you mean "count"?'),
        (3, 1, "Unsupported argument", '"meta" is a block here: write `meta { … }` without an equals sign'),
        (4, 1, "Unsupported block type", 'did you mean "group"?'),
        (5, 1, "Unsupported block type", '"count" is an argument here: write `count = …` with an equals sign'),
    ]


def test_labels_and_missing_arguments() -> None:
    assert [p[:3] for p in problems('group {}\ngroup "a" "b" {}\nmeta "x" {}\n')] == [
        (1, 1, "Missing required argument"), (1, 7, "Missing name for group"), (2, 11, "Extraneous label for group"),
        (3, 6, "Extraneous label for meta")]


def test_partial_reading_hides_what_it_took() -> None:
    diagnostics: list[Diagnostic] = []
    first = content(body('id = 1\nother = 2\nmeta {}\nelse {}\n'), SCHEMA, diagnostics, partial=True)
    assert first.remaining is not None
    rest = content(first.remaining, BodySchema((AttributeSchema("other"),), (BlockSchema("else"),)), diagnostics)
    assert list(rest.attributes) == ["other"] and [block.type for block in rest.blocks] == ["else"]
    assert diagnostics == []


def test_only_attributes() -> None:
    diagnostics: list[Diagnostic] = []
    assert list(just_attributes(body("a = 1\nb {}\n"), diagnostics)) == ["a"]
    assert [(d.line, d.code) for d in diagnostics] == [(2, "HCL206")]


def test_edit_distance() -> None:
    assert (edit_distance("", "abc"), edit_distance("abc", "acb"), edit_distance("kitten", "sitting")) == (3, 2, 3)
