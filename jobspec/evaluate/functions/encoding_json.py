"""jsonencode and jsondecode (go-cty function/stdlib/json.go, json/marshal.go, json/type_implied.go)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.numbers import format_number, parse_decimal
from jobspec.evaluate.types import DYNAMIC, NUMBER, STRING
from jobspec.evaluate.values import NULL, Value, boolean, object_of, string, tuple_of, unknown_of

_ESCAPED: Final = re.compile('["\\\\<>&\x00-\x1f\u2028\u2029\ud800-\udfff]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: What Go's decoder takes for the end of an enclosing container, and therefore not for more data (json.Decoder.More).
_CLOSING: Final = ("]", "}")
_SPACE: Final = " \t\r\n"


def json_text(text: str) -> str:
    """A JSON string as Go's encoding/json writes it: `<`, `>`, `&` and the two separators U+2028 and U+2029 are escaped."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":  # a byte that was not UTF-8
        return "\\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04x}"


def json_of(value: Value) -> str:
    """A wholly known value as JSON. Raises FunctionError for the infinities."""
    parts: list[str] = []
    _write(value, parts)
    return "".join(parts)


def _write(value: Value, parts: list[str]) -> None:
    raw = value.raw
    if raw is None:
        parts.append("null")
    elif isinstance(raw, bool):
        parts.append("true" if raw else "false")
    elif isinstance(raw, str):
        parts.append(json_text(raw))
    elif isinstance(raw, dict):
        separator = "{"
        for key, item in raw.items():
            parts.append(f"{separator}{json_text(key)}:")
            _write(item, parts)
            separator = ","
        parts.append("}" if raw else "{}")
    elif isinstance(raw, tuple):
        separator = "["
        for item in raw:
            parts.append(separator)
            _write(item, parts)
            separator = ","
        parts.append("]" if raw else "[]")
    elif isinstance(raw, float) and raw in (float("inf"), float("-inf")):
        raise FunctionError("cannot serialize infinity as JSON")
    elif value.type is NUMBER:
        parts.append(format_number(value))
    else:
        raise FunctionError("value is not known")


def _encode(arguments: Sequence[Value], context: Context | None) -> Value:
    value = arguments[0]
    return string(json_of(value)) if is_wholly_known(value) else unknown_of(STRING)


def _decode(arguments: Sequence[Value], context: Context | None) -> Value:
    text = arguments[0].raw
    assert isinstance(text, str)
    return value_of_json(text)


def value_of_json(text: str) -> Value:
    """The value of a JSON document: objects and tuples, null of no type. Raises FunctionError where Go's decoder finds an error."""
    from json import JSONDecodeError, JSONDecoder

    decoder = JSONDecoder(object_pairs_hook=_object, parse_int=_Number, parse_float=_Number, parse_constant=_refuse_constant)
    start = len(text) - len(text.lstrip(_SPACE))
    if start == len(text):
        raise FunctionError("EOF")
    try:
        found, end = decoder.raw_decode(text, start)
        rest = text[end:].lstrip(_SPACE)
        if rest and not rest.startswith(_CLOSING):
            raise FunctionError("extraneous data after JSON object")
        return _value(found)
    except JSONDecodeError as error:
        raise FunctionError(_syntax_error(text, error.pos)) from None
    except RecursionError:
        raise FunctionError("the JSON document is nested too deeply") from None


def _syntax_error(text: str, position: int) -> str:
    if position >= len(text):
        return "unexpected EOF"
    return f"invalid character {text[position]!r} in JSON at offset {position}"


class _Number(str):
    """The text of a JSON number."""

    __slots__ = ()


def _refuse_constant(name: str) -> Value:
    raise FunctionError(f"invalid character {name[0]!r} looking for beginning of value")


def _object(pairs: list[tuple[str, object]]) -> Value:
    attributes: dict[str, Value] = {}
    for key, item in pairs:
        value = _value(item)
        name = str(string(key).raw)
        if name in attributes and attributes[name].type != value.type:
            raise FunctionError(f'duplicate "{name}" property in JSON object')
        attributes[name] = value
    return object_of(attributes)


def _value(found: object) -> Value:
    if found is None:
        return NULL
    if isinstance(found, bool):
        return boolean(found)
    if isinstance(found, _Number):
        number = parse_decimal(found)
        if number is None:
            raise FunctionError(f"invalid number {found}")
        return Value(NUMBER, number)
    if isinstance(found, str):
        return string(found)
    if isinstance(found, list):
        return tuple_of(_value(item) for item in found)
    assert isinstance(found, Value)
    return found




FUNCTIONS: Final = (
    Function("jsonencode", _encode, (Param("val", DYNAMIC, allow_null=True, allow_unknown=True, allow_dynamic=True),), STRING),
    Function("jsondecode", _decode, (Param("str", STRING),), DYNAMIC),
)
