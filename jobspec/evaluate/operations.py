"""Operator expressions (hclsyntax BinaryOpExpr, UnaryOpExpr)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain, runtime_advice
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError, OperationError
from jobspec.evaluate.operators import BINARY, invert, negate, operate
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, Type
from jobspec.evaluate.values import UNKNOWN, Value, unknown_of
from jobspec.hcl.syntax import Binary, Expression, Unary


def binary(expression: Binary, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`left operator right`. Both sides are always evaluated. Long chains (`1 + 1 + …`) lean left and are walked, not recursed into."""
    if not isinstance(expression.left, Binary):
        before = len(diagnostics)
        return _binary(expression, evaluate(expression.left, scope, diagnostics), before, scope, diagnostics)
    chain = [expression]
    while isinstance(chain[-1].left, Binary):
        chain.append(chain[-1].left)
    before = len(diagnostics)
    value = evaluate(chain[-1].left, scope, diagnostics)
    while chain:
        value = _binary(chain.pop(), value, before, scope, diagnostics)
    return value


def _binary(expression: Binary, left: Value, before: int, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    operation = BINARY[expression.operator]
    right = evaluate(expression.right, scope, diagnostics)
    a = _operand(expression.left, left, "left", operation.operand, scope, diagnostics)
    b = _operand(expression.right, right, "right", operation.operand, scope, diagnostics)
    if len(diagnostics) > before:
        return unknown_of(operation.result)
    try:
        return operate(operation, a, b)
    except OperationError as error:
        _failed(expression, expression.operator, error, scope, diagnostics)
        return unknown_of(operation.result)


def unary(expression: Unary, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`-value`, `!value`"""
    before = len(diagnostics)
    wanted = NUMBER if expression.operator == "-" else BOOL
    value = _operand(expression.value, evaluate(expression.value, scope, diagnostics), "unary", wanted, scope, diagnostics)
    if len(diagnostics) > before or value.raw is UNKNOWN:
        return unknown_of(wanted)
    if value.raw is None:
        _failed(expression, expression.operator, OperationError("argument must not be null"), scope, diagnostics)
        return unknown_of(wanted)
    return negate(value) if wanted is NUMBER else invert(value)


def _operand(expression: Expression, value: Value, side: str, wanted: Type, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    if wanted is DYNAMIC or value.type is wanted:
        return value
    try:
        return convert(value, wanted)
    except ConversionError as error:
        complain(diagnostics, scope, expression.start, expression.end, "HCL332",
                 f"a {wanted.friendly} is needed here, and this is a {value.type.friendly}", "Invalid operand",
                 f"Unsuitable value for {side} operand: {error.message}.", runtime_advice(value))
        return unknown_of(wanted)


def _failed(expression: Expression, operator: str, error: OperationError, scope: Scope, diagnostics: list[Diagnostic]) -> None:
    complain(diagnostics, scope, expression.start, expression.end, "HCL333", f"{operator} has no result here: {error.message}",
             "Operation failed", f"Error during operation: {error.message}.")
