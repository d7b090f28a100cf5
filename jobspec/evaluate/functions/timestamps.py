"""Points in time as RFC 3339 text (go-cty stdlib/datetime.go, datetime_rfc3339.go; Go's time package)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.quoting import quote

_STRICT: Final = re.compile(
    rb"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))\Z"
)
_DAYS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS: Final = ("Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday")
#: The parts of a timestamp: what stands before each, its name in Go's layout, and its name in messages.
_PARTS: Final = ((b"", "2006", "year"), (b"-", "01", "month"), (b"-", "02", "day of month"), (b"T", "15", "hour"),
                 (b":", "04", "minute"), (b":", "05", "second"), (b"", "Z07:00", "UTC offset"))


class Timestamp:
    """A point in time: nanoseconds since 1970 in UTC, and the offset in seconds with which it is written."""

    __slots__ = ("nanoseconds", "offset")

    def __init__(self, nanoseconds: int, offset: int) -> None:
        self.nanoseconds = nanoseconds
        self.offset = offset

    def date(self) -> tuple[int, int, int]:
        """Year, month and day."""
        return _civil(self._seconds() // 86_400)

    def clock(self) -> tuple[int, int, int]:
        """Hour, minute and second."""
        rest = self._seconds() % 86_400
        return rest // 3600, rest % 3600 // 60, rest % 60

    def weekday(self) -> str:
        return _WEEKDAYS[self._seconds() // 86_400 % 7]

    def zone(self, separator: str) -> str:
        """The offset as `-0700` or `-07:00`."""
        minutes = abs(self.offset) // 60
        return f"{'-' if self.offset < 0 else '+'}{minutes // 60:02d}{separator}{minutes % 60:02d}"

    def __str__(self) -> str:
        year, month, day = self.date()
        hour, minute, second = self.clock()
        years = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
        zone = self.zone(":") if self.offset else "Z"
        return f"{years}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{zone}"

    def _seconds(self) -> int:
        return self.nanoseconds // 1_000_000_000 + self.offset


def timestamp(year: int, month: int, day: int, hour: int, minute: int, second: int, nanosecond: int, offset: int) -> Timestamp:
    """A point in time from its parts, as written with that offset."""
    seconds = _day_number(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Timestamp(seconds * 1_000_000_000 + nanosecond, offset)


def days_in(month: int, year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month]


def nanoseconds_of(fraction: bytes | str) -> int:
    """The digits after the point of a second; those past the ninth are cut off."""
    return int(fraction[:9]) * 10 ** (9 - len(fraction[:9])) if fraction else 0


def _day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 in the Gregorian calendar, which is taken to have been used always."""
    years = year - (month <= 2)
    era, year_of_era = divmod(years, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_of_year = (5 * day_of_year + 2) // 153
    month = month_of_year + 3 if month_of_year < 10 else month_of_year - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * month_of_year + 2) // 5 + 1


def parse_timestamp(text: str) -> Timestamp:
    """A timestamp in RFC 3339. Raises FunctionError without a position (parseTimestamp).

        timestamp = year "-" month "-" day "T" hour ":" minute ":" second [ "." digits ] ( "Z" | ( "+" | "-" ) hour ":" minute )
    """
    data = text.encode("utf-8", "surrogateescape")
    match = _STRICT.match(data)
    if match is not None:
        year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
        zone_hour, zone_minute = int(match[9] or 0), int(match[10] or 0)
        if (1 <= month <= 12 and 1 <= day <= days_in(month, year) and hour < 24 and minute < 60 and second < 60
                and zone_hour < 24 and zone_minute < 60):
            offset = (zone_hour * 60 + zone_minute) * 60 * (-1 if match[8] == b"-" else 1)
            return timestamp(year, month, day, hour, minute, second, nanoseconds_of(match[7] or b""), offset)
    raise FunctionError("not a valid RFC3339 timestamp" + _problem(data))


def _problem(data: bytes) -> str:
    """What is wrong with a timestamp: where Go's more lenient parser stops, or else where it was too lenient."""
    rest = data
    numbers: dict[str, int] = {}
    for before, layout, name in _PARTS:
        if not rest.startswith(before):
            return _missing(before, rest)
        rest = rest[len(before) :]
        held = rest
        if layout == "Z07:00":
            problem, rest = _zone(rest)
            if problem is not None:
                return problem
            break
        width = 4 if layout == "2006" else 1 if layout == "15" and not rest[1:2].isdigit() else 2
        digits = rest[:width]
        if len(digits) != width or not digits.isdigit():
            return _unusable(held, name)
        rest, numbers[layout] = rest[width:], int(digits)
        if _out_of_range(layout, numbers[layout]):
            return _unusable(rest, name)
        if layout == "05" and rest[:1] in (b".", b",") and rest[1:2].isdigit():
            rest = rest[1:].lstrip(b"0123456789")
    if rest:
        return f": cannot use {_quoted(rest)} as timestamp segment"
    if not 1 <= numbers["02"] <= days_in(numbers["01"], numbers["2006"]):
        return ": day out of range"
    return _too_lenient(data)


def _out_of_range(layout: str, value: int) -> bool:
    if layout == "01":
        return not 1 <= value <= 12
    return (layout == "15" and value >= 24) or (layout in ("04", "05") and value >= 60)


def _zone(rest: bytes) -> tuple[str | None, bytes]:
    """What is wrong with the offset at the beginning of `rest`, and what follows it."""
    if rest.startswith(b"Z"):
        return None, rest[1:]
    hour, minute, after = rest[1:3], rest[4:6], rest[6:]
    if len(rest) < 6 or rest[3:4] != b":":
        return _unusable(rest, "UTC offset"), after
    if (hour.isdigit() and int(hour) > 24) or (hour.isdigit() and minute.isdigit() and int(minute) > 60):
        return _unusable(after, "UTC offset"), after
    if not (hour + minute).isdigit() or rest[:1] not in (b"+", b"-"):
        return _unusable(rest, "UTC offset"), after
    return None, after


def _too_lenient(data: bytes) -> str:
    if data[12:13] == b":":
        return ": hour must have exactly two digits"
    if data[19:20] == b",":
        return ': cannot use "," as timestamp segment'
    return f": cannot use {_quoted(data[-6:])} as UTC offset"


def _missing(before: bytes, rest: bytes) -> str:
    if before == b"T":
        return ": missing required time introducer 'T'"
    if not rest:
        return f": end of string where {_quoted(before)} is expected"
    return f": found {_quoted(rest)} where {_quoted(before)} is expected"


def _unusable(rest: bytes, name: str) -> str:
    if not rest:
        return f": end of string before {name}"
    if name == "hour" and b":" in rest:
        return ": hour must be between 0 and 23 inclusive"
    if name in ("hour", "minute") and len(rest) != 2:
        return f": {name} must have exactly two digits"
    return f": cannot use {_quoted(rest)} as {name}"


def _quoted(data: bytes) -> str:
    return quote(data.decode("utf-8", "surrogateescape"))
