"""`condition ? yes : no` (hclsyntax ConditionalExpr)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain, runtime_advice
from jobspec.evaluate.convert import convert, convert_unified
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import BOOL, DYNAMIC, ListType, MapType, ObjectType, SetType, TupleType, Type
from jobspec.evaluate.unify import Unified, unify
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, UNKNOWN, Value, null_of, unknown_of
from jobspec.go_text import quote
from jobspec.hcl.syntax import Conditional


def conditional(expression: Conditional, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """Both results are evaluated and brought to one type; the errors of the one that is not chosen do not count."""
    yes_problems: list[Diagnostic] = []
    no_problems: list[Diagnostic] = []
    yes = evaluate(expression.yes, scope, yes_problems)
    no = evaluate(expression.no, scope, no_problems)
    unified = _common_type(yes, no)
    if unified is None:
        reason = _mismatch(yes.type, no.type)
        complain(diagnostics, scope, expression.yes.start, expression.no.end, "HCL331",
                 f"both results of a condition must have one type: {yes.type.friendly} and {no.type.friendly} have none in common",
                 "Inconsistent conditional result types",
                 f"The true and false result expressions must have consistent types. {reason}.")
        return DYNAMIC_UNKNOWN
    condition = evaluate(expression.condition, scope, diagnostics)
    start, end = expression.condition.start, expression.condition.end
    if condition.raw is None:
        complain(diagnostics, scope, start, end, "HCL330", "the condition is null, neither true nor false", "Null condition",
                 "The condition value is null. Conditions must either be true or false.")
        return unknown_of(unified.type)
    if condition.raw is UNKNOWN:
        return null_of(unified.type) if yes.raw is None and no.raw is None else unknown_of(unified.type)
    try:
        condition = convert(condition, BOOL)
    except ConversionError as error:
        complain(diagnostics, scope, start, end, "HCL330", f"the condition must be true or false: {error.message}",
                 "Incorrect condition type", "The condition expression must be of type bool.", runtime_advice(condition))
        return unknown_of(unified.type)
    chosen, problems, branch, name = (
        (yes, yes_problems, expression.yes, "true") if condition.raw is True else (no, no_problems, expression.no, "false")
    )
    diagnostics.extend(problems)
    if unified.type is DYNAMIC and not unified.undecided:
        return chosen
    try:
        return convert_unified(chosen, unified)
    except ConversionError as error:
        complain(diagnostics, scope, branch.start, branch.end, "HCL331", f"the result for {name} does not fit the other: {error.message}",
                 "Inconsistent conditional result types", f"The {name} result value has the wrong type: {error.message}.")
        return unknown_of(unified.type)


def _common_type(yes: Value, no: Value) -> Unified | None:
    """An untyped null takes the type of the other result; with anything untyped, there is no common type to have."""
    if yes.type is DYNAMIC and yes.raw is None:
        return Unified(no.type, True)
    if no.type is DYNAMIC and no.raw is None:
        return Unified(yes.type, True)
    if yes.type is DYNAMIC or no.type is DYNAMIC:
        return Unified(DYNAMIC, True)
    return unify((yes.type, no.type), True)


def _mismatch(yes: Type, no: Type) -> str:
    """What differs, in Nomad's words (describeConditionalTypeMismatch)."""
    if isinstance(yes, ObjectType) and isinstance(no, ObjectType):
        for name in sorted(yes.attributes):
            if name not in no.attributes:
                return f"The 'true' value includes object attribute {quote(name)}, which is absent in the 'false' value"
            if yes.attributes[name] != no.attributes[name]:
                return f"Type mismatch for object attribute {quote(name)}: {_mismatch(yes.attributes[name], no.attributes[name])}"
        for name in sorted(no.attributes):
            if name not in yes.attributes:
                return f"The 'false' value includes object attribute {quote(name)}, which is absent in the 'true' value"
    elif isinstance(yes, TupleType) and isinstance(no, TupleType):
        if len(yes.elements) != len(no.elements):
            return f"The 'true' tuple has length {len(yes.elements)}, but the 'false' tuple has length {len(no.elements)}"
        for index, (one, other) in enumerate(zip(yes.elements, no.elements, strict=True)):
            if one != other:
                return f"Type mismatch for tuple element {index}: {_mismatch(one, other)}"
    elif isinstance(yes, (ListType, SetType, MapType)) and type(yes) is type(no):
        assert isinstance(no, (ListType, SetType, MapType))
        for kind in (ObjectType, TupleType):
            if isinstance(yes.element, kind) and isinstance(no.element, kind):
                return f"Mismatched {yes.kind} element types: {_mismatch(yes.element, no.element)}"
    if yes.friendly == no.friendly:
        return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value"
    return f"The 'true' value is {yes.friendly}, but the 'false' value is {no.friendly}"
