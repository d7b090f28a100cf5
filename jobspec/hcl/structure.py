"""Bodies in the syntax tree of HCL: arguments and blocks (hclsyntax/structure.go). Offsets are into the text of the `Source`."""

from __future__ import annotations

from jobspec.hcl.syntax import Expression, Node
from jobspec.source import Source


class Attribute(Node):
    """`name = expression`; starts at the name. `equals` is the offset of the sign."""

    __slots__ = ("equals", "expression", "name", "name_end")

    def __init__(self, start: int, end: int, name: str, name_end: int, equals: int, expression: Expression) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.equals = equals
        self.expression = expression


class Label(Node):
    """A block label, quoted or bare; the span includes the quotes."""

    __slots__ = ("quoted", "value")

    def __init__(self, start: int, end: int, value: str, quoted: bool) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.quoted = quoted


class Block(Node):
    """`type "label" { … }`; `type_end` ends the type, `open`/`close` are the offsets of the braces."""

    __slots__ = ("body", "close", "labels", "open", "type", "type_end")

    def __init__(self, start: int, end: int, type: str, type_end: int, labels: list[Label], body: Body,
                 open: int, close: int) -> None:
        self.start = start
        self.end = end
        self.type = type
        self.type_end = type_end
        self.labels = labels
        self.body = body
        self.open = open
        self.close = close

    @property
    def definition_start(self) -> int:
        """Start of the definition range (hcl.Block.DefRange): the type, except in JSON."""
        return self.start

    @property
    def header_end(self) -> int:
        """End of the definition range: the last label, or the type (hclsyntax Block.DefRange)."""
        return self.labels[-1].end if self.labels else self.type_end


class Body(Node):
    """What stands between the braces, or the whole file. Both containers are in the order of the text."""

    __slots__ = ("attributes", "blocks", "source")

    def __init__(self, start: int, end: int, source: Source, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
        self.start = start
        self.end = end
        self.source = source
        self.attributes = attributes
        self.blocks = blocks

    @property
    def missing_item(self) -> int:
        """Offset at which Nomad reports what is missing from this body: its start (hclsyntax Body.MissingItemRange)."""
        return self.start
