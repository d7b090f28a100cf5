"""Where model instances were written, worked out only when somebody asks."""

from __future__ import annotations

from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.models.base import Origin


class WrittenOrigin(Origin):
    """The origin of an instance decoded from a body: `names` and `values` come from the syntax tree on demand.

    Blocks count too: the place of a nested block is its header, that of repeated ones the first one's.
    """

    __slots__ = ("attributes", "blocks")

    def __init__(self, body: Body, start: int, end: int, body_start: int, body_end: int, attributes: dict[str, Attribute],
                 blocks: list[Block]) -> None:
        self.source = body.source
        self.start = start
        self.end = end
        self.body_start = body_start
        self.body_end = body_end
        self.file = None
        self.attributes = attributes
        self.blocks = blocks

    @property
    def names(self) -> dict[str, tuple[int, int]]:  # type: ignore[override]
        found = {block.type: (block.start, block.type_end) for block in reversed(self.blocks)}
        for name, attribute in self.attributes.items():
            found[name] = (attribute.start, attribute.name_end)
        return found

    @property
    def values(self) -> dict[str, tuple[int, int]]:  # type: ignore[override]
        found = {block.type: (block.definition_start, block.header_end) for block in reversed(self.blocks)}
        for name, attribute in self.attributes.items():
            found[name] = (attribute.expression.start, attribute.expression.end)
        return found

    def __reduce__(self) -> tuple[type[Origin], tuple[object, ...]]:
        """Travel to other processes as a plain origin: the places, without the syntax tree."""
        return Origin, (self.source, self.start, self.end, self.names, self.values, self.body_start, self.body_end)


def origin_of(block: Block, attributes: dict[str, Attribute], blocks: list[Block]) -> WrittenOrigin:
    """The origin of what a block was decoded to."""
    return WrittenOrigin(block.body, block.definition_start, block.header_end, block.open + 1, block.close, attributes, blocks)
