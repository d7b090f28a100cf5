"""What expressions evaluate to, and which errors they have where."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import UNKNOWN, Value, list_of, number, object_of, string

Evaluated = Callable[..., tuple[Value | None, list[Diagnostic]]]
Plain = Callable[[Value], object]


@pytest.mark.parametrize(("expression", "expected"), [
    ("1 + 2 * 3", 7),
    ("5 % 0", 5),
    ("-7 % 3", -1),
    ('"${1 + 1}"', 2),
    ('"a${1 + 1}"', "a2"),
    ('"${true}x"', "truex"),
    ('"1" + 1', 2),
    ("1 == 1.0", True),
    ('1 == "1"', False),
    ("null == null", True),
    ("[1, 2] == [1, 2]", True),
    ("!true || !false", True),
    ("true ? 1 : 2", 1),
    ('true ? 1 : "a"', "1"),
    ("false ? 1 : null", None),
    ("[for i, x in [4, 5] : i * x]", [0, 5]),
    ("[for x in [1, 2, 3] : x if x > 1]", [2, 3]),
    ('{for k, v in {b = 1, a = 2} : v => k}', {"1": "b", "2": "a"}),
    ('{for x in ["a", "b", "a"] : x => x...}', {"a": ["a", "a"], "b": ["b"]}),
    ("{a = 1, a = 2}", {"a": 2}),
    ("{(1) = 2}", {"1": 2}),
    ("{null = 1, true = 2}", {"null": 1, "true": 2}),
    ("[{b = 1}, {b = 2}][*].b", [1, 2]),
    ("null[*]", []),
    ('"s"[*]', ["s"]),
    ("[1, 2][1]", 2),
    ('{a = 1}["a"]', 1),
    ('[1, 2]["1"]', 2),
    ('"%{ for x in [1, 2] }<${x}>%{ endfor }"', "<1><2>"),
    ('"%{ if true }yes%{ else }no%{ endif }"', "yes"),
])
def test_an_expression_has_its_value(expression: str, expected: object, evaluated: Evaluated, plain: Plain) -> None:
    value, diagnostics = evaluated(expression)
    assert not diagnostics
    assert value is not None and plain(value) == expected


@pytest.mark.parametrize(("expression", "position", "words"), [
    ("nope()", 5, 'Call to unknown function; There is no function named "nope".'),
    ("var.x", 8, 'Unsupported attribute; This object does not have an attribute named "x".'),
    ("[1][2]", 8, "Invalid index; The given key does not identify an element in this collection value."),
    ("[1][1]", 8, "Invalid index; The given key does not identify an element in this collection value: "
                  "the given index is greater than or equal to the length of the collection."),
    ("[1][0.5]", 8, "Invalid index; The given key does not identify an element in this collection value: "
                    "indexing a sequence requires a whole number, but the given index has a fractional part."),
    ('"a${null}"', 9, "Invalid template interpolation value; The expression result is null. "
                      "Cannot include a null value in a string template."),
    ("1 + [2]", 9, "Invalid operand; Unsuitable value for right operand: number required, but have tuple."),
    ("null + 1", 5, "Operation failed; Error during operation: argument must not be null."),
    ("0 / 0", 5, "Operation failed; Error during operation: can't divide zero by zero or infinity by infinity."),
    ("null ? 1 : 2", 5, "Null condition; The condition value is null. Conditions must either be true or false."),
    ("true ? [1] : 1", 12, "Inconsistent conditional result types; The true and false result expressions must have consistent types. "
                           "The 'true' value is tuple, but the 'false' value is number."),
    ("{a.b = 1}", 6, "Ambiguous attribute key; If this expression is intended to be a reference, wrap it in parentheses. If it's instead "
                     "intended as a literal name containing periods, wrap it in quotes to create a string literal."),
    ("[for x in 1 : x]", 15, "Iteration over non-iterable value; "
                            "A value of type number cannot be used as the collection in a 'for' expression."),
    ('{for x in ["a", "a"] : x => 1}', 28,
     "Duplicate object key; Two different items produced the key \"a\" in this 'for' expression. If "
     "duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key."),
])
def test_errors_have_nomads_words_and_place(expression: str, position: int, words: str, evaluated: Evaluated) -> None:
    _, diagnostics = evaluated(expression)
    assert diagnostics[0].column == position
    assert diagnostics[0].nomad_message == words
    assert diagnostics[0].nomad


def test_both_results_of_a_condition_are_evaluated_but_only_the_chosen_one_counts(evaluated: Evaluated) -> None:
    value, diagnostics = evaluated("true ? 1 : [1][5]")
    assert not diagnostics and value is not None and value.raw == 1


@pytest.mark.parametrize(("expression", "text"), [
    ('"${attr.cpu.arch}"', "${attr.cpu.arch}"),
    ("attr.cpu.arch", "${attr.cpu.arch}"),
    ('"${ node.unique.id }"', "${ node.unique.id }"),
    ('"${NOMAD_PORT_http}:${env["HOME"]}"', '${NOMAD_PORT_http}:${env["HOME"]}'),
    ('"${attr.a == "b" ? 1 : 2}x"', "2x"),
])
def test_unknown_names_are_text_for_the_client(expression: str, text: str, evaluated: Evaluated) -> None:
    value, diagnostics = evaluated(expression)
    assert not diagnostics and value is not None and value.raw == text


def test_names_of_a_loop_hide_those_outside_and_unknown_ones_stay_text(evaluated: Evaluated, plain: Plain) -> None:
    value, _ = evaluated("[for var in [1] : [var, other]]")
    assert value is not None and plain(value) == [[1, "${other}"]]


def test_lists_take_attributes_only_with_a_splat(evaluated: Evaluated, plain: Plain) -> None:
    item = object_of({"a": number(1)})
    _, diagnostics = evaluated("var.l.a", {"l": list_of(item.type, [item])})
    assert diagnostics[0].help == "Take one element with [0].a, or all of them with [*].a."
    value, _ = evaluated("var.l[*].a", {"l": list_of(item.type, [item])})
    assert value is not None and plain(value) == [1]


def test_long_chains_of_operators_do_not_exhaust_the_stack(evaluated: Evaluated) -> None:
    value, diagnostics = evaluated(" + ".join(["1"] * 5000))
    assert not diagnostics and value is not None and value.raw == 5000


def test_an_error_makes_the_value_unknown(evaluated: Evaluated) -> None:
    value, diagnostics = evaluated("[1][3]")
    assert diagnostics and value is not None and value.raw is UNKNOWN


def test_thirds_have_512_bits(evaluated: Evaluated) -> None:
    value, _ = evaluated("1 / 3")
    assert value is not None and isinstance(value.raw, Fraction)
    assert format_number(value) == "0." + "3" * 154 + "5"


def test_strings_are_in_normal_form(evaluated: Evaluated) -> None:
    value, _ = evaluated('"e\\u0301"')
    assert value is not None and value.raw == "é" and value.type is STRING and string("e\u0301").raw == "é"
