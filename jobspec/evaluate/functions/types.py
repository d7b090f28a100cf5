"""try, can (hcl ext/tryfunc) and convert (hcl ext/typeexpr)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.evaluate.closures import EXPRESSION_CLOSURE, TYPE_CONSTRAINT, Closure, TypeConstraint
from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import BOOL, DYNAMIC
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, FALSE, TRUE, Value, unknown_of


def _try(args: Sequence[Value], _: Context | None) -> Value:
    if not args:
        raise FunctionError("at least one argument is required")
    tried: list[Diagnostic] = []
    for arg in args:
        assert isinstance(arg, Closure)
        found: list[Diagnostic] = []
        value = arg.evaluate(found)
        tried += found
        if not _failed(found):
            return value if is_wholly_known(value) else DYNAMIC_UNKNOWN
    lines = [_listed(diagnostic) for diagnostic in tried]
    raise FunctionError("no expression succeeded:\n" + "".join(lines) + "\nAt least one expression must produce a successful result")


def _can(args: Sequence[Value], _: Context | None) -> Value:
    arg = args[0]
    assert isinstance(arg, Closure)
    found: list[Diagnostic] = []
    value = arg.evaluate(found)
    if _failed(found):
        return FALSE
    return TRUE if is_wholly_known(value) else unknown_of(BOOL)


def _failed(found: list[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in found)


def _listed(diagnostic: Diagnostic) -> str:
    """A diagnostic as a list item, in Nomad's words where it has any."""
    summary, separator, detail = (diagnostic.nomad_message or diagnostic.message).partition("; ")
    span = diagnostic.span
    place = ""
    if span is not None:
        end_line, end_column = span.source.line_at(span.end), span.source.column_at(span.end)
        end = str(end_column) if end_line == span.line else f"{end_line},{end_column}"
        place = f" (at {span.source.name}:{span.line},{span.column}-{end})"
    return f"- {summary}{place}\n  {detail}\n" if separator else f"- {summary}{place}\n"


def _convert(args: Sequence[Value], _: Context | None) -> Value:
    constraint = args[1]
    assert isinstance(constraint, TypeConstraint) and constraint.constraint is not None
    try:
        # Once for the type, and then to that type, in which no attribute is optional any longer.
        return convert(args[0], convert(args[0], constraint.constraint).type)
    except ConversionError as error:
        raise FunctionError(error.message, 0) from None


FUNCTIONS: Final = (
    Function("can", _can, (Param("expression", EXPRESSION_CLOSURE),), BOOL),
    Function("convert", _convert, (Param("value", DYNAMIC, allow_null=True, allow_dynamic=True), Param("type", TYPE_CONSTRAINT)), DYNAMIC),
    Function("try", _try, (), DYNAMIC, Param("expressions", EXPRESSION_CLOSURE)),
)
