"""Values in HCL's JSON form, whose strings are templates (hcl json/structure.go, expression.Value)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import NUMBER, STRING
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, NULL, Value, boolean, object_of, string, tuple_of
from jobspec.go_text import quote
from jobspec.hcl.json_syntax import JsonArray, JsonBool, JsonNull, JsonNumber, JsonObject, JsonString
from jobspec.hcl.syntax import JsonExpression, Node
from jobspec.source import Source


def json_expression(expression: JsonExpression, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """The value of a JSON property; a string is a template, unless the scope allows neither variables nor functions."""
    return _value(expression.node, scope, diagnostics)


def _value(node: Node, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    match node:
        case JsonString():
            return _text(node.value, node.start, node.end, scope, diagnostics)
        case JsonNumber():
            return Value(NUMBER, node.value)
        case JsonBool():
            return boolean(node.value)
        case JsonArray():
            return tuple_of([_value(item, scope, diagnostics) for item in node.values])
        case JsonObject():
            return _object(node, scope, diagnostics)
        case JsonNull():
            return NULL
    return DYNAMIC_UNKNOWN


def _text(text: str, start: int, end: int, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    if (scope.variables is None and scope.functions is None and scope.parent is None) or ("${" not in text and "%{" not in text):
        return string(text)
    from jobspec.hcl.native import parse_template

    source = scope.source
    after = start + 1 + len(text)
    if after != end - 1 or source.text[start + 1 : after] != text:
        # The string has escapes: as Nomad does, read on as if its characters stood there themselves. Runtime references
        # are nevertheless copied from the file.
        source = Source(source.text[: start + 1] + text, source.name)
        scope = Scope(source, None, None, scope.context, scope.runtime_text, scope, scope.text)
    result = parse_template(source, start + 1, after)
    if result.value is None or result.diagnostics:
        diagnostics.extend(result.diagnostics)
        return DYNAMIC_UNKNOWN
    return evaluate(result.value, scope, diagnostics)


def _object(node: JsonObject, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    attributes: dict[str, Value] = {}
    places: dict[str, tuple[int, int]] = {}
    known = True
    for member in node.members:
        key = _text(member.name, member.start, member.end, scope, diagnostics)
        value = _value(member.value, scope, diagnostics)
        try:
            converted = convert(key, STRING).raw
        except ConversionError as error:
            complain(diagnostics, scope, member.start, member.end, "HCL341", f"a {key.type.friendly} cannot be a key",
                     "Invalid object key expression", f"Cannot use this expression as an object key: {error.message}.")
            continue
        if converted is None:
            complain(diagnostics, scope, member.start, member.end, "HCL341", "the key is null", "Invalid object key expression",
                     "Cannot use null value as an object key.")
        elif not isinstance(converted, str):
            known = False
        elif converted in attributes:
            source, (start, end) = scope.source, places[converted]
            place = f"{source.name}:{source.line_at(start)},{source.column_at(start)}-{source.column_at(end)}"
            complain(diagnostics, scope, member.start, member.end, "HCL342", f"the key {quote(converted)} occurs twice",
                     "Duplicate object attribute", f"An attribute named {quote(converted)} was already defined at {place}.")
        else:
            attributes[converted] = value
            places[converted] = (member.start, member.end)
    return object_of(attributes) if known else DYNAMIC_UNKNOWN
