"""What a YAML scalar means (go-cty-yaml resolve.go): YAML 1.1's words, YAML 1.2's numbers, dates as text."""

from __future__ import annotations

import re
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.numbers import INFINITY, number_from_int64, parse_decimal
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.values import FALSE, NULL, TRUE, Value, number, string

_LONG: Final = "tag:yaml.org,2002:"
STR_TAG: Final = _LONG + "str"
BINARY_TAG: Final = _LONG + "binary"
BOOL_TAG: Final = _LONG + "bool"
INT_TAG: Final = _LONG + "int"
FLOAT_TAG: Final = _LONG + "float"
NULL_TAG: Final = _LONG + "null"
TIMESTAMP_TAG: Final = _LONG + "timestamp"
MERGE_TAG: Final = _LONG + "merge"
_RESOLVABLE: Final = frozenset({"", STR_TAG, BOOL_TAG, INT_TAG, FLOAT_TAG, NULL_TAG, TIMESTAMP_TAG, BINARY_TAG})

_WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), TRUE),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), FALSE),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), NULL),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), number(INFINITY)),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), number(-INFINITY)),
}
_HINTED: Final = frozenset("+-0123456789yYnNtTfFoO~.")
_NAN: Final = (".nan", ".NaN", ".NAN")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
                          r"(?:([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?")


def scalar_value(tag: str, text: str, quoted: bool) -> Value:
    """The value of a scalar with a long `tag` ("" for none). Raises FunctionError."""
    if tag not in _RESOLVABLE:
        raise FunctionError(f"unsupported tag {quote(tag)}")
    if (not text or text[0] in _HINTED) and tag not in (STR_TAG, BINARY_TAG):
        if quoted:
            return string(text)
        word = _WORDS.get(text)
        if word is not None:
            return word
        if tag == "" and text in _NAN:
            raise FunctionError("floating point NaN is not supported")
        if text and text[0] == ".":
            decimal = parse_decimal(text)
            if decimal is not None:
                return number(decimal)
        elif text and text[0] in "+-0123456789":
            if tag in ("", TIMESTAMP_TAG):
                moment = _timestamp(text)
                if moment is not None:
                    return string(moment)
            if _INTEGER.fullmatch(text):
                tag = INT_TAG
            elif _FLOAT.fullmatch(text):
                tag = FLOAT_TAG
    return _tagged(tag, text)


def _tagged(tag: str, text: str) -> Value:
    if tag in ("", STR_TAG):
        return string(text)
    if tag == BINARY_TAG:
        from jobspec.evaluate.functions.encoding import decode_base64

        if decode_base64(text) is None:
            raise FunctionError(f"cannot parse {quote(text)} as {tag}: not valid base64")
        return string(text)
    if tag == BOOL_TAG:
        word = _WORDS.get(text)
        if word is TRUE or word is FALSE:
            return word
    elif tag in (INT_TAG, FLOAT_TAG):
        found = _number(text.replace("_", ""))
        if found is not None:
            return found
    elif tag == TIMESTAMP_TAG:
        moment = _timestamp(text)
        if moment is not None:
            return string(moment)
    elif tag == NULL_TAG:
        return NULL
    raise FunctionError(f"cannot parse {quote(text)} as {tag}")


def _number(text: str) -> Value | None:
    decimal = parse_decimal(text)
    if decimal is not None:
        return number(decimal)
    sign, digits = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    try:
        whole = int(digits, 0) if digits[:2].lower() in ("0x", "0o", "0b") else None
    except ValueError:
        return None
    if whole is None or whole >= 1 << 64 or (sign and whole >= 1 << 63):
        return None
    return number_from_int64(-whole if sign == "-" else whole)


def _timestamp(text: str) -> str | None:
    """A date, or a date and a time, as RFC 3339 text without fractions of a second."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, separator, hour, minute, second, zone = match.groups()
    if separator is not None and (zone is None) != (separator == " "):
        return None
    from datetime import datetime

    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if zone in (None, "Z", "+00:00"):
        zone = "Z"
    return moment.strftime(f"{int(year):04d}-%m-%dT%H:%M:%S{zone}")
