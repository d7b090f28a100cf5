"""Kinds of tokens (hclsyntax/token.go), as small numbers."""

from __future__ import annotations

from typing import Final

#: No token yet: the lexer has not read further.
MORE: Final = 0
EOF: Final = 1
NEWLINE: Final = 2
IDENT: Final = 3
NUMBER: Final = 4
#: A whole quoted string without template sequences, quotes included.
STRING: Final = 5
#: A whole heredoc without template sequences, from `<<` to the end of the closing marker.
HEREDOC: Final = 6
OPEN_QUOTE: Final = 7
CLOSE_QUOTE: Final = 8
OPEN_HEREDOC: Final = 9
CLOSE_HEREDOC: Final = 10
QUOTED_TEXT: Final = 11
TEXT: Final = 12
INTERPOLATION: Final = 13
CONTROL: Final = 14
SEQUENCE_END: Final = 15
OPEN_BRACE: Final = 16
CLOSE_BRACE: Final = 17
OPEN_BRACKET: Final = 18
CLOSE_BRACKET: Final = 19
OPEN_PAREN: Final = 20
CLOSE_PAREN: Final = 21
EQUAL: Final = 22
COMMA: Final = 23
DOT: Final = 24
COLON: Final = 25
QUESTION: Final = 26
ELLIPSIS: Final = 27
FAT_ARROW: Final = 28
DOUBLE_COLON: Final = 29
STAR: Final = 30
SLASH: Final = 31
PERCENT: Final = 32
PLUS: Final = 33
MINUS: Final = 34
EQUAL_OP: Final = 35
NOT_EQUAL: Final = 36
LESS: Final = 37
LESS_EQUAL: Final = 38
GREATER: Final = 39
GREATER_EQUAL: Final = 40
AND: Final = 41
OR: Final = 42
BANG: Final = 43
#: Whatever the scanner refuses and has reported itself: stray characters, bad bytes, line ends in quoted strings.
INVALID: Final = 44

#: Operators and punctuation by their text. What is not here is INVALID.
SYMBOLS: Final[dict[str, int]] = {
    "{": OPEN_BRACE, "}": CLOSE_BRACE, "[": OPEN_BRACKET, "]": CLOSE_BRACKET, "(": OPEN_PAREN, ")": CLOSE_PAREN,
    "=": EQUAL, ",": COMMA, ".": DOT, ":": COLON, "?": QUESTION, "...": ELLIPSIS, "=>": FAT_ARROW, "::": DOUBLE_COLON,
    "*": STAR, "/": SLASH, "%": PERCENT, "+": PLUS, "-": MINUS, "==": EQUAL_OP, "!=": NOT_EQUAL, "<": LESS, "<=": LESS_EQUAL,
    ">": GREATER, ">=": GREATER_EQUAL, "&&": AND, "||": OR, "!": BANG,
}

#: The other end of a bracket (hclsyntax parser.oppositeBracket); a template sequence ends as an interpolation does.
OPPOSITE: Final[dict[int, int]] = {
    OPEN_BRACE: CLOSE_BRACE, OPEN_BRACKET: CLOSE_BRACKET, OPEN_PAREN: CLOSE_PAREN, OPEN_QUOTE: CLOSE_QUOTE,
    OPEN_HEREDOC: CLOSE_HEREDOC, CLOSE_BRACE: OPEN_BRACE, CLOSE_BRACKET: OPEN_BRACKET, CLOSE_PAREN: OPEN_PAREN,
    CLOSE_QUOTE: OPEN_QUOTE, CLOSE_HEREDOC: OPEN_HEREDOC, INTERPOLATION: SEQUENCE_END, CONTROL: SEQUENCE_END,
    SEQUENCE_END: INTERPOLATION,
}

#: How tightly a binary operator binds (hclsyntax/expression_ops.go).
PRECEDENCE: Final[dict[int, int]] = {
    OR: 1, AND: 2, EQUAL_OP: 3, NOT_EQUAL: 3, LESS: 4, LESS_EQUAL: 4, GREATER: 4, GREATER_EQUAL: 4,
    PLUS: 5, MINUS: 5, STAR: 6, SLASH: 6, PERCENT: 6,
}
