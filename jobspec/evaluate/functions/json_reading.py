"""JSON text as a value (go-cty json/type_implied.go, unmarshal.go over Go's encoding/json)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.numbers import parse_decimal
from jobspec.evaluate.values import FALSE, NULL, TRUE, Value, number, object_of, string, tuple_of
from jobspec.go_text import quote

if TYPE_CHECKING:
    from json import JSONDecodeError

_BLANKS: Final = re.compile(r"[ \t\n\r]*")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


#: What json makes of a text: numbers stay text in a tuple, objects are lists of pairs.
_Tree = object


class _Number(str):
    __slots__ = ()


class _Pairs(list[tuple[str, object]]):
    __slots__ = ()


def read_json(text: str) -> Value:
    """The value of a JSON text: objects and tuples. A stray `]` or `}` after it is let through, as Nomad lets it through."""
    from json import JSONDecodeError, JSONDecoder

    decoder = JSONDecoder(object_pairs_hook=_Pairs, parse_float=_Number, parse_int=_Number, parse_constant=_refuse)
    start = _end_of_blanks(text, 0)
    try:
        tree, end = decoder.raw_decode(text, start)
        value = _value(tree)
    except JSONDecodeError as error:
        raise FunctionError(_go_words(error, text)) from None
    except RecursionError:
        raise FunctionError("exceeded max depth") from None
    end = _end_of_blanks(text, end)
    if end < len(text) and text[end] not in "]}":
        raise FunctionError("extraneous data after JSON object")
    return value


def _end_of_blanks(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    assert match is not None
    return match.end()


def _refuse(constant: str) -> object:
    first = "I" if constant == "-Infinity" else constant[0]
    raise FunctionError(f"invalid character '{first}' {'in numeric literal' if constant[0] == '-' else 'looking for beginning of value'}")


def _value(tree: _Tree) -> Value:
    if tree is None:
        return NULL
    if isinstance(tree, _Number):
        parsed = parse_decimal(str(tree))
        assert parsed is not None
        return number(parsed)
    if isinstance(tree, str):
        return string(_SURROGATES.sub("�", tree))
    if isinstance(tree, bool):
        return TRUE if tree else FALSE
    if isinstance(tree, _Pairs):
        return _object(tree)
    assert isinstance(tree, list)
    return tuple_of([_value(item) for item in tree])


def _object(pairs: _Pairs) -> Value:
    """The last of several properties of one name counts; all of them must have one type."""
    properties: dict[str, Value] = {}
    for name, item in pairs:
        value = _value(item)
        known = properties.get(name)
        if known is not None and known.type != value.type:
            raise FunctionError(f"duplicate {quote(name)} property in JSON object")
        properties[name] = value
    return object_of(properties)


def _go_words(error: JSONDecodeError, text: str) -> str:
    """What Go's decoder says of the same mistake."""
    position, kind = error.pos, error.msg
    if kind.startswith("Unterminated string"):
        return "unexpected EOF"
    if kind.startswith("Invalid \\"):
        after = text[position + 1 : position + 2] if text[position : position + 1] == "\\" else text[position : position + 1]
        return f"invalid character {_rune(after)} in string escape code" if after else "unexpected EOF"
    if kind.startswith("Invalid control character"):
        return f"invalid character {_rune(text[position])} in string literal"
    position = _end_of_blanks(text, position)
    if position >= len(text):
        return "EOF"
    rest, found = text[position:], _rune(text[position])
    if kind.startswith("Expecting value"):
        for word in ("true", "false", "null"):
            if rest[0] == word[0]:
                return _broken_literal(rest, word)
        if rest[0] == "-":
            return f"invalid character {_rune(rest[1])} in numeric literal" if len(rest) > 1 else "unexpected EOF"
        return f"invalid character {found} looking for beginning of value"
    if kind.startswith("Expecting property name"):
        first = text[:position].rstrip(" \t\n\r").endswith("{")
        return f"invalid character {found}" if first else f"invalid character {found} looking for beginning of object key string"
    if kind.startswith("Expecting ':'"):
        return f"invalid character {found} after object key"
    return f"invalid character {found} after {'object key:value pair' if _inside_object(text[:position]) else 'array element'}"


def _broken_literal(rest: str, word: str) -> str:
    for index, letter in enumerate(word):
        if index >= len(rest):
            return "unexpected EOF"
        if rest[index] != letter:
            return f"invalid character {_rune(rest[index])} in literal {word} (expecting {_rune(letter)})"
    return "unexpected EOF"


def _inside_object(before: str) -> bool:
    """Whether the innermost bracket that is still open is a brace."""
    plain = re.sub(r'"(?:[^"\\]|\\.)*"', "", before, flags=re.DOTALL)
    depth = 0
    for character in reversed(plain):
        if character in "]}":
            depth += 1
        elif character in "[{":
            if depth == 0:
                return character == "{"
            depth -= 1
    return False


def _rune(character: str) -> str:
    """A character in single quotes, as Go's decoder prints it: that of its first byte."""
    if character == "'":
        return "'\\''"
    character = chr(character.encode("utf-8", "surrogateescape")[0])
    return "'" + ('"' if character == '"' else quote(character)[1:-1]) + "'"
