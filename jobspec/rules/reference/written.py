"""An expression as it stands in a job file, and where its pieces stand there."""

from __future__ import annotations

import msgspec

from jobspec.diagnostics import Span
from jobspec.hcl.syntax import Expression, ScopeTraversal
from jobspec.source import Source

#: Names that dynamic blocks or `for` bind.
Names = frozenset[str]


class Written(msgspec.Struct, frozen=True):
    """An expression of the file: the names that dynamic blocks around it bind, and the attribute (or local) and block that it belongs to.

    `text` is what the expression's offsets count in: the file, or one string of HCL's JSON form without its escapes. `places` then has
    the offset in the file of each of its characters, and of its end.
    """

    expression: Expression
    bound: Names
    attribute: str
    block: str
    source: Source
    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The place in the file of a piece of the expression."""
        if self.places is None:
            return Span(self.source, start, end)
        return Span(self.source, self.places[start], self.places[end])

    def words(self, reference: ScopeTraversal) -> str:
        """A reference as it is written."""
        return self.text[reference.root.start : reference.steps[-1].end if reference.steps else reference.root.end]
