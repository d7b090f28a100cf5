"""The second pass over a template: from a flat sequence of texts and directives to a tree (hclsyntax templateParser)."""

from __future__ import annotations

from typing import Final

from jobspec.hcl import problems
from jobspec.hcl.errors import Errors, Problem
from jobspec.hcl.reader import MAX_DEPTH, TooDeep
from jobspec.hcl.syntax import Conditional, Expression, For, Literal, SyntaxProblem, Template, TemplateJoin

LITERAL: Final = 0
EXPRESSION: Final = 1
BEGIN_IF: Final = 2
BEGIN_FOR: Final = 3
ELSE: Final = 4
END_IF: Final = 5
END_FOR: Final = 6
END: Final = 7

END_TOKEN_KINDS: Final[dict[str, int]] = {"else": ELSE, "endif": END_IF, "endfor": END_FOR}


class TemplateToken:
    """A text, an interpolated expression or a directive. `text` is the text, or the word of a closing directive."""

    __slots__ = ("end", "expression", "key_name", "kind", "start", "text", "value_name")

    def __init__(self, kind: int, start: int, end: int, text: str, expression: Expression | None = None, key_name: str = "",
                 value_name: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = text
        self.expression = expression
        self.key_name = key_name
        self.value_name = value_name


class TemplateTree:
    """Makes expressions of template tokens; the last token is always END."""

    __slots__ = ("_depth", "_errors", "_position", "_tokens")

    def __init__(self, tokens: list[TemplateToken], errors: Errors) -> None:
        self._tokens = tokens
        self._errors = errors
        self._position = 0
        self._depth = 0

    def parse(self) -> list[Expression]:
        """template = { text | interpolation | conditional | loop }"""
        parts: list[Expression] = []
        while self._tokens[self._position].kind != END:
            parts.append(self._part())
        return parts

    def _error(self, problem: Problem, token: TemplateToken, *values: str) -> SyntaxProblem:
        self._errors.add(problem, token.start, token.end, *values)
        return SyntaxProblem(token.start, token.end)

    def _part(self) -> Expression:
        token = self._tokens[self._position]
        kind = token.kind
        if kind != END:
            self._position += 1
        if kind == LITERAL:
            return Literal(token.start, token.end, token.text)
        if kind == EXPRESSION and token.expression is not None:
            return token.expression
        if kind == BEGIN_IF or kind == BEGIN_FOR:
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise TooDeep(token.start, token.end)
            result = self._conditional(token) if kind == BEGIN_IF else self._loop(token)
            self._depth -= 1
            return result
        return self._error(problems.UNEXPECTED_DIRECTIVE, token, token.text, token.text)

    def _conditional(self, opened: TemplateToken) -> Expression:
        """conditional = if_directive template [ else_directive template ] endif_directive"""
        yes: list[Expression] = []
        no: list[Expression] = []
        current = yes
        while True:
            token = self._tokens[self._position]
            kind = token.kind
            if kind == END:
                return self._error(problems.UNEXPECTED_END, token, "if", "if")
            if kind == END_IF:
                break
            if kind == ELSE and current is yes:
                self._position += 1
                current = no
            elif kind == ELSE:
                self._position += 1
                return self._error(problems.SECOND_ELSE, token)
            elif kind == END_FOR:
                self._position += 1
                return self._error(problems.WRONG_END, token, "endfor", "if", "endfor")
            else:
                current.append(self._part())
        self._position += 1
        assert opened.expression is not None
        return Conditional(opened.start, token.end, opened.expression, _content(yes, opened.end), _content(no, token.start))

    def _loop(self, opened: TemplateToken) -> Expression:
        """loop = for_directive template endfor_directive"""
        content: list[Expression] = []
        while True:
            token = self._tokens[self._position]
            kind = token.kind
            if kind == END:
                return self._error(problems.UNEXPECTED_END, token, "for", "for")
            if kind == END_FOR:
                break
            if kind == ELSE:
                self._position += 1
                return self._error(problems.ELSE_IN_FOR, token)
            if kind == END_IF:
                self._position += 1
                return self._error(problems.WRONG_END, token, "endif", "for", "endif")
            content.append(self._part())
        self._position += 1
        assert opened.expression is not None
        loop = For(opened.start, token.end, opened.key_name, opened.value_name, opened.expression, None,
                   _content(content, opened.end), None, False, opened.end, token.start)
        return TemplateJoin(opened.start, token.end, loop)


def _content(parts: list[Expression], empty: int) -> Template:
    """What stands between two directives; an empty text at `empty` where that is nothing."""
    if not parts:
        parts = [Literal(empty, empty, "")]
    only = parts[0]
    literal = only.value if len(parts) == 1 and isinstance(only, Literal) and isinstance(only.value, str) else None
    return Template(parts[0].start, parts[-1].end, parts, literal)
