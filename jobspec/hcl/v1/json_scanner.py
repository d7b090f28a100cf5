"""The scanner of HCL 1's JSON (json/scanner): text to tokens, one at a time. A NUL reads as the end of the file."""

from __future__ import annotations

import re

from jobspec.hcl.v1.characters import is_digit, is_letter
from jobspec.hcl.v1.reading import END, Reader
from jobspec.hcl.v1.syntax import SyntaxProblem
from jobspec.hcl.v1.tokens import Kind, Token
from jobspec.source import Source

_SYMBOLS = {"[": Kind.LBRACK, "]": Kind.RBRACK, "{": Kind.LBRACE, "}": Kind.RBRACE, ",": Kind.COMMA, ":": Kind.COLON}
_DECIMAL = frozenset("0123456789")
_DIGIT_VALUES = {digit: int(digit, 16) for digit in "0123456789abcdefABCDEF"}
_BLANKS = re.compile(r"[ \t\n\r]*")


class JsonScanner(Reader):
    """`scan` gives the next token, `error` holds the last error met."""

    __slots__ = ("_start", "error")

    def __init__(self, source: Source) -> None:
        super().__init__(source, join_line_ends=False)
        self.error: SyntaxProblem | None = None
        self._start = 0

    def scan(self) -> Token:
        """token = "true" | "false" | "null" | NUMBER | FLOAT | STRING | "[" | "]" | "{" | "}" | "," | ":" | "." """
        blanks = _BLANKS.match(self.text, self.position)
        assert blanks is not None
        self.position = self._start = start = blanks.end()
        character = self._next()
        line, column = self.recent()
        if character == END:
            kind = Kind.EOF
        elif is_letter(character):
            kind = self._word(start)
        elif character in _DECIMAL:
            kind = self._number(character)
        else:
            kind = self._other(character)
        return Token(kind, self.text[start : self.position], start, self.position, line, column, json=True)

    def _other(self, character: str) -> Kind:
        symbol = _SYMBOLS.get(character)
        if symbol is not None:
            return symbol
        if character == '"':
            self._string()
            return Kind.STRING
        if character == "-":
            if self.peek() in _DECIMAL:
                return self._number(self._next())
            self._report("illegal char", "this character means nothing here")
            return Kind.ILLEGAL
        if character == ".":
            if self.peek() not in _DECIMAL:
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
        if character in ("e", "E"):
            self._exponent(character)
            return Kind.FLOAT
        if character == ".":
            character = self._mantissa(self.peek())
            if character in ("e", "E"):
                self._exponent(self._next())
            return Kind.FLOAT
        self._back(character)
        if zero and place != (self.position, self.past):
            self._report("numbers cannot start with 0", "a number cannot begin with 0")
        return Kind.NUMBER

    def _mantissa(self, character: str) -> str:
        scanned = False
        while character in _DECIMAL:
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

    def _string(self) -> None:
        while True:
            character = self._next()
            if character in (END, "\n"):
                self._report("literal not terminated", "this text has no closing quote on its line", self._start)
                return
            if character == '"':
                return
            if character == "\\":
                self._escape()

    def _escape(self) -> None:
        character = self._next()
        if character != END and character in "01234567":
            self._digits(character, 8, 3)
        elif character == "x":
            self._digits(self._next(), 16, 2)
        elif character == "u":
            self._digits(self._next(), 16, 4)
        elif character == "U":
            self._digits(self._next(), 16, 8)
        elif character == END or character not in 'abfnrtv\\"':
            self._report("illegal char escape", "this is no escape sequence")

    def _digits(self, character: str, base: int, count: int) -> None:
        while count and _DIGIT_VALUES.get(character, 16) < base:
            character = self._next()
            count -= 1
        if count:
            self._report("illegal char escape", "this is no escape sequence")
        self._back(character)

    def _next(self) -> str:
        position = self.position
        if position >= len(self.text):
            self.past += 1
            return END
        character = self.text[position]
        self.position = position + 1
        if "\udc80" <= character <= "\udcff":
            self._report("illegal UTF-8 encoding", "this is not UTF-8")
            return "\ufffd"
        return END if character == "\0" else character

    def _back(self, character: str) -> None:
        if character != END:
            self.position -= 1

    def _report(self, message: str, words: str, start: int = -1) -> None:
        line, column = self.recent()
        start = max(self.position - 1, 0) if start < 0 else start
        end = min(max(self.position, start + 1), len(self.text))
        self.error = SyntaxProblem(f"{line}:{column}: {message}", words, start, end)
