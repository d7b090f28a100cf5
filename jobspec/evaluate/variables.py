"""Input variables: declarations, defaults and validation rules (jobspec2/types.variables.go)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobspec.diagnostics import Diagnostic, Related, Severity, Span
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import start_range
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.expressions import evaluate_safely
from jobspec.evaluate.references import references
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.type_expressions import exact_type
from jobspec.evaluate.types import BOOL, STRING, Type
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, UNKNOWN, Value, object_of
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema, content, just_attributes
from jobspec.hcl.identifiers import can_continue, can_start
from jobspec.hcl.structure import Attribute, Block
from jobspec.hcl.syntax import Expression, GetAttribute
from jobspec.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobspec.evaluate.functions.signature import Context, Function

_DECLARATION: Final = BodySchema(
    (AttributeSchema("description"), AttributeSchema("default"), AttributeSchema("type")), (BlockSchema("validation"),)
)
_VALIDATION: Final = BodySchema((AttributeSchema("condition", True), AttributeSchema("error_message", True)))


class Assignment:
    """A value for a variable: where from (`default`, `env`, `varfile`, `cmd`), and its place if it has one."""

    __slots__ = ("origin", "span", "value")

    def __init__(self, origin: str, value: Value, span: Span | None) -> None:
        self.origin = origin
        self.value = value
        self.span = span


class Validation:
    """A `validation` block. `condition` is None where it is missing."""

    __slots__ = ("condition", "message", "span")

    def __init__(self, condition: Expression | None, message: str, span: Span) -> None:
        self.condition = condition
        self.message = message
        self.span = span


class Variable:
    """A declared variable. The last of `assignments` counts; `type` is None where values are taken as they are."""

    __slots__ = ("assignments", "description", "name", "span", "type", "validations")

    def __init__(self, name: str, span: Span, type: Type | None = None) -> None:
        self.name = name
        self.span = span
        self.type = type
        self.description = ""
        self.assignments: list[Assignment] = []
        self.validations: list[Validation] = []


def no_position(code: str, message: str, summary: str, detail: str, help: str | None = None, severity: Severity = Severity.ERROR,
                related: tuple[Related, ...] = ()) -> Diagnostic:
    """A finding for which Nomad names no place."""
    return Diagnostic(code=code, severity=severity, message=message, related=related, help=help, nomad=True,
                      nomad_message=f"{summary}; {detail}")


def declare_variables(blocks: list[Block], source: Source, diagnostics: list[Diagnostic]) -> dict[str, Variable]:
    """The variables that `variable` and `variables` blocks declare (decodeInputVariables). Other blocks are passed over."""
    variables: dict[str, Variable] = {}
    constants = Scope(source)
    for block in blocks:
        if block.type == "variable":
            _declare(block, variables, constants, diagnostics)
        elif block.type == "variables":
            for name, attribute in just_attributes(block.body, diagnostics).items():
                _declare_short(name, attribute, variables, constants, diagnostics)
    return variables


def _duplicate(name: str, first: Variable, span: Span, diagnostics: list[Diagnostic]) -> None:
    diagnostics.append(no_position(
        "HCL410", f'variable "{name}" is declared twice', "Duplicate variable", f"Duplicate {name} variable definition found.",
        related=(Related(first.span, "declared here first"), Related(span, "and again here")),
    ))


def _declare_short(name: str, attribute: Attribute, variables: dict[str, Variable], scope: Scope, diagnostics: list[Diagnostic]) -> None:
    """`name = default` in a `variables` block (decodeVariable)."""
    span = Span(scope.source, attribute.start, attribute.name_end)
    if name in variables:
        complain(diagnostics, scope, attribute.start, attribute.name_end, "HCL410", f'variable "{name}" is declared twice',
                 "Duplicate variable", f"Duplicate {name} variable definition found.")
        return
    before = len(diagnostics)
    expression = attribute.expression
    value = evaluate_safely(expression, scope, diagnostics)
    if len(diagnostics) > before:
        return
    variable = variables[name] = Variable(name, span, value.type)
    variable.assignments.append(Assignment("default", value, Span(scope.source, expression.start, expression.end)))


def _declare(block: Block, variables: dict[str, Variable], scope: Scope, diagnostics: list[Diagnostic]) -> None:
    """A `variable` block (decodeVariableBlock)."""
    label = block.labels[0]
    name = label.value
    span = Span(scope.source, block.definition_start, block.header_end)
    if name in variables:
        _duplicate(name, variables[name], span, diagnostics)
        return
    found = content(block.body, _DECLARATION, diagnostics)
    if not (name and can_start(name[0]) and all(map(can_continue, name))):
        complain(diagnostics, scope, label.start, label.end, "HCL411", f'"{name}" cannot be the name of a variable',
                 "Invalid variable name",
                 "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.")
    variable = Variable(name, span)
    description = found.attributes.get("description")
    if description is not None:
        variable.description = _text(description.expression, scope, diagnostics) or ""
    type = found.attributes.get("type")
    if type is not None:
        variable.type = exact_type(type.expression, scope, diagnostics)
        if variable.type is None:
            return
    default = found.attributes.get("default")
    if default is not None and not _take_default(variable, default.expression, scope, diagnostics):
        return
    for inner in found.blocks:
        variable.validations.append(_validation(name, inner, scope, diagnostics))
    variables[name] = variable


def _take_default(variable: Variable, expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> bool:
    """Whether the declaration is to be gone on with; a default of the wrong type is reported and becomes unknown."""
    before = len(diagnostics)
    value = evaluate_safely(expression, scope, diagnostics)
    if len(diagnostics) > before:
        return False
    if variable.type is not None:
        try:
            value = convert(value, variable.type)
        except ConversionError as error:
            complain(diagnostics, scope, expression.start, expression.end, "HCL412",
                     f'the default of variable "{variable.name}" does not fit its type: {error.message}',
                     "Invalid default value for variable",
                     f"This default value is not compatible with the variable's type constraint: {error.message}.")
            value = DYNAMIC_UNKNOWN
    else:
        variable.type = value.type
    variable.assignments.append(Assignment("default", value, Span(scope.source, expression.start, expression.end)))
    return True


def _text(expression: Expression, scope: Scope, diagnostics: list[Diagnostic]) -> str | None:
    """A constant text, None after an error (gohcl.DecodeExpression into a string)."""
    before = len(diagnostics)
    value = evaluate_safely(expression, scope, diagnostics)
    try:
        raw = convert(value, STRING).raw
    except ConversionError as error:
        reason = error.message
    else:
        if isinstance(raw, str):
            return raw
        if len(diagnostics) > before:
            return None
        reason = "value must be known" if raw is UNKNOWN else "null value is not allowed"
    start, end = start_range(expression)
    complain(diagnostics, scope, start, end, "HCL413", f"text is needed here: {reason}", "Unsuitable value type",
             f"Unsuitable value: {reason}")
    return None


def _validation(name: str, block: Block, scope: Scope, diagnostics: list[Diagnostic]) -> Validation:
    """A `validation` block; its condition may refer to the variable itself only (decodeVariableValidationBlock)."""
    found = content(block.body, _VALIDATION, diagnostics)
    validation = Validation(None, "", Span(scope.source, block.definition_start, block.header_end))
    condition = found.attributes.get("condition")
    if condition is not None:
        expression = validation.condition = condition.expression
        refers = False
        for reference in references(expression, scope.source):
            step = reference.steps[0] if reference.steps else None
            if reference.root.name == "var" and isinstance(step, GetAttribute) and step.name == name:
                refers = True
                continue
            end = reference.steps[-1].end if reference.steps else reference.root.end
            complain(diagnostics, scope, reference.root.start, end, "HCL414",
                     f'the condition of variable "{name}" refers to something else than var.{name}',
                     "Invalid reference in variable validation",
                     f'The condition for variable "{name}" can only refer to the variable itself, using var.{name}.')
        if not refers:
            complain(diagnostics, scope, expression.start, expression.end, "HCL414",
                     f'the condition of variable "{name}" does not refer to var.{name}', "Invalid variable validation condition",
                     f'The condition for variable "{name}" must refer to var.{name} in order to test incoming values.')
    message = found.attributes.get("error_message")
    if message is not None:
        text = _text(message.expression, scope, diagnostics)
        validation.message = text or ""
        if text is not None and not text.strip():
            complain(diagnostics, scope, message.expression.start, message.expression.end, "HCL414", "the error message is empty",
                     "Invalid validation error message", "An empty or blank string is not a valid nor useful error message.")
    return validation


def variable_values(variables: dict[str, Variable], functions: Mapping[str, Function], context: Context | None,
                    diagnostics: list[Diagnostic], stand_ins: Mapping[str, Value]) -> dict[str, Value]:
    """What `var` holds. Variables without a value are errors, and so are values that a validation rule refuses (Variables.Values).

    `functions` and `context` are for the conditions of validation rules. `stand_ins` are taken for variables without a value, as they are.
    """
    values: dict[str, Value] = {}
    for name, variable in variables.items():
        if not variable.assignments:
            if name in stand_ins:
                values[name] = stand_ins[name]
                continue
            diagnostics.append(no_position(
                "HCL420", f'variable "{name}" has no value', f'Unset variable "{name}"',
                "A used variable must be set or have a default value; see "
                "https://developer.hashicorp.com/nomad/docs/reference/hcl2/variables  for details.",
                help=f"Set it with --var {name}=… or NOMAD_VAR_{name}=…, in a variable file, or give it a default.",
                related=(Related(variable.span, "declared here"),),
            ))
            values[name] = Value(DYNAMIC_UNKNOWN.type if variable.type is None else variable.type, UNKNOWN)
            continue
        assignment = variable.assignments[-1]
        values[name] = assignment.value
        for validation in variable.validations:
            _validate(variable, assignment, validation, functions, context, diagnostics)
    return values


def _validate(variable: Variable, assignment: Assignment, validation: Validation, functions: Mapping[str, Function],
              context: Context | None, diagnostics: list[Diagnostic]) -> None:
    """One validation rule on the value that counts (Variable.validateValue)."""
    place = validation.span
    scope = Scope(place.source, {"var": object_of({variable.name: assignment.value})}, functions, context)
    condition = validation.condition
    if condition is None:
        complain(diagnostics, scope, place.start, place.end, "HCL414", "this validation has no condition",
                 "Invalid variable validation specification", "validation requires a condition.")
        return
    result = evaluate_safely(condition, scope, diagnostics)
    summary = "Invalid variable validation result"
    if result.raw is UNKNOWN:
        return
    if result.raw is None:
        complain(diagnostics, scope, condition.start, condition.end, "HCL415", "the condition is null, neither true nor false", summary,
                 "Validation condition expression must return either true or false, not null.")
        return
    try:
        result = convert(result, BOOL)
    except ConversionError as error:
        complain(diagnostics, scope, condition.start, condition.end, "HCL415", f"the condition must be true or false: {error.message}",
                 summary, f"Invalid validation condition result value: {error.message}.")
        return
    if result.raw is False:
        source = place.source
        rule = f"{source.name}:{place.line},{place.column}-{source.column_at(place.end)}"
        diagnostics.append(Diagnostic(
            code="HCL421",
            severity=Severity.ERROR,
            message=f'the value of variable "{variable.name}" is refused: {validation.message}',
            span=assignment.span,
            related=(Related(place, "by this rule"),),
            nomad=True,
            nomad_message=f"Invalid value for {assignment.origin} variable; {validation.message}\n\n"
                          f"This was checked by the validation rule at {rule}.",
        ))
