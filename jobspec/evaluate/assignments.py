"""Values for input variables from outside the file: environment, variable files, arguments (collectInputVariableValues)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from jobspec.diagnostics import Diagnostic, Related, Severity, Span
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.expressions import evaluate_safely
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import NUMBER, STRING
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, Value, string
from jobspec.evaluate.variables import Assignment, Variable, no_position
from jobspec.go_text import quote
from jobspec.hcl.content import BlockSchema, BodySchema, content, just_attributes
from jobspec.hcl.structure import Attribute, Body
from jobspec.hcl.suggestion import name_suggestion
from jobspec.source import Source

#: What the names of environment variables begin with that set input variables.
ENVIRONMENT_PREFIX: Final = "NOMAD_VAR_"

_DECLARATIONS: Final = BodySchema((), (BlockSchema("variable", ("name",)),))


def collect_values(variables: dict[str, Variable], environ: Mapping[str, str], files: Sequence[Body], arguments: Sequence[str],
                   strict: bool, diagnostics: list[Diagnostic]) -> None:
    """Add to each variable the values given for it: environment first, then files, then arguments; the last one counts.

    `arguments` are `name=value` texts; one without an equals sign is passed over. A value for an undeclared variable is an
    error, a warning unless `strict`, and nothing in the environment.
    """
    severity = Severity.ERROR if strict else Severity.WARNING
    before = len(diagnostics)
    for key, text in environ.items():
        name = key.removeprefix(ENVIRONMENT_PREFIX)
        variable = variables.get(name) if name != key else None
        if variable is not None:
            _assign_text(variable, text, "env", f"<value for var.{name} from env>", diagnostics)
    for file in files:
        _refuse_declarations(file, diagnostics)
        if any(found.severity is Severity.ERROR for found in diagnostics[before:]):
            return
        scope = Scope(file.source)
        for name, attribute in just_attributes(file, diagnostics).items():
            variable = variables.get(name)
            if variable is None:
                detail = f"A {quote(name)} variable was set but was not found in known variables. To declare variable {quote(name)}, " \
                    "place this block in your job files"
                place = Related(Span(file.source, attribute.start, attribute.end), "set here")
                diagnostics.append(_undeclared(name, variables, "HCL430", "Undefined variable", detail, severity, (place,)))
            else:
                _assign_attribute(variable, attribute, scope, diagnostics)
    given = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    for name, text in given.items():
        variable = variables.get(name)
        if variable is None:
            detail = f"A {quote(name)} variable was passed in the command line but was not found in known variables. " \
                f"To declare variable {quote(name)}, place this block in your job file"
            diagnostics.append(_undeclared(name, variables, "HCL431", "Undefined -var variable", detail, severity, ()))
        else:
            _assign_text(variable, text, "cmd", f"<value for var.{name} from arguments>", diagnostics)


def _undeclared(name: str, variables: dict[str, Variable], code: str, summary: str, detail: str, severity: Severity,
                related: tuple[Related, ...]) -> Diagnostic:
    suggestion = name_suggestion(name, sorted(variables))
    help = f'Did you mean "{suggestion}"?' if suggestion else f'Declare it in the job file: variable "{name}" {{}}.'
    return no_position(code, f'a value is given for "{name}", which is no variable of this file', summary, detail, help, severity, related)


def _refuse_declarations(file: Body, diagnostics: list[Diagnostic]) -> None:
    ignored: list[Diagnostic] = []
    for block in content(file, _DECLARATIONS, ignored, partial=True).blocks:
        name = block.labels[0].value
        complain(diagnostics, Scope(file.source), block.start, block.type_end, "HCL432",
                 f'variable "{name}" is declared in a variable file, which can only set variables', "Variable declaration in a .var file",
                 "A .var file is used to assign values to variables that have already been declared in job files, not to declare new "
                 f"variables. To declare variable {quote(name)}, place this block in one of your job files\n\nTo set a value for this "
                 f"variable in {file.source.name}, use the definition syntax instead:\n    {name} = <value>",
                 help=f"Move the block into the job file and write {name} = … here.")


def _assign_attribute(variable: Variable, attribute: Attribute, scope: Scope, diagnostics: list[Diagnostic]) -> None:
    expression = attribute.expression
    value = evaluate_safely(expression, scope, diagnostics)
    span = Span(scope.source, expression.start, expression.end)
    variable.assignments.append(Assignment("varfile", _fitted(variable, value, span, "HCL433", "Invalid value for variable",
                                                              f"The value for {variable.name} is", diagnostics), span))


def _assign_text(variable: Variable, text: str, origin: str, place: str, diagnostics: list[Diagnostic]) -> None:
    """A value given as text: taken as it is for strings, numbers and variables without a type, else read as an expression
    (expressionFromVariableDefinition)."""
    type = variable.type
    span: Span | None = None
    if type is None or type is STRING or type is NUMBER:
        value = string(text)
    else:
        from jobspec.hcl.native import parse_expression

        source = Source(text, place)
        result = parse_expression(source)
        if result.diagnostics or result.value is None:
            diagnostics.extend(result.diagnostics)
            return
        value = evaluate_safely(result.value, Scope(source), diagnostics)
        span = Span(source, result.value.start, result.value.end)
    summary, subject = ("Invalid value for variable", "The value") if origin == "env" else (
        "Invalid argument value for -var variable", "The received arg value")
    fitted = _fitted(variable, value, span, "HCL433", summary, f"{subject} for {variable.name} is", diagnostics)
    variable.assignments.append(Assignment(origin, fitted, span))


def _fitted(variable: Variable, value: Value, span: Span | None, code: str, summary: str, subject: str,
            diagnostics: list[Diagnostic]) -> Value:
    """The value as the variable's type; unknown after an error."""
    if variable.type is None:
        return value
    try:
        return convert(value, variable.type)
    except ConversionError as error:
        diagnostics.append(Diagnostic(
            code=code,
            severity=Severity.ERROR,
            message=f'the value for variable "{variable.name}" does not fit its type: {error.message}',
            span=span,
            related=(Related(variable.span, "declared here"),),
            help=f"Its type is {variable.type.friendly}.",
            nomad=True,
            nomad_message=f"{summary}; {subject} not compatible with the variable's type constraint: {error.message}.",
        ))
        return DYNAMIC_UNKNOWN
