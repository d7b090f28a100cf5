"""Tuples, objects and `for` expressions (hclsyntax/parser.go parseTupleCons, parseObjectCons, finishParsingForExpr)."""

from __future__ import annotations

from jobspec.hcl import problems
from jobspec.hcl.errors import Problem
from jobspec.hcl.syntax import Expression, For, ObjectCons, ObjectKey, SyntaxProblem, TupleCons
from jobspec.hcl.templates import TemplateParser
from jobspec.hcl.tokens import (
    CLOSE_BRACE,
    CLOSE_BRACKET,
    COLON,
    COMMA,
    ELLIPSIS,
    EOF,
    EQUAL,
    FAT_ARROW,
    IDENT,
    NEWLINE,
    OPEN_BRACE,
    OPEN_PAREN,
)


class CollectionParser(TemplateParser):
    """The part of the parser that knows what stands in brackets and braces."""

    __slots__ = ()

    def parse_tuple(self) -> Expression:
        """tuple = "[" [ expression { "," expression } [ "," ] ] "]" | for"""
        self.read()
        open, open_end = self.starts[self.at], self.ends[self.at]
        newlines, self.newlines = self.newlines, False
        if self.next_is_word("for"):
            result = self._for(open, open_end, False)
            self.newlines = newlines
            return result
        items: list[Expression] = []
        errors = self.errors
        while True:
            if self.peek() == CLOSE_BRACKET:
                self.read()
                break
            mark = errors.count
            items.append(self.parse_expression())
            if errors.count > mark and self.recovery:
                self.recover(CLOSE_BRACKET)
                break
            kind = self.peek()
            if kind == COMMA:
                self.read()
                self.compact()
                continue
            if kind == CLOSE_BRACKET:
                self.read()
                break
            if not self.recovery:
                if kind == EOF:
                    self.error(problems.UNTERMINATED_TUPLE, open, open_end)
                else:
                    self.error_here(problems.ITEM_SEPARATOR)
            self.recover(CLOSE_BRACKET)
            break
        self.newlines = newlines
        return TupleCons(open, self.last_end, items, open_end)

    def parse_object(self) -> Expression:
        """object = "{" [ expression ( "=" | ":" ) expression { ( "," | newline ) … } ] "}" | for"""
        self.read()
        open, open_end = self.starts[self.at], self.ends[self.at]
        newlines, self.newlines = self.newlines, False
        if self.next_is_word("for"):
            result = self._for(open, open_end, True)
            self.newlines = newlines
            return result
        self.newlines = True
        items: list[tuple[ObjectKey, Expression]] = []
        while self._object_item(items, open, open_end):
            self.compact()
        self.newlines = newlines
        return ObjectCons(open, self.last_end, items, open_end)

    def _object_item(self, items: list[tuple[ObjectKey, Expression]], open: int, open_end: int) -> bool:
        """One entry and its separator, or the closing brace; False when the object has ended."""
        kind = self.peek()
        if kind == NEWLINE:
            self.read()
            return True
        if kind == CLOSE_BRACE:
            self.read()
            return False
        mark = self.errors.count
        key = self.parse_expression()
        if self.failed(mark):
            self.recover(CLOSE_BRACE)
            return False
        wrapped = ObjectKey(key.start, key.end, key, kind == OPEN_PAREN)
        kind = self.peek()
        if kind != EQUAL and kind != COLON:
            if not self.recovery:
                if kind == EOF:
                    self.error(problems.UNTERMINATED_OBJECT, open, open_end)
                elif kind == NEWLINE or kind == COMMA:
                    self.error_here(problems.OBJECT_VALUE)
                elif kind == OPEN_BRACE:
                    self.error_here(problems.OBJECT_BLOCK)
                else:
                    self.error_here(problems.OBJECT_EQUALS_NAME if kind == IDENT else problems.OBJECT_EQUALS)
            self.recover(CLOSE_BRACE)
            return False
        self.read()
        mark = self.errors.count
        value = self.parse_expression()
        if self.failed(mark):
            self.recover(CLOSE_BRACE)
            return False
        items.append((wrapped, value))
        kind = self.peek()
        if kind == NEWLINE or kind == COMMA:
            self.read()
            return True
        if kind == CLOSE_BRACE:
            self.read()
            return False
        if not self.recovery:
            if kind == EOF:
                self.error(problems.UNTERMINATED_OBJECT, open, open_end)
            else:
                self.error_here(problems.OBJECT_SEPARATOR)
        self.recover(CLOSE_BRACE)
        return False

    def _for_problem(self, problem: Problem, open: int, closer: int) -> Expression:
        if not self.recovery:
            self.error_here(problem)
        return self._for_abandoned(open, closer)

    def _for_abandoned(self, open: int, closer: int) -> Expression:
        self.recover(closer)
        return SyntaxProblem(open, self.last_end)

    def _for(self, open: int, open_end: int, is_object: bool) -> Expression:
        """for = ( "[" | "{" ) "for" name [ "," name ] "in" expression ":" [ expression "=>" ] expression [ "..." ] [ "if" expression ]
                 ( "]" | "}" )"""
        closer = CLOSE_BRACE if is_object else CLOSE_BRACKET
        self.read()
        if self.peek() != IDENT:
            return self._for_problem(problems.FOR_NAME, open, closer)
        self.read()
        key_name, value_name = "", self.word(self.at)
        if self.peek() == COMMA:
            self.read()
            if self.peek() != IDENT:
                return self._for_problem(problems.FOR_SECOND_NAME, open, closer)
            self.read()
            key_name, value_name = value_name, self.word(self.at)
        if not self.next_is_word("in"):
            return self._for_problem(problems.FOR_IN, open, closer)
        self.read()
        mark = self.errors.count
        collection = self.parse_expression()
        if self.failed(mark):
            return self._for_abandoned(open, closer)
        if self.peek() != COLON:
            return self._for_problem(problems.FOR_COLON, open, closer)
        self.read()
        mark = self.errors.count
        key: Expression | None = None
        value = self.parse_expression()
        if self.peek() == FAT_ARROW:
            self.read()
            key = value
            value = self.parse_expression()
        if self.failed(mark):
            return self._for_abandoned(open, closer)
        ellipsis = (0, 0)
        grouping = self.peek() == ELLIPSIS
        if grouping:
            self.read()
            ellipsis = (self.starts[self.at], self.ends[self.at])
        condition: Expression | None = None
        if self.next_is_word("if"):
            self.read()
            mark = self.errors.count
            condition = self.parse_expression()
            if self.failed(mark):
                return self._for_abandoned(open, closer)
        if self.peek() == closer:
            self.read()
        else:
            if not self.recovery:
                self.error_here(problems.FOR_END)
            self.recover(closer)
        if is_object:
            if key is None:
                self.error(problems.FOR_KEY, value.start, value.end)
        else:
            if key is not None:
                self.error(problems.FOR_KEY_IN_TUPLE, key.start, key.end)
            if grouping:
                self.error(problems.FOR_GROUP_IN_TUPLE, *ellipsis)
        close = self.last_end
        return For(open, close, key_name, value_name, collection, key, value, condition, grouping, open_end, close - 1)
