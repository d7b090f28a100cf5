"""What the scanner reports of characters that nothing can use, as often as HashiCorp does (hclsyntax checkInvalidTokens)."""

from __future__ import annotations

from jobspec.hcl import problems
from jobspec.hcl.errors import Errors, Problem


class Refusals:
    """The refused tokens of one text. Most mistakes come in numbers, and are reported once or a few times."""

    __slots__ = ("_backticks", "_bad_bytes", "_bitwise", "_errors", "_quoted_newlines", "_quotes", "_semicolons", "count")

    def __init__(self, errors: Errors) -> None:
        self.count = 0
        self._errors = errors
        self._bitwise = 0
        self._backticks = 0
        self._quotes = 0
        self._semicolons = 0
        self._bad_bytes = 0
        self._quoted_newlines = 0

    def report(self, text: str, start: int, end: int, quoted: bool) -> None:
        """Report a token that was refused, if it has not been reported often enough. `quoted`: it stands inside of quotes."""
        problem = self._problem(text, quoted)
        if problem is not None:
            self._errors.add(problem, start, end, repr(text[0]) if problem is problems.STRAY_CHARACTER else text)

    def _problem(self, text: str, quoted: bool) -> Problem | None:
        if len(text) == 1 and text in "&|~^":
            self._bitwise += 1
            return problems.BITWISE_OPERATOR if self._bitwise <= 4 else None
        if text == "`":
            found = problems.BACKTICK if self._backticks % 2 == 0 else None
            self._backticks += self._backticks <= 2
            return found
        if text == "'":
            found = problems.APOSTROPHE if self._quotes % 2 == 0 else None
            self._quotes += self._quotes <= 2
            return found
        if text == ";":
            self._semicolons += 1
            return problems.SEMICOLON if self._semicolons == 1 else None
        if text == "“" or text == "”":
            return problems.CURLY_QUOTE
        if "\udc80" <= text[0] <= "\udcff":
            self._bad_bytes += 1
            return problems.BAD_ENCODING if self._bad_bytes == 1 else None
        if quoted and text[0] in "\r\n":
            # After the first, quotes open where they should close: what HashiCorp reports then is a consequence on every line.
            self._quoted_newlines += 1
            return problems.QUOTED_NEWLINE if self._quoted_newlines == 1 else None
        return problems.STRAY_CHARACTER
