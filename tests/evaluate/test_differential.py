"""The same random expressions given to HashiCorp's own HCL (pygohcl): refused alike, with the same words, and of the same value.

pygohcl's HCL is newer than Nomad's: it evaluates the right side of && and || only when needed, and it converts the left operand
before it evaluates the right one. So these two operators are left out, and the order of errors is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.values import UNKNOWN, Value

pygohcl = pytest.importorskip("pygohcl", reason="pygohcl, HashiCorp's own parser, is not installed")
Evaluated = Callable[..., tuple[Value | None, list[Diagnostic]]]

_LEAVES = st.sampled_from([
    "0", "1", "2.5", "-3", "1e3", "100", "true", "false", "null", '""', '"a"', '"b"', '"1"', '"true"', "[]", "{}", '["a", "b"]',
    "[1, 2, 3]", "{a = 1, b = 2}", '{a = "x"}', "[[1], [2, 3]]", "[{a = 1}, {a = 2}]", "name", "f(1)",
])


def _extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="])
    one = inner
    return st.one_of(
        st.builds("({} {} {})".format, one, operators, one),
        st.builds("({} ? {} : {})".format, one, one, one),
        st.builds("[{}, {}]".format, one, one),
        st.builds("{{a = {}, b = {}}}".format, one, one),
        st.builds("{{({}) = {}}}".format, one, one),
        st.builds('"x${{{}}}y"'.format, one),
        st.builds('"${{{}}}"'.format, one),
        st.builds("({})[{}]".format, one, one),
        st.builds("({}).a".format, one),
        st.builds("({})[*]".format, one),
        st.builds("({})[*].a".format, one),
        st.builds("({}).*.a".format, one),
        st.builds("[for x in {} : x]".format, one),
        st.builds("[for k, v in {} : [k, v]]".format, one),
        st.builds("[for x in {} : x if {}]".format, one, one),
        st.builds("{{for k, v in {} : k => v}}".format, one),
        st.builds("{{for k, v in {} : v => k...}}".format, one),
        st.builds("-({})".format, one),
        st.builds("!({})".format, one),
        st.builds('"%{{ if {} }}{{}}%{{ endif }}"'.format, one),
        st.builds('"%{{ for x in {} }}${{x}},%{{ endfor }}"'.format, one),
    )


EXPRESSIONS = st.recursive(_LEAVES, _extend, max_leaves=8)


def _hashicorp(expression: str) -> str | None:
    """HashiCorp's first error, None when there is none."""
    try:
        pygohcl.attributes_loads(f"a = {expression}\n")
    except pygohcl.HCLParseError as error:
        return str(error)
    return None


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPRESSIONS)
def test_errors_are_those_of_hashicorp(evaluated: Evaluated, expression: str) -> None:
    theirs = _hashicorp(expression)
    _, diagnostics = evaluated(expression, constant=True)
    if theirs is None:
        assert not diagnostics
        return
    match = re.match(r"tmp\.hcl:(\d+),(\d+)-[\d,]+: ", theirs)
    if match is None:  # about the result as a whole, such as infinity in JSON
        return
    assert diagnostics
    place, words = (int(match[1]), int(match[2])), theirs[match.end():]
    assert any((found.line, found.column) == place and words.startswith(found.nomad_message or "") for found in diagnostics)


def _literal(value: Value) -> str | None:
    """The value as an expression; None for what cannot be written down."""
    raw = value.raw
    if raw is UNKNOWN or isinstance(raw, float):
        return None
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return '"' + raw.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(raw, tuple):
        items = [_literal(item) for item in raw]
        return None if None in items else "[" + ", ".join(item for item in items if item is not None) + "]"
    if isinstance(raw, dict):
        members = [(key, _literal(item)) for key, item in raw.items()]
        return None if any(item is None for _, item in members) else "{" + ", ".join(f'"{key}" = {item}' for key, item in members) + "}"
    return format_number(value)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPRESSIONS)
def test_values_are_those_of_hashicorp(evaluated: Evaluated, expression: str) -> None:
    value, diagnostics = evaluated(expression, constant=True)
    if diagnostics or value is None:
        return
    literal = _literal(value)
    if literal is None:
        return
    # As JSON, because lists and maps are not equal to the tuples and objects that can be written down.
    condition = f"jsonencode({expression}) == jsonencode({literal})"
    try:
        pygohcl.eval_var_condition(condition, "differs", "x", "1")
    except pygohcl.UnknownFunctionError:
        pytest.skip("this pygohcl has no jsonencode")
