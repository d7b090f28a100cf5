"""HCL 1's scanner (hcl/scanner): text to tokens, one at a time.

It goes on after an error, and the last error that it met is the one that counts: so tokens are read only when the parser asks.
What it takes for an exponent or an escape follows HCL 1 to the letter, swallowed characters included.
"""

from __future__ import annotations

import re

from jobspec.hcl.v1.characters import is_digit, is_letter
from jobspec.hcl.v1.reading import END
from jobspec.hcl.v1.scanner_words import WORDS
from jobspec.hcl.v1.scanning import DECIMAL, DIGIT_VALUES, TokenScanner
from jobspec.hcl.v1.strings import HEXADECIMAL
from jobspec.hcl.v1.syntax import SyntaxProblem
from jobspec.hcl.v1.tokens import Kind
from jobspec.source import Source

_SYMBOLS = {
    "[": Kind.LBRACK, "]": Kind.RBRACK, "{": Kind.LBRACE, "}": Kind.RBRACE, ",": Kind.COMMA, "=": Kind.ASSIGN, "+": Kind.ADD,
}
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_PLAIN = re.compile(r'[^"\\$\n\x00\ue123\udc80-\udcff]*')


class Scanner(TokenScanner):
    """The scanner of the native syntax.

    token = IDENT | "true" | "false" | NUMBER | FLOAT | STRING | HEREDOC | COMMENT
          | "[" | "]" | "{" | "}" | "," | "=" | "+" | "-" | "."
    """

    __slots__ = ()

    def __init__(self, source: Source) -> None:
        super().__init__(source, json=False)

    def _other(self, character: str) -> Kind:
        symbol = _SYMBOLS.get(character)
        if symbol is not None:
            return symbol
        match character:
            case '"':
                self._string()
                return Kind.STRING
            case "#" | "/":
                self._comment(character)
                return Kind.COMMENT
            case "<":
                self._heredoc()
                return Kind.HEREDOC
            case "-":
                return self._number(self._next()) if self.peek() in DECIMAL else Kind.SUB
            case ".":
                if self.peek() not in DECIMAL:
                    return Kind.PERIOD
                self._exponent(self._mantissa(self.peek()))
                return Kind.FLOAT
        self._report("illegal char")
        return Kind.ILLEGAL

    def _word(self, start: int) -> Kind:
        """IDENT = letter { letter | digit | "-" | "." }"""
        word = _WORD.match(self.text, start)
        if word is not None:
            self.position = word.end()
        character = self._next()
        while character != END and (is_letter(character) or is_digit(character) or character in "-."):
            character = self._next()
        self._back(character)
        return Kind.BOOL if self.text[start : self.position] in ("true", "false") else Kind.IDENT

    def _comment(self, character: str) -> None:
        """COMMENT = ( "#" | "//" ) { any but newline } | "/*" { any } "*/" """
        if character == "#" or self.peek() != "*":
            if character == "/" and self.peek() != "/":
                self._report("expected '/' for comment")
                return
            while character not in (END, "\n"):
                character = self._next()
            self._back(character)
            return
        self._next()
        character = self._next()
        while True:
            if character == END:
                self._report("comment not terminated")
                return
            before, character = character, self._next()
            if before == "*" and character == "/":
                return

    def _number(self, character: str) -> Kind:
        """NUMBER = [ "-" ] ( digits | "0" octal | "0x" hexadecimal )
        FLOAT  = [ "-" ] digits [ "." digits ] [ "e" [ "+" | "-" ] digits ]
        """
        doubtful = False
        if character == "0":
            character = self._next()
            if character in ("x", "X"):
                return self._hexadecimal()
            while character in DECIMAL:
                character = self._next()
                doubtful = doubtful or character in ("8", "9")
        else:
            self._mantissa(character)
            character = self._next()
        if self._fraction(character):
            return Kind.FLOAT
        if doubtful:
            self._report("illegal octal number")
        self._back(character)
        return Kind.NUMBER

    def _hexadecimal(self) -> Kind:
        character = self._next()
        found = False
        while character in HEXADECIMAL:
            character = self._next()
            found = True
        if not found:
            self._report("illegal hexadecimal number")
        self._back(character)
        return Kind.NUMBER

    def _string(self) -> None:
        """STRING = '"' { "${" … "}" | escape | any but newline } '"' ; quotes and line ends count for nothing inside an interpolation."""
        depth = 0
        while True:
            if not depth:
                plain = _PLAIN.match(self.text, self.position)
                assert plain is not None
                self.position = plain.end()
            character = self._next()
            if character == END or (character == "\n" and not depth):
                self._report("literal not terminated")
                return
            if character == '"' and not depth:
                return
            if not depth and character == "$" and self.peek() == "{":
                depth = 1
                self._next()
            elif depth and character == "{":
                depth += 1
            if depth and character == "}":
                depth -= 1
            if character == "\\":
                self._escape()

    def _digits(self, character: str, base: int, count: int) -> None:
        left = count
        while left and DIGIT_VALUES.get(character, 16) < base:
            character = self._next()
            if character == END:
                break
            left -= 1
        if left:
            self._report("illegal char escape")
        if left != count:
            self._back(character)

    def _heredoc(self) -> None:
        """HEREDOC = "<<" [ "-" ] marker newline { line } [ blanks ] marker newline"""
        if self._next() != "<":
            self._report("heredoc expected second '<', didn't see it")
            return
        start = self.position
        character = self._next()
        if character == "-":
            character = self._next()
        while character != END and (is_letter(character) or is_digit(character)):
            character = self._next()
        if character == END:
            self._report("heredoc not terminated")
            return
        if character == "\r" and self.peek() == "\n":
            character = self._next()
        if character != "\n":
            self._report("invalid characters in heredoc anchor")
            return
        marker = self.text[start : self.position - 1]
        if marker in ("", "-"):
            self._report("zero-length heredoc anchor")
            return
        closing = re.compile(r"[\t\n\v\f\r ]*" + re.escape(marker.removeprefix("-")) + r"\r*\Z")
        needed = len(marker.encode("utf-8", "surrogateescape"))
        line_start = self.position
        while True:
            character = self._next()
            if character == "\n":
                line = self.text[line_start : self.position - 1]
                if len(line.encode("utf-8", "surrogateescape")) >= needed and closing.match(line):
                    return
                line_start = self.position
            elif character == END:
                self._report("heredoc not terminated")
                return

    def _next(self) -> str:
        """Take the next character. A NUL is an error and then reads as the end."""
        position = self.position
        if position >= len(self.text):
            self.past += 1
            return END
        character = self.text[position]
        self.position = position + 1
        if character == "\0":
            self._report("unexpected null character (0x00)")
            return END
        if character == "\ue123":
            self._report("unicode code point U+E123 reserved for internal use")
            return "\ufffd"
        if "\udc80" <= character <= "\udcff":
            self._report("illegal UTF-8 encoding")
            return "\ufffd"
        return character

    def _report(self, message: str) -> None:
        line, column = self.recent()
        words, help = WORDS[message]
        if message.endswith("not terminated"):
            start = self.offset(self._start)
            end = self.source.text.find("\n", start)
            end = len(self.source.text) if end < 0 else end
        else:
            start = self.offset(max(self.position - 1, 0))
            end = min(start + 1, len(self.source.text))
        self.error = SyntaxProblem(f"At {line}:{column}: {message}", words, start, end, help)
