"""Reading a text character by character, with positions as HashiCorp's scanners count them."""

from __future__ import annotations

from jobspec.source import Source

#: What reading past the end gives. A NUL reads the same in HCL 1, after an error.
END = ""


class Reader:
    """A text and a place in it. Each attempt to read past the end counts as a column, as in HCL 1."""

    __slots__ = ("_counted", "_line", "_line_start", "_removed", "past", "position", "source", "text")

    def __init__(self, source: Source, *, join_line_ends: bool) -> None:
        self.source = source
        self.text = source.text
        self._removed: list[int] = []
        if join_line_ends and "\r\n" in self.text:
            self._remove_carriage_returns()
        self.position = 0
        self.past = 0
        self._line = 1
        self._line_start = 0
        self._counted = 0

    def _remove_carriage_returns(self) -> None:
        pieces = self.text.split("\r\n")
        length = 0
        for piece in pieces[:-1]:
            length += len(piece)
            self._removed.append(length)
            length += 1
        self.text = "\n".join(pieces)

    def offset(self, position: int) -> int:
        """The offset in the source of a position in the text that is read."""
        if not self._removed:
            return position
        from bisect import bisect_left

        return position + bisect_left(self._removed, position)

    def line_column(self, position: int) -> tuple[int, int]:
        """Line and column of the character at a position, both from 1. Quick when positions are asked for in about ascending order."""
        counted = self._counted
        if position >= counted:
            newlines = self.text.count("\n", counted, position)
            if newlines:
                self._line += newlines
                self._line_start = self.text.rindex("\n", counted, position) + 1
        elif position < self._line_start:
            self._line -= self.text.count("\n", position, counted)
            self._line_start = self.text.rfind("\n", 0, position) + 1
        self._counted = position
        return self._line, position - self._line_start + 1

    def recent(self) -> tuple[int, int]:
        """Line and column of what was read last: the character before the position, or the end."""
        if self.past:
            line, column = self.line_column(self.position)
            return line, column - 1 + self.past
        return self.line_column(self.position - 1) if self.position else (1, 1)

    def peek(self) -> str:
        """The next character, END where there is none."""
        return self.text[self.position] if self.position < len(self.text) else END
