"""Tokens of HCL 1 and of its JSON (hcl/token, json/token), and the values that literals have."""

from __future__ import annotations

from enum import StrEnum

from jobspec.hcl.v1.strings import Unquotable, unindent, unquote, unquote_json


class Kind(StrEnum):
    """Kinds of tokens, by the names that HCL 1's messages give them."""

    ILLEGAL = "ILLEGAL"
    EOF = "EOF"
    COMMENT = "COMMENT"
    IDENT = "IDENT"
    NUMBER = "NUMBER"
    FLOAT = "FLOAT"
    BOOL = "BOOL"
    STRING = "STRING"
    HEREDOC = "HEREDOC"
    NULL = "NULL"
    LBRACK = "LBRACK"
    LBRACE = "LBRACE"
    COMMA = "COMMA"
    PERIOD = "PERIOD"
    COLON = "COLON"
    RBRACK = "RBRACK"
    RBRACE = "RBRACE"
    ASSIGN = "ASSIGN"
    ADD = "ADD"
    SUB = "SUB"


class Token:
    """A token: its text, its offsets in the source, and its line and column as HCL 1 counts them."""

    __slots__ = ("_value", "column", "end", "json", "kind", "line", "start", "text")

    def __init__(self, kind: Kind, text: str, start: int, end: int, line: int, column: int, json: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.line = line
        self.column = column
        self.json = json
        self._value: str | None = None

    @property
    def pos(self) -> str:
        """The place as messages print it; tokens of JSON have none."""
        return "-" if self.json else f"{self.line}:{self.column}"

    def text_value(self) -> str:
        """The text that an identifier, a string or a heredoc stands for (token.Value).

        Raises Unquotable where the scanner took a string that the unquoting then does not: Nomad panics there.
        """
        if self._value is None:
            if self.kind is Kind.HEREDOC:
                self._value = unindent(self.text)
            elif self.kind is Kind.STRING and self.text:  # JSON's null is a string without any text, not even quotes
                try:
                    self._value = unquote_json(self.text) if self.json else unquote(self.text)
                except Unquotable as error:
                    error.place = (self.start, self.end)
                    raise
            else:
                self._value = self.text
        return self._value

    def label(self) -> str:
        """`text_value` for people: the text as written where it stands for nothing."""
        try:
            return self.text_value()
        except Unquotable:
            return self.text

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.kind} {self.text}"

    def __repr__(self) -> str:
        return f"Token({self})"
