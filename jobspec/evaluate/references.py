"""Which names an expression refers to (hclsyntax/variables.go, walk.go)."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.hcl.json_syntax import JsonArray, JsonObject, JsonString
from jobspec.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    For,
    GetAttribute,
    Index,
    JsonExpression,
    Literal,
    Node,
    ObjectCons,
    ObjectKey,
    Parentheses,
    RelativeTraversal,
    ScopeTraversal,
    Splat,
    Template,
    TemplateJoin,
    TemplateWrap,
    TupleCons,
    Unary,
)
from jobspec.source import Source


def references(expression: Expression, source: Source) -> list[ScopeTraversal]:
    """Every reference to something outside the expression, in the order of the text; names that a `for` binds are not among them."""
    found: list[ScopeTraversal] = []
    pending: list[tuple[Expression, frozenset[str]]] = [(expression, frozenset())]
    while pending:
        node, bound = pending.pop()
        if isinstance(node, ScopeTraversal):
            if node.root.name not in bound:
                found.append(node)
        elif isinstance(node, For):
            inner = bound | {node.key_name, node.value_name}
            parts = (node.key, node.value, node.condition)
            pending.extend((part, inner) for part in reversed(parts) if part is not None)
            pending.append((node.collection, bound))
        elif isinstance(node, JsonExpression):
            pending.extend((part, bound) for part in reversed(list(_templates(node.node, source))))
        else:
            pending.extend((part, bound) for part in reversed(parts_of(node)))
    return found


def referenced_names(expression: Expression, source: Source, root: str) -> set[str]:
    """The `x` of every `root.x` in the expression."""
    return {
        reference.steps[0].name
        for reference in references(expression, source)
        if reference.root.name == root and reference.steps and isinstance(reference.steps[0], GetAttribute)
    }


def parts_of(node: Expression) -> list[Expression]:
    """The expressions directly inside of one; an object key that is a plain word is none."""
    match node:
        case Template():
            return [] if node.literal is not None else node.parts
        case TemplateWrap():
            return [node.wrapped]
        case TemplateJoin():
            return [node.tuple]
        case Parentheses():
            return [node.inner]
        case RelativeTraversal():
            return [node.of]
        case Call():
            return node.arguments
        case Conditional():
            return [node.condition, node.yes, node.no]
        case Binary():
            return [node.left, node.right]
        case Unary():
            return [node.value]
        case Index():
            return [node.collection, node.key]
        case Splat():
            return [node.source, node.each]
        case TupleCons():
            return node.items
        case ObjectCons():
            return [part for item in node.items for part in item]
        case ObjectKey():
            return [] if _is_name(node.wrapped) else [node.wrapped]
    return []


def _is_name(wrapped: Expression) -> bool:
    if isinstance(wrapped, ScopeTraversal):
        return not wrapped.steps
    return isinstance(wrapped, Literal) and (wrapped.value is None or isinstance(wrapped.value, bool))


def _templates(node: Node, source: Source) -> Iterator[Expression]:
    """The templates inside a JSON value."""
    if isinstance(node, JsonString):
        from jobspec.hcl.native import parse_template

        # As if the string's characters stood in the file without escapes, as Nomad takes them.
        result = parse_template(Source(source.text[: node.start + 1] + node.value, source.name), node.start + 1)
        if result.value is not None and not result.diagnostics:
            yield result.value
    elif isinstance(node, JsonArray):
        for item in node.values:
            yield from _templates(item, source)
    elif isinstance(node, JsonObject):
        for member in node.members:
            yield from _templates(JsonString(member.start, member.end, member.name), source)
            yield from _templates(member.value, source)
