"""Expressions: operators and terms (hclsyntax/parser.go).

An error inside a part that left the position uncertain ends the whole expression: see `TokenReader.failed`.
"""

from __future__ import annotations

from jobspec.hcl import problems
from jobspec.hcl.steps import StepParser
from jobspec.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    Literal,
    Parentheses,
    Root,
    ScopeTraversal,
    SyntaxProblem,
    Unary,
)
from jobspec.hcl.tokens import (
    BANG,
    CLOSE_PAREN,
    COLON,
    COMMA,
    DOT,
    DOUBLE_COLON,
    ELLIPSIS,
    EOF,
    HEREDOC,
    IDENT,
    MINUS,
    NUMBER,
    OPEN_BRACE,
    OPEN_BRACKET,
    OPEN_HEREDOC,
    OPEN_PAREN,
    OPEN_QUOTE,
    PRECEDENCE,
    QUESTION,
    STRING,
)


class ExpressionParser(StepParser):
    """The part of the parser that knows expressions."""

    __slots__ = ()

    def parse_expression(self) -> Expression:
        """expression = operation [ "?" expression ":" expression ]"""
        mark = self.errors.count
        self.peek()
        start = self.starts[self.at]
        condition = self._operation(0)
        if self.failed(mark) or self.peek() != QUESTION:
            return condition
        self.read()
        self.enter()
        mark = self.errors.count
        yes = self.parse_expression()
        if self.failed(mark):
            self.depth -= 1
            return condition
        if self.peek() != COLON:
            self.error_here(problems.MISSING_FALSE)
            self.depth -= 1
            return condition
        self.read()
        mark = self.errors.count
        no = self.parse_expression()
        self.depth -= 1
        if self.failed(mark):
            return condition
        return Conditional(start, no.end, condition, yes, no)

    def _operation(self, above: int) -> Expression:
        """operation = term { operator term }, operators of a precedence higher than `above`, to the left first"""
        mark = self.errors.count
        left = self._term_with_steps()
        if self.failed(mark):
            return left
        precedence_of = PRECEDENCE
        while True:
            precedence = precedence_of.get(self.peek(), 0)
            if precedence <= above:
                return left
            at = self.at
            operator = self.text[self.starts[at] : self.ends[at]]
            self.read()
            mark = self.errors.count
            right = self._operation(precedence)
            if self.failed(mark):
                return left
            left = Binary(left.start, right.end, left, operator, right)
            self.compact()

    def _term_with_steps(self) -> Expression:
        """term_with_steps = term { step }"""
        term = self._term()
        kind = self.peek()
        if kind == DOT or kind == OPEN_BRACKET:
            return self.parse_steps(term)
        return term

    def _term(self) -> Expression:
        """term = number | name | call | template | "(" expression ")" | ( "-" | "!" ) term_with_steps | tuple | object"""
        kind = self.peek()
        at = self.at
        start, end = self.starts[at], self.ends[at]
        if kind == STRING:
            self.read()
            return self.plain_string(start, end)
        if kind == IDENT:
            self.read()
            name = self.text[start:end]
            following = self.peek()
            if following == OPEN_PAREN or following == DOUBLE_COLON:
                return self._call(start, end, name)
            if name == "true":
                return Literal(start, end, True)
            if name == "false":
                return Literal(start, end, False)
            if name == "null":
                return Literal(start, end, None)
            return ScopeTraversal(start, end, Root(start, end, name), [])
        if kind == NUMBER:
            self.read()
            number = self.number_at(at)
            return Literal(start, end, number) if number is not None else SyntaxProblem(start, end)
        if kind == OPEN_QUOTE or kind == OPEN_HEREDOC or kind == HEREDOC:
            return self.parse_template_term()
        if kind == OPEN_BRACKET or kind == OPEN_BRACE:
            self.enter()
            collection = self.parse_tuple() if kind == OPEN_BRACKET else self.parse_object()
            self.depth -= 1
            return collection
        if kind == OPEN_PAREN:
            self.enter()
            inner = self._parentheses(start)
            self.depth -= 1
            return inner
        if kind == MINUS or kind == BANG:
            self.read()
            self.enter()
            operand = self._term_with_steps()
            self.depth -= 1
            return Unary(start, operand.end, "-" if kind == MINUS else "!", operand)
        if not self.recovery:
            self.error_here(problems.MISSING_EXPRESSION if kind == EOF else problems.INVALID_EXPRESSION)
        self.recovery = True
        return SyntaxProblem(start, end)

    def _parentheses(self, start: int) -> Expression:
        self.read()
        newlines, self.newlines = self.newlines, False
        mark = self.errors.count
        inner = self.parse_expression()
        if self.errors.count > mark:
            self.recover(CLOSE_PAREN)
            self.newlines = newlines
            return inner
        if self.peek() != CLOSE_PAREN:
            self.error_here(problems.UNBALANCED_PARENTHESES)
            self.recovery = True
        self.read()
        self.newlines = newlines
        return Parentheses(start, self.ends[self.at], inner)

    def _call(self, start: int, name_end: int, name: str) -> Expression:
        """call = name { "::" name } "(" [ expression { "," expression } [ "," | "..." ] ] ")" """
        kind = self.read()
        while kind == DOUBLE_COLON:
            if self.read() != IDENT:
                self.error_here(problems.FUNCTION_NAME)
                end = self.last_end
                self.recover_over(OPEN_PAREN)
                return SyntaxProblem(start, end)
            name = f"{name}::{self.word(self.at)}"
            name_end = self.last_end
            kind = self.read()
        if kind != OPEN_PAREN:
            self.error_here(problems.FUNCTION_PARENTHESIS)
            end = self.last_end
            self.recover_over(OPEN_PAREN)
            return SyntaxProblem(start, end)
        open = self.starts[self.at]
        newlines, self.newlines = self.newlines, False
        self.enter()
        arguments: list[Expression] = []
        expand = self._arguments(arguments, start, open)
        self.depth -= 1
        self.newlines = newlines
        return Call(start, self.last_end, name, name_end, arguments, expand, open, self.last_end - 1)

    def _arguments(self, arguments: list[Expression], start: int, open: int) -> bool:
        """The arguments and the closing parenthesis; whether the last one is expanded by `...`."""
        while True:
            if self.peek() == CLOSE_PAREN:
                self.read()
                return False
            mark = self.errors.count
            arguments.append(self.parse_expression())
            if self.failed(mark):
                self.recover(CLOSE_PAREN)
                return False
            kind = self.read()
            if kind == CLOSE_PAREN:
                return False
            if kind == ELLIPSIS:
                separator = self.at
                if self.peek() == CLOSE_PAREN:
                    self.read()
                    return True
                if not self.recovery:
                    self.error(problems.EXPANSION_END, self.starts[separator], self.ends[separator])
                self.recover(CLOSE_PAREN)
                return True
            if kind != COMMA:
                if kind == EOF:
                    self.error(problems.UNTERMINATED_CALL, start, open + 1)
                else:
                    self.error_here(problems.ARGUMENT_SEPARATOR)
                self.recover(CLOSE_PAREN)
                return False
