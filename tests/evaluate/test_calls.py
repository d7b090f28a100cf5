"""How functions are called: arguments counted, converted, and blamed at the right place."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.closures import EXPRESSION_CLOSURE, TYPE_CONSTRAINT, Closure, TypeConstraint
from jobspec.evaluate.errors import FunctionError, OperationError
from jobspec.evaluate.expressions import evaluate
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import DYNAMIC, NUMBER, STRING, ListType
from jobspec.evaluate.values import UNKNOWN, Value, number, object_of, string
from jobspec.hcl.native import parse_expression
from jobspec.source import Source


def _shout(arguments: Sequence[Value], context: Context | None) -> Value:
    text = arguments[0].raw
    assert isinstance(text, str)
    if text == "bad":
        raise FunctionError("too bad", 0)
    if text == "worse":
        raise FunctionError("no argument is to blame")
    if text == "panic":
        raise OperationError("division of zero by zero")
    return string(text + "!" * len(arguments))


def _first(arguments: Sequence[Value], context: Context | None) -> Value:
    for argument in arguments:
        assert isinstance(argument, Closure)
        problems: list[Diagnostic] = []
        value = argument.evaluate(problems)
        if not problems:
            return value
    raise FunctionError("none")


def _type(arguments: Sequence[Value], context: Context | None) -> Value:
    assert isinstance(arguments[1], TypeConstraint) and arguments[1].constraint is not None
    return string(arguments[1].constraint.friendly)


FUNCTIONS = {
    "shout": Function("shout", _shout, (Param("text", STRING),), STRING, Param("more", NUMBER)),
    "one": Function("one", lambda arguments, context: number(1), (Param("list", ListType(STRING)),), NUMBER),
    "none": Function("none", lambda arguments, context: string("" if context is None else context.base_dir), (), STRING),
    "first": Function("first", _first, (), DYNAMIC, Param("expressions", EXPRESSION_CLOSURE)),
    "typed": Function("typed", _type, (Param("value", DYNAMIC, True, True, True), Param("type", TYPE_CONSTRAINT)), STRING),
}


def call(text: str) -> tuple[Value, list[Diagnostic]]:
    source = Source(text)
    expression = parse_expression(source).value
    assert expression is not None
    diagnostics: list[Diagnostic] = []
    scope = Scope(source, {"var": object_of({})}, FUNCTIONS, Context("here"), runtime_text=True)
    return evaluate(expression, scope, diagnostics), diagnostics


@pytest.mark.parametrize(("text", "expected"), [
    ('shout("a")', "a!"),
    ("shout(1, 2)", "1!!"),
    ('shout("a", [1, 2]...)', "a!!!"),
    ('shout(["b"]...)', "b!"),
    ("none()", "here"),
    ("first(var.nope, [1][4], 7)", 7),
    ("typed(1, list(any))", "list of dynamic"),
])
def test_a_call_gives_what_the_function_makes_of_its_arguments(text: str, expected: object) -> None:
    value, diagnostics = call(text)
    assert not diagnostics and value.raw == expected


@pytest.mark.parametrize(("text", "words", "column"), [
    ("shoot(1)", 'Call to unknown function; There is no function named "shoot". Did you mean "shout"?', 1),
    ("a::shout(1)", 'Call to unknown function; There are no functions in namespace "a::".', 1),
    ("shout( )", 'Not enough function arguments; Function "shout" expects at least 1 argument(s). Missing value for "text".', 8),
    ("none(1)", 'Too many function arguments; Function "none" expects only 0 argument(s).', 6),
    ("one([[]])", 'Invalid function argument; Invalid value for "list" parameter: element 0: string required, but have tuple.', 5),
    ("shout(null)", 'Invalid function argument; Invalid value for "text" parameter: argument must not be null.', 7),
    ('shout("x", "y")', 'Invalid function argument; Invalid value for "more" parameter: a number is required.', 13),
    ('shout("bad")', 'Invalid function argument; Invalid value for "text" parameter: too bad.', 8),
    ('1 + shout("worse")', 'Error in function call; Call to function "shout" failed: no argument is to blame.', 5),
    ('shout("panic")', 'Error in function call; Call to function "shout" failed: panic in function implementation: '
                       "division of zero by zero.", 1),
    ("shout(1...)", "Invalid expanding argument value; "
                    "The expanding argument (indicated by ...) must be of a tuple, list, or set type.", 7),
    ("shout(null...)", "Invalid expanding argument value; The expanding argument (indicated by ...) must not be null.", 7),
    ("typed(1, lost(any))", 'Invalid type specification; Keyword "lost" is not a valid type constructor.', 10),
])
def test_a_wrong_call_is_refused_in_nomads_words(text: str, words: str, column: int) -> None:
    value, diagnostics = call(text)
    assert value.raw is UNKNOWN
    assert [(found.nomad_message, found.column) for found in diagnostics] == [(words, column)]


def test_a_wrong_argument_keeps_the_function_from_being_called() -> None:
    _, diagnostics = call('shout("bad", nope(), [])')
    assert [(found.code, found.column) for found in diagnostics] == [("HCL311", 14), ("HCL315", 22)]


def test_unknown_arguments_give_an_unknown_value_of_the_functions_type() -> None:
    _, diagnostics = call("[for x in [] : x if one([x])]")
    assert diagnostics[0].nomad_message == "Invalid 'for' condition; The 'if' clause value is invalid: bool required, but have number."
