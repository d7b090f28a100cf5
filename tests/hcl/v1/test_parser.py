"""HCL 1: trees with places, its errors word by word, and what it lets through."""

from __future__ import annotations

import pytest

from jobspec.hcl.v1 import parse
from jobspec.hcl.v1.syntax import Items, ListValue, Literal, ObjectValue, Value
from jobspec.source import Source


def plain(value: Value) -> object:
    if isinstance(value, Literal):
        return value.token.text_value() if value.token.kind in ("STRING", "HEREDOC") else value.token.text
    if isinstance(value, ListValue):
        return [plain(item) for item in value.values]
    return tree(value.body)


def tree(items: Items) -> list[tuple[str, object]]:
    return [(" ".join(key.text_value() for key in item.keys), plain(item.value)) for item in items.items]


def read(text: str) -> list[tuple[str, object]]:
    parsed = parse(Source(text))
    assert parsed.items is not None, parsed.error and parsed.error.message
    return tree(parsed.items)


@pytest.mark.parametrize(("text", "expected"), [
    ("a = 1", [("a", "1")]),
    ('"a" = "x"', [("a", "x")]),
    ("a { b = true }", [("a", [("b", "true")])]),
    ('a "b" c { }', [("a b c", [])]),
    ("a = { b = 1, c = 2 }", [("a", [("b", "1"), ("c", "2")])]),
    ("a = [1, [2], { b = 3 }, ]", [("a", ["1", ["2"], [("b", "3")]])]),
    ("a.b-c = -0x1F", [("a.b-c", "-0x1F")]),
    ("# one\n// two\n/* three */ a = 1.5e3 # four", [("a", "1.5e3")]),
    ('a = "x ${f("y")} \\n"', [("a", 'x ${f("y")} \n')]),
    ('a = "\\u00e9\\x41\\101"', [("a", "éAA")]),
    ("a = <<EOF\nx\n  y\nEOF\n", [("a", "x\n  y\n")]),
    ("a = <<EOF\nx\n  EOF\n", [("a", "x\n  ")]),
    ("a = <<-EOF\n  x\n    y\n  EOF\n", [("a", "x\n  y\n")]),
    ("a = 1\r\nb = <<E\r\nx\r\nE\r\n", [("a", "1"), ("b", "x\n")]),
])
def test_what_hcl_1_reads(text: str, expected: list[tuple[str, object]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "message"), [
    ("a = b", "At 1:5: Unknown token: 1:5 IDENT b"),
    ("a = 'b'", "At 1:5: illegal char"),
    ("a: 1", "At 1:2: illegal char"),
    ('a "x"\n', "At 2:1: key 'a \"x\"' expected start of object ('{') or assignment ('=')"),
    ('a = "x', "At 1:7: literal not terminated"),
    ('a = "\\q"', "At 1:7: illegal char escape"),
    ("a = 1 + 2", "At 1:7: expected: IDENT | STRING | ASSIGN | LBRACE got: ADD"),
    ('a = ["x" "y"]', "At 1:10: error parsing list, expected comma or list end, got: STRING"),
    ("a = [b]", "At 1:6: unexpected token while parsing list: IDENT"),
    ("a {\n  b = 1\n", "At 3:2: object expected closing RBRACE got: EOF"),
    ("a {\n}\n}\n", "At 3:1: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE"),
    ("a = <<EOF\nx\nEOF", "At 3:4: heredoc not terminated"),
    ("a = <<-EOF\nx\nEOF\n", "At 4:1: heredoc not terminated"),
    ("a b = 1", "At 1:5: nested object expected: LBRACE got: ASSIGN"),
    ("= 1", "At 1:1: no object keys found!"),
    ("a = 0xg", "At 1:7: illegal hexadecimal number"),
    ("a = 0189", "At 1:9: illegal octal number"),
    ("/ a", "At 1:1: expected '/' for comment"),
    ("/* a", "At 1:5: comment not terminated"),
    ("\ufeffa = 1", "At 1:1: illegal char"),
    ("a = \0", "At 1:5: unexpected null character (0x00)"),
    ("a = [{ b }]", "At 1:6: error while trying to parse object within list: At 1:10: key 'b' expected start of object ('{') or "
                    "assignment ('=')"),
])
def test_errors_are_those_of_hcl_1(text: str, message: str) -> None:
    parsed = parse(Source(text))
    assert parsed.error is not None
    assert parsed.error.message == message


@pytest.mark.parametrize(("text", "words", "line"), [
    ("a = 1\nb =\n", '"b" has no value: the file ends behind its equals sign', 2),
    ("a {\n  b =\n}\n}\n", 'a value was expected here, not "}"', 3),
    ('{"a": }', '"a" has no value', 1),
    ('{"a": 1 "b": 2}', "a comma is missing here, and the rest of this object is lost", 1),
    ('{"a": {"b": 1}', "this object is never closed", 1),
    ('{"a": 1}\n// x', "nothing behind the object's closing brace is read", 2),
    ('{"a": [true]}', "true is lost: lists take no booleans here", 1),
    ('{"a": 1,}', "JSON has no comma behind the last property", 1),
])
def test_broken_text_that_is_let_through_is_noted(text: str, words: str, line: int) -> None:
    source = Source(text)
    parsed = parse(source)
    assert parsed.error is None
    assert [(slip.words, source.line_at(slip.start)) for slip in parsed.slips] == [(words, line)]


@pytest.mark.parametrize(("text", "expected"), [
    ('{"a": {"b": {"c": 1}}}', [("a b", [("c", "1")])]),
    ('{"a": [{"b": [{"c": 1}, {"c": 2}]}]}', [("a", [("b", [("c", "1")]), ("b", [("c", "2")])])]),
    ('{"a": [1, "2"], "b": null}', [("a", ["1", "2"]), ("b", "")]),
    ('{"a": {"b": {"c": 1}, "d": 2}}', [("a", [("b", [("c", "1")]), ("d", "2")])]),
])
def test_json_becomes_blocks(text: str, expected: list[tuple[str, object]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["[" * 5000, "a = " + "[" * 5000, "a {" * 5000, '{"a":' * 5000])
def test_deep_nesting_is_an_error_of_ours(text: str) -> None:
    parsed = parse(Source(text))
    assert parsed.error is not None
    assert not parsed.items


def test_places_are_those_of_the_file_with_windows_line_ends() -> None:
    text = 'a = 1\r\nb {\r\n  c = "x"\r\n}\r\n'
    parsed = parse(Source(text))
    assert parsed.items is not None
    block = parsed.items.items[1].value
    assert isinstance(block, ObjectValue)
    key, value = block.body.items[0].keys[0], block.body.items[0].value
    assert (text[key.start : key.end], text[value.start : value.end]) == ("c", '"x"')
    assert text[block.start : block.end] == '{\r\n  c = "x"\r\n}'
