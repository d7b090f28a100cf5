"""Text to tokens, one line of a body at a time (hclsyntax/scan_tokens.rl).

Each mode of the scanner is one compiled regular expression. Text without template sequences becomes a single token,
whether quoted or a heredoc; only where something is interpolated do the modes alternate (`template_lexer`).
"""

from __future__ import annotations

from jobspec.hcl.identifiers import identifier_end
from jobspec.hcl.patterns import (
    NORMAL_TOKEN,
    TOKEN_COMMENT,
    TOKEN_HEREDOC,
    TOKEN_LINE_END,
    TOKEN_LONG_COMMENT,
    TOKEN_STRING,
    TOKEN_SYMBOL,
    TOKEN_WORD,
)
from jobspec.hcl.template_lexer import NORMAL, QUOTED, TemplateLexer
from jobspec.hcl.tokens import EOF, IDENT, MORE, NEWLINE, NUMBER, OPEN_QUOTE, SEQUENCE_END, STRING, SYMBOLS


class Lexer(TemplateLexer):
    """Tokens of one text, read on demand.

    `kinds`, `starts` and `ends` are parallel; `kinds` ends with MORE, or with EOF once the text is exhausted.
    `fill` reads up to the next line end outside of templates. `errors` are the scanner's own.
    """

    __slots__ = ()

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
            if mode == NORMAL:
                done = self._scan_normal()
            elif self.position >= self._limit:
                done = self._end()
            elif mode == QUOTED:
                self._scan_quoted()
            else:
                done = self._scan_template()
        if kinds[-1] != EOF:
            kinds.append(MORE)

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
            self._stack.append(NORMAL)
            self._mode = QUOTED
            while self._mode == QUOTED and self.position < self._limit:
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
