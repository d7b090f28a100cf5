"""Moving the nodes of an expression to other offsets, for templates in JSON strings with escapes."""

from __future__ import annotations

from jobspec.hcl.syntax import (
    AnonymousSymbol,
    Binary,
    Call,
    Conditional,
    Expression,
    For,
    Index,
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


def relocate(expression: Expression, offsets: list[int]) -> None:
    """Replace every offset `n` in a tree by `offsets[n]`, in place."""
    last = len(offsets) - 1
    waiting: list[Node] = [expression]
    seen: set[int] = set()

    def moved(offset: int) -> int:
        return offsets[min(offset, last)]

    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        node.start = moved(node.start)
        node.end = moved(node.end)
        match node:
            case Template():
                waiting.extend(node.parts)
            case TemplateWrap():
                waiting.append(node.wrapped)
            case TemplateJoin():
                waiting.append(node.tuple)
            case ScopeTraversal():
                waiting.append(node.root)
                waiting.extend(node.steps)
            case RelativeTraversal():
                waiting.append(node.of)
                waiting.extend(node.steps)
            case Call():
                node.name_end, node.open, node.close = moved(node.name_end), moved(node.open), moved(node.close)
                waiting.extend(node.arguments)
            case Conditional():
                waiting.extend((node.condition, node.yes, node.no))
            case Binary():
                waiting.extend((node.left, node.right))
            case Unary():
                waiting.append(node.value)
            case Index():
                node.open = moved(node.open)
                waiting.extend((node.collection, node.key))
            case Splat():
                node.marker_start, node.marker_end = moved(node.marker_start), moved(node.marker_end)
                waiting.extend((node.source, node.each, node.item))
            case TupleCons():
                node.open_end = moved(node.open_end)
                waiting.extend(node.items)
            case ObjectCons():
                node.open_end = moved(node.open_end)
                for key, value in node.items:
                    waiting.extend((key, value))
            case ObjectKey():
                waiting.append(node.wrapped)
            case Parentheses():
                waiting.append(node.inner)
            case For():
                node.open_end, node.close = moved(node.open_end), moved(node.close)
                waiting.extend((node.collection, node.value))
                if node.key is not None:
                    waiting.append(node.key)
                if node.condition is not None:
                    waiting.append(node.condition)
            case AnonymousSymbol():
                pass
