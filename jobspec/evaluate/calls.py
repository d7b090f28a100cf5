"""Function calls (hclsyntax FunctionCallExpr, go-cty function.Function.Call)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.closures import EXPRESSION_CLOSURE, TYPE_CONSTRAINT, Closure, TypeConstraint
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate, start_range
from jobspec.evaluate.errors import ConversionError, FunctionError, OperationError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.type_expressions import type_constraint
from jobspec.evaluate.types import DYNAMIC, ListType, SetType, TupleType
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, UNKNOWN, Value, unknown_of
from jobspec.go_text import quote
from jobspec.hcl.suggestion import name_suggestion
from jobspec.hcl.syntax import Call, Expression

if TYPE_CHECKING:
    from jobspec.evaluate.functions.signature import Function, Param


class _Argument:
    """An argument: an expression, or an element of the list that `...` expanded (then `value`)."""

    __slots__ = ("expression", "value")

    def __init__(self, expression: Expression, value: Value | None = None) -> None:
        self.expression = expression
        self.value = value

    @property
    def place(self) -> tuple[int, int]:
        expression = self.expression
        return (expression.start, expression.end) if self.value is not None else start_range(expression)


def call(expression: Call, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`name(arguments)`: look the function up, evaluate and convert its arguments, call it."""
    function = _find(expression, scope, diagnostics)
    if function is None:
        return DYNAMIC_UNKNOWN
    arguments = [_Argument(argument) for argument in expression.arguments]
    if expression.expand_final:
        expanded = _expand(arguments.pop().expression, scope, diagnostics)
        if expanded is None:
            return DYNAMIC_UNKNOWN
        arguments += expanded
    if not _count_fits(expression, function, arguments, scope, diagnostics):
        return DYNAMIC_UNKNOWN
    known = len(diagnostics)
    params = function.params
    values: list[Value] = []
    for position, argument in enumerate(arguments):
        param = params[position] if position < len(params) else function.variadic
        assert param is not None
        values.append(_argument_value(argument, param, scope, diagnostics))
    if len(diagnostics) > known:
        return DYNAMIC_UNKNOWN
    try:
        return apply(function, values, scope)
    except FunctionError as error:
        _report(error, expression, function, arguments, scope, diagnostics)
    except ConversionError as error:
        _report(FunctionError(error.message), expression, function, arguments, scope, diagnostics)
    except OperationError as error:
        _report(FunctionError(f"panic in function implementation: {error.message}"), expression, function, arguments, scope, diagnostics)
    return DYNAMIC_UNKNOWN


def apply(function: Function, values: list[Value], scope: Scope) -> Value:
    """Call with converted arguments: null, unknown and dynamic ones never reach a function that did not ask for them."""
    unknown = False
    params = function.params
    for position, value in enumerate(values):
        param = params[position] if position < len(params) else function.variadic
        assert param is not None
        if value.raw is None:
            if not param.allow_null:
                raise FunctionError("argument must not be null", position)
        elif value.raw is UNKNOWN and not param.allow_unknown:
            unknown = True
        if value.type is DYNAMIC and not param.allow_dynamic:
            return DYNAMIC_UNKNOWN
    if unknown:
        return unknown_of(function.returns)
    return function.call(values, scope.context)


def _find(expression: Call, scope: Scope, diagnostics: list[Diagnostic]) -> Function | None:
    allowed = False
    inner: Scope | None = scope
    while inner is not None:
        if inner.functions is not None:
            allowed = True
            function = inner.functions.get(expression.name)
            if function is not None:
                return function
        inner = inner.parent
    name = expression.name
    if not allowed:
        complain(diagnostics, scope, expression.start, expression.end, "HCL310", f"{name}() is a function call, which is not possible here",
                 "Function calls not allowed", "Functions may not be called here.", help="Write the value itself.")
        return None
    suggestion = None if "::" in name else name_suggestion(name, sorted(scope.functions or ()))
    if "::" in name:
        detail = f"There are no functions in namespace {quote(name[: name.rindex('::') + 2])}."
    else:
        detail = f"There is no function named {quote(name)}." + (f" Did you mean {quote(suggestion)}?" if suggestion else "")
    complain(diagnostics, scope, expression.start, expression.name_end, "HCL311", f'there is no function "{name}"',
             "Call to unknown function", detail, help=f"Did you mean {suggestion}()?" if suggestion else None)
    return None


