"""Version constraints as Nomad reads them: operator `version` (hashicorp/go-version) and `semver` (helper/constraints/semver)."""

from __future__ import annotations

import re
from functools import cache

_TAIL = r"(?:\+(?:[0-9A-Za-z\-~]+(?:\.[0-9A-Za-z\-~]+)*))?"
_NUMBERS = r"v?(?P<numbers>[0-9]+(?:\.[0-9]+)*)"
_VERSION = (
    _NUMBERS + r"(?:-(?:[0-9]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*)|-?(?:[A-Za-z\-~]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*))?" + _TAIL
)
_SEMVER = _NUMBERS + r"(?:-(?:[0-9]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*)|-(?:[A-Za-z\-~]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*))?" + _TAIL
_BLANK = r"[\t\n\f\r ]*"
_LARGEST = 2**63 - 1


def version_constraint_problem(text: str) -> str | None:
    """What go-version's NewConstraint says against a comma-separated list of constraints; None for a good one."""
    return _problem(text, _pattern("<=|>=|!=|~>|<|>|=|", _VERSION), "malformed constraint")


def semver_constraint_problem(text: str) -> str | None:
    """The same for semver's NewConstraint, which has no `~>`."""
    return _problem(text, _pattern("<=|>=|!=|<|>|=|", _SEMVER), "Malformed constraint")


@cache
def _pattern(operators: str, version: str) -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}(?:{operators}){_BLANK}{version}{_BLANK}\Z")


def _problem(text: str, pattern: re.Pattern[str], words: str) -> str | None:
    for single in text.split(","):
        match = pattern.match(single)
        if match is None:
            return f"{words}: {single}"
        for number in match["numbers"].split("."):
            if int(number) > _LARGEST:
                return f'error parsing version: strconv.ParseInt: parsing "{number}": value out of range'
    return None
