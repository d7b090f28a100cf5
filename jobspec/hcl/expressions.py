"""Expressions: operators, terms and what follows them (hclsyntax/parser.go).

An error inside a part that left the position uncertain ends the whole expression: see `TokenReader.failed`.
"""

from __future__ import annotations

from jobspec.hcl import problems
from jobspec.hcl.collections import CollectionParser
from jobspec.hcl.numbers import parse_number
from jobspec.hcl.syntax import (
    AnonymousSymbol,
    Binary,
    Call,
    Conditional,
    Expression,
    GetAttribute,
    GetIndex,
    Index,
    Literal,
    Number,
    Parentheses,
    RelativeTraversal,
    Root,
    ScopeTraversal,
    Splat,
    Step,
    SyntaxProblem,
    Template,
    Unary,
)
from jobspec.hcl.tokens import (
    BANG,
    CLOSE_BRACKET,
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
    STAR,
    STRING,
)


class ExpressionParser(CollectionParser):
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
            return self._steps(term)
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
            number = self._number(at)
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

    def _number(self, at: int) -> Number | None:
        text = self.text[self.starts[at] : self.ends[at]]
        number = parse_number(text)
        if number is None:
            self.error(problems.INVALID_NUMBER, self.starts[at], self.ends[at], text if len(text) <= 40 else text[:40] + "…")
        return number

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

    def _steps(self, first: Expression) -> Expression:
        """step = "." name | "." number | ".*" { "." ( name | number ) } | "[" expression "]" | "[*]" { step }"""
        result = first
        while True:
            kind = self.peek()
            if kind == DOT:
                self.read()
                dot = self.starts[self.at]
                following = self.peek()
                at = self.at
                if following == IDENT:
                    self.read()
                    result = _extended(result, GetAttribute(dot, self.last_end, self.word(at)))
                elif following == NUMBER:
                    self.read()
                    result = _extended(result, self._legacy_index(dot, at, at))
                elif following == STAR:
                    self.read()
                    result = self._attribute_splat(first, result, dot, at)
                else:
                    self.error_here(problems.ATTRIBUTE_NAME)
                    self.recovery = True
            elif kind == OPEN_BRACKET:
                self.read()
                open = self.starts[self.at]
                result = self._full_splat(first, result, open) if self.peek() == STAR else self._index(first, result, open)
            else:
                return result

    def _legacy_index(self, dot: int, at: int, report: int) -> Step:
        """`.0`; a number with a point in it is two indexes that ran together."""
        text = self.word(at)
        whole, point, rest = text.partition(".")
        if point:
            self.error(problems.LEGACY_INDEX, self.starts[report], self.ends[report], whole, rest)
            return GetIndex(dot, self.ends[at], 0)
        number = self._number(at)
        return GetIndex(dot, self.ends[at], 0 if number is None else number)

    def _attribute_splat(self, first: Expression, result: Expression, dot: int, star: int) -> Expression:
        marker_end = last_end = self.ends[star]
        self.peek()
        steps_start = self.starts[self.at]
        steps: list[Step] = []
        while self.peek() == DOT:
            self.read()
            step_dot = self.starts[self.at]
            kind = self.peek()
            at = self.at
            if kind == NUMBER:
                self.read()
                steps.append(self._legacy_index(step_dot, at, star))
            elif kind == IDENT:
                self.read()
                steps.append(GetAttribute(step_dot, self.ends[at], self.word(at)))
            else:
                if not self.recovery:
                    if kind == STAR:
                        self.error(problems.NESTED_SPLAT, self.starts[at], self.ends[at])
                    else:
                        self.error(problems.ATTRIBUTE_NAME, self.starts[star], marker_end)
                self.recovery = True
                return result
            last_end = self.ends[at]
        item = AnonymousSymbol(dot, marker_end)
        each: Expression = RelativeTraversal(steps_start, last_end, item, steps) if steps else item
        return Splat(first.start, last_end, result, each, item, dot, marker_end)

    def _full_splat(self, first: Expression, result: Expression, open: int) -> Expression:
        self.read()
        kind = self.read()
        if kind != CLOSE_BRACKET and not self.recovery:
            # HashiCorp's report ends up at the bracket that recovery finds.
            self.recover(CLOSE_BRACKET)
            self.error_here(problems.SPLAT_BRACKET)
        close = self.last_end
        item = AnonymousSymbol(open, close)
        self.enter()
        each = self._steps(item)
        self.depth -= 1
        return Splat(first.start, each.end, result, each, item, open, close)

    def _index(self, first: Expression, result: Expression, open: int) -> Expression:
        newlines, self.newlines = self.newlines, False
        self.enter()
        mark = self.errors.count
        key = self.parse_expression()
        self.depth -= 1
        if self.failed(mark):
            self.recover(CLOSE_BRACKET)
        elif self.read() != CLOSE_BRACKET and not self.recovery:
            self.recover(CLOSE_BRACKET)
            self.error_here(problems.INDEX_BRACKET)
        self.newlines = newlines
        close = self.last_end
        if isinstance(key, Literal):
            return _extended(result, GetIndex(open, close, key.value))
        if isinstance(key, Template) and key.literal is not None:
            return _extended(result, GetIndex(open, close, key.literal))
        return Index(first.start, close, result, key, open)


def _extended(expression: Expression, step: Step) -> Expression:
    """A traversal with one more step (makeRelativeTraversal)."""
    if isinstance(expression, (ScopeTraversal, RelativeTraversal)):
        expression.steps.append(step)
        expression.end = step.end
        return expression
    return RelativeTraversal(expression.start, step.end, expression, [step])
