"""coalesce, try, can and convert (go-cty function/stdlib/general.go; hcl ext/tryfunc, ext/typeexpr)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.closures import EXPRESSION_CLOSURE, TYPE_CONSTRAINT, Closure, TypeConstraint
from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import BOOL, DYNAMIC
from jobspec.evaluate.unify import unify
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, FALSE, TRUE, UNKNOWN, Value, unknown_of


def _coalesce(arguments: Sequence[Value], context: Context | None) -> Value:
    unified = unify([argument.type for argument in arguments], unsafe=True)
    if unified is None:
        raise FunctionError("all arguments must have the same type")
    for argument in arguments:
        if argument.raw is UNKNOWN:
            return unknown_of(unified.type)
        if argument.raw is not None:
            return convert(argument, unified.type)
    raise FunctionError("no non-null arguments")


def _try(arguments: Sequence[Value], context: Context | None) -> Value:
    if not arguments:
        raise FunctionError("at least one argument is required")
    reasons: list[str] = []
    for argument in arguments:
        assert isinstance(argument, Closure)
        found: list[Diagnostic] = []
        value = argument.evaluate(found)
        if not found:
            return value if is_wholly_known(value) else DYNAMIC_UNKNOWN
        reasons += map(_reason, found)
    listed = "".join(f"- {reason}\n" for reason in reasons)
    raise FunctionError(f"no expression succeeded:\n{listed}\nAt least one expression must produce a successful result")


def _reason(diagnostic: Diagnostic) -> str:
    summary, _, detail = (diagnostic.nomad_message or diagnostic.message).partition("; ")
    span = diagnostic.span
    place = "" if span is None else f" (at {span.source.name}:{span.line},{span.column})"
    return f"{summary}{place}\n  {detail}"


def _can(arguments: Sequence[Value], context: Context | None) -> Value:
    argument = arguments[0]
    assert isinstance(argument, Closure)
    found: list[Diagnostic] = []
    value = argument.evaluate(found)
    if found:
        return FALSE
    return TRUE if is_wholly_known(value) else unknown_of(BOOL)


def _convert(arguments: Sequence[Value], context: Context | None) -> Value:
    wanted = arguments[1]
    assert isinstance(wanted, TypeConstraint) and wanted.constraint is not None
    try:
        # Nomad converts once for the type, and then to that type, in which attributes are optional no longer.
        return convert(arguments[0], convert(arguments[0], wanted.constraint).type)
    except ConversionError as error:
        raise FunctionError(error.message, 0) from None


FUNCTIONS: Final = (
    Function("coalesce", _coalesce, (), DYNAMIC, Param("vals", DYNAMIC, allow_null=True, allow_unknown=True, allow_dynamic=True)),
    Function("try", _try, (), DYNAMIC, Param("expressions", EXPRESSION_CLOSURE)),
    Function("can", _can, (Param("expression", EXPRESSION_CLOSURE),), BOOL),
    Function("convert", _convert, (Param("value", DYNAMIC, allow_null=True, allow_dynamic=True), Param("type", TYPE_CONSTRAINT)), DYNAMIC),
)
