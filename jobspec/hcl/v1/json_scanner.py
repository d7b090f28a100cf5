"""The scanner of HCL 1's JSON (json/scanner): text to tokens, one at a time. A NUL reads as the end of the file."""

from __future__ import annotations

from jobspec.hcl.v1.characters import is_digit, is_letter
from jobspec.hcl.v1.reading import END
from jobspec.hcl.v1.scanner_words import WORDS
from jobspec.hcl.v1.scanning import DECIMAL, DIGIT_VALUES, TokenScanner
from jobspec.hcl.v1.syntax import SyntaxProblem
from jobspec.hcl.v1.tokens import Kind
from jobspec.source import Source

_SYMBOLS = {"[": Kind.LBRACK, "]": Kind.RBRACK, "{": Kind.LBRACE, "}": Kind.RBRACE, ",": Kind.COMMA, ":": Kind.COLON}


class JsonScanner(TokenScanner):
    """token = "true" | "false" | "null" | NUMBER | FLOAT | STRING | "[" | "]" | "{" | "}" | "," | ":" | "." """

    __slots__ = ()

    def __init__(self, source: Source) -> None:
        super().__init__(source, json=True)

    def _other(self, character: str) -> Kind:
        symbol = _SYMBOLS.get(character)
        if symbol is not None:
            return symbol
        if character == '"':
            self._string()
            return Kind.STRING
        if character == "-":
            if self.peek() in DECIMAL:
                return self._number(self._next())
            self._report("illegal char")
            return Kind.ILLEGAL
        if character == ".":
            if self.peek() not in DECIMAL:
                return Kind.PERIOD
            self._exponent(self._mantissa(self.peek()))
            return Kind.FLOAT
        self._report(f"illegal char: {character}", "this character means nothing in JSON")
        return Kind.ILLEGAL

    def _word(self, start: int) -> Kind:
        character = self._next()
        while character != END and (is_letter(character) or is_digit(character) or character == "-"):
            character = self._next()
        self._back(character)
        word = self.text[start : self.position]
        if word in ("true", "false"):
            return Kind.BOOL
        if word == "null":
            return Kind.NULL
        self._report("illegal char", f'"{word}" is no value: a text stands in double quotes', start)
        return Kind.ILLEGAL

    def _number(self, character: str) -> Kind:
        """NUMBER = [ "-" ] digits, without a zero in front ; FLOAT = [ "-" ] digits [ "." digits ] [ "e" [ "+" | "-" ] digits ]"""
        zero = character == "0"
        place = (self.position, self.past)
        self._mantissa(character)
        character = self._next()
        if self._fraction(character):
            return Kind.FLOAT
        self._back(character)
        if zero and place != (self.position, self.past):
            self._report("numbers cannot start with 0", "a number cannot begin with 0")
        return Kind.NUMBER

    def _string(self) -> None:
        while True:
            character = self._next()
            if character in (END, "\n"):
                self._report("literal not terminated", start=self._start)
                return
            if character == '"':
                return
            if character == "\\":
                self._escape()

    def _digits(self, character: str, base: int, count: int) -> None:
        while count and DIGIT_VALUES.get(character, 16) < base:
            character = self._next()
            count -= 1
        if count:
            self._report("illegal char escape")
        self._back(character)

    def _next(self) -> str:
        position = self.position
        if position >= len(self.text):
            self.past += 1
            return END
        character = self.text[position]
        self.position = position + 1
        if "\udc80" <= character <= "\udcff":
            self._report("illegal UTF-8 encoding")
            return "\ufffd"
        return END if character == "\0" else character

    def _report(self, message: str, words: str | None = None, start: int = -1) -> None:
        line, column = self.recent()
        start = max(self.position - 1, 0) if start < 0 else start
        end = min(max(self.position, start + 1), len(self.text))
        self.error = SyntaxProblem(f"{line}:{column}: {message}", WORDS[message][0] if words is None else words, start, end)
