"""Templates: quoted text, heredocs and their directives (hclsyntax/parser_template.go)."""

from __future__ import annotations

from typing import Final

from jobspec.go_text import SPACES
from jobspec.hcl import problems
from jobspec.hcl.errors import Problem
from jobspec.hcl.flush import flush_text, flush_tokens
from jobspec.hcl.reader import TokenReader
from jobspec.hcl.strings import normalized, unescape, unescape_template
from jobspec.hcl.structure import Label
from jobspec.hcl.suggestion import name_suggestion
from jobspec.hcl.syntax import Expression, Literal, Template, TemplateWrap
from jobspec.hcl.template_tokens import BEGIN_FOR, BEGIN_IF, END, END_TOKEN_KINDS, EXPRESSION, LITERAL, TemplateToken, TemplateTree
from jobspec.hcl.tokens import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    COLON,
    COMMA,
    CONTROL,
    EOF,
    HEREDOC,
    IDENT,
    INTERPOLATION,
    INVALID,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    QUOTED_TEXT,
    SEQUENCE_END,
    STRING,
    TEXT,
)

_DIRECTIVES: Final = ("if", "for", "else", "endif", "endfor")


class TemplateParser(TokenReader):
    """The part of the parser that knows templates; expressions inside come from its subclass."""

    __slots__ = ()

    def parse_expression(self) -> Expression:
        """Overridden by `ExpressionParser`."""
        raise NotImplementedError

    def plain_string(self, start: int, end: int) -> Template:
        """A quoted string without template sequences; the offsets include the quotes."""
        raw = self.text[start + 1 : end - 1]
        if "\\" in raw:
            raw = unescape(self.text, start + 1, end - 1, self.errors)
        if not raw.isascii():
            raw = normalized(raw)
        return Template(start, end, [Literal(start + 1, end - 1, raw)], raw)

    def quoted_label(self) -> Label:
        """quoted_label = quote { text } quote, without template sequences (parser.parseQuotedStringLiteral)"""
        kind = self.read()
        start = self.starts[self.at]
        if kind == STRING:
            return Label(start, self.last_end, unescape(self.text, start + 1, self.last_end - 1, self.errors), True)
        pieces: list[str] = []
        while True:
            kind = self.read()
            at_start, at_end = self.starts[self.at], self.ends[self.at]
            if kind == CLOSE_QUOTE:
                break
            if kind == QUOTED_TEXT:
                pieces.append(unescape(self.text, at_start, at_end, self.errors))
            elif kind == INTERPOLATION or kind == CONTROL:
                sign = "$" if kind == INTERPOLATION else "%"
                self.error(problems.STRING_TEMPLATE, at_start, at_end, sign, sign, sign)
                pieces.append(sign + "{ ... }")
                self.recover(SEQUENCE_END)
            elif kind == EOF:
                self.error(problems.UNTERMINATED_STRING, at_start, at_end)
                break
            else:
                self.error(problems.STRING_ITEM, at_start, at_end)
                self.recover(CLOSE_QUOTE)
                break
        return Label(start, at_end, "".join(pieces), True)

    def plain_heredoc(self, start: int, end: int) -> Template:
        """A heredoc without template sequences, from `<<` to the end of its closing marker."""
        text = self.text
        body_start = text.index("\n", start) + 1
        body_end = text.rfind("\n", start, end) + 1
        value = text[body_start:body_end]
        if value and text[start + 2] == "-":
            flushed = flush_text(value)
            body_start += value.index("\n") - flushed.index("\n")  # what the first line lost is not part of the text
            value = flushed
        if not value.isascii():
            value = normalized(value)
        return Template(start, end, [Literal(body_start, body_end, value)], value)

    def parse_template_term(self) -> Expression:
        """A quoted template or heredoc, whose opening token is next.

        template = quote { text | interpolation | directive } quote | heredoc_start { … } heredoc_end
        """
        kind = self.read()
        start, end = self.starts[self.at], self.ends[self.at]
        if kind == STRING:
            return self.plain_string(start, end)
        if kind == HEREDOC:
            return self.plain_heredoc(start, end)
        flush = kind == OPEN_HEREDOC and self.text[start + 2] == "-"
        return self.parse_template(CLOSE_QUOTE if kind == OPEN_QUOTE else CLOSE_HEREDOC, flush, start)

    def parse_template(self, end_kind: int, flush: bool, start: int) -> Expression:
        """The rest of a template up to `end_kind`, as one node that starts at `start` (parser.parseTemplateInner)."""
        self.enter()
        tokens = self._template_tokens(end_kind)
        self.depth -= 1
        end = self.last_end
        if flush:
            flush_tokens(tokens)
        tokens = _melded(tokens)
        tree = TemplateTree(tokens, self.errors)
        parts = tree.parse()
        if len(tokens) == 2 and tokens[0].kind == EXPRESSION:
            return TemplateWrap(start, end, parts[0])
        literal: str | None = None
        if len(parts) == 1:
            only = parts[0]
            if isinstance(only, Literal) and tokens[0].kind == LITERAL:
                literal = tokens[0].text
        return Template(start, end, parts, literal)

    def _template_tokens(self, end_kind: int) -> list[TemplateToken]:
        """The flat sequence of texts, expressions and directives (parser.parseTemplateParts)."""
        tokens: list[TemplateToken] = []
        self.peek()
        start, start_end = self.starts[self.at], self.ends[self.at]
        trim_next = False
        can_trim = False
        while True:
            self.compact()
            kind = self.read()
            at_start, at_end = self.starts[self.at], self.ends[self.at]
            if kind == end_kind:
                break
            trim, trim_next = trim_next, False
            trimmable, can_trim = can_trim, False
            if kind == QUOTED_TEXT or kind == TEXT:
                if kind == QUOTED_TEXT:
                    value = unescape(self.text, at_start, at_end, self.errors)
                else:
                    value = unescape_template(self.text[at_start:at_end])
                if trim:
                    value = value.lstrip(SPACES)
                tokens.append(TemplateToken(LITERAL, at_start, at_end, value))
                can_trim = True
            elif kind == INTERPOLATION or kind == CONTROL:
                if trimmable and at_end - at_start == 3 and tokens and tokens[-1].kind == LITERAL:
                    tokens[-1].text = tokens[-1].text.rstrip(SPACES)
                newlines, self.newlines = self.newlines, False
                if kind == INTERPOLATION:
                    trim_next = self._interpolation(tokens, at_start, start, start_end, end_kind)
                else:
                    trim_next = self._directive(tokens, at_start)
                self.newlines = newlines
            else:
                if not self.recovery and kind != INVALID:  # what nothing can use was reported by the lexer
                    self.error(problems.UNTERMINATED_TEMPLATE, at_start, at_end)
                self.recover(end_kind)
                at_start, at_end = self.starts[self.at], self.ends[self.at]
                break
        if not tokens:
            # Nothing between the quotes is an empty text; HashiCorp places it after the token that was next.
            tokens.append(TemplateToken(LITERAL, start_end, start_end, ""))
        tokens.append(TemplateToken(END, at_start, at_end, ""))
        return tokens

    def _interpolation(self, tokens: list[TemplateToken], opened: int, start: int, start_end: int, end_kind: int) -> bool:
        """interpolation = ( "${" | "${~" ) expression ( "}" | "~}" ). Whether white space after it is to be cut."""
        expression = self.parse_expression()
        kind = self.peek()
        close_start, close_end = self.starts[self.at], self.ends[self.at]
        trim = False
        if kind == SEQUENCE_END:
            self.read()
            trim = close_end - close_start == 2
        else:
            if not self.recovery:
                if kind == EOF:
                    self.error(problems.UNCLOSED_INTERPOLATION, start, start_end)
                elif kind == COLON:
                    self.error(problems.INTERPOLATION_COLON, close_start, close_end)
                elif kind in (CLOSE_QUOTE, OPEN_QUOTE, STRING) and end_kind == CLOSE_QUOTE:
                    self.error(problems.UNCLOSED_INTERPOLATION_QUOTE, start, start_end)
                else:
                    self.error(problems.INTERPOLATION_EXTRA, close_start, close_end)
            self.recover(SEQUENCE_END)
        tokens.append(TemplateToken(EXPRESSION, opened, close_end, "", expression))
        return trim

    def _directive(self, tokens: list[TemplateToken], opened: int) -> bool:
        """A directive after its `%{`. Whether white space after it is to be cut.

        directive = ( "%{" | "%{~" ) ( "if" expression | "else" | "endif" | "for" name [ "," name ] "in" expression | "endfor" )
                    ( "}" | "~}" )
        """
        if self.peek() != IDENT:
            return self._bad_directive(problems.DIRECTIVE)
        self.read()
        keyword = self.word(self.at)
        if keyword == "if":
            condition = self.parse_expression()
            self.peek()
            tokens.append(TemplateToken(BEGIN_IF, opened, self.ends[self.at], "", condition))
        elif keyword == "for":
            if self.peek() != IDENT:
                return self._bad_directive(problems.FOR_DIRECTIVE_NAME)
            self.read()
            key_name, value_name = "", self.word(self.at)
            if self.peek() == COMMA:
                self.read()
                if self.peek() != IDENT:
                    return self._bad_directive(problems.FOR_DIRECTIVE_SECOND_NAME)
                self.read()
                key_name, value_name = value_name, self.word(self.at)
            if not self.next_is_word("in"):
                return self._bad_directive(problems.FOR_DIRECTIVE_IN)
            self.read()
            collection = self.parse_expression()
            self.peek()
            tokens.append(TemplateToken(BEGIN_FOR, opened, self.ends[self.at], "", collection, key_name, value_name))
        elif keyword in END_TOKEN_KINDS:
            self.peek()
            tokens.append(TemplateToken(END_TOKEN_KINDS[keyword], opened, self.ends[self.at], keyword))
        else:
            near = name_suggestion(keyword, _DIRECTIVES)
            return self._bad_directive(problems.DIRECTIVE_KEYWORD, keyword, "" if near is None else f' Did you mean "{near}"?')
        if self.peek() == SEQUENCE_END:
            self.read()
            return self.ends[self.at] - self.starts[self.at] == 2
        return self._bad_directive(problems.DIRECTIVE_EXTRA, keyword)

    def _bad_directive(self, problem: Problem, *values: str) -> bool:
        if not self.recovery:
            self.error_here(problem, *values)
        self.recover(SEQUENCE_END)
        return False


def _melded(tokens: list[TemplateToken]) -> list[TemplateToken]:
    """Neighbouring texts as one (meldConsecutiveStringLiterals), normalized as values are."""
    melded: list[TemplateToken] = []
    pieces: list[str] = []
    for token in tokens:
        if token.kind == LITERAL:
            if pieces:
                melded[-1].end = token.end
            else:
                melded.append(token)
            pieces.append(token.text)
            continue
        if pieces:
            melded[-1].text = normalized("".join(pieces))
            pieces = []
        melded.append(token)
    return melded
