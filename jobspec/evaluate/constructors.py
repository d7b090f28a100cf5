"""Tuples, objects, `for` and splat expressions (hclsyntax TupleConsExpr, ObjectConsExpr, ForExpr, SplatExpr)."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.numbers import number_from_int64
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import BOOL, DYNAMIC, STRING, ListType, SetType, TupleType, Type
from jobspec.evaluate.values import DYNAMIC_UNKNOWN, UNKNOWN, Value, object_of, string, tuple_of, unknown_of
from jobspec.go_text import quote
from jobspec.hcl.syntax import AnonymousSymbol, Expression, For, Literal, ObjectCons, ObjectKey, ScopeTraversal, Splat, TupleCons


def tuple_constructor(expression: TupleCons, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`[a, b]`"""
    return tuple_of([evaluate(item, scope, diagnostics) for item in expression.items])


def object_constructor(expression: ObjectCons, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`{ key = value }`; of two equal keys the last counts."""
    attributes: dict[str, Value] = {}
    known = True
    for key_expression, value_expression in expression.items:
        before = len(diagnostics)
        key = evaluate(key_expression, scope, diagnostics)
        key_is_wrong = len(diagnostics) > before
        value = evaluate(value_expression, scope, diagnostics)
        if key_is_wrong:
            known = False
            continue
        if key.raw is None:
            complain(diagnostics, scope, value_expression.start, value_expression.end, "HCL341", "the key of this value is null",
                     "Null value as key", "Can't use a null value as a key.")
            known = False
            continue
        try:
            name = convert(key, STRING).raw
        except ConversionError as error:
            complain(diagnostics, scope, key_expression.start, key_expression.end, "HCL341", f"a {key.type.friendly} cannot be a key",
                     "Incorrect key type", f"Can't use this value as a key: {error.message}.")
            known = False
            continue
        if isinstance(name, str):
            attributes[name] = value
        else:
            known = False
    return object_of(attributes) if known else DYNAMIC_UNKNOWN


def object_key(expression: ObjectKey, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """A bare word is its own name; everything else is evaluated (ObjectConsKeyExpr)."""
    wrapped = expression.wrapped
    if not expression.force_expression:
        if isinstance(wrapped, ScopeTraversal):
            if wrapped.steps:
                complain(diagnostics, scope, wrapped.start, wrapped.end, "HCL340",
                         "a key with a dot is neither a name nor clearly a reference", "Ambiguous attribute key",
                         "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal "
                         "name containing periods, wrap it in quotes to create a string literal.",
                         help="Put it in quotes to use it as text, or in parentheses to use what it refers to.")
                return DYNAMIC_UNKNOWN
            return string(wrapped.root.name)
        if isinstance(wrapped, Literal) and (wrapped.value is None or isinstance(wrapped.value, bool)):
            return Value(STRING, "null" if wrapped.value is None else "true" if wrapped.value else "false")
    return evaluate(wrapped, scope, diagnostics)


def elements(value: Value) -> Iterator[tuple[Value, Value]]:
    """Key and element of everything in a known collection or structure (Value.ElementIterator); the keys of a set are its elements."""
    raw = value.raw
    if isinstance(raw, dict):
        for key, item in raw.items():
            yield Value(STRING, key), item
    elif isinstance(raw, tuple):
        if isinstance(value.type, SetType):
            for item in raw:
                yield item, item
        else:
            for position, item in enumerate(raw):
                yield number_from_int64(position), item


def for_expression(expression: For, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`[for …]` gives a tuple, `{for …}` an object."""
    collection = evaluate(expression.collection, scope, diagnostics)
    start, end = expression.collection.start, expression.collection.end
    if collection.raw is None:
        complain(diagnostics, scope, start, end, "HCL350", "null cannot be iterated over", "Iteration over null value",
                 "A null value cannot be used as the collection in a 'for' expression.")
        return DYNAMIC_UNKNOWN
    if collection.type is DYNAMIC:
        return DYNAMIC_UNKNOWN
    if collection.raw is not UNKNOWN and not isinstance(collection.raw, (tuple, dict)):
        complain(diagnostics, scope, start, end, "HCL350", f"a {collection.type.friendly} cannot be iterated over",
                 "Iteration over non-iterable value",
                 f"A value of type {collection.type.friendly} cannot be used as the collection in a 'for' expression.",
                 help="A for expression goes over a list, a set, a map, a tuple or an object.")
        return DYNAMIC_UNKNOWN
    if collection.raw is UNKNOWN or not _condition_is_possible(expression, scope, diagnostics):
        return DYNAMIC_UNKNOWN
    loop = _Loop(expression, diagnostics)
    if expression.key is not None:
        return loop.object(expression.key, collection, scope)
    return loop.tuple(collection, scope)


def _condition_is_possible(expression: For, scope: Scope, diagnostics: list[Diagnostic]) -> bool:
    """Evaluate the condition once for unknown elements: what is wrong whatever they are is reported once."""
    condition = expression.condition
    if condition is None:
        return True
    before = len(diagnostics)
    result = evaluate(condition, _element_scope(expression, scope, DYNAMIC_UNKNOWN, DYNAMIC_UNKNOWN), diagnostics)
    if result.raw is None:
        complain(diagnostics, scope, condition.start, condition.end, "HCL351", "the condition after 'if' is null", "Condition is null",
                 "The value of the 'if' clause must not be null.")
        return False
    try:
        convert(result, BOOL)
    except ConversionError as error:
        complain(diagnostics, scope, condition.start, condition.end, "HCL351",
                 f"the condition after 'if' must be true or false: {error.message}", "Invalid 'for' condition",
                 f"The 'if' clause value is invalid: {error.message}.")
        return False
    return len(diagnostics) == before


def _element_scope(expression: For, scope: Scope, key: Value, value: Value) -> Scope:
    variables = {expression.value_name: value}
    if expression.key_name and expression.key_name != expression.value_name:
        variables[expression.key_name] = key
    return scope.child(variables)


class _Loop:
    """One run of a `for`: `known` is false once an element has made the result unknown."""

    __slots__ = ("diagnostics", "expression", "known")

    def __init__(self, expression: For, diagnostics: list[Diagnostic]) -> None:
        self.expression = expression
        self.diagnostics = diagnostics
        self.known = True

    def tuple(self, collection: Value, scope: Scope) -> Value:
        items: list[Value] = []
        for key, value in elements(collection):
            inner = _element_scope(self.expression, scope, key, value)
            if self.includes(inner):
                items.append(evaluate(self.expression.value, inner, self.diagnostics))
        return tuple_of(items) if self.known else DYNAMIC_UNKNOWN

    def object(self, key_expression: Expression, collection: Value, scope: Scope) -> Value:
        groups: dict[str, list[Value]] = {}
        for key, value in elements(collection):
            inner = _element_scope(self.expression, scope, key, value)
            if not self.includes(inner):
                continue
            name = self.key(key_expression, inner)
            if name is None:
                self.known = False
                continue
            item = evaluate(self.expression.value, inner, self.diagnostics)
            if self.expression.grouping:
                groups.setdefault(name, []).append(item)
            elif name in groups:
                complain(self.diagnostics, inner, key_expression.start, key_expression.end, "HCL352",
                         f"two elements have the key {quote(name)}", "Duplicate object key",
                         f"Two different items produced the key {quote(name)} in this 'for' expression. If duplicates are expected, use "
                         "the ellipsis (...) after the value expression to enable grouping by key.",
                         help="Put ... after the value to collect all elements of a key in a list.")
            else:
                groups[name] = [item]
        if not self.known:
            return DYNAMIC_UNKNOWN
        if self.expression.grouping:
            return object_of({name: tuple_of(items) for name, items in groups.items()})
        return object_of({name: items[0] for name, items in groups.items()})

    def includes(self, inner: Scope) -> bool:
        """Whether the condition lets the element in."""
        condition = self.expression.condition
        if condition is None:
            return True
        result = evaluate(condition, inner, self.diagnostics)
        reason = "The value of the 'if' clause must not be null."
        message = "the condition after 'if' is null"
        if result.raw is UNKNOWN and self.expression.key is None:
            self.known = False
            return False
        if result.raw is not None:
            try:
                result = convert(result, BOOL)
            except ConversionError as error:
                reason = f"The 'if' clause value is invalid: {error.message}."
                message = f"the condition after 'if' must be true or false: {error.message}"
            else:
                if result.raw is UNKNOWN:
                    self.known = False
                return result.raw is True
        self.complain_once(inner, condition, "HCL351", message, "Invalid 'for' condition", reason)
        return False

    def key(self, key_expression: Expression, inner: Scope) -> str | None:
        """The element's key, None where there is none."""
        key = evaluate(key_expression, inner, self.diagnostics)
        if key.raw is None:
            self.complain_once(inner, key_expression, "HCL352", "the key is null", "Invalid object key",
                               "Key expression in 'for' expression must not produce a null value.")
            return None
        if key.raw is UNKNOWN:
            return None
        try:
            name = convert(key, STRING).raw
        except ConversionError as error:
            self.complain_once(inner, key_expression, "HCL352", f"a {key.type.friendly} cannot be a key", "Invalid object key",
                               f"The key expression produced an invalid result: {error.message}.")
            return None
        assert isinstance(name, str)
        return name

    def complain_once(self, inner: Scope, place: Expression, code: str, message: str, summary: str, detail: str) -> None:
        if self.known:
            complain(self.diagnostics, inner, place.start, place.end, code, message, summary, detail)
        self.known = False


def splat(expression: Splat, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """`source[*].each`: a single value counts as a list of one, null as none."""
    before = len(diagnostics)
    source = evaluate(expression.source, scope, diagnostics)
    if len(diagnostics) > before:
        return DYNAMIC_UNKNOWN
    single = not isinstance(source.type, (TupleType, ListType, SetType))
    if source.raw is None:
        if single:
            return tuple_of(())
        complain(diagnostics, scope, expression.source.start, expression.source.end, "HCL360", "[*] cannot be applied to null",
                 "Splat of null value", "Splat expressions (with the * symbol) cannot be applied to null sequences.")
        return DYNAMIC_UNKNOWN
    if source.type is DYNAMIC:
        return DYNAMIC_UNKNOWN
    maybe_nothing = single and source.raw is UNKNOWN
    if single:
        source = tuple_of((source,))
    if source.raw is UNKNOWN:
        return unknown_of(_splat_type(expression, source.type, scope, diagnostics))
    assert isinstance(source.raw, tuple)
    items: list[Value] = []
    before = len(diagnostics)
    for item in source.raw:
        items.append(_each(expression, item, scope, diagnostics))
    if maybe_nothing:
        return DYNAMIC_UNKNOWN
    if len(diagnostics) > before:
        return unknown_of(_splat_type(expression, source.type, scope, []))
    if isinstance(source.type, TupleType):
        return tuple_of(items)
    if not items:
        return Value(_splat_type(expression, source.type, scope, diagnostics), ())
    return Value(ListType(items[0].type), tuple(items))


def _each(expression: Splat, item: Value, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    if scope.items is None:
        scope.items = {}
    scope.items[expression.item] = item
    try:
        return evaluate(expression.each, scope, diagnostics)
    finally:
        del scope.items[expression.item]


def _splat_type(expression: Splat, source: Type, scope: Scope, diagnostics: list[Diagnostic]) -> Type:
    """The type of the result, found by evaluating with unknown elements."""
    inner = Scope(scope.source, None, None, scope.context, scope.runtime_text, scope, scope.text)
    if isinstance(source, TupleType):
        return TupleType(tuple(_each(expression, unknown_of(element), inner, diagnostics).type for element in source.elements))
    assert isinstance(source, (ListType, SetType))
    return ListType(_each(expression, unknown_of(source.element), inner, diagnostics).type)


def anonymous_symbol(expression: AnonymousSymbol, scope: Scope, diagnostics: list[Diagnostic]) -> Value:
    """The element at hand. It is known in exactly the scope of the splat, not in scopes inside it."""
    return DYNAMIC_UNKNOWN if scope.items is None else scope.items.get(expression, DYNAMIC_UNKNOWN)
