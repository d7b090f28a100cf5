"""The expressions of a job file as they are written, before anything was evaluated."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jobspec.decode.file import JobFile
from jobspec.evaluate.references import parts_of
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Block, Body
from jobspec.hcl.syntax import Expression, For, Parentheses, ScopeTraversal, Template, TemplateWrap
from jobspec.rules.context import Context
from jobspec.rules.reference.written import Names, Written
from jobspec.source import Source


class Node(msgspec.Struct, frozen=True):
    """Any expression in the file, the names bound at its place, and the whole expression that it belongs to."""

    expression: Expression
    bound: Names
    whole: Written

    def is_runtime(self, reference: ScopeTraversal, scope_names: Names) -> bool:
        """Whether a reference at this place is left for the client: nothing that Nomad knows when it reads the file has the name."""
        return reference.root.name not in self.bound and reference.root.name not in scope_names


class Tree(msgspec.Struct, frozen=True):
    """What a job file says in its job and its locals, as expressions and all that is inside of them."""

    file: JobFile
    scope_names: Names
    nodes: tuple[Node, ...]


def tree_of(context: Context) -> Tree | None:
    """The tree of the job's file, made once; None for a job that no file says."""
    origin = context.written.origin
    file = None if origin is None else origin.file
    return context.once(lambda: _tree(file), "tree") if isinstance(file, JobFile) else None


def misnamed_in(context: Context) -> dict[str, tuple[str, str]]:
    """References that ENV107 found to mean a variable or local, by their text: the root and the name that were meant."""
    return context.once(dict[str, tuple[str, str]], "misnamed")


def direct_references(expression: Expression) -> Iterator[ScopeTraversal]:
    """The references whose text is the value of an expression or a piece of it, as in `a.b`, `"${a.b}"` and `"x-${a.b}"`."""
    match expression:
        case ScopeTraversal():
            yield expression
        case Parentheses():
            yield from direct_references(expression.inner)
        case TemplateWrap():
            yield from direct_references(expression.wrapped)
        case Template() if expression.literal is None:
            for part in expression.parts:
                yield from direct_references(part)


def _tree(file: JobFile) -> Tree:
    nodes: list[Node] = []
    for block in file.blocks:
        if block.type in ("job", "locals"):
            for written in _expressions(block, file.source):
                nodes.extend(_nodes(written))
    return Tree(file, frozenset(file.scope.variables or ()), tuple(nodes))


def _expressions(block: Block, source: Source) -> Iterator[Written]:
    if not isinstance(block.body, JsonBody):
        return _written(block, source, frozenset())
    from jobspec.rules.reference.json_tree import json_expressions

    return json_expressions(block.body.value, source, block.type)


def _written(block: Block, source: Source, bound: Names) -> Iterator[Written]:
    if block.type == "dynamic" and block.labels:
        yield from _dynamic(block, source, bound)
        return
    for name, attribute in block.body.attributes.items():
        yield Written(attribute.expression, bound, name, block.type, source, source.text)
    for inner in block.body.blocks:
        yield from _written(inner, source, bound)


def _dynamic(block: Block, source: Source, bound: Names) -> Iterator[Written]:
    body: Body = block.body
    iterator = body.attributes.get("iterator")
    name = block.labels[0].value
    if iterator is not None and isinstance(iterator.expression, ScopeTraversal):
        name = iterator.expression.root.name
    for attribute in body.attributes.values():
        if attribute.name != "iterator":
            inner_bound = bound if attribute.name == "for_each" else bound | {name}
            yield Written(attribute.expression, inner_bound, attribute.name, block.type, source, source.text)
    for inner in body.blocks:
        yield from _written(inner, source, bound | {name})


def _nodes(written: Written) -> Iterator[Node]:
    pending: list[tuple[Expression, Names]] = [(written.expression, written.bound)]
    while pending:
        expression, bound = pending.pop()
        yield Node(expression, bound, written)
        if isinstance(expression, For):
            inner = bound | {expression.key_name, expression.value_name}
            pieces = (expression.key, expression.value, expression.condition)
            pending.extend((piece, inner) for piece in reversed(pieces) if piece is not None)
            pending.append((expression.collection, bound))
        else:
            pending.extend((part, bound) for part in reversed(parts_of(expression)))
