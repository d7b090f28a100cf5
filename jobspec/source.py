"""Source text and positions in it.

Everything that reads text keeps offsets (Python string indexes) into a `Source`. Lines, columns and byte
offsets are worked out only when somebody asks, which is when a diagnostic is rendered.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate


class Source:
    """A named text.

    `text` holds the decoded characters; bytes that are not UTF-8 stand in it as lone surrogates (PEP 383), so
    that every offset still maps to exactly one byte offset. `name` is what diagnostics print; `-` is standard input.
    """

    __slots__ = ("_line_starts", "name", "text")

    def __init__(self, text: str, name: str = "") -> None:
        self.text = text
        self.name = name
        self._line_starts: list[int] | None = None

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "") -> Source:
        """Decode UTF-8; a byte that does not belong there becomes a lone surrogate and is reported by the lexer."""
        return cls(data.decode("utf-8", "surrogateescape"), name)

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin. A line ends at `\\n` only, as in HashiCorp's scanners."""
        starts = self._line_starts
        if starts is None:
            lengths = [len(line) + 1 for line in self.text.split("\n")]
            starts = self._line_starts = list(accumulate(lengths[:-1], initial=0))
        return starts

    def line_at(self, offset: int) -> int:
        """The 1-based line on which `offset` stands."""
        return bisect_right(self._line_starts or self.line_starts, offset)

    def column_at(self, offset: int) -> int:
        """The 1-based column of `offset`, counted in grapheme clusters (as hcl.Pos.Column)."""
        start = self.line_starts[self.line_at(offset) - 1]
        if start == 0 and self.text.startswith("\ufeff"):
            start = 1  # a byte order mark stands in no column
        before = self.text[start:offset]
        if before.isascii():
            return len(before) + 1 - before.count("\r\n")
        from jobspec.graphemes import count_graphemes

        return count_graphemes(before) + 1

    def byte_at(self, offset: int) -> int:
        """The 0-based byte offset of `offset` in the UTF-8 text."""
        before = self.text[:offset]
        return offset if before.isascii() else len(before.encode("utf-8", "surrogateescape"))

    def line_text(self, line: int) -> str:
        """The text of a 1-based line without its line ending; empty past the end."""
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].removesuffix("\r")

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {len(self.text)} characters)"
