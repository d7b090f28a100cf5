"""Constructs of the native syntax, one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest

import jobspec
from jobspec.hcl import parse_expression, parse_native, parse_template, parse_traversal
from jobspec.hcl.structure import Body
from jobspec.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    For,
    GetAttribute,
    GetIndex,
    Index,
    Literal,
    ObjectCons,
    Parentheses,
    RelativeTraversal,
    ScopeTraversal,
    Splat,
    Template,
    TemplateJoin,
    TemplateWrap,
    TupleCons,
    Unary,
)
from jobspec.source import Source


def body(text: str) -> Body:
    result = parse_native(Source(text, "x.hcl"))
    assert result.diagnostics == ()
    assert result.value is not None
    return result.value


def value(text: str) -> Expression:
    return body(f"a = {text}\n").attributes["a"].expression


def first_error(text: str) -> tuple[int | None, int | None, str]:
    first = parse_native(Source(text, "x.hcl")).diagnostics[0]
    assert first.nomad_message is not None
    return first.line, first.column, first.nomad_message.split(";")[0]


def literal(text: str) -> str | None:
    template = value(text)
    assert isinstance(template, Template)
    return template.literal


@pytest.mark.parametrize(("text", "expected"), [
    ("1", 1), ("1.50", Fraction(3, 2)), ("1e3", 1000), ("25e-1", Fraction(5, 2)), ("true", True), ("false", False), ("null", None),
    ("123456789012345678901234567890", 123456789012345678901234567890),
])
def test_literals_are_exact(text: str, expected: object) -> None:
    node = value(text)
    assert isinstance(node, Literal)
    assert node.value == expected and type(node.value) is type(expected)


@pytest.mark.parametrize(("text", "expected"), [
    ('"plain"', "plain"), ('"é"', "é"), ('"a\\n\\t\\"\\\\\\u00e9\\U0001f600"', 'a\n\t"\\é😀'), ('"$${x} %%{y}"', "${x} %{y}"),
    ('"100% $5"', "100% $5"), ('""', ""), ('"e\u0301"', "é"),
    ("<<E\none\n  two\nE", "one\n  two\n"), ("<<-E\n    one\n      two\n\n    E", "one\n  two\n\n"), ("<<-E\n\tx\n  y\nE", "x\n y\n"),
    ("<<E\r\none\r\nE\r", "one\r\n"), ("<<E\nE", ""), ("<<E\n$${x} $ %\nE", "${x} $ %\n"), ("<<-E\n  a $${x}\n    b\n  E", "a ${x}\n  b\n"),
])
def test_text_stands_for(text: str, expected: str) -> None:
    assert literal(text) == expected


def test_template_parts_and_their_places() -> None:
    node = value('"a ${b} c"')
    assert isinstance(node, Template)
    assert [type(part) for part in node.parts] == [Literal, ScopeTraversal, Literal]
    assert [(part.start, part.end) for part in node.parts] == [(5, 7), (9, 10), (11, 13)]
    assert node.literal is None


def test_single_interpolation_keeps_its_type() -> None:
    node = value('"${b.c}"')
    assert isinstance(node, TemplateWrap)
    assert isinstance(node.wrapped, ScopeTraversal)


def test_tilde_cuts_white_space() -> None:
    node = value('"a  ${~ b ~}  c"')
    assert isinstance(node, Template)
    assert [part.value for part in node.parts if isinstance(part, Literal)] == ["a", "c"]


def test_if_and_for_in_a_template_are_conditionals_and_joins() -> None:
    node = value('"x%{ if c }y%{ else }z%{ endif }%{ for k, v in m }${v}%{ endfor }"')
    assert isinstance(node, Template)
    condition, loop = node.parts[1], node.parts[2]
    assert isinstance(condition, Conditional)
    assert isinstance(condition.yes, Template) and condition.yes.literal == "y"
    assert isinstance(condition.no, Template) and condition.no.literal == "z"
    assert isinstance(loop, TemplateJoin)
    assert (loop.tuple.key_name, loop.tuple.value_name) == ("k", "v")


def test_flush_heredoc_ignores_what_is_interpolated() -> None:
    node = value("<<-E\n    a\n      ${b}\n    c\n    E")
    assert isinstance(node, Template)
    assert [part.value for part in node.parts if isinstance(part, Literal)] == ["a\n  ", "\nc\n"]


def test_operators_bind_as_in_hcl() -> None:
    node = value("1 + 2 * 3 == 7 && !x || -y > 0")
    assert isinstance(node, Binary) and node.operator == "||"
    left = node.left
    assert isinstance(left, Binary) and left.operator == "&&"
    assert isinstance(left.right, Unary)
    chain = value("1 - 2 - 3")
    assert isinstance(chain, Binary) and isinstance(chain.left, Binary)


def test_conditional_is_right_associative() -> None:
    node = value("a ? b : c ? d : e")
    assert isinstance(node, Conditional) and isinstance(node.no, Conditional)


def test_steps_of_a_traversal_are_attributes_and_constant_indexes() -> None:
    node = value('a.b[0]["c"].1')
    assert isinstance(node, ScopeTraversal)
    assert [step.name if isinstance(step, GetAttribute) else step.key for step in node.steps] == ["b", 0, "c", 1]
    relative = value("f(x, y...).z")
    assert isinstance(relative, RelativeTraversal)
    call = relative.of
    assert isinstance(call, Call) and call.expand_final and call.name == "f"
    index = value("a[b]")
    assert isinstance(index, Index)


def test_a_full_splat_takes_all_later_steps_and_an_attribute_splat_stops_at_an_index() -> None:
    full = value("a[*].b[0]")
    assert isinstance(full, Splat) and isinstance(full.each, RelativeTraversal) and len(full.each.steps) == 2
    attributes = value("a.*.b[0]")
    assert isinstance(attributes, RelativeTraversal) and isinstance(attributes.of, Splat)
    assert isinstance(attributes.steps[0], GetIndex)


def test_brackets_swallow_line_ends() -> None:
    assert isinstance(value("[\n 1,\n 2,\n]"), TupleCons)
    assert isinstance(value("(\n1\n+\n2\n)"), Parentheses)
    assert isinstance(value("f(\n1,\n)"), Call)
    node = value("{\n a = 1\n (b) : 2, \"c\" = 3 }")
    assert isinstance(node, ObjectCons)
    assert [key.force_expression for key, _ in node.items] == [False, True, False]


def test_for_expressions() -> None:
    node = value("{ for k, v in m : k => v... if v }")
    assert isinstance(node, For)
    assert node.grouping and node.key is not None and node.condition is not None
    assert isinstance(value("[for\nx in y: x]"), For)


def test_blocks_labels_and_comments() -> None:
    tree = body('# one\nb "l" m { // two\n  c = 1 # three\n  d {}\n  e { f = 2 }\n}\n/* four */ g = 1')
    block = tree.blocks[0]
    assert [(label.value, label.quoted) for label in block.labels] == [("l", True), ("m", False)]
    assert [inner.type for inner in block.body.blocks] == ["d", "e"]
    assert set(tree.attributes) == {"g"}
    assert tree.source.text[block.open] == "{" and tree.source.text[block.close] == "}"
    assert block.header_end == block.labels[1].end


def test_byte_order_mark_and_wide_identifiers() -> None:
    tree = body("\ufeffnamé = 1\n")
    assert set(tree.attributes) == {"namé"}
    assert first_error("\ufeffa = \n")[:2] == (1, 5)


@pytest.mark.parametrize(("text", "expected"), [
    ("a = 1\na = 2\n", (2, 1, "Attribute redefined")),
    ("a = 1 b = 2\n", (1, 7, "Missing newline after argument")),
    ("a = 1,\n", (1, 6, "Unexpected comma after argument")),
    ('"a" = 1\n', (1, 1, "Invalid argument name")),
    ("b {\n", (1, 3, "Unclosed configuration block")),
    ("b { c = 1, d = 2 }\n", (1, 10, "Invalid single-argument block definition")),
    ("b { c = 1\n}\n", (1, 10, "Invalid single-argument block definition")),
    ("b\n{\n}\n", (1, 1, "Argument or block definition required")),
    ('b "x" = {\n}\n', (1, 7, "Invalid block definition")),
    ('b "x"\n{\n}\n', (1, 6, "Invalid block definition")),
    ('b "${x}" {\n}\n', (1, 4, "Invalid string literal")),
    ("b {} c {}\n", (1, 6, "Missing newline after block definition")),
    ("b { c {} }\n", (1, 5, "Argument definition required")),
    ("}\n", (1, 1, "Argument or block definition required")),
    ("a = 'x'\n", (1, 5, "Invalid character")),
    ("a = 1 & 2\n", (1, 7, "Unsupported operator")),
    ('a = "x\n"\n', (1, 7, "Invalid multi-line string")),
    ('a = "\\q"\n', (1, 6, "Invalid escape sequence")),
    ('a = "\\ud800"\n', (1, 6, "Invalid escape sequence")),
    ("a = <<E\nx\nE", (3, 2, "Unterminated template string")),
    ('a = "${x"\n', (1, 10, "Invalid multi-line string")),
    ('a = "${x y}"\n', (1, 10, "Extra characters after interpolation expression")),
    ('a = "%{ iff x }"\n', (1, 9, "Invalid template control keyword")),
    ('a = "%{ if x }"\n', (1, 15, "Unexpected end of template")),
    ('a = "%{ endif }"\n', (1, 6, "Unexpected endif directive")),
    ("a = [1 2]\n", (1, 8, "Missing item separator")),
    ("a = {b 1}\n", (1, 8, "Missing key/value separator")),
    ("a = {b = 1 c = 2}\n", (1, 12, "Missing attribute separator")),
    ("a = (1\n", (2, 1, "Unbalanced parentheses")),
    ("a = b ? c\n", (1, 10, "Missing false expression in conditional")),
    ("a = b.0.1\n", (1, 7, "Invalid legacy index syntax")),
    ("a = 1.2.3\n", (1, 5, "Invalid number literal")),
    ("a = b[1 2]\n", (1, 10, "Missing close bracket on index")),
    ("a = f(1 2)\n", (1, 9, "Missing argument separator")),
    ("a = [for x y: x]\n", (1, 12, "Invalid 'for' expression")),
    ("a = \n", (1, 5, "Invalid expression")),
    ("a =", (1, 4, "Missing expression")),
    ('🇩🇪 = "x"\n', (1, 1, "Invalid character")),
    ('a = "🇩🇪" 1\n', (1, 9, "Missing newline after argument")),
])
def test_errors_stand_where_hashicorp_reports_them(text: str, expected: tuple[int, int, str]) -> None:
    assert first_error(text) == expected


def test_goes_on_after_an_error() -> None:
    result = parse_native(Source('a = 1 x\nb {\n  c = "x"\n}\nd = 2\nd = 3\n'))
    assert [d.line for d in result.diagnostics] == [1, 6]
    assert result.value is not None
    assert result.value.blocks[0].body.attributes["c"] is not None


def test_bad_bytes_are_reported_and_allowed_in_comments() -> None:
    assert parse_native(Source.from_bytes(b"# \xff\na = 1\n")).diagnostics == ()
    first = parse_native(Source.from_bytes(b'a = "\xff"\n')).diagnostics[0]
    assert (first.code, first.line, first.column) == ("HCL003", 1, 6)


def test_expression_alone() -> None:
    assert parse_expression(Source("[\n1,\n2]")).diagnostics == ()
    extra = parse_expression(Source("1 2")).diagnostics
    assert [(d.column, d.code) for d in extra] == [(3, "HCL029")]
    inner = parse_expression(Source("xx 1 + 2 yy"), 3, 8)
    assert isinstance(inner.value, Binary) and (inner.value.start, inner.value.end) == (3, 8)


def test_bare_template() -> None:
    node = parse_template(Source("a ${b}\n$")).value
    assert isinstance(node, Template)
    assert [part.value for part in node.parts if isinstance(part, Literal)] == ["a ", "\n$"]


def test_traversal_alone() -> None:
    result = parse_traversal(Source('a.b["c"][0]'))
    assert result.value is not None and len(result.value.steps) == 3
    assert parse_traversal(Source("a.*")).diagnostics[0].column == 3


def test_a_second_argument_points_at_the_first() -> None:
    (found,) = jobspec.parse_hcl("a = 1\nb = 2\na = 3\n").diagnostics
    assert [(place.span.line, place.message) for place in found.related] == [(1, "the first one is here")]


def test_a_name_with_dots_and_a_block_in_a_value_are_told_as_such() -> None:
    (found,) = jobspec.parse_hcl('http.host = "x"\n').diagnostics
    assert (found.code, found.message) == ("HCL010", 'the name of an argument has no dots: "http.host" is none')
    (found,) = jobspec.parse_hcl("a = {\n b {\n }\n}\n").diagnostics
    assert (found.code, found.message, found.help) == ("HCL027", "there are no blocks inside of a value", 'put "=" before the brace')
