"""Reading tokens one by one, with line ends seen or not, and getting going again after an error (hclsyntax/peeker.go)."""

from __future__ import annotations

from typing import Final

from jobspec.diagnostics import Fix, Related
from jobspec.hcl.errors import Errors, Problem
from jobspec.hcl.lexer import Lexer
from jobspec.hcl.tokens import (
    CLOSE_BRACE,
    CLOSE_BRACKET,
    CLOSE_HEREDOC,
    CLOSE_PAREN,
    CLOSE_QUOTE,
    CONTROL,
    EOF,
    IDENT,
    INTERPOLATION,
    MORE,
    NEWLINE,
    OPEN_BRACE,
    OPEN_BRACKET,
    OPEN_HEREDOC,
    OPEN_PAREN,
    OPEN_QUOTE,
    OPPOSITE,
    SEQUENCE_END,
)

#: Blocks, brackets, templates and operators may stand this deep inside each other. The deepest real job has eleven levels.
MAX_DEPTH: Final = 100

_MANY_TOKENS: Final = 10_000
_OPENERS: Final = frozenset({OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, OPEN_QUOTE, OPEN_HEREDOC, INTERPOLATION, CONTROL})
_CLOSERS: Final = frozenset({CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_QUOTE, CLOSE_HEREDOC})


class TooDeep(Exception):
    """The text is nested deeper than MAX_DEPTH; never leaves this package."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__()
        self.start = start
        self.end = end


class TokenReader:
    """A position in the tokens of a lexer.

    `recovery` is set once an error has left the position uncertain: what follows is then reported more sparingly.
    """

    __slots__ = ("at", "depth", "ends", "errors", "index", "kinds", "last_end", "lexer", "newlines", "recovery", "source", "starts",
                 "text")

    def __init__(self, lexer: Lexer) -> None:
        self.lexer = lexer
        self.source = lexer.source
        self.text = lexer.text
        self.kinds = lexer.kinds
        self.starts = lexer.starts
        self.ends = lexer.ends
        self.index = 0
        self.at = 0  # the token that was last peeked at or read
        self.last_end = lexer.position  # where the token ends that was last read
        self.newlines = True  # whether line ends are tokens here
        self.recovery = False
        self.depth = 0
        self.errors = Errors(lexer.source)

    def peek(self) -> int:
        """The kind of the next token; `at` is its index."""
        kinds = self.kinds
        index = self.index
        while True:
            kind = kinds[index]
            if kind == NEWLINE:
                if self.newlines:
                    break
                index += 1
            elif kind == MORE:
                self.lexer.fill()
            else:
                break
        self.at = index
        return kind

    def read(self) -> int:
        """Take the next token; returns its kind, and `at` is its index."""
        kind = self.peek()
        at = self.at
        self.last_end = self.ends[at]
        self.index = at if kind == EOF else at + 1
        return kind

    def compact(self) -> None:
        """Forget the tokens that are read, where no caller holds on to the index of one."""
        index = self.index
        if index > _MANY_TOKENS:
            del self.kinds[:index], self.starts[:index], self.ends[:index]
            self.index = 0

    def word(self, at: int) -> str:
        """The text of a token."""
        return self.text[self.starts[at] : self.ends[at]]

    def next_is_word(self, word: str) -> bool:
        """Whether the next token is this bare word."""
        return self.peek() == IDENT and self.word(self.at) == word

    def error(self, problem: Problem, start: int, end: int, *values: str, fix: Fix | None = None,
              related: tuple[Related, ...] = ()) -> None:
        """Report a problem between two offsets."""
        self.errors.add(problem, start, end, *values, fix=fix, related=related)

    def error_here(self, problem: Problem, *values: str) -> None:
        """Report a problem with the token at `at`."""
        self.errors.add(problem, self.starts[self.at], self.ends[self.at], *values)

    def failed(self, mark: int) -> bool:
        """Whether there were errors since there were `mark` of them, and they left the position uncertain."""
        return self.recovery and self.errors.count > mark

    def enter(self) -> None:
        """One level deeper."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.peek()
            raise TooDeep(self.starts[self.at], self.ends[self.at])

    def recover(self, end: int) -> int:
        """Skip to after the token of kind `end` that closes what is open now; returns the kind found (parser.recover)."""
        self.recovery = True
        start = OPPOSITE.get(end, MORE)
        nesting = 0
        while True:
            kind = self.read()
            if kind == CONTROL and end == SEQUENCE_END:
                kind = INTERPOLATION
            if kind == start:
                nesting += 1
            elif kind == end:
                if nesting < 1:
                    return kind
                nesting -= 1
            elif kind == EOF:
                return kind

    def recover_over(self, start: int) -> None:
        """Skip the next bracketed piece that begins with `start` (parser.recoverOver)."""
        while True:
            kind = self.read()
            if kind == start or kind == EOF:
                break
        self.recover(OPPOSITE[start])

    def recover_after_item(self) -> None:
        """Skip to after the end of the line that is outside of all brackets opened on the way (parser.recoverAfterBodyItem)."""
        self.recovery = True
        open: list[int] = []
        while True:
            kind = self.read()
            if kind == NEWLINE:
                if not open:
                    return
            elif kind == EOF:
                return
            elif kind in _OPENERS:
                open.append(kind)
            elif kind in _CLOSERS:
                opener = OPPOSITE[kind]
                while open and open[-1] != opener:
                    open.pop()
                if open:
                    open.pop()
            elif kind == SEQUENCE_END:
                while open and open[-1] != INTERPOLATION and open[-1] != CONTROL:
                    open.pop()
                if open:
                    open.pop()
