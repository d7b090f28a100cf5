"""Strings with interpolations (hclsyntax/expression_template.go)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import DYNAMIC, STRING
from jobspec.evaluate.values import UNKNOWN, Value, string, unknown_of
from jobspec.hcl.syntax import Template, TemplateJoin, TemplateWrap

_SUMMARY = "Invalid template interpolation value"


def template(expression: Template, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """A quoted string or heredoc: the texts of its parts, one after the other."""
    literal = expression.literal
    if literal is not None:
        return Value(STRING, literal) if literal.isascii() else string(literal)
    texts: list[str] = []
    known = True
    for part in expression.parts:
        value = evaluate(part, scope, diagnostics)
        raw = value.raw
        if isinstance(raw, str):
            texts.append(raw)
        elif raw is None:
            complain(diagnostics, scope, part.start, part.end, "HCL320", "null cannot be put into a string", _SUMMARY,
                     "The expression result is null. Cannot include a null value in a string template.")
        elif raw is UNKNOWN:
            known = False
        else:
            try:
                text = convert(value, STRING).raw
            except ConversionError as error:
                complain(diagnostics, scope, part.start, part.end, "HCL320", f"a {value.type.friendly} cannot be put into a string",
                         _SUMMARY,
                         f"Cannot include the given value in a string template: {error.message}.",
                         help="join() or jsonencode() make text of lists and objects.")
            else:
                assert isinstance(text, str)
                texts.append(text)
    return string("".join(texts)) if known else unknown_of(STRING)


def template_wrap(expression: TemplateWrap, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`"${expression}"` is the expression."""
    return evaluate(expression.wrapped, scope, diagnostics)


def template_join(expression: TemplateJoin, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """The texts that a `%{ for }` made, one after the other."""
    items = evaluate(expression.tuple, scope, diagnostics).raw
    if not isinstance(items, tuple):
        return unknown_of(STRING)
    texts: list[str] = []
    start, end = expression.tuple.start, expression.tuple.end
    for item in items:
        if item.raw is None:
            complain(diagnostics, scope, start, end, "HCL320", "null cannot be put into a string", _SUMMARY,
                     "An iteration result is null. Cannot include a null value in a string template.")
            continue
        if item.type is DYNAMIC:
            return unknown_of(STRING)
        try:
            text = convert(item, STRING).raw
        except ConversionError as error:
            complain(diagnostics, scope, start, end, "HCL320", f"a {item.type.friendly} cannot be put into a string", _SUMMARY,
                     f"Cannot include one of the interpolation results into the string template: {error.message}.")
            continue
        if not isinstance(text, str):
            return unknown_of(STRING)
        texts.append(text)
    return string("".join(texts))
