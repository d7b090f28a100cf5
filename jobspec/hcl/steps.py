"""What follows a term: attributes, indexes and splats (hclsyntax/parser.go parseExpressionTraversals)."""

from __future__ import annotations

from jobspec.hcl import problems
from jobspec.hcl.collections import CollectionParser
from jobspec.hcl.numbers import parse_number
from jobspec.hcl.syntax import (
    AnonymousSymbol,
    Expression,
    GetAttribute,
    GetIndex,
    Index,
    Literal,
    Number,
    RelativeTraversal,
    ScopeTraversal,
    Splat,
    Step,
    Template,
)
from jobspec.hcl.tokens import CLOSE_BRACKET, DOT, IDENT, NUMBER, OPEN_BRACKET, STAR


class StepParser(CollectionParser):
    """The part of the parser that knows steps."""

    __slots__ = ()

    def parse_steps(self, first: Expression) -> Expression:
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
        number = self.number_at(at)
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
        each = self.parse_steps(item)
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

    def number_at(self, at: int) -> Number | None:
        text = self.text[self.starts[at] : self.ends[at]]
        number = parse_number(text)
        if number is None:
            self.error(problems.INVALID_NUMBER, self.starts[at], self.ends[at], text if len(text) <= 40 else text[:40] + "…")
        return number


def _extended(expression: Expression, step: Step) -> Expression:
    """A traversal with one more step (makeRelativeTraversal)."""
    if isinstance(expression, (ScopeTraversal, RelativeTraversal)):
        expression.steps.append(step)
        expression.end = step.end
        return expression
    return RelativeTraversal(expression.start, step.end, expression, [step])
