"""Bodies: arguments and blocks (hclsyntax/parser.go ParseBody and below).

Most lines of a job file are a name and a plain value, a block's head, or a closing brace. One regular expression knows
these as wholes; every other line goes through tokens, and so does everything that is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from jobspec.diagnostics import Related, Span
from jobspec.hcl import problems
from jobspec.hcl.corrections import brace_on_header
from jobspec.hcl.errors import Problem
from jobspec.hcl.expressions import ExpressionParser
from jobspec.hcl.patterns import (
    DOTTED_NAME,
    ITEM,
    ITEM_ARGUMENT,
    ITEM_BLOCK,
    ITEM_CLOSE,
    ITEM_NUMBER,
    ITEM_STRING,
    LABEL,
)
from jobspec.hcl.strings import normalized
from jobspec.hcl.structure import Attribute, Block, Body, Label
from jobspec.hcl.syntax import Expression, Literal, Root, ScopeTraversal, Template
from jobspec.hcl.tokens import (
    CLOSE_BRACE,
    COMMA,
    EOF,
    EQUAL,
    IDENT,
    MORE,
    NEWLINE,
    OPEN_BRACE,
    OPEN_QUOTE,
    STRING,
)

_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


class BodyParser(ExpressionParser):
    """The whole parser."""

    __slots__ = ("_line_done", "partial")

    def parse_file(self) -> Body:
        """file = body, up to the end of the text"""
        self._line_done = False
        self.peek()
        start = self.starts[0]
        self.partial = Body(start, len(self.text), self.source, {}, [])
        return self._body(EOF, start, start, self.partial)

    def _body(self, closer: int, start: int, start_end: int, body: Body) -> Body:
        """body = { newline | argument | block }, until `closer`. `start` and `start_end` are those of the opening brace."""
        attributes, blocks = body.attributes, body.blocks
        lexer, kinds, text = self.lexer, self.kinds, self.text
        match_item = ITEM.match
        while True:
            if kinds[self.index] == MORE and lexer.at_line:
                if self.index:
                    self.index = 0
                    lexer.drop()
                match = match_item(text, lexer.position)
                assert match is not None
                group = match.lastindex
                lexer.position = match.end()
                if group is None:
                    # Blank lines and comments are done with, what follows them is no plain item.
                    pass
                elif group == ITEM_CLOSE:
                    close = match.start(ITEM_CLOSE)
                    if closer == CLOSE_BRACE:
                        self.last_end = body.end = close + 1
                        self._line_done = True
                        return body
                    lexer.position = close
                elif group == ITEM_BLOCK:
                    blocks.append(self._plain_block(match))
                    continue
                else:
                    name = match[1]
                    name_start, name_end = match.span(1)
                    equals = match.start(ITEM_ARGUMENT)
                    if group == ITEM_ARGUMENT:
                        lexer.position = equals + 1
                        attribute = self._argument(name, name_start, name_end, equals, False)
                    else:
                        value_start, value_end = match.span(group)
                        value = self._plain_value(group, value_start, value_end)
                        attribute = Attribute(name_start, value_end, name, name_end, equals, value)
                    if name in attributes:
                        self._set(attributes, attribute)
                    else:
                        attributes[name] = attribute
                    continue
            kind = self.peek()
            if kind == closer:
                body.end = self.ends[self.at]
                self.read()
                return body
            if kind == NEWLINE:
                self.read()
            elif kind == IDENT:
                self._item(attributes, blocks)
            else:
                self._bad_item(kind, start, start_end)
                body.end = self.last_end
                self.recover(closer)
                return body

    def _plain_value(self, group: int, start: int, end: int) -> Expression:
        """A value that is one word, number or text without template sequences and escapes."""
        if group == ITEM_STRING:
            content = self.text[start + 1 : end - 1]
            if not content.isascii():
                content = normalized(content)
            return Template(start, end, [Literal(start + 1, end - 1, content)], content)
        word = self.text[start:end]
        if group == ITEM_NUMBER:
            return Literal(start, end, int(word))
        if word in _WORDS:
            return Literal(start, end, _WORDS[word])
        return ScopeTraversal(start, end, Root(start, end, word), [])

    def _bad_item(self, kind: int, start: int, start_end: int) -> None:
        self.read()
        if self.recovery:
            return
        if kind == OPEN_QUOTE or kind == STRING:
            at = self.starts[self.at]
            self.error(problems.QUOTED_NAME, at, at + 1)
        elif kind == EOF:
            self.error(problems.UNCLOSED_BLOCK, start, start_end)
        else:
            self.error_here(problems.ITEM_REQUIRED)

    def _set(self, attributes: dict[str, Attribute], attribute: Attribute) -> None:
        """Add an argument to its body, where each may stand once."""
        name = attribute.name
        existing = attributes.get(name)
        if existing is None:
            attributes[name] = attribute
            return
        source = self.source
        place = f"{source.name}:{source.line_at(existing.start)},{source.column_at(existing.start)}-{source.column_at(existing.name_end)}"
        first = Related(span=Span(source, existing.start, existing.name_end), message="the first one is here")
        self.error(problems.ATTRIBUTE_REDEFINED, attribute.start, attribute.name_end, name, place, related=(first,))

    def _item(self, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
        """item = argument | block; the name is next (parser.ParseBodyItem)"""
        self.read()
        start, end = self.starts[self.at], self.ends[self.at]
        name = self.text[start:end]
        kind = self.peek()
        if kind == EQUAL:
            self.read()
            self._set(attributes, self._argument(name, start, end, self.starts[self.at], False))
        elif kind == OPEN_QUOTE or kind == OPEN_BRACE or kind == IDENT or kind == STRING:
            blocks.append(self._block(name, start, end))
        else:
            dotted = DOTTED_NAME.match(self.text, start)
            self.recover_after_item()
            if dotted is None:
                self.error(problems.ITEM_NEEDS_EQUALS, start, end, name)
            else:
                self.error(problems.ITEM_HAS_DOTS, start, dotted.end(1), dotted[1])

    def _argument(self, name: str, start: int, name_end: int, equals: int, single_line: bool) -> Attribute:
        """argument = name "=" expression ( newline | end of file ); the sign is read (parser.finishParsingBodyAttribute)"""
        mark = self.errors.count
        value = self.parse_expression()
        end = self.last_end
        if self.failed(mark):
            self.recover_after_item()
        elif not single_line:
            kind = self.peek()
            if kind == NEWLINE or kind == EOF:
                self.read()
            else:
                if not self.recovery:
                    self.error_here(problems.COMMA_AFTER_ARGUMENT if kind == COMMA else problems.MISSING_NEWLINE)
                self.recover_after_item()
        return Attribute(start, end, name, name_end, equals, value)

    def _plain_block(self, match: re.Match[str]) -> Block:
        """A block whose head is a line of its own with plain labels; the line is read."""
        start, name_end = match.span(1)
        labels_start, labels_end = match.span(ITEM_BLOCK)
        labels: list[Label] = []
        if labels_end > labels_start:
            for label in LABEL.finditer(self.text, labels_start, labels_end):
                quoted = label.lastindex == 1
                labels.append(Label(label.start(), label.end(), label[1] if quoted else label[2], quoted))
        open = self.text.index("{", labels_end)
        body = Body(open, open + 1, self.source, {}, [])
        self.enter()
        self._body(CLOSE_BRACE, open, open + 1, body)
        self.depth -= 1
        close = self.last_end - 1
        self._end_block_line()
        return Block(start, close + 1, match[1], name_end, labels, body, open, close)

    def _end_block_line(self) -> None:
        if self._line_done:
            self._line_done = False
            return
        kind = self.peek()
        if kind == NEWLINE or kind == EOF:
            self.read()
        else:
            if not self.recovery:
                self.error_here(problems.MISSING_BLOCK_NEWLINE)
            self.recover_after_item()

    def _block(self, name: str, start: int, name_end: int) -> Block:
        """block = name { quoted_label | name } "{" ( newline body | [ argument ] ) "}" ( newline | end of file )"""
        labels: list[Label] = []
        while True:
            kind = self.peek()
            at_start, at_end = self.starts[self.at], self.ends[self.at]
            if kind == OPEN_BRACE:
                self.read()
                break
            if kind == STRING or kind == OPEN_QUOTE:
                labels.append(self.quoted_label())
            elif kind == IDENT:
                self.read()
                labels.append(Label(at_start, at_end, self.text[at_start:at_end], False))
            else:
                if kind == EQUAL:
                    self.error(problems.BLOCK_WITH_EQUALS, at_start, at_end)
                elif kind == NEWLINE:
                    header_end = labels[-1].end if labels else name_end
                    self.error(problems.BLOCK_WITHOUT_BRACE, at_start, at_end, fix=brace_on_header(self.source, start, header_end, at_end))
                elif not self.recovery:
                    self.error(problems.BLOCK_LABEL_OR_BRACE, at_start, at_end)
                self.recover_after_item()
                return Block(start, name_end, name, name_end, labels, Body(start, name_end, self.source, {}, []), start, start)
        open, open_end = at_start, at_end
        body = Body(open, open_end, self.source, {}, [])
        kind = self.peek()
        self.enter()
        if kind == NEWLINE or kind == EOF or kind == CLOSE_BRACE:
            self._body(CLOSE_BRACE, open, open_end, body)
        else:
            self._single_line_body(body, open, open_end)
        self.depth -= 1
        close = self.last_end - 1
        self._end_block_line()
        return Block(start, close + 1, name, name_end, labels, body, open, close)

    def _single_line_body(self, body: Body, open: int, open_end: int) -> None:
        """A block on one line, and its closing brace (parser.finishParsingBodyBlock, parseSingleAttrBody)."""
        mark = self.errors.count
        self._single_argument(body)
        kind = self.peek()
        if kind == CLOSE_BRACE:
            self.read()
            return
        # HashiCorp reports how the block ends before what is wrong inside it.
        problem: Problem | None = None
        start, end = self.starts[self.at], self.ends[self.at]
        if kind == COMMA:
            problem = problems.SINGLE_LINE_COMMA
        elif kind == NEWLINE:
            problem = problems.SINGLE_LINE_NEWLINE
        elif not self.recovery:
            problem = problems.SINGLE_LINE_END
            if kind == EOF:
                problem = problems.UNCLOSED_BLOCK
                start, end = open, open_end
        if problem is not None:
            self.errors.insert(mark, problem, start, end)
        self.recover(CLOSE_BRACE)

    def _single_argument(self, body: Body) -> None:
        if self.read() != IDENT:
            start, end = self.starts[self.at], self.ends[self.at]
            self.recover_after_item()
            self.error(problems.ITEM_REQUIRED, start, end)
            return
        start, end = self.starts[self.at], self.ends[self.at]
        name = self.text[start:end]
        kind = self.peek()
        if kind == EQUAL:
            self.read()
            attribute = self._argument(name, start, end, self.starts[self.at], True)
            body.attributes[name] = attribute
            body.start, body.end = attribute.start, attribute.end
        elif kind == OPEN_QUOTE or kind == OPEN_BRACE or kind == IDENT or kind == STRING:
            next_end = self.ends[self.at]
            self.recover_after_item()
            self.error(problems.SINGLE_LINE_ARGUMENT, start, next_end, name, name)
        else:
            self.recover_after_item()
            self.error(problems.ITEM_NEEDS_EQUALS, start, end, name)
