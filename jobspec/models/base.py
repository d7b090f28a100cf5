"""What all models share: being frozen, and knowing where in which file they came from."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from jobspec.diagnostics import Span
from jobspec.models.fields import fields_of
from jobspec.source import Source


class Origin:
    """Where a model instance was written.

    `source`: the text. `start`, `end`: the header (`network`, `port "http"`), or the whole object in JSON.
    `values`: span offsets of each attribute's value by HCL name; `names`: those of its name. `body_start`, `body_end`:
    what stands between the braces. `file` is set on the root model only: the syntax tree and declarations of the file.
    """

    __slots__ = ("body_end", "body_start", "end", "file", "names", "source", "start", "values")

    def __init__(self, source: Source, start: int, end: int, names: dict[str, tuple[int, int]],
                 values: dict[str, tuple[int, int]], body_start: int, body_end: int, file: Any = None) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.names = names
        self.values = values
        self.body_start = body_start
        self.body_end = body_end
        self.file = file

    def value_span(self, hcl_name: str) -> Span | None:
        """Where the value of an attribute stands; None where it was not written."""
        place = self.values.get(hcl_name)
        return None if place is None else Span(self.source, *place)

    def name_span(self, hcl_name: str) -> Span | None:
        """Where the name of an attribute stands; None where it was not written."""
        place = self.names.get(hcl_name)
        return None if place is None else Span(self.source, *place)

    def __repr__(self) -> str:
        return f"Origin({self.source.name}:{self.source.line_at(self.start)})"


class Model(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Base of every model. Two instances are equal when all declared fields are; `origin` does not count.

    Of agent configs: `refuses_unknown` marks blocks that gather keys that they do not know, so that Nomad can refuse them,
    `read_apart` blocks that HCL 1's decoder leaves alone and Nomad reads by itself.
    """

    refuses_unknown: ClassVar[bool] = False
    read_apart: ClassVar[bool] = False

    origin: Origin | None = None

    def span(self) -> Span | None:
        """The header of the block that this came from; None for what no file says (defaults, API JSON)."""
        origin = self.origin
        return None if origin is None else Span(origin.source, origin.start, origin.end)

    def span_of(self, hcl_name: str) -> Span | None:
        """The value of an attribute by its HCL name; where it was not written, the block's header."""
        origin = self.origin
        return None if origin is None else origin.value_span(hcl_name) or self.span()

    def span_of_name(self, hcl_name: str) -> Span | None:
        """The name of an attribute (left of the equals sign); where it was not written, the block's header."""
        origin = self.origin
        return None if origin is None else origin.name_span(hcl_name) or self.span()

    def was_written(self, hcl_name: str) -> bool:
        """Whether the file itself sets the attribute (rather than a default)."""
        return self.origin is not None and self.origin.value_span(hcl_name) is not None

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in fields_of(type(self)))

    def __ne__(self, other: object) -> bool:
        # msgspec's own __ne__ would compare identities
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None  # type: ignore[assignment]
