"""The syntax tree of HCL's JSON form (json/ast.go), and the body and blocks that a schema reads out of it."""

from __future__ import annotations

from jobspec.hcl.structure import Block, Body, Label
from jobspec.hcl.syntax import Node, Number
from jobspec.source import Source


class JsonNode(Node):
    """A JSON value."""

    __slots__ = ()


class JsonNull(JsonNode):
    """`null`"""

    __slots__ = ()


class JsonInvalid(JsonNode):
    """Stands where no value could be read."""

    __slots__ = ()


class JsonBool(JsonNode):
    """`true` or `false`"""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: bool) -> None:
        super().__init__(start, end)
        self.value = value


class JsonNumber(JsonNode):
    """A number, exact as everywhere in HCL."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Number) -> None:
        super().__init__(start, end)
        self.value = value


class JsonString(JsonNode):
    """A string; `value` has its escapes resolved, the span includes the quotes."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: str) -> None:
        super().__init__(start, end)
        self.value = value


class JsonArray(JsonNode):
    """`[…]`"""

    __slots__ = ("values",)

    def __init__(self, start: int, end: int, values: list[JsonNode]) -> None:
        super().__init__(start, end)
        self.values = values


class JsonMember(Node):
    """`"name": value`; the span is that of the quoted name."""

    __slots__ = ("name", "value")

    def __init__(self, start: int, end: int, name: str, value: JsonNode) -> None:
        super().__init__(start, end)
        self.name = name
        self.value = value


class JsonObject(JsonNode):
    """`{…}`, members in the order of the text, repeated names included. `close` is the offset of the brace."""

    __slots__ = ("close", "members")

    def __init__(self, start: int, end: int, members: list[JsonMember], close: int) -> None:
        super().__init__(start, end)
        self.members = members
        self.close = close


class JsonBody(Body):
    """A JSON value read as a body. What it holds is known only under a schema: see `jobspec.hcl.content`."""

    __slots__ = ("hidden", "value")

    def __init__(self, source: Source, value: JsonNode, hidden: frozenset[str] = frozenset()) -> None:
        super().__init__(value.start, value.end, source, {}, [])
        self.value = value
        self.hidden = hidden

    @property
    def missing_item(self) -> int:
        """The closing brace of an object (json/structure.go body.MissingItemRange)."""
        value = self.value
        return value.close if isinstance(value, JsonObject) else value.start


class JsonBlock(Block):
    """A block that stands in JSON: `type` spans the property's name, `open` is the start of its value."""

    __slots__ = ("definition",)

    def __init__(self, start: int, end: int, type: str, labels: list[Label], body: JsonBody, definition: int) -> None:
        value = body.value
        close = value.close if isinstance(value, JsonObject) else value.end
        super().__init__(start, value.end, type, end, labels, body, value.start, close)
        self.definition = definition

    @property
    def definition_start(self) -> int:
        return self.definition

    @property
    def header_end(self) -> int:
        return self.definition + 1
