"""References: names, attributes, indexes (hcl ops.go, traversal.go), and Nomad's rule for names that are only known at run time."""

from __future__ import annotations

from fractions import Fraction

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain, runtime_advice
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, PrimitiveType, SetType, TupleType
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, NULL, UNKNOWN, Value, boolean, number, string, unknown_of
from jobspec.go_text import quote
from jobspec.hcl.suggestion import name_suggestion
from jobspec.hcl.syntax import GetAttribute, GetIndex, Index, Number, RelativeTraversal, Root, ScopeTraversal, Step

#: What `var` and `local` hold: our words for what is missing, how it is declared, and what there is.
_DECLARED = {
    "var": ('no variable "{}" is declared', 'Declare it outside of the job: variable "{}" {{ }}.', "Declared are"),
    "local": ('no local "{}" is defined', "Define it outside of the job: locals {{ {} = … }}.", "Defined are"),
}
#: Names that advice lists.
_NAMED = 5

_NOT_AN_ELEMENT = "The given key does not identify an element in this collection value"


def scope_traversal(expression: ScopeTraversal, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`root.step.step` (Traversal.TraverseAbs): the innermost scope that has the name decides."""
    name = expression.root.name
    allowed = runtime_text = False
    inner: Scope | None = scope
    while inner is not None:
        runtime_text = runtime_text or inner.runtime_text
        if inner.variables is not None:
            allowed = True
            value = inner.variables.get(name)
            if value is not None:
                return traverse(value, expression.steps, scope, diagnostics, name) if expression.steps else value
        inner = inner.parent
    root = expression.root
    if runtime_text:
        end = expression.steps[-1].end if expression.steps else root.end
        return string(reference_text(scope.text, root.start, end))
    if not allowed:
        complain(diagnostics, scope, root.start, root.end, "HCL301", f'"{name}" refers to a variable, which is not possible here',
                 "Variables not allowed", "Variables may not be used here.", help="Write the value itself, or text in quotes.")
    else:
        _unknown_variable(root, scope, diagnostics)
    return DYNAMIC_UNKNOWN


def _unknown_variable(root: Root, scope: Scope, diagnostics: list[Diagnostic]) -> None:
    names: list[str] = []
    inner: Scope | None = scope
    while inner is not None:
        names.extend(sorted(inner.variables or ()))
        inner = inner.parent
    suggestion = name_suggestion(root.name, names)
    detail = f"There is no variable named {quote(root.name)}." + (f" Did you mean {quote(suggestion)}?" if suggestion else "")
    help = f'Did you mean "{suggestion}"?' if suggestion else "Known here: " + ", ".join(names) + "." if names else None
    complain(diagnostics, scope, root.start, root.end, "HCL302", f'there is no variable "{root.name}" here', "Unknown variable",
             detail, help)


def reference_text(text: str, start: int, end: int) -> str:
    """A reference as the text that the client will interpolate (jobspec2 types.config.go, EvalContext, UndefinedVariable).

    The reference at `start` … `end` is put in `${…}`. Where it follows `${` (and blanks) already, what stands there
    is kept, and blanks between the reference and the closing brace follow Nomad's own, slightly odd, search: it starts one
    character after the reference and goes on over blanks and braces.
    """
    result = text[start:end]
    position = start - 1
    while position >= 1:
        character = text[position]
        if character == "{" and text[position - 1] == "$":
            result = text[position - 1 : start] + result
            break
        if character != " ":
            return "${" + result + "}"
        position -= 1
    else:
        return "${" + result + "}"
    for position in range(end + 1, len(text)):
        character = text[position]
        if character == "}":
            result += text[end:position]
        elif character != " ":
            return result + "}"
    return result


def relative_traversal(expression: RelativeTraversal, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """Steps after any expression (Traversal.TraverseRel)."""
    return traverse(evaluate(expression.of, scope, diagnostics), expression.steps, scope, diagnostics)


def traverse(value: Value, steps: list[Step], scope: Scope, diagnostics: list[Diagnostic], root: str | None = None) -> Value:
    """Follow the steps; the first that fails ends it with an unknown value. `root` is the name that the value goes by."""
    known = len(diagnostics)
    for step in steps:
        if isinstance(step, GetAttribute):
            value = get_attribute(value, step, scope, diagnostics, root)
        else:
            assert isinstance(step, GetIndex)
            value = index(value, _constant(step.key), step.start, step.end, scope, diagnostics)
        if len(diagnostics) > known:
            return DYNAMIC_UNKNOWN
        root = None
    return value


def _constant(key: str | Number | bool | None) -> Value:
    if isinstance(key, str):
        return string(key)
    if key is None:
        return NULL
    return boolean(key) if isinstance(key, bool) else number(key)


def get_attribute(value: Value, step: GetAttribute, scope: Scope, diagnostics: list[Diagnostic], root: str | None = None) -> Value:
    """`.name` on an object or a map (hcl.GetAttr). `var` and `local` are objects that the file's declarations make."""
    raw, type, name = value.raw, value.type, step.name
    if isinstance(raw, dict) and name in raw:
        return raw[name]
    if raw is None:
        complain(diagnostics, scope, step.start, step.end, "HCL303", f'this value is null, so it has no attribute "{name}"',
                 "Attempt to get attribute from null value", "This value is null, so it does not have any attributes.")
        return DYNAMIC_UNKNOWN
    summary, help = "Unsupported attribute", None
    if isinstance(type, ObjectType):
        if name in type.attributes:
            return unknown_of(type.attributes[name])
        message, detail = f'this object has no attribute "{name}"', f"This object does not have an attribute named {quote(name)}."
        if root in _DECLARED:
            message, help = _not_declared(_DECLARED[root], name, type)
        elif type.attributes:
            close = name_suggestion(name, sorted(type.attributes))
            help = f'Did you mean "{close}"?' if close else "It has: " + ", ".join(sorted(type.attributes)) + "."
    elif isinstance(type, MapType):
        if raw is UNKNOWN:
            return unknown_of(type.element)
        summary, message = "Missing map element", f'this map has no element "{name}"'
        detail = f"This map does not have an element with the key {quote(name)}."
    elif type is DYNAMIC:
        return DYNAMIC_UNKNOWN
    elif isinstance(type, ListType) and isinstance(type.element, ObjectType):
        message = f'a list of objects has no attribute "{name}"'
        which, ask = ("an attribute", "") if name not in type.element.attributes else (f"attribute {quote(name)}", f".{name}")
        detail = (f"Can't access attributes on a list of objects. Did you mean to access {which} for a specific element of the list, "
                  "or across all elements of the list?")
        help = f"Take one element with [0]{ask}, or all of them with [*]{ask}."
    elif isinstance(type, SetType) and isinstance(type.element, ObjectType):
        message = f'a set of objects has no attribute "{name}"'
        detail = "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?"
        help = f"Take all of them with [*].{name}."
    elif isinstance(type, PrimitiveType):
        message = f'a {type.friendly} has no attributes, so no "{name}"'
        detail = f"Can't access attributes on a primitive-typed value ({type.friendly})."
    else:
        message, detail = f'a {type.friendly} has no attributes, so no "{name}"', "This value does not have any attributes."
    complain(diagnostics, scope, step.start, step.end, "HCL304", message, summary, detail, help)
    return DYNAMIC_UNKNOWN


def _not_declared(declared: tuple[str, str, str], name: str, type: ObjectType) -> tuple[str, str]:
    """Our words and advice where `var.NAME` or `local.NAME` stands for nothing."""
    message, declaration, others = declared
    close = name_suggestion(name, sorted(type.attributes))
    if close is not None:
        return message.format(name), f'did you mean "{close}"?'
    known = sorted(type.attributes)
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    listed = f" {others} {', '.join(known[:_NAMED])}{more}." if known else ""
    return message.format(name), declaration.format(name) + listed


def index_expression(expression: Index, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`collection[key]` (hclsyntax IndexExpr)."""
    collection = evaluate(expression.collection, scope, diagnostics)
    key = evaluate(expression.key, scope, diagnostics)
    return index(collection, key, expression.open, expression.end, scope, diagnostics)


def index(collection: Value, key: Value, start: int, end: int, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """An element by its key (hcl.Index)."""
    type = collection.type
    message = summary = detail = ""
    help: str | None = None
    if collection.raw is None:
        summary, detail = "Attempt to index null value", "This value is null, so it does not have any indices."
        message = "this value is null, so it has no elements"
    elif key.raw is None:
        summary, detail, message = "Invalid index", "Can't use a null value as an indexing key.", "the index is null"
    elif key.type is DYNAMIC or type is DYNAMIC:
        return DYNAMIC_UNKNOWN
    elif isinstance(type, (ListType, TupleType, MapType, ObjectType)):
        result = _element(collection, key)
        if isinstance(result, Value):
            return result
        summary, detail, message = "Invalid index", result[0], result[1]
        help = runtime_advice(key)
    elif isinstance(type, SetType):
        summary, message = "Invalid index", "elements of a set have no index"
        detail = ("Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's "
                  "only possible to perform operations across all elements of the set.")
        help = "Turn the set into a sorted list with sort() or into a tuple with [for item in set : item]."
    else:
        summary, detail = "Invalid index", "This value does not have any indices."
        message = f"a {type.friendly} has no elements"
    complain(diagnostics, scope, start, end, "HCL305", message, summary, detail, help)
    return DYNAMIC_UNKNOWN


def _element(collection: Value, key: Value) -> Value | tuple[str, str]:
    """The element, or Nomad's words and ours for why there is none."""
    type, raw = collection.type, collection.raw
    sequence = isinstance(type, (ListType, TupleType))
    try:
        converted = convert(key, NUMBER if sequence else STRING)
    except ConversionError as error:
        wanted = "a number" if sequence else "text"
        return f"{_NOT_AN_ELEMENT}: {error.message}.", f"the index must be {wanted}, not {_described(key)}"
    if isinstance(type, ObjectType):
        if raw is UNKNOWN or converted.raw is UNKNOWN:
            return DYNAMIC_UNKNOWN
        assert isinstance(raw, dict) and isinstance(converted.raw, str)
        found = raw.get(converted.raw)
        if found is not None:
            return found
        more = " An object only supports looking up attributes by name, not by numeric index." if key.type is NUMBER else ""
        return f"{_NOT_AN_ELEMENT}.{more}", f'this object has no attribute "{converted.raw}"'
    if isinstance(type, MapType):
        if raw is UNKNOWN or converted.raw is UNKNOWN:
            return unknown_of(type.element)
        assert isinstance(raw, dict) and isinstance(converted.raw, str)
        found = raw.get(converted.raw)
        return (f"{_NOT_AN_ELEMENT}.", f'this map has no element "{converted.raw}"') if found is None else found
    assert isinstance(type, (ListType, TupleType))
    return _sequence_element(type, raw, converted.raw)


def _sequence_element(type: ListType | TupleType, raw: object, position: object) -> Value | tuple[str, str]:
    unknown = DYNAMIC_UNKNOWN if isinstance(type, TupleType) else unknown_of(type.element)
    if position is UNKNOWN:
        return unknown
    assert isinstance(position, (int, float, Fraction))
    length = len(raw) if isinstance(raw, tuple) else len(type.elements) if isinstance(type, TupleType) else None
    if isinstance(position, Fraction):
        return f"{_NOT_AN_ELEMENT}: indexing a sequence requires a whole number, but the given index has a fractional part.", \
            "the index is not a whole number"
    if isinstance(position, float) and position != 0:  # HasIndex is false, Int is inexact
        return f"{_NOT_AN_ELEMENT}: indexing a sequence requires a whole number, but the given index has a fractional part.", \
            "the index is infinite"
    if position < 0:
        return f"{_NOT_AN_ELEMENT}: a negative number is not a valid index for a sequence.", f"the index {int(position)} is negative"
    if length is None:
        return unknown
    if position >= length:
        if position > length:  # Nomad explains only the index that is one too large
            return f"{_NOT_AN_ELEMENT}.", _too_large(int(position), length)
        if length == 0:
            return f"{_NOT_AN_ELEMENT}: the collection has no elements.", "there are no elements to pick from"
        return f"{_NOT_AN_ELEMENT}: the given index is greater than or equal to the length of the collection.", \
            _too_large(int(position), length)
    if isinstance(raw, tuple):
        found: Value = raw[int(position)]
        return found
    return unknown_of(type.elements[int(position)]) if isinstance(type, TupleType) else unknown


def _too_large(position: int, length: int) -> str:
    if length == 0:
        return "there are no elements to pick from"
    return f"index {position} is past the end: there are {length} elements, the last is {length - 1}" if length > 1 else \
        f"index {position} is past the end: there is one element, number 0"


def _described(value: Value) -> str:
    return quote(value.raw) if isinstance(value.raw, str) else f"a {value.type.friendly}"
