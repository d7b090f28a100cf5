"""A small tree of bodies, blocks and attributes, and its text. Layout and text are python-hcl2's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import msgspec

from jobspec.writing.values import Parenthesized, Raw, is_identifier, number_text, quoted, text_value

if TYPE_CHECKING:
    from hcl2.rules.abstract import LarkElement
    from hcl2.rules.base import BodyRule

#: Lists of plain values up to this many characters stand on one line.
SHORT_LIST = 80


class Attribute(msgspec.Struct, frozen=True):
    """`name = value`; the value is plain data, a `Raw` expression, or a `Parenthesized` object."""

    name: str
    value: object


class Block(msgspec.Struct, frozen=True):
    """`type "label" … { … }`."""

    type: str
    labels: tuple[str, ...]
    body: tuple[Attribute | Block, ...]


def hcl_text(body: Iterable[Attribute | Block]) -> str:
    """The text of a file. Attributes stand before blocks."""
    import hcl2
    from hcl2.rules.base import StartRule

    tree = StartRule([_body(body)])
    _formatter().format_tree(tree)
    _trim_blank_lines(tree)
    return hcl2.reconstruct(tree).rstrip("\n") + "\n"


def _body(items: Iterable[Attribute | Block]) -> BodyRule:
    from hcl2.rules.base import BodyRule

    ordered = sorted(items, key=lambda item: isinstance(item, Block))
    return BodyRule([_block(item) if isinstance(item, Block) else _attribute(item) for item in ordered])


def _attribute(item: Attribute) -> LarkElement:
    from hcl2.rules.base import AttributeRule

    return AttributeRule([_verbatim(item.name), _token("EQ"), _term(item.value)])


def _block(item: Block) -> LarkElement:
    from hcl2.rules.base import BlockRule

    labels = [_verbatim(quoted(label, label=True)) for label in item.labels]
    return BlockRule([_verbatim(item.type), *labels, _token("LBRACE"), _body(item.body), _token("RBRACE")])


def _term(value: object) -> LarkElement:
    from hcl2.rules.expressions import ExprTermRule

    return ExprTermRule([_expression(value)])


def _expression(value: object) -> LarkElement:
    match value:
        case Raw():
            return _verbatim(value.text)
        case Parenthesized():
            return _parenthesized(value.value)
        case str():
            return _verbatim(text_value(value).text)
        case None:
            return _verbatim("null")
        case bool():
            return _verbatim("true" if value else "false")
        case int() | float():
            return _verbatim(number_text(value))
        case Mapping():
            return _object(value)
        case list() | tuple():
            return _list(value)
    raise TypeError(f"{type(value).__name__} has no form in HCL")


def _token(name: str) -> Any:
    """A punctuation mark by python-hcl2's name for it."""
    from hcl2.rules import tokens

    return getattr(tokens, name)()


def _verbatim(text: str) -> LarkElement:
    from hcl2.rules.literal_rules import IdentifierRule
    from hcl2.rules.tokens import NAME

    return IdentifierRule([NAME(text)])


def _parenthesized(value: Mapping[str, object]) -> LarkElement:
    from hcl2.rules.expressions import ExprTermRule

    return ExprTermRule([_token("LPAR"), ExprTermRule([_object(value)]), _token("RPAR")])


def _object(value: Mapping[Any, object]) -> LarkElement:
    from hcl2.rules.containers import ObjectElemKeyRule, ObjectElemRule, ObjectRule

    items = [
        ObjectElemRule([ObjectElemKeyRule([_verbatim(key if is_identifier(key) else quoted(key))]), _token("EQ"), _term(item)])
        for key, item in value.items()
    ]
    return ObjectRule([_token("LBRACE"), *items, _token("RBRACE")])


def _list(values: list[object] | tuple[object, ...]) -> LarkElement:
    from hcl2.rules.containers import TupleRule

    parts: list[LarkElement] = []
    for value in values:
        # a heredoc ends with its line, which leaves no place for the comma
        parts += [_term(Raw(quoted(value)) if isinstance(value, str) else value), _token("COMMA")]
    if _is_short(values) and parts:
        parts.pop()  # no comma before a bracket on the same line
    return TupleRule([_token("LSQB"), *parts, _token("RSQB")])


def _is_short(values: list[object] | tuple[object, ...]) -> bool:
    if any(isinstance(value, (Mapping, list, tuple, Parenthesized)) for value in values):
        return False
    texts = [quoted(value) if isinstance(value, str) else str(value) for value in values]
    return sum(map(len, texts)) + 2 * len(texts) <= SHORT_LIST and not any(isinstance(v, str) and "\n" in v for v in values)


def _formatter() -> Any:
    """python-hcl2's formatter, which leaves short lists on one line."""
    from hcl2.formatter import BaseFormatter, FormatterOptions
    from hcl2.rules.containers import TupleRule
    from hcl2.rules.tokens import COMMA

    class Formatter(BaseFormatter):
        def format_tuple_rule(self, rule: TupleRule, indent_level: int = 0) -> None:
            if rule.elements and isinstance(rule.children[-2], COMMA):
                super().format_tuple_rule(rule, indent_level)

    return Formatter(FormatterOptions(open_empty_blocks=False))


def _trim_blank_lines(rule: Any) -> None:
    """Between two things one empty line at the most, and no blanks in it."""
    from hcl2.rules.whitespace import NewLineOrCommentRule

    for child, following in zip_longest(rule.children, rule.children[1:]):
        if not isinstance(child, NewLineOrCommentRule):
            if hasattr(child, "children"):
                _trim_blank_lines(child)
        elif isinstance(following, NewLineOrCommentRule):
            breaks = child.token.value.count("\n") + following.token.value.count("\n")
            child.token.set_value("")
            following.token.set_value("\n" * min(breaks, 2) + following.token.value.lstrip("\n"))
