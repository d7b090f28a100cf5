"""Evaluation of any expression, whatever its class. The table is filled by `jobspec.evaluate.expressions`: import that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, Value
from jobspec.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    For,
    Index,
    ObjectCons,
    ObjectKey,
    Parentheses,
    Splat,
    Template,
    TemplateJoin,
    TupleCons,
)

#: How each class of expression is evaluated. The first argument is of exactly that class.
Evaluator = Callable[[Any, Scope, list[Diagnostic]], Value]
EVALUATORS: Final[dict[type[Expression], Evaluator]] = {}


def evaluate(expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """The value of `expression`; unknown where it has an error, which is then appended to `diagnostics` (hcl.Expression.Value)."""
    return EVALUATORS[type(expression)](expression, scope, diagnostics)


def evaluate_safely(expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`evaluate` for the outermost expression: one that is nested too deeply is an error like any other."""
    try:
        return EVALUATORS[type(expression)](expression, scope, diagnostics)
    except RecursionError:
        detail = "The expression is nested too deeply to be evaluated."
        complain(diagnostics, scope, expression.start, expression.end, "HCL399", "this expression is nested too deeply",
                 "Expression too complex", detail, help="Move parts of it into locals.")
        return DYNAMIC_UNKNOWN


def start_range(expression: Expression) -> tuple[int, int]:
    """The part of an expression at which its errors are best shown (hclsyntax Expression.StartRange)."""
    while True:
        match expression:
            case Template(literal=""):
                # hclsyntax gives a template without parts one empty part, which stands where the next token begins.
                return expression.end, expression.end
            case Template(parts=[first, *_]):
                expression = first
            case Parentheses():
                expression = expression.inner
            case Binary():
                expression = expression.left
            case Conditional():
                expression = expression.condition
            case TemplateJoin():
                expression = expression.tuple
            case ObjectKey():
                expression = expression.wrapped
            case Call():
                return expression.start, expression.open + 1
            case Index():
                return expression.open, expression.open + 1
            case Splat():
                return expression.marker_start, expression.marker_end
            case For() | TupleCons() | ObjectCons():
                return expression.start, expression.open_end
            case _:
                return expression.start, expression.end
