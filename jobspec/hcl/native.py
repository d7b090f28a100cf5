"""The entries to the native syntax (hclsyntax/public.go)."""

from __future__ import annotations

import gc

from jobspec.diagnostics import Diagnostic, Result
from jobspec.hcl import problems
from jobspec.hcl.bodies import BodyParser
from jobspec.hcl.lexer import Lexer
from jobspec.hcl.numbers import parse_number
from jobspec.hcl.reader import MAX_DEPTH, TooDeep
from jobspec.hcl.structure import Body
from jobspec.hcl.syntax import Expression, GetAttribute, GetIndex, Root, ScopeTraversal, Step
from jobspec.hcl.tokens import CLOSE_BRACKET, DOT, EOF, IDENT, NUMBER, OPEN_BRACKET, OPEN_QUOTE, STAR, STRING
from jobspec.source import Source


def parse_native(source: Source) -> Result[Body]:
    """A file in native syntax as a tree; there is one whatever the errors (hclsyntax.ParseConfig)."""
    lexer = Lexer(source)
    parser = BodyParser(lexer)
    # A tree has no cycles; looking for some while it grows takes a third of the time, and more the larger it is.
    collecting = gc.isenabled()
    gc.disable()
    try:
        body = parser.parse_file()
    except TooDeep as deep:
        body = parser.partial
        _too_deep(parser, deep)
    finally:
        if collecting:
            gc.enable()
    return Result(body, _found(lexer, parser))


def parse_expression(source: Source, start: int = 0, end: int | None = None) -> Result[Expression]:
    """A single expression, in which line ends mean nothing (hclsyntax.ParseExpression). Text after it is an error."""
    lexer = Lexer(source, start, end)
    parser = BodyParser(lexer)
    parser.newlines = False
    expression: Expression | None = None
    try:
        expression = parser.parse_expression()
        if parser.peek() != EOF and not parser.recovery:
            parser.error_here(problems.EXTRA_CHARACTERS)
        _drain(lexer)
    except TooDeep as deep:
        _too_deep(parser, deep)
    return Result(expression, _found(lexer, parser))


def parse_template(source: Source, start: int = 0, end: int | None = None) -> Result[Expression]:
    """Text as a template without quotes around it (hclsyntax.ParseTemplate)."""
    lexer = Lexer(source, start, end, template=True)
    parser = BodyParser(lexer)
    expression: Expression | None = None
    try:
        expression = parser.parse_template(EOF, False, lexer.position)
        _drain(lexer)
    except TooDeep as deep:
        _too_deep(parser, deep)
    return Result(expression, _found(lexer, parser))


def parse_traversal(source: Source, start: int = 0, end: int | None = None) -> Result[ScopeTraversal]:
    """An absolute traversal and nothing else (hclsyntax.ParseTraversalAbs).

    traversal = name { "." name | "[" ( number | quoted_text ) "]" }
    """
    lexer = Lexer(source, start, end)
    parser = BodyParser(lexer)
    parser.newlines = False
    if parser.read() != IDENT:
        parser.error_here(problems.VARIABLE_NAME)
        _drain(lexer)
        return Result(None, _found(lexer, parser))
    at, at_end = parser.starts[parser.at], parser.last_end
    steps: list[Step] = []
    traversal = ScopeTraversal(at, at_end, Root(at, at_end, parser.word(parser.at)), steps)
    while not parser.errors.count and parser.peek() != EOF:
        step = _traversal_step(parser)
        if step is not None:
            steps.append(step)
            traversal.end = step.end
    _drain(lexer)
    return Result(traversal, _found(lexer, parser))


def _traversal_step(parser: BodyParser) -> Step | None:
    kind = parser.read()
    start = parser.starts[parser.at]
    if kind == DOT:
        kind = parser.read()
        if kind == IDENT:
            return GetAttribute(start, parser.last_end, parser.word(parser.at))
        parser.error_here(problems.TRAVERSAL_SPLAT if kind == STAR else problems.TRAVERSAL_NAME)
        return None
    if kind != OPEN_BRACKET:
        parser.error_here(problems.TRAVERSAL_EXTRA)
        return None
    kind = parser.peek()
    if kind == NUMBER:
        parser.read()
        number = parse_number(parser.word(parser.at))
        if number is None:
            parser.error_here(problems.INVALID_NUMBER, parser.word(parser.at))
        step = GetIndex(start, parser.last_end, 0 if number is None else number)
    elif kind == STRING or kind == OPEN_QUOTE:
        step = GetIndex(start, parser.last_end, parser.quoted_label().value)
    else:
        parser.error_here(problems.TRAVERSAL_SPLAT if kind == STAR else problems.TRAVERSAL_INDEX)
        return None
    if parser.read() != CLOSE_BRACKET:
        parser.error_here(problems.TRAVERSAL_BRACKET)
    step.end = parser.last_end
    return step


def _drain(lexer: Lexer) -> None:
    """Let the scanner see all of the text, so that it reports everything that it refuses."""
    while lexer.kinds[-1] != EOF:
        lexer.fill()


def _found(lexer: Lexer, parser: BodyParser) -> tuple[Diagnostic, ...]:
    """What the scanner refuses comes first, as HashiCorp's runs before the parser."""
    return (*lexer.errors.kept, *parser.errors.kept)


def _too_deep(parser: BodyParser, deep: TooDeep) -> None:
    parser.errors.kept.append(problems.TOO_DEEP.at(parser.source, deep.start, deep.end, str(MAX_DEPTH), str(MAX_DEPTH)))