def _expand(final: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> list[_Argument] | None:
    """The elements of the last argument of `f(a, b...)`; None where there are none to be had."""
    known = len(diagnostics)
    value = evaluate(final, scope, diagnostics)
    if len(diagnostics) > known:
        return None
    summary = "Invalid expanding argument value"
    if value.type is not DYNAMIC and not isinstance(value.type, (TupleType, ListType, SetType)):
        complain(diagnostics, scope, final.start, final.end, "HCL312",
                 f"only a list, a set or a tuple can be expanded with ..., and this is a {value.type.friendly}", summary,
                 "The expanding argument (indicated by ...) must be of a tuple, list, or set type.")
        return None
    if value.raw is None:
        complain(diagnostics, scope, final.start, final.end, "HCL312", "null cannot be expanded with ...", summary,
                 "The expanding argument (indicated by ...) must not be null.")
        return None
    if value.raw is UNKNOWN:
        return None
    assert isinstance(value.raw, tuple)
    return [_Argument(final, item) for item in value.raw]


def _count_fits(expression: Call, function: Function, arguments: Sequence[_Argument], scope: Scope, diagnostics: list[Diagnostic]) -> bool:
    params, count, name = function.params, len(arguments), expression.name
    if count < len(params):
        least = " at least" if function.variadic is not None else ""
        missing = params[count].name
        detail = f"Function {quote(name)} expects{least} {len(params)} argument(s). Missing value for {quote(missing)}."
        complain(diagnostics, scope, expression.close, expression.close + 1, "HCL313",
                 f"{name}() needs{least} {_arguments(len(params))} and has {count}: {missing!r} is missing",
                 "Not enough function arguments", detail)
        return False
    if function.variadic is None and count > len(params):
        start, end = arguments[len(params)].place
        complain(diagnostics, scope, start, end, "HCL314", f"{name}() takes {_arguments(len(params))} and has {count}",
                 "Too many function arguments", f"Function {quote(name)} expects only {len(params)} argument(s).")
        return False
    return True


def _arguments(count: int) -> str:
    return "one argument" if count == 1 else f"{count} arguments" if count else "no arguments"


def _argument_value(argument: _Argument, param: Param, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    if param.type is EXPRESSION_CLOSURE:
        return Closure(argument.expression, scope) if argument.value is None else _ReadyClosure(argument.expression, scope, argument.value)
    if param.type is TYPE_CONSTRAINT:
        return TypeConstraint(type_constraint(argument.expression, scope, diagnostics))
    value = evaluate(argument.expression, scope, diagnostics) if argument.value is None else argument.value
    if param.type is DYNAMIC:
        return value
    try:
        return convert(value, param.type)
    except ConversionError as error:
        start, end = argument.place
        complain(diagnostics, scope, start, end, "HCL315", f'the argument "{param.name}" does not fit: {error.message}',
                 "Invalid function argument", f"Invalid value for {quote(param.name)} parameter: {error.message}.")
        return DYNAMIC_UNKNOWN


class _ReadyClosure(Closure):
    """An element of an expanded list, handed to a function that takes expressions."""

    __slots__ = ("value",)

    def __init__(self, expression: Expression, scope: Scope, value: Value) -> None:
        super().__init__(expression, scope)
        self.value = value

    def evaluate(self, diagnostics: list[Diagnostic]) -> Value:
        return self.value


def _report(error: FunctionError, expression: Call, function: Function, arguments: Sequence[_Argument], scope: Scope,
            diagnostics: list[Diagnostic]) -> None:
    name, position = expression.name, error.argument
    param: Param | None = None
    if position is not None:
        param = function.params[position] if position < len(function.params) else function.variadic
    if position is None or param is None:
        # The whole beginning of the call is to blame.
        start, end = start_range(expression)
        complain(diagnostics, scope, start, end, "HCL317", f"{name}() failed: {error.message}", "Error in function call",
                 f"Call to function {quote(name)} failed: {error.message}.", error.help, error.nomad)
        return
    start, end = arguments[position].place if position < len(arguments) else (expression.start, expression.end)
    complain(diagnostics, scope, start, end, "HCL316", f'{name}() cannot use its argument "{param.name}": {error.message}',
             "Invalid function argument", f"Invalid value for {quote(param.name)} parameter: {error.message}.", error.help, error.nomad)
