"""What the scalars of a YAML text stand for (go-cty-yaml resolve.go)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.evaluate.numbers import INFINITY, number_of_precision, parse_decimal
from jobspec.evaluate.values import FALSE, NULL, TRUE, Value, number, string
from jobspec.go_text import quote

_TAG: Final = "tag:yaml.org,2002:"
_STR, _BOOL, _INT, _FLOAT, _NULL, _TIMESTAMP, _BINARY = (
    _TAG + name for name in ("str", "bool", "int", "float", "null", "timestamp", "binary")
)
_KNOWN_TAGS: Final = frozenset(("", _STR, _BOOL, _INT, _FLOAT, _NULL, _TIMESTAMP, _BINARY))

_WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"), TRUE),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"), FALSE),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), NULL),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), number(INFINITY)),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), number(-INFINITY)),
}
_WHOLE: Final = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", re.ASCII)
_FLOATING: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
_PREFIXED: Final = re.compile(r"([-+]?)0([xXoObB]?)([0-9a-fA-F]+)\Z", re.ASCII)
_DATE: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2}))"
    r"|(?: +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?))?\Z", re.ASCII)


class ScalarProblem(Exception):
    """A scalar that is not what its tag says; `message` in Nomad's words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def scalar_value(tag: str, source: str, style: str | None) -> Value:
    """The value of a scalar (resolveScalar). `style` is its quote; literal and folded blocks are read like plain text."""
    if tag not in _KNOWN_TAGS:
        raise ScalarProblem(f"unsupported tag {quote(tag)}")
    hint = source[:1]
    if (not hint or hint in "+-0123456789.yYnNtTfFoO~") and tag not in (_STR, _BINARY):
        if style in ("'", '"'):
            return string(source)
        word = _WORDS.get(source)
        if word is not None:
            return word
        if not tag and source in (".nan", ".NaN", ".NAN"):
            raise ScalarProblem("floating point NaN is not supported")
        if hint == ".":
            parsed = parse_decimal(source)
            if parsed is not None:
                return number(parsed)
        elif hint in "+-0123456789":
            if tag in ("", _TIMESTAMP):
                time = _timestamp(source)
                if time is not None:
                    return string(time)
            if _WHOLE.match(source):
                tag = _INT
            elif _FLOATING.match(source):
                tag = _FLOAT
    return _tagged(tag, source)


def _tagged(tag: str, source: str) -> Value:
    if tag == "" or tag == _STR:
        return string(source)
    if tag == _NULL:
        return NULL
    if tag == _BINARY:
        from jobspec.evaluate.functions.encoding import decode_base64

        if decode_base64(source) is None:
            raise ScalarProblem(f"cannot parse {quote(source)} as {tag}: not valid base64")
        return string(source)
    found: Value | None
    if tag == _BOOL:
        found = _WORDS.get(source)
        found = found if found is TRUE or found is FALSE else None
    elif tag == _TIMESTAMP:
        time = _timestamp(source)
        found = None if time is None else string(time)
    else:
        found = _number(source)
    if found is None:
        raise ScalarProblem(f"cannot parse {quote(source)} as {tag}")
    return found


def _number(source: str) -> Value | None:
    """A decimal number, or a whole one with a prefix that fits 64 bits."""
    plain = source.replace("_", "")
    parsed = parse_decimal(plain)
    if parsed is not None:
        return number(parsed)
    match = _PREFIXED.match(plain)
    if match is None:
        return None
    base = {"x": 16, "b": 2}.get(match[2].lower(), 8)
    try:
        whole = int(match[3], base)
    except ValueError:
        return None
    if match[1] == "-":
        whole = -whole
    fits = -(1 << 63) <= whole < (1 << 63) if match[1] else 0 <= whole < (1 << 64)
    return number_of_precision(whole, 64) if fits else None


def _timestamp(source: str) -> str | None:
    """A date or a time as RFC 3339 text (parseTimestamp)."""
    match = _DATE.match(source)
    if match is None:
        return None
    from jobspec.evaluate.functions.timestamps import Timestamp, day_number, days_in

    year, month, day = int(match[1]), int(match[2]), int(match[3])
    hour, minute, second = (int(one or other or 0) for one, other in zip(match.groups()[3:6], match.groups()[7:10], strict=True))
    zone = match[7] or "Z"
    zone_hour, zone_minute = (0, 0) if zone == "Z" else (int(zone[1:3]), int(zone[4:6]))
    if not 1 <= month <= 12 or not 1 <= day <= days_in(month, year) or hour > 23 or minute > 59 or second > 59:
        return None
    if zone_hour > 24 or zone_minute > 60:
        return None
    offset = (zone_hour * 60 + zone_minute) * (-1 if zone[0] == "-" else 1)
    return Timestamp(day_number(year, month, day), (hour * 60 + minute) * 60 + second, 0, offset).rfc3339()
