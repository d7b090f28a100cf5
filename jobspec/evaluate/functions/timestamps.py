"""Timestamps of RFC 3339, read as strictly as cty reads them (go-cty stdlib/datetime_rfc3339.go, datetime.go)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.go_text import quote

_STRICT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))\Z")
#: What stands in a timestamp, in the order in which Go looks for it: a name, or a character that separates.
_SEGMENTS: Final = ("year", "-", "month", "-", "day of month", "T", "hour", ":", "minute", ":", "second", "UTC offset")
_DIGITS: Final = {
    "year": re.compile(r"[0-9]{4}"), "hour": re.compile(r"[0-9]{1,2}"), "second": re.compile(r"[0-9]{2}(?:[.,][0-9]+)?"),
    "UTC offset": re.compile(r"Z|[+-][0-9]{2}:[0-9]{2}"),
}
_TWO_DIGITS: Final = re.compile(r"[0-9]{2}")
_RANGES: Final = {"month": (1, 12), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}
_MONTH_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PREFIX: Final = "not a valid RFC3339 timestamp: "


class Timestamp:
    """A moment in its own time zone. `days` counts from 1970-01-01, `second` from midnight; `offset` is in minutes."""

    __slots__ = ("days", "nanosecond", "offset", "second")

    def __init__(self, days: int, second: int, nanosecond: int, offset: int) -> None:
        self.days = days
        self.second = second
        self.nanosecond = nanosecond
        self.offset = offset

    def plus(self, nanoseconds: int) -> Timestamp:
        """The moment so much later, in the same time zone (time.Time.Add)."""
        seconds, nanosecond = divmod(self.nanosecond + nanoseconds, 1_000_000_000)
        days, second = divmod(self.second + seconds, 86_400)
        return Timestamp(self.days + days, second, nanosecond, self.offset)

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day of the Gregorian calendar."""
        # Counted from the 1st of March of a year 0, so that leap days end their years.
        era, day = divmod(self.days + 719_468, 146_097)
        year = (day - day // 1460 + day // 36_524 - day // 146_096) // 365
        day -= 365 * year + year // 4 - year // 100
        month = (5 * day + 2) // 153
        return year + era * 400 + (month >= 10), month + 3 if month < 10 else month - 9, day - (153 * month + 2) // 5 + 1

    def zone(self, colon: str) -> str:
        """The offset from UTC, as `+02:00`."""
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{'-' if self.offset < 0 else '+'}{hours:02}{colon}{minutes:02}"

    def rfc3339(self) -> str:
        """`2006-01-02T15:04:05+07:00`, without fractions of a second (time.RFC3339)."""
        year, month, day = self.date
        minutes, second = divmod(self.second, 60)
        zone = self.zone(":") if self.offset else "Z"
        sign = "-" if year < 0 else ""
        return f"{sign}{abs(year):04}-{month:02}-{day:02}T{minutes // 60:02}:{minutes % 60:02}:{second:02}{zone}"


def parse_timestamp(text: str, argument: int | None) -> Timestamp:
    """The moment that a text says. Raises FunctionError for `argument` (parseTimestamp).

        timestamp = digit*4 "-" digit*2 "-" digit*2 "T" digit*2 ":" digit*2 ":" digit*2 [ "." digit { digit } ] zone
        zone      = "Z" | ( "+" | "-" ) digit*2 ":" digit*2
    """
    match = _STRICT.match(text)
    if match is None:
        raise FunctionError(_PREFIX + _complaint(text), argument)
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    zone_hour, zone_minute = int(match[9] or 0), int(match[10] or 0)
    in_range = 1 <= month <= 12 and 1 <= day <= days_in(month, year) and hour < 24 and minute < 60 and second < 60
    if not in_range or zone_hour > 23 or zone_minute > 59:
        raise FunctionError(_PREFIX + _complaint(text), argument)
    fraction = (match[7] or ".")[1:10]
    offset = zone_hour * 60 + zone_minute
    return Timestamp(day_number(year, month, day), (hour * 60 + minute) * 60 + second, int(fraction.ljust(9, "0")),
                     -offset if match[8] == "-" else offset)


def days_in(month: int, year: int) -> int:
    """How many days a month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] + (1 if leap and month == 2 else 0)


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a date."""
    if month <= 2:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 1 - 719_468


def _complaint(text: str) -> str:
    """Where a text stops being a timestamp, in cty's words. Go's own parser, which finds the place, is less strict than cty."""
    rest = text
    found: dict[str, str] = {}
    for segment in _SEGMENTS:
        if segment in ("-", "T", ":"):
            if not rest.startswith(segment):
                return _separator_complaint(segment, rest)
            rest = rest[1:]
            continue
        match = _DIGITS.get(segment, _TWO_DIGITS).match(rest)
        if match is None:
            return _segment_complaint(segment, rest)
        found[segment] = match[0]
        rest = rest[match.end() :]
        low, high = _RANGES.get(segment, (0, 9999))
        if segment != "UTC offset" and not low <= int(match[0][:4 if segment == "year" else 2]) <= high:
            # Go blames what follows the number here.
            return _segment_complaint(segment, rest)
    if rest:
        return f"cannot use {quote(rest)} as timestamp segment"
    if not 1 <= int(found["day of month"]) <= days_in(int(found["month"]), int(found["year"])):
        return "day out of range"
    if len(found["hour"]) == 1:
        return "hour must have exactly two digits"
    if "," in found["second"]:
        return 'cannot use "," as timestamp segment'
    return f"cannot use {quote(found['UTC offset'])} as UTC offset"


def _separator_complaint(separator: str, rest: str) -> str:
    if separator == "T":
        return "missing required time introducer 'T'"
    if not rest:
        return f"end of string where {quote(separator)} is expected"
    return f"found {quote(rest)} where {quote(separator)} is expected"


def _segment_complaint(segment: str, rest: str) -> str:
    if not rest:
        return f"end of string before {segment}"
    if segment == "hour":
        if ":" in rest:
            return "hour must be between 0 and 23 inclusive"
        if len(rest) != 2:
            return "hour must have exactly two digits"
    if segment == "minute" and len(rest) != 2:
        return "minute must have exactly two digits"
    return f"cannot use {quote(rest)} as {segment}"
