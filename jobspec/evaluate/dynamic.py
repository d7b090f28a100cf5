"""`dynamic` blocks: one block for each element of a collection (hcl ext/dynblock).

A generated block is the `content` body with the label of the `dynamic` block as its type. It is returned together with the
scope of its iteration, in which `ITERATOR.key` and `ITERATOR.value` are known; whatever is inside is evaluated in that scope.
"""

from __future__ import annotations

from typing import Final

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.complaints import complain
from jobspec.evaluate.constructors import elements
from jobspec.evaluate.convert import convert
from jobspec.evaluate.dispatch import evaluate_safely
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.type_expressions import keyword
from jobspec.evaluate.types import DYNAMIC, STRING
from jobspec.evaluate.values import UNKNOWN, Value, object_of
from jobspec.go_text import quote
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodyContent, BodySchema, content
from jobspec.hcl.json_syntax import JsonArray, JsonString
from jobspec.hcl.structure import Block, Label
from jobspec.hcl.syntax import Expression, JsonExpression, ScopeTraversal, TupleCons

_CONTENT: Final = (BlockSchema("content"),)
_WITH_LABELS: Final = BodySchema((AttributeSchema("for_each", True), AttributeSchema("iterator"), AttributeSchema("labels", True)),
                                 _CONTENT)
_WITHOUT_LABELS: Final = BodySchema((AttributeSchema("for_each", True), AttributeSchema("iterator")), _CONTENT)


class GeneratedBlock(Block):
    """A block that a `dynamic` block stands for. Its type is that block's label, its definition that block's header."""

    __slots__ = ("dynamic",)

    def __init__(self, dynamic: Block, body: Block, labels: list[Label]) -> None:
        label = dynamic.labels[0]
        super().__init__(label.start, body.end, label.value, label.end, labels, body.body, body.open, body.close)
        self.dynamic = dynamic

    @property
    def definition_start(self) -> int:
        return self.dynamic.definition_start

    @property
    def header_end(self) -> int:
        return self.dynamic.header_end


def expand_dynamic(block: Block, schema: BodySchema, scope: Scope, diagnostics: list[Diagnostic],
                   partial: bool = False) -> list[tuple[Block, Scope]]:
    """The blocks that `dynamic "type" { … }` generates where `schema` applies, each with the scope of its body (expandBlocks).

    A type that the schema does not have is an error, unless the schema covers only a part of the body.
    """
    label = block.labels[0]
    wanted = schema.block_types.get(label.value) if label.value != "dynamic" else None
    if wanted is None:
        if not partial:
            complain(diagnostics, scope, label.start, label.end, "HCL380", f'no block of type "{label.value}" belongs here',
                     "Unsupported block type", f"Blocks of type {quote(label.value)} are not expected here.")
        return []
    before = len(diagnostics)
    found = content(block.body, _WITH_LABELS if wanted.label_names else _WITHOUT_LABELS, diagnostics)
    if len(diagnostics) > before:
        return []
    iterator = _iterator_name(found, wanted.type, scope, diagnostics)
    collection = None if iterator is None else _collection(found, scope, diagnostics)
    if iterator is None or collection is None:
        return []
    labels = _label_expressions(found, wanted, scope, diagnostics)
    if labels is None:
        return []
    if len(found.blocks) != 1:
        _not_one_content(found, scope, diagnostics)
        return []
    generated: list[tuple[Block, Scope]] = []
    for key, value in elements(collection):
        inner = scope.child({iterator: object_of({"key": key, "value": value})})
        texts = _labels(labels, inner, diagnostics)
        if texts is not None:
            generated.append((GeneratedBlock(block, found.blocks[0], texts), inner))
    return generated


def _iterator_name(found: BodyContent, default: str, scope: Scope, diagnostics: list[Diagnostic]) -> str | None:
    attribute = found.attributes.get("iterator")
    if attribute is None:
        return default
    expression = attribute.expression
    if isinstance(expression, JsonExpression) and isinstance(expression.node, JsonString):
        name = expression.node.value if expression.node.value.isidentifier() else ""
    else:
        name = keyword(expression)
    if name:
        return name
    if isinstance(expression, ScopeTraversal):
        complain(diagnostics, scope, expression.start, expression.end, "HCL381", "the name of an iterator has no dots",
                 "Invalid dynamic iterator name", "Dynamic iterator must be a single variable name.")
    else:
        complain(diagnostics, scope, expression.start, expression.end, "HCL381", "the name of an iterator is a bare word",
                 "Invalid expression",
                 "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, "
                 "function calls, template expressions, etc are allowed here.", help="Write it without quotes: iterator = item.")
    return None


