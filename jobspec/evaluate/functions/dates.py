"""formatdate and timeadd (go-cty stdlib/datetime.go)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.functions.timestamps import Timestamp, parse_timestamp
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import Value, string
from jobspec.go_duration import DurationError, parse_duration
from jobspec.go_text import quote

_TOKEN: Final = re.compile(r"''|'(?:[^']+|'')*'?|([A-Za-z])\1*|[^'A-Za-z]+")
_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_WEEKDAYS: Final = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")
#: What a letter may be repeated to, for the error message.
_EXPECTED: Final = {
    "Y": 'year must either be "YY" or "YYYY"', "M": 'month must be "M", "MM", "MMM", or "MMMM"',
    "D": 'day of month must either be "D" or "DD"', "E": 'day of week must either be "EEE" or "EEEE"',
    "h": '24-hour must either be "h" or "hh"', "H": '12-hour must either be "H" or "HH"',
    "A": 'must be "AA"', "a": 'must be "aa"',
    "m": 'minute must either be "m" or "mm"', "s": 'second must either be "s" or "ss"',
    "Z": "timezone must be Z, ZZZZ, or ZZZZZ",
}


def _formatdate(args: Sequence[Value], _: Context | None) -> Value:
    """Letters stand for parts of the time, text in single quotes for itself, `''` for a single quote.

        format = { verb | "''" | "'" { character | "''" } "'" | other }
        verb   = letter { the same letter }
    """
    moment = parse_timestamp(text(args[1]), 1)
    parts: list[str] = []
    for match in _TOKEN.finditer(text(args[0])):
        token = match[0]
        if match[1]:
            parts.append(_verb(token, moment))
        elif token[0] != "'":
            parts.append(token)
        elif token == "''":
            parts.append("'")
        elif token == "'" or token[-1] != "'":
            raise FunctionError("unterminated literal '", 0)
        else:
            parts.append(token[1:-1].replace("''", "'"))
    return string("".join(parts))


def _verb(token: str, moment: Timestamp) -> str:
    letter, count = token[0], len(token)
    written = _zone(count, moment) if letter == "Z" else _half_day(token, moment) if letter in "Aa" else _date(letter, count, moment)
    if written is not None:
        return written
    expected = _EXPECTED.get(letter)
    raise FunctionError(f"invalid date format verb {quote(token)}" + (f": {expected}" if expected else ""), 0)


def _half_day(token: str, moment: Timestamp) -> str | None:
    if len(token) != 2:
        return None
    half = "am" if moment.second < 43_200 else "pm"
    return half.upper() if token[0] == "A" else half


def _zone(count: int, moment: Timestamp) -> str | None:
    if count == 1:
        return moment.zone(":") if moment.offset else "Z"
    if count == 3:
        return moment.zone("") if moment.offset else "UTC"
    return moment.zone("") if count == 4 else moment.zone(":") if count == 5 else None


def _date(letter: str, count: int, moment: Timestamp) -> str | None:
    year, month, day = moment.date
    if letter == "Y":
        return f"{year % 100:02}" if count == 2 else f"{year:04}" if count == 4 else None
    if letter == "E" or (letter == "M" and count > 2):
        name = _MONTHS[month - 1] if letter == "M" else _WEEKDAYS[moment.days % 7]
        return name[:3] if count == 3 else name if count == 4 else None
    hour = moment.second // 3600
    number = {"M": month, "D": day, "h": hour, "H": hour % 12 or 12, "m": moment.second // 60 % 60, "s": moment.second % 60}.get(letter)
    if number is None or count > 2:
        return None
    return str(number) if count == 1 else f"{number:02}"


def _timeadd(args: Sequence[Value], _: Context | None) -> Value:
    moment = parse_timestamp(text(args[0]), None)
    try:
        duration = parse_duration(text(args[1]))
    except DurationError as error:
        raise FunctionError(error.message) from None
    return string(moment.plus(duration).rfc3339())


FUNCTIONS: Final = (
    Function("formatdate", _formatdate, (Param("format", STRING), Param("time", STRING)), STRING),
    Function("timeadd", _timeadd, (Param("timestamp", STRING), Param("duration", STRING)), STRING),
)
