"""Versions and constraints on them as Nomad reads them: hashicorp/go-version 1.9, and helper/constraints/semver made from it.

A version has any number of numeric segments, a prerelease and metadata; metadata never counts. The two kinds of constraints differ in
what they take (`semver` wants a dash before the prerelease and knows no `~>`), and in how prereleases compare: `version` lets one match
only where the constraint has one too and the segments are the same, `semver` orders them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import cache, lru_cache

import msgspec

_METADATA = r"(?:\+(?:[0-9A-Za-z\-~]+(?:\.[0-9A-Za-z\-~]+)*))?"
_NUMBERS = r"v?(?P<numbers>[0-9]+(?:\.[0-9]+)*)"
_NUMERIC = r"-(?P<numeric>[0-9]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*)"
_WORD = r"(?P<word>[A-Za-z\-~]+[0-9A-Za-z\-~]*(?:\.[0-9A-Za-z\-~]+)*)"
_VERSION = rf"{_NUMBERS}(?:{_NUMERIC}|-?{_WORD})?{_METADATA}"
_SEMVER = rf"{_NUMBERS}(?:{_NUMERIC}|-{_WORD})?{_METADATA}"
_BLANK = r"[\t\n\f\r ]*"
_LARGEST = 2**63 - 1
_INTEGER = re.compile(r"[+-]?[0-9]+\Z")


class Version(msgspec.Struct, frozen=True):
    """`segments` are padded to three; `given` counts those that were written."""

    segments: tuple[int, ...]
    prerelease: str
    given: int


class Constraint(msgspec.Struct, frozen=True):
    """One comparison of a list. `ordered`: prereleases are ordered (semver) rather than kept apart (version)."""

    operator: str
    version: Version
    ordered: bool


class VersionError(Exception):
    """A version or constraint that cannot be read; the text is Go's."""


@lru_cache(maxsize=4096)
def parse_version(text: str) -> Version:
    """version.NewVersion. Raises VersionError."""
    match = re.match(rf"{_VERSION}\Z", text)
    if match is None:
        raise VersionError(f"malformed version: {text}")
    return _version(match)


@lru_cache(maxsize=4096)
def parse_constraints(text: str, *, semver: bool) -> tuple[Constraint, ...]:
    """NewConstraint of go-version or of semver: a list separated by commas. Raises VersionError."""
    pattern = _pattern("<=|>=|!=|<|>|=|", _SEMVER) if semver else _pattern("<=|>=|!=|~>|<|>|=|", _VERSION)
    found = []
    for single in text.split(","):
        match = pattern.match(single)
        if match is None:
            raise VersionError(f"{'Malformed' if semver else 'malformed'} constraint: {single}")
        found.append(Constraint(match["operator"] or "=", _version(match), semver))
    return tuple(found)


def satisfies(version: Version, constraints: tuple[Constraint, ...]) -> bool:
    """Constraints.Check: whether a version meets all of them."""
    return all(_check(version, constraint) for constraint in constraints)


def compare(left: Version, right: Version) -> int:
    """Version.Compare: -1, 0 or 1."""
    if left.segments == right.segments:
        return _compare_prereleases(left.prerelease, right.prerelease)
    length = max(len(left.segments), len(right.segments))
    padded = [version.segments + (0,) * (length - len(version.segments)) for version in (left, right)]
    return (padded[0] > padded[1]) - (padded[0] < padded[1])


@cache
def _pattern(operators: str, version: str) -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}(?P<operator>{operators}){_BLANK}{version}{_BLANK}\Z")


def _version(match: re.Match[str]) -> Version:
    numbers = match["numbers"].split(".")
    for number in numbers:
        if _magnitude(number) > _LARGEST:
            raise VersionError(f'error parsing version: strconv.ParseInt: parsing "{number}": value out of range')
    segments = (*map(int, numbers), *(0,) * (3 - len(numbers)))
    return Version(segments, match["word"] or match["numeric"] or "", len(numbers))


_ORDER: dict[str, Callable[[int, int], bool]] = {">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le}


def _check(version: Version, constraint: Constraint) -> bool:
    wanted = constraint.version
    match constraint.operator:
        case "=":
            return compare(version, wanted) == 0
        case "!=":
            return compare(version, wanted) != 0
        case "~>":
            return _is_close(version, wanted)
        case other:
            return (constraint.ordered or _may_compare(version, wanted)) and _ORDER[other](compare(version, wanted), 0)


def _may_compare(version: Version, wanted: Version) -> bool:
    """prereleaseCheck"""
    return not version.prerelease or (bool(wanted.prerelease) and version.segments == wanted.segments)


def _is_close(version: Version, wanted: Version) -> bool:
    """constraintPessimistic"""
    if not _may_compare(version, wanted) or (wanted.prerelease and not version.prerelease) or compare(version, wanted) < 0:
        return False
    count = len(wanted.segments)
    if count > len(version.segments) or version.segments[: wanted.given - 1] != wanted.segments[: wanted.given - 1]:
        return False
    return wanted.segments[count - 1] <= version.segments[count - 1]


def _compare_prereleases(left: str, right: str) -> int:
    """The part of Version.Compare for equal segments: none is larger than any, then part by part."""
    if left == right:
        return 0
    if not left or not right:
        return -1 if left else 1
    lefts, rights = left.split("."), right.split(".")
    for index in range(max(len(lefts), len(rights))):
        mine, other = (parts[index] if index < len(parts) else "" for parts in (lefts, rights))
        order = _compare_part(mine, other)
        if order:
            return order
    return 0


def _compare_part(left: str, right: str) -> int:
    """comparePart"""
    if left == right:
        return 0
    (mine, mine_counts), (other, other_counts) = _integer(left), _integer(right)
    if not left:
        return -1 if other_counts else 1
    if not right:
        return 1 if mine_counts else -1
    if mine_counts != other_counts:
        return -1 if mine_counts else 1
    if not mine_counts and left > right:
        return 1
    return 1 if mine > other else -1


def _integer(text: str) -> tuple[int, bool]:
    """strconv.ParseInt: the value, which is the nearest one where it is out of range, and whether it could be read."""
    if not _INTEGER.match(text):
        return 0, False
    value = -_magnitude(text[1:]) if text.startswith("-") else _magnitude(text.removeprefix("+"))
    return (value, True) if -_LARGEST - 1 <= value <= _LARGEST else (max(-_LARGEST - 1, min(value, _LARGEST)), False)


def _magnitude(digits: str) -> int:
    """The number that digits stand for; one beyond 64 bits for more of them than 64 bits have, which would take long to read."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) < 20 else 2**64
