"""Evaluation of expressions: `evaluate(expression, scope, diagnostics)`. See the siblings for each kind of expression."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.calls import call
from jobspec.evaluate.conditionals import conditional
from jobspec.evaluate.constructors import (
    anonymous_symbol,
    for_expression,
    object_constructor,
    object_key,
    splat,
    tuple_constructor,
)
from jobspec.evaluate.dispatch import EVALUATORS, evaluate_safely, start_range
from jobspec.evaluate.json_expressions import json_expression
from jobspec.evaluate.operations import binary, unary
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.templates import template, template_join, template_wrap
from jobspec.evaluate.traversals import index_expression, relative_traversal, scope_traversal
from jobspec.evaluate.types import NUMBER
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, FALSE, NULL, TRUE, Value, string
from jobspec.hcl.syntax import (
    AnonymousSymbol,
    Binary,
    Call,
    Conditional,
    For,
    Index,
    JsonExpression,
    Literal,
    ObjectCons,
    ObjectKey,
    Parentheses,
    RelativeTraversal,
    ScopeTraversal,
    Splat,
    SyntaxProblem,
    Template,
    TemplateJoin,
    TemplateWrap,
    TupleCons,
    Unary,
)


def _literal(expression: Literal, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    value = expression.value
    if isinstance(value, str):
        return string(value)
    if value is None:
        return NULL
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return Value(NUMBER, value)


def _parentheses(expression: Parentheses, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    return EVALUATORS[type(expression.inner)](expression.inner, scope, diagnostics)


def _syntax_problem(expression: SyntaxProblem, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    return DYNAMIC_UNKNOWN


EVALUATORS.update({
    AnonymousSymbol: anonymous_symbol,
    Binary: binary,
    Call: call,
    Conditional: conditional,
    For: for_expression,
    Index: index_expression,
    JsonExpression: json_expression,
    Literal: _literal,
    ObjectCons: object_constructor,
    ObjectKey: object_key,
    Parentheses: _parentheses,
    RelativeTraversal: relative_traversal,
    ScopeTraversal: scope_traversal,
    Splat: splat,
    SyntaxProblem: _syntax_problem,
    Template: template,
    TemplateJoin: template_join,
    TemplateWrap: template_wrap,
    TupleCons: tuple_constructor,
    Unary: unary,
})

evaluate = evaluate_safely

__all__ = ["evaluate", "evaluate_safely", "start_range"]
