"""formatdate and timeadd (go-cty stdlib/datetime.go)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.limits import check_text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.functions.timestamps import Timestamp, parse_timestamp
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import Value, string

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: '' or a quoted text (which may lack its end), one letter repeated, or anything else.
_TOKEN: Final = re.compile(r"''|'(?:[^']|'')*'?|([A-Za-z])\1*|[^'A-Za-z]+")


def _two(number: int, length: int) -> str | None:
    return str(number) if length == 1 else f"{number:02d}" if length == 2 else None


def _year(time: Timestamp, length: int) -> str | None:
    year = time.date()[0]
    return f"{year % 100:02d}" if length == 2 else f"{year:04d}" if length == 4 else None


def _month(time: Timestamp, length: int) -> str | None:
    month = time.date()[1]
    name = _MONTHS[month - 1]
    return name[:3] if length == 3 else name if length == 4 else _two(month, length)


def _weekday(time: Timestamp, length: int) -> str | None:
    return time.weekday()[:3] if length == 3 else time.weekday() if length == 4 else None


def _half(time: Timestamp, length: int) -> str | None:
    return ("AM" if time.clock()[0] < 12 else "PM") if length == 2 else None


def _small_half(time: Timestamp, length: int) -> str | None:
    return ("am" if time.clock()[0] < 12 else "pm") if length == 2 else None


def _zone(time: Timestamp, length: int) -> str | None:
    match length:
        case 1:
            return time.zone(":") if time.offset else "Z"
        case 3:
            return time.zone("") if abs(time.offset) >= 60 else "UTC"
        case 4:
            return time.zone("")
        case 5:
            return time.zone(":")
    return None


#: What each letter writes, given how often it stands there, and what to say where it stands there too often.
_VERBS: Final[dict[str, tuple[Callable[[Timestamp, int], str | None], str]]] = {
    "Y": (_year, 'year must either be "YY" or "YYYY"'),
    "M": (_month, 'month must be "M", "MM", "MMM", or "MMMM"'),
    "D": (lambda time, length: _two(time.date()[2], length), 'day of month must either be "D" or "DD"'),
    "E": (_weekday, 'day of week must either be "EEE" or "EEEE"'),
    "h": (lambda time, length: _two(time.clock()[0], length), '24-hour must either be "h" or "hh"'),
    "H": (lambda time, length: _two(time.clock()[0] % 12 or 12, length), '12-hour must either be "H" or "HH"'),
    "A": (_half, 'must be "AA"'),
    "a": (_small_half, 'must be "aa"'),
    "m": (lambda time, length: _two(time.clock()[1], length), 'minute must either be "m" or "mm"'),
    "s": (lambda time, length: _two(time.clock()[2], length), 'second must either be "s" or "ss"'),
    "Z": (_zone, "timezone must be Z, ZZZZ, or ZZZZZ"),
}


def _formatdate(args: Sequence[Value], _: Context | None) -> Value:
    layout = text(args[0])
    try:
        time = parse_timestamp(text(args[1]))
    except FunctionError as error:
        raise FunctionError(error.message, 1) from None
    check_text(len(layout) * 3, 0)
    return string("".join(_formatted(match[0], time) for match in _TOKEN.finditer(layout)))


def _formatted(token: str, time: Timestamp) -> str:
    letter = token[0]
    if letter == "'":
        if len(token) == 1 or token[-1] != "'":
            raise FunctionError("unterminated literal '", 0)
        return "'" if len(token) == 2 else re.sub("'.?", "'", token[1:-1], flags=re.DOTALL)
    if not (letter.isascii() and letter.isalpha()):
        return token
    verb = _VERBS.get(letter)
    if verb is None:
        raise FunctionError(f"invalid date format verb {quote(token)}", 0)
    written = verb[0](time, len(token))
    if written is None:
        raise FunctionError(f"invalid date format verb {quote(token)}: {verb[1]}", 0)
    return written


def _timeadd(args: Sequence[Value], _: Context | None) -> Value:
    from jobspec.go_duration import DurationError, parse_duration

    time = parse_timestamp(text(args[0]))
    try:
        duration = parse_duration(text(args[1]))
    except DurationError as error:
        raise FunctionError(error.message) from None
    return string(str(Timestamp(time.nanoseconds + duration, time.offset)))


FUNCTIONS: Final = (
    Function("formatdate", _formatdate, (Param("format", STRING), Param("time", STRING)), STRING),
    Function("timeadd", _timeadd, (Param("timestamp", STRING), Param("duration", STRING)), STRING),
)
