"""Expressions in the syntax tree of HCL: nodes with offsets, nothing evaluated. What they stand in is `jobspec.hcl.structure`.

Nodes mirror those of HashiCorp's hclsyntax (expression.go) so that evaluation can follow it node by node. `start` and `end` are offsets
into the text of the `Source`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Union

#: An exact number: `int`, or a `Fraction` whose value fits a binary float of 512 bits (as cty's numbers do).
Number = Union[int, Fraction]


class Node:
    """Anything with a place in the text."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


class Expression(Node):
    """A node that evaluates to a value."""

    __slots__ = ()


class Literal(Expression):
    """A number, `true`, `false`, `null`, or a piece of text inside a template."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: str | Number | bool | None) -> None:
        self.start = start
        self.end = end
        self.value = value


class Template(Expression):
    """A quoted string or heredoc. `literal` is its whole text where nothing is interpolated, else None.

    `parts` are `Literal` texts, expressions, and the nodes of directives (`Conditional`, `TemplateJoin`).
    The evaluation of a template with one part that is an interpolation is `TemplateWrap`, not this.
    """

    __slots__ = ("literal", "parts")

    def __init__(self, start: int, end: int, parts: list[Expression], literal: str | None) -> None:
        self.start = start
        self.end = end
        self.parts = parts
        self.literal = literal


class TemplateWrap(Expression):
    """`"${expression}"` and nothing else: the value keeps its type."""

    __slots__ = ("wrapped",)

    def __init__(self, start: int, end: int, wrapped: Expression) -> None:
        self.start = start
        self.end = end
        self.wrapped = wrapped


class TemplateJoin(Expression):
    """`%{ for … }…%{ endfor }`: concatenates the results of a `For` that yields templates."""

    __slots__ = ("tuple",)

    def __init__(self, start: int, end: int, tuple: For) -> None:
        self.start = start
        self.end = end
        self.tuple = tuple


class Root(Node):
    """The first name of a traversal."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class GetAttribute(Node):
    """`.name`"""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class GetIndex(Node):
    """`[literal]` or the legacy `.0`: an index by a constant string or number (or `true`, `false`, `null`, which no value has)."""

    __slots__ = ("key",)

    def __init__(self, start: int, end: int, key: str | Number | bool | None) -> None:
        self.start = start
        self.end = end
        self.key = key


Step = Union[GetAttribute, GetIndex]


class ScopeTraversal(Expression):
    """`root.step.step`: a reference to something in scope."""

    __slots__ = ("root", "steps")

    def __init__(self, start: int, end: int, root: Root, steps: list[Step]) -> None:
        self.start = start
        self.end = end
        self.root = root
        self.steps = steps


class RelativeTraversal(Expression):
    """Steps that follow any other expression: `f(x).a[0]`."""

    __slots__ = ("of", "steps")

    def __init__(self, start: int, end: int, of: Expression, steps: list[Step]) -> None:
        self.start = start
        self.end = end
        self.of = of
        self.steps = steps


class Call(Expression):
    """`name(arguments)`. `name_end` ends the name; `open`/`close` are the offsets of the parentheses."""

    __slots__ = ("arguments", "close", "expand_final", "name", "name_end", "open")

    def __init__(self, start: int, end: int, name: str, name_end: int, arguments: list[Expression],
                 expand_final: bool, open: int, close: int) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.arguments = arguments
        self.expand_final = expand_final
        self.open = open
        self.close = close


class Conditional(Expression):
    """`condition ? yes : no`, and `%{ if }` in templates."""

    __slots__ = ("condition", "no", "yes")

    def __init__(self, start: int, end: int, condition: Expression, yes: Expression, no: Expression) -> None:
        self.start = start
        self.end = end
        self.condition = condition
        self.yes = yes
        self.no = no


class Binary(Expression):
    """`left operator right`; `operator` is its text: `||`, `&&`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `+ - * / %`."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, start: int, end: int, left: Expression, operator: str, right: Expression) -> None:
        self.start = start
        self.end = end
        self.left = left
        self.operator = operator
        self.right = right


class Unary(Expression):
    """`-value` or `!value`; the operator's symbol starts at `start`."""

    __slots__ = ("operator", "value")

    def __init__(self, start: int, end: int, operator: str, value: Expression) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.value = value


class Index(Expression):
    """`collection[key]` with a key that must be evaluated; `open` is the offset of the bracket."""

    __slots__ = ("collection", "key", "open")

    def __init__(self, start: int, end: int, collection: Expression, key: Expression, open: int) -> None:
        self.start = start
        self.end = end
        self.collection = collection
        self.key = key
        self.open = open


class Splat(Expression):
    """`source.*.each` or `source[*].each`; `item` is the placeholder inside `each`. `marker_*` span the `*` or `[*]`."""

    __slots__ = ("each", "item", "marker_end", "marker_start", "source")

    def __init__(self, start: int, end: int, source: Expression, each: Expression, item: AnonymousSymbol,
                 marker_start: int, marker_end: int) -> None:
        self.start = start
        self.end = end
        self.source = source
        self.each = each
        self.item = item
        self.marker_start = marker_start
        self.marker_end = marker_end


class AnonymousSymbol(Expression):
    """The element at hand inside a `Splat`."""

    __slots__ = ()


class TupleCons(Expression):
    """`[a, b]`; `open_end` is the offset after the bracket."""

    __slots__ = ("items", "open_end")

    def __init__(self, start: int, end: int, items: list[Expression], open_end: int) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.open_end = open_end


class ObjectKey(Expression):
    """A key of an object: a bare word stands for its own name unless it is in parentheses (`force_expression`)."""

    __slots__ = ("force_expression", "wrapped")

    def __init__(self, start: int, end: int, wrapped: Expression, force_expression: bool) -> None:
        self.start = start
        self.end = end
        self.wrapped = wrapped
        self.force_expression = force_expression


class ObjectCons(Expression):
    """`{ key = value, … }`; `open_end` is the offset after the brace."""

    __slots__ = ("items", "open_end")

    def __init__(self, start: int, end: int, items: list[tuple[ObjectKey, Expression]], open_end: int) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.open_end = open_end


class For(Expression):
    """`[for k, v in collection : value if condition]` or `{for … : key => value…}` (with `grouping` for `...`)."""

    __slots__ = ("close", "collection", "condition", "grouping", "key", "key_name", "open_end", "value", "value_name")

    def __init__(self, start: int, end: int, key_name: str, value_name: str, collection: Expression,
                 key: Expression | None, value: Expression, condition: Expression | None, grouping: bool,
                 open_end: int, close: int) -> None:
        self.start = start
        self.end = end
        self.key_name = key_name  # "" when only a value is named
        self.value_name = value_name
        self.collection = collection
        self.key = key
        self.value = value
        self.condition = condition
        self.grouping = grouping
        self.open_end = open_end
        self.close = close


class SyntaxProblem(Expression):
    """Stands where no expression could be made of the text; evaluates to an unknown value (hclsyntax ExprSyntaxError)."""

    __slots__ = ()


class JsonExpression(Expression):
    """The value of a property in HCL's JSON form; `node` is a node of `jobspec.hcl.json_syntax`."""

    __slots__ = ("node",)

    def __init__(self, start: int, end: int, node: Node) -> None:
        self.start = start
        self.end = end
        self.node = node


class Parentheses(Expression):
    """`(inner)`"""

    __slots__ = ("inner",)

    def __init__(self, start: int, end: int, inner: Expression) -> None:
        self.start = start
        self.end = end
        self.inner = inner
