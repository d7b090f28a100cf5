"""Values as JSON text (go-cty json/marshal.go, Go's encoding/json with its HTML escapes)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.limits import check_text
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.values import UNKNOWN, Value

_ESCAPED: Final = re.compile("[\x00-\x1f\"\\\\<>&\u2028\u2029\ud800-\udfff]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def json_string(text: str) -> str:
    """A string in quotes; `<`, `>` and `&` are escaped, too."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    short = _SHORT.get(character)
    if short is not None:
        return short
    return "\\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04x}"


def json_of(value: Value) -> str:
    """A wholly known value as JSON, without blanks. Raises FunctionError for infinity."""
    parts: list[str] = []
    _write(value, parts, 0)
    return "".join(parts)


def _write(value: Value, parts: list[str], length: int) -> int:
    """Append the JSON of a value; gives the length of all parts."""
    raw = value.raw
    text: str
    if raw is None:
        text = "null"
    elif isinstance(raw, str):
        text = json_string(raw)
    elif isinstance(raw, bool):
        text = "true" if raw else "false"
    elif isinstance(raw, (int, Fraction, float)):
        if isinstance(raw, float) and raw != 0:
            raise FunctionError("cannot serialize infinity as JSON")
        text = format_number(value)
    elif isinstance(raw, tuple):
        parts.append("[")
        for index, item in enumerate(raw):
            if index:
                parts.append(",")
            length = _write(item, parts, length + 1)
        text = "]"
    elif isinstance(raw, dict):
        parts.append("{")
        for index, key in enumerate(sorted(raw)):
            parts.append(f"{',' if index else ''}{json_string(key)}:")
            length = _write(raw[key], parts, length + len(key) + 3)
        text = "}"
    else:
        assert raw is UNKNOWN
        raise FunctionError("value is not known")
    parts.append(text)
    check_text(length + len(text))
    return length + len(text)
