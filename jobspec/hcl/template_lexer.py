"""The scanner's state, and what it reads inside of quotes, heredocs and bare templates (hclsyntax/scan_tokens.rl)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobspec.go_text import SPACES
from jobspec.hcl import problems
from jobspec.hcl.errors import Errors
from jobspec.hcl.identifiers import identifier_end
from jobspec.hcl.patterns import HEREDOC_TOKEN, QUOTED_TOKEN, SURROGATE
from jobspec.hcl.tokens import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    CONTROL,
    EOF,
    HEREDOC,
    INTERPOLATION,
    INVALID,
    MORE,
    NEWLINE,
    OPEN_HEREDOC,
    QUOTED_TEXT,
    TEXT,
)
from jobspec.source import Source

if TYPE_CHECKING:
    from jobspec.hcl.refusals import Refusals

#: Modes: outside of templates, inside of quotes, inside of a heredoc, and a template that is the whole text.
NORMAL: Final = 0
QUOTED: Final = 1
IN_HEREDOC: Final = 2
BARE: Final = 3

#: After so many tokens that nothing can use, the rest of the text is one more: it is no HCL.
_MAX_REFUSED: Final = 20_000


class TemplateLexer:
    """Tokens of text in which something may be interpolated. What stands outside of it, its subclass reads."""

    __slots__ = ("_braces", "_comment_closes", "_heredocs", "_limit", "_mode", "_refusals", "_return_braces", "_stack", "ends", "errors",
                 "kinds", "position", "source", "starts", "text")

    def __init__(self, source: Source, start: int = 0, limit: int | None = None, template: bool = False) -> None:
        self.source = source
        text = source.text
        self._limit = len(text) if limit is None else limit
        self.text = text if self._limit == len(text) else text[: self._limit]
        self.position = start + 1 if start == 0 and text.startswith("\ufeff") else start
        self.kinds: list[int] = [MORE]
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.errors = Errors(source)
        self._mode: int = BARE if template else NORMAL
        self._stack: list[int] = []
        self._braces = 0
        self._return_braces: list[int] = []
        self._heredocs: list[tuple[str, bool]] = []
        self._comment_closes = True
        self._refusals: Refusals | None = None

    @property
    def at_line(self) -> bool:
        """Whether the next character is read in the normal mode, outside of all templates."""
        return not self._stack and self._mode == NORMAL

    def _end(self) -> bool:
        self.position = self._limit
        self._add(EOF, self._limit, self._limit)
        return True

    def _add(self, kind: int, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)

    def _invalid(self, start: int, end: int) -> None:
        """Add a token that nothing can use, and report it."""
        refusals = self._refusals
        if refusals is None:
            from jobspec.hcl.refusals import Refusals

            refusals = self._refusals = Refusals(self.errors)
        text = self.text[start:end]
        refusals.count += 1
        if refusals.count > _MAX_REFUSED:
            end = self.position = self._limit
        self._add(INVALID, start, end)
        refusals.report(text, start, end, self._mode == QUOTED)

    def _open_heredoc(self, start: int, end: int) -> bool:
        """After `<<MARKER` and a line end; False when the marker is no identifier."""
        text = self.text
        name = start + 3 if text[start + 2] == "-" else start + 2
        marker = text[name:end].rstrip("\r\n")
        if not marker.isascii() and identifier_end(marker, 0) != len(marker):
            return False
        if not self._stack:
            close = _plain_heredoc_end(text, end, marker)
            if close >= 0:
                self._add(HEREDOC, start, close)
                self.position = close
                return True
        self._add(OPEN_HEREDOC, start, end)
        self._stack.append(NORMAL)
        self._heredocs.append((marker, True))
        self._mode = IN_HEREDOC
        return True

    def _midline(self) -> None:
        if self._heredocs:
            marker, _ = self._heredocs[-1]
            self._heredocs[-1] = (marker, False)

    def _open_sequence(self, start: int, end: int) -> None:
        self._add(INTERPOLATION if self.text[start] == "$" else CONTROL, start, end)
        self._braces += 1
        self._return_braces.append(self._braces)
        self._midline()
        self._stack.append(self._mode)
        self._mode = NORMAL

    def _scan_quoted(self) -> None:
        """One token inside quotes."""
        start = self.position
        match = QUOTED_TOKEN.match(self.text, start)
        if match is None:
            # A dollar or percent sign at the end of the text leaves HashiCorp's scanner waiting, and all that is left is refused.
            self.position = self._limit if self.text[start] in "$%" else start + 1
            self._invalid(start, self.position)
            return
        end = self.position = match.end()
        group = match.lastindex
        if group == 1:
            self._open_sequence(start, end)
        elif group == 2:
            self._add(CLOSE_QUOTE, start, end)
            self._mode = self._stack.pop()
        elif group == 3:
            self._add(QUOTED_TEXT, start, end)
        else:
            self._invalid(start, end)

    def _scan_template(self) -> bool:
        """One token of a heredoc or of a bare template; True when the heredoc ended and with it the line of a body."""
        text, start = self.text, self.position
        match = HEREDOC_TOKEN.match(text, start)
        if match is None:
            character = text[start]
            if "\udc80" <= character <= "\udcff":
                self.position = start + 1
                self._invalid(start, start + 1)
            elif self._mode == BARE:
                self.position = self._limit
                self._add(TEXT, start, self._limit)
            else:
                # A lone carriage return, or a dollar sign at the end: all that is left is refused.
                self.position = self._limit
                self._add(INVALID, start, self._limit)
                self.errors.add(problems.STRAY_CHARACTER, start, start + 1, repr(character))
            return False
        end = self.position = match.end()
        group = match.lastindex
        if group == 1:
            self._open_sequence(start, end)
            return False
        if self._mode == BARE:
            self._add(TEXT, start, end)
            return False
        marker, line_start = self._heredocs[-1]
        if group == 3:
            self._heredocs[-1] = (marker, False)
            self._add(TEXT, start, end)
            return False
        if line_start and text[start:end].strip(SPACES) == marker:
            close = end - 2 if text[end - 2] == "\r" else end - 1
            self._add(CLOSE_HEREDOC, start, close)
            self._add(NEWLINE, close, end)
            self._heredocs.pop()
            self._mode = self._stack.pop()
            return not self._stack
        self._heredocs[-1] = (marker, True)
        self._add(TEXT, start, end)
        return False


def _plain_heredoc_end(text: str, start: int, marker: str) -> int:
    """Where the closing marker ends of a heredoc that is nothing but text; -1 where it is more, or never closed."""
    find = text.find
    at = start
    while True:
        at = find(marker, at)
        if at < 0:
            return -1
        line_start = text.rfind("\n", start - 1, at) + 1
        line_end = find("\n", at)
        if line_end < 0:
            return -1
        if text[line_start:line_end].strip(SPACES) == marker:
            break
        at = line_end + 1
    body = text[start:line_end]
    if "${" in body or "%{" in body or (not body.isascii() and SURROGATE.search(body)):
        return -1
    if "\r" in body and "\r" in body.replace("\r\n", "\n").removesuffix("\r"):
        return -1
    return line_end - 1 if text[line_end - 1] == "\r" else line_end
