"""HCL's JSON form: syntax, and bodies read under a schema."""

from __future__ import annotations

import pytest

from jobspec.diagnostics import Diagnostic
from jobspec.hcl import is_json, parse
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema, content, just_attributes
from jobspec.hcl.json_syntax import JsonBody, JsonObject, JsonString
from jobspec.hcl.structure import Body
from jobspec.hcl.syntax import JsonExpression
from jobspec.source import Source


def body(text: str) -> Body:
    result = parse(Source(text, "x.json"))
    assert result.diagnostics == ()
    assert result.value is not None
    return result.value


def test_json_is_chosen_by_its_first_character() -> None:
    assert is_json("  {") and not is_json("\n{") and not is_json("a {") and not is_json("")


def test_members_keep_their_order_and_repetitions() -> None:
    tree = body('{"b": 1, "a": "x\\u00e9\\ud83d\\ude00", "b": [true, null, -1.5e1]}')
    assert isinstance(tree, JsonBody) and isinstance(tree.value, JsonObject)
    assert [member.name for member in tree.value.members] == ["b", "a", "b"]
    text = tree.value.members[1].value
    assert isinstance(text, JsonString) and text.value == "xé😀"


@pytest.mark.parametrize(("text", "expected"), [
    ('{"a": 1,}', (1, 8, "Trailing comma in object")),
    ('{"a": [1,]}', (1, 9, "Trailing comma in array")),
    ('{"a" = 1}', (1, 6, "Missing property value colon")),
    ('{"a"}', (1, 5, "Missing object value")),
    ('{a: 1}', (1, 2, "Invalid JSON keyword")),
    ('{"a": 01}', (1, 7, "Invalid JSON number")),
    ('{"a": "x\\q"}', (1, 11, "Invalid JSON string")),
    ('{"a": 1', (1, 1, "Unclosed object")),
    ('{"a": [1', (1, 7, "Unclosed object")),
    ('{"a": }', (1, 7, "Missing JSON value")),
    ('{"a": True}', (1, 7, "Invalid JSON keyword")),
    ('{"a": 1} x', (1, 10, "Extraneous data after value")),
    ('{"a": 1 "b": 2}', (1, 16, "Missing attribute seperator comma")),
    ('{1: 2}', (1, 2, "Invalid object property name")),
])
def test_broken_json_is_refused_where_nomad_refuses_it(text: str, expected: tuple[int, int, str]) -> None:
    first = parse(Source(text)).diagnostics[0]
    assert first.nomad_message is not None
    assert (first.line, first.column, first.nomad_message.split(";")[0]) == expected


SCHEMA = BodySchema((AttributeSchema("id", True), AttributeSchema("n")), (BlockSchema("group", ("name",)), BlockSchema("meta")))


def test_blocks_come_from_objects_and_arrays() -> None:
    diagnostics: list[Diagnostic] = []
    found = content(body('{"id": "x", "//": "note", "group": {"a": {}, "b": [{}, {}]}, "meta": null}'), SCHEMA, diagnostics)
    assert diagnostics == []
    assert isinstance(found.attributes["id"].expression, JsonExpression)
    assert [(block.type, block.labels[0].value) for block in found.blocks] == [("group", "a"), ("group", "b"), ("group", "b")]


def test_problems_under_a_schema() -> None:
    diagnostics: list[Diagnostic] = []
    content(body('{"n": 1, "n": 2, "grup": {}, "meta": 1, "group": {}}'), SCHEMA, diagnostics)
    assert [(d.nomad_message or "").split(";")[0] for d in diagnostics] == [
        "Duplicate argument", "Incorrect JSON value type", "Missing block label", "Missing required argument",
        "Extraneous JSON object property"]
    assert diagnostics[-1].help == 'did you mean "group"?'


def test_partial_reading_leaves_the_rest() -> None:
    diagnostics: list[Diagnostic] = []
    found = content(body('{"id": "x", "other": 1}'), SCHEMA, diagnostics, partial=True)
    assert found.remaining is not None
    assert list(just_attributes(found.remaining, diagnostics)) == ["other"]
    assert diagnostics == []