def _collection(found: BodyContent, scope: Scope, diagnostics: list[Diagnostic]) -> Value | None:
    expression = found.attributes["for_each"].expression
    before = len(diagnostics)
    value = evaluate_safely(expression, scope, diagnostics)
    if len(diagnostics) > before:
        return None
    if isinstance(value.raw, (tuple, dict)) or value.raw is UNKNOWN:
        return value
    summary = "Invalid dynamic for_each value"
    if value.raw is None and (value.type is DYNAMIC or value.type.friendly not in ("string", "number", "bool")):
        complain(diagnostics, scope, expression.start, expression.end, "HCL382", "for_each is null", summary,
                 "Cannot use a null value in for_each.", help="An empty list [] generates no block.")
    else:
        complain(diagnostics, scope, expression.start, expression.end, "HCL382",
                 f"for_each takes a list, a set, a map or an object, not a {value.type.friendly}", summary,
                 f"Cannot use a {value.type.friendly} value in for_each. An iterable collection is required.",
                 help="Put a single value in brackets: [value].")
    return None


def _label_expressions(found: BodyContent, wanted: BlockSchema, scope: Scope, diagnostics: list[Diagnostic]) -> list[Expression] | None:
    attribute = found.attributes.get("labels")
    if attribute is None:
        return []
    expression = attribute.expression
    if isinstance(expression, TupleCons):
        labels = expression.items
    elif isinstance(expression, JsonExpression) and isinstance(expression.node, JsonArray):
        labels = [JsonExpression(node.start, node.end, node) for node in expression.node.values]
    else:
        complain(diagnostics, scope, expression.start, expression.end, "HCL383", "labels are written as a list in brackets",
                 "Invalid expression", "A static list expression is required.", help="For example labels = [item.value].")
        return None
    count = len(wanted.label_names)
    if len(labels) == count:
        return labels
    place: Expression = labels[count] if len(labels) > count else expression
    complain(diagnostics, scope, place.start, place.end, "HCL383",
             f'"{wanted.type}" blocks have {count} label{"s" if count > 1 else ""}, and here are {len(labels)}',
             "Extraneous dynamic block label" if len(labels) > count else "Insufficient dynamic block labels",
             f"Blocks of type {quote(wanted.type)} require {count} label(s).")
    return None


def _not_one_content(found: BodyContent, scope: Scope, diagnostics: list[Diagnostic]) -> None:
    if not found.blocks:
        complain(diagnostics, scope, found.missing_item, found.missing_item, "HCL384", "this dynamic block has no content block",
                 "Missing dynamic content block",
                 'A dynamic block must have a nested block of type "content" to describe the body of each generated block.',
                 help="Put what each block shall hold into content { … }.")
        return
    second = found.blocks[1]
    complain(diagnostics, scope, second.definition_start, second.header_end, "HCL384", "this dynamic block has a second content block",
             "Extraneous dynamic content block", "Only one nested content block is allowed for each dynamic block.")


def _labels(expressions: list[Expression], scope: Scope, diagnostics: list[Diagnostic]) -> list[Label] | None:
    """The labels of one generated block, None after an error (newBlock)."""
    labels: list[Label] = []
    for expression in expressions:
        before = len(diagnostics)
        value = evaluate_safely(expression, scope, diagnostics)
        if len(diagnostics) > before:
            return None
        try:
            text = convert(value, STRING).raw
        except ConversionError as error:
            detail = f"Cannot use this value as a dynamic block label: {error.message}."
            message = f"a {value.type.friendly} cannot be a label"
        else:
            if isinstance(text, str):
                labels.append(Label(expression.start, expression.end, text, True))
                continue
            detail, message = "Cannot use a null value as a dynamic block label.", "null cannot be a label"
            if text is UNKNOWN:
                detail = "This value is not yet known. Dynamic block labels must be immediately-known values."
                message = "the label is not known"
        complain(diagnostics, scope, expression.start, expression.end, "HCL385", message, "Invalid dynamic block label", detail)
        return None
    return labels
