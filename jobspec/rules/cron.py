"""Cron expressions as Nomad's library reads them (hashicorp/cronexpr, cronexpr_parse.go).

    expression = [second] minute hour day-of-month month day-of-week [year], or @yearly, @monthly, @weekly, @daily, @hourly
    field      = entry { "," entry }
    entry      = "*" | "?" | value | value "-" value, each with or without "/" step
               | "L" | "LW" | value "W" (day of month) | value "L" | value "#" week (day of week)

Five fields have no second and no year, six end with the year, seven begin with the second; what follows is ignored.
"""

from __future__ import annotations

import re
from functools import cache

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
# The library's own list of month names leaves "may" out in its long form only because it is its short form, too.
_MONTH_VALUES = "|".join(("0?[1-9]", "1[012]", *(name[:3] for name in _MONTHS), *_MONTHS))
_DAY_VALUES = "|".join(("0?[0-7]", *(name[:3] for name in _DAYS), *_DAYS))

_ALIASES = (
    ("@yearly", "0 0 0 1 1 * *"),
    ("@annually", "0 0 0 1 1 * *"),
    ("@monthly", "0 0 0 1 * * *"),
    ("@weekly", "0 0 0 * * 0 *"),
    ("@daily", "0 0 0 * * * *"),
    ("@hourly", "0 0 * * * * *"),
)


class CronField:
    """One field: its name in messages, the pattern of a value, its smallest and largest value, and names for values."""

    __slots__ = ("highest", "lowest", "name", "pattern", "special")

    def __init__(self, name: str, lowest: int, highest: int, pattern: str, special: str = "") -> None:
        self.name = name
        self.lowest = lowest
        self.highest = highest
        self.pattern = pattern
        self.special = special


_SECOND = CronField("second", 0, 59, "0?[0-9]|[1-5][0-9]")
_MINUTE = CronField("minute", 0, 59, "0?[0-9]|[1-5][0-9]")
_HOUR = CronField("hour", 0, 23, "0?[0-9]|1[0-9]|2[0-3]")
_DAY_OF_MONTH = CronField("day-of-month", 1, 31, "0?[1-9]|[12][0-9]|3[01]", "l|lw|(?:%value%)w")
_MONTH = CronField("month", 1, 12, _MONTH_VALUES)
_DAY_OF_WEEK = CronField("day-of-week", 0, 6, _DAY_VALUES, "(?:%value%)l|(?:%value%)#[1-5]")
_YEAR = CronField("year", 1970, 2099, "19[789][0-9]|20[0-9]{2}")

_FIELDS = (_SECOND, _MINUTE, _HOUR, _DAY_OF_MONTH, _MONTH, _DAY_OF_WEEK, _YEAR)
_BLANKS = re.compile(r"[^\t\n\f\r ]+")


class Cron:
    """A parsed expression: the fields' texts in the order second, minute, hour, day of month, month, day of week, year."""

    __slots__ = ("fields",)

    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields


def parse_cron(expression: str) -> Cron | str:
    """A `Cron`, or what is wrong with the text, in the library's words."""
    text = expression
    if "@" in text:
        for alias, meaning in _ALIASES:
            text = text.replace(alias, meaning)
    fields = _BLANKS.findall(text)[:7]
    if len(fields) < 5:
        return "missing field(s)"
    if len(fields) < 7:
        fields.insert(0, "0")
    for field, written in zip(_FIELDS, fields, strict=False):
        problem = _field_problem(written, field)
        if problem:
            return problem
    if len(fields) < 7:
        fields.append("*")
    return Cron(tuple(fields))


@cache
def _patterns(field: CronField) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    value = field.pattern
    entry = re.compile(rf"(?:(?:\*|\?|(?:{value})(?:-(?:{value}))?)|(?:\*|(?:{value})(?:-(?:{value}))?)/([0-9]+))\Z")
    special = re.compile(rf"(?:{field.special.replace('%value%', value)})\Z") if field.special else None
    return entry, special


def _field_problem(written: str, field: CronField) -> str | None:
    entries = [entry for entry in written.split(",") if entry]
    if not entries:
        return f"{field.name} field: missing directive"
    pattern, special = _patterns(field)
    unknown = None
    for entry in entries:
        lowered = entry.lower()
        match = pattern.match(lowered)
        if match is None:
            if unknown is None and (special is None or special.match(lowered) is None):
                unknown = entry
        elif match[1] is not None and not 1 <= _step(match[1]) <= field.highest:
            return f"invalid interval {lowered}"
    return None if unknown is None else f"syntax error in {field.name} field: '{unknown}'"


def _step(digits: str) -> int:
    """A step's number; only spellings that the library lists count (00 to 59 and years), all others are 0."""
    number = int(digits)
    if len(digits) <= 2:
        return number if number < 60 else 0
    return number if len(digits) == 4 and 1970 <= number <= 2099 else 0
