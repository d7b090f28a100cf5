"""Text to tokens, one line of a body at a time (hclsyntax/scan_tokens.rl).

Each mode of the scanner is one compiled regular expression. Text without template sequences becomes a single token,
whether quoted or a heredoc; only where something is interpolated do the modes alternate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobspec.go_text import SPACES
from jobspec.hcl import problems
from jobspec.hcl.errors import Errors
from jobspec.hcl.identifiers import identifier_end
from jobspec.hcl.patterns import (
    HEREDOC_TOKEN,
    NORMAL_TOKEN,
    QUOTED_TOKEN,
    SURROGATE,
    TOKEN_COMMENT,
    TOKEN_HEREDOC,
    TOKEN_LINE_END,
    TOKEN_LONG_COMMENT,
    TOKEN_STRING,
    TOKEN_SYMBOL,
    TOKEN_WORD,
)
from jobspec.hcl.tokens import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    CONTROL,
    EOF,
    HEREDOC,
    IDENT,
    INTERPOLATION,
    INVALID,
    MORE,
    NEWLINE,
    NUMBER,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    QUOTED_TEXT,
    SEQUENCE_END,
    STRING,
    SYMBOLS,
    TEXT,
)
from jobspec.source import Source

if TYPE_CHECKING:
    from jobspec.hcl.refusals import Refusals

_NORMAL: Final = 0
_QUOTED: Final = 1
_IN_HEREDOC: Final = 2
_BARE: Final = 3

#: After so many tokens that nothing can use, the rest of the text is one more: it is no HCL.
_MAX_REFUSED: Final = 20_000


class Lexer:
    """Tokens of one text, read on demand.

    `kinds`, `starts` and `ends` are parallel; `kinds` ends with MORE, or with EOF once the text is exhausted.
    `fill` reads up to the next line end outside of templates. `errors` are the scanner's own.
    """

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
        self._mode: int = _BARE if template else _NORMAL
        self._stack: list[int] = []
        self._braces = 0
        self._return_braces: list[int] = []
        self._heredocs: list[tuple[str, bool]] = []
        self._comment_closes = True
        self._refusals: Refusals | None = None

    @property
    def at_line(self) -> bool:
        """Whether the next character is read in the normal mode, outside of all templates."""
        return not self._stack and self._mode == _NORMAL

    def drop(self) -> None:
        """Forget the tokens read so far; the lists stay the same objects."""
        self.kinds[:] = [MORE]
        self.starts.clear()
        self.ends.clear()

    def fill(self) -> None:
        """Replace the MORE at the end of `kinds` by more tokens."""
        kinds = self.kinds
        if kinds[-1] == EOF:
            return
        kinds.pop()
        done = False
        while not done:
            mode = self._mode
            if mode == _NORMAL:
                done = self._scan_normal()
            elif self.position >= self._limit:
                done = self._end()
            elif mode == _QUOTED:
                self._scan_quoted()
            else:
                done = self._scan_template()
        if kinds[-1] != EOF:
            kinds.append(MORE)

    def _end(self) -> bool:
        self.position = self._limit
        self._add(EOF, self._limit, self._limit)
        return True

    def _add(self, kind: int, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)

    def _scan_normal(self) -> bool:
        """Read until the mode changes (False), or a line or the text ends (True)."""
        text = self.text
        match_token = NORMAL_TOKEN.match
        add_kind, add_start, add_end = self.kinds.append, self.starts.append, self.ends.append
        symbols = SYMBOLS
        position = self.position
        while True:
            match = match_token(text, position)
            assert match is not None
            group = match.lastindex
            if group is None:
                self.position = match.end()
                if self.position >= self._limit:
                    return self._end()
                self._scan_other()
                position = self.position
                continue
            start, end = match.span(group)
            if group == TOKEN_WORD:
                if end < self._limit and text[end] > "\x7f":
                    end = identifier_end(text, start)
                add_kind(IDENT)
            elif group == TOKEN_SYMBOL:
                symbol = match.group(TOKEN_SYMBOL)
                if symbol == "{":
                    self._braces += 1
                elif symbol == "}" or symbol == "~}":
                    returns = self._return_braces
                    inside = bool(returns) and returns[-1] == self._braces
                    self._braces -= 1
                    if inside:
                        returns.pop()
                        self._mode = self._stack.pop()
                    if inside or symbol == "~}":
                        self._add(SEQUENCE_END, start, end)
                        position = self.position = end
                        if inside:
                            return False
                        continue
                add_kind(symbols[symbol])
            elif group == TOKEN_STRING:
                add_kind(STRING)
            elif group == TOKEN_LINE_END:
                self._add(NEWLINE, start, end)
                position = self.position = end
                if not self._stack:
                    return True
                continue
            elif group == TOKEN_COMMENT:
                # A comment takes its line end with it, which still ends the line.
                position = self.position = end
                if text[end - 1] == "\n":
                    self._add(NEWLINE, start, end)
                    if not self._stack:
                        return True
                continue
            elif group == TOKEN_LONG_COMMENT:
                close = text.find("*/", end) if self._comment_closes else -1
                if close >= 0:
                    position = close + 2
                    continue
                self._comment_closes = False
                end = start + 1
                add_kind(symbols["/"])
            elif group == TOKEN_HEREDOC:
                self.position = end
                if self._open_heredoc(start, end):
                    return False
                end = start + 1
                add_kind(symbols["<"])
            else:
                add_kind(NUMBER)
            add_start(start)
            add_end(end)
            position = end

    def _scan_other(self) -> None:
        """What the expression for the normal mode does not know: quotes with templates, wider identifiers, stray characters."""
        text, start = self.text, self.position
        character = text[start]
        end = start + 1
        self.position = end
        if character == '"':
            self._add(OPEN_QUOTE, start, end)
            self._stack.append(_NORMAL)
            self._mode = _QUOTED
            while self._mode == _QUOTED and self.position < self._limit:
                self._scan_quoted()
            return
        if character > "\x7f":
            end = identifier_end(text, start)
            if end > start:
                self._add(IDENT, start, end)
                self.position = end
                return
            end = start + 1
        self._invalid(start, end)

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
        refusals.report(text, start, end, self._mode == _QUOTED)

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
        self._stack.append(_NORMAL)
        self._heredocs.append((marker, True))
        self._mode = _IN_HEREDOC
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
        self._mode = _NORMAL

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
            elif self._mode == _BARE:
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
        if self._mode == _BARE:
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
