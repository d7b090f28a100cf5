"""What HCL 1's two scanners share: how tokens, fractions, exponents and escapes are told apart. What a character is differs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from jobspec.hcl.v1.characters import is_letter
from jobspec.hcl.v1.reading import END, Reader
from jobspec.hcl.v1.strings import HEXADECIMAL
from jobspec.hcl.v1.syntax import SyntaxProblem
from jobspec.hcl.v1.tokens import Kind, Token
from jobspec.source import Source

DECIMAL = frozenset("0123456789")
DIGIT_VALUES = {digit: int(digit, 16) for digit in HEXADECIMAL}
_BLANKS = re.compile(r"[ \t\n\r]*")


class TokenScanner(Reader, ABC):
    """`scan` gives the next token, `error` holds the last error met."""

    __slots__ = ("_is_json", "_start", "error")

    def __init__(self, source: Source, *, json: bool) -> None:
        super().__init__(source, join_line_ends=not json)
        self.error: SyntaxProblem | None = None
        self._start = 0
        self._is_json = json

    def scan(self) -> Token:
        """The next token; behind the last one, EOF again and again."""
        blanks = _BLANKS.match(self.text, self.position)
        assert blanks is not None
        self.position = self._start = start = blanks.end()
        character = self._next()
        line, column = self.recent()
        if character == END:
            kind = Kind.EOF
        elif is_letter(character):
            kind = self._word(start)
        elif character in DECIMAL:
            kind = self._number(character)
        else:
            kind = self._other(character)
        return Token(kind, self.text[start : self.position], self.offset(start), self.offset(self.position), line, column, self._is_json)

    @abstractmethod
    def _next(self) -> str:
        """Take the next character, END where there is none."""

    @abstractmethod
    def _word(self, start: int) -> Kind:
        """What begins with a letter."""

    @abstractmethod
    def _number(self, character: str) -> Kind:
        """What begins with a digit."""

    @abstractmethod
    def _other(self, character: str) -> Kind:
        """What begins with anything else."""

    @abstractmethod
    def _digits(self, character: str, base: int, count: int) -> None:
        """The digits of an escape."""

    @abstractmethod
    def _report(self, message: str) -> None:
        """Note an error of HCL 1 where the scanner stands."""

    def _back(self, character: str) -> None:
        """Give the character just taken back; there is nothing to give back at the end."""
        if character != END:
            self.position -= 1

    def _fraction(self, character: str) -> bool:
        """[ "." digits ] [ "e" [ "+" | "-" ] digits ], from the character behind the digits, which stays taken where neither follows."""
        if character == ".":
            if self._mantissa(self.peek()) in ("e", "E"):
                self._exponent(self._next())
            return True
        self._exponent(character)
        return character in ("e", "E")

    def _mantissa(self, character: str) -> str:
        """Read on while there are digits; the character that is none, which is not taken unless it was given."""
        scanned = False
        while character in DECIMAL:
            character = self._next()
            scanned = True
        if scanned:
            self._back(character)
        return character

    def _exponent(self, character: str) -> None:
        if character in ("e", "E"):
            character = self._next()
            if character in ("-", "+"):
                character = self._next()
            self._mantissa(character)

    def _escape(self) -> None:
        character = self._next()
        if character in "01234567" and character != END:
            self._digits(character, 8, 3)
        elif character == "x":
            self._digits(self._next(), 16, 2)
        elif character == "u":
            self._digits(self._next(), 16, 4)
        elif character == "U":
            self._digits(self._next(), 16, 8)
        elif character == END or character not in 'abfnrtv\\"':
            self._report("illegal char escape")
