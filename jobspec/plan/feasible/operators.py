"""The operators of constraints and affinities on texts (scheduler/feasible, checkConstraint)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from jobspec.go_regexp import RegexpError, compile_regexp
from jobspec.go_version import VersionError, parse_constraints, parse_version, satisfies

_ORDER: dict[str, Callable[[Any, Any], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_INTEGER = re.compile(r"[+-]?[0-9]+\Z")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z|[+-]?(?:inf|infinity)\Z|nan\Z", re.IGNORECASE)


def holds(name: str, left: str | None, right: str | None) -> bool:
    """Whether operator `name` holds between two values, of which None is one that the node does not have.

    An operator that Nomad does not know holds nowhere; `distinct_…` are looked at elsewhere and hold here.
    """
    match name:
        case "distinct_hosts" | "distinct_property":
            return True
        case "!=" | "not":
            return (left or "") != (right or "")
        case "is_set":
            return left is not None
        case "is_not_set":
            return left is None
    if left is None or right is None:
        return False
    match name:
        case "=" | "==" | "is":
            return left == right
        case "<" | "<=" | ">" | ">=":
            return in_order(name, left, right)
        case "version" | "semver":
            return matches_version(left, right, semver=name == "semver")
        case "regexp":
            return matches_regexp(left, right)
        case "set_contains" | "set_contains_all":
            return _members(right) <= _members(left)
        case "set_contains_any":
            return not _members(right).isdisjoint(_members(left))
    return False


def in_order(name: str, left: str, right: str) -> bool:
    """checkOrder: as integers, else as floats, else as texts (by bytes)."""
    compare = _ORDER[name]
    integers = _integer(left), _integer(right)
    if None not in integers:
        return compare(*integers)
    floats = _float(left), _float(right)
    if None not in floats:
        return compare(*floats)
    return compare(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def matches_version(text: str, constraint: str, *, semver: bool) -> bool:
    """checkVersionMatch: the version itself is read by go-version in both cases."""
    try:
        return satisfies(parse_version(text), parse_constraints(constraint, semver=semver))
    except VersionError:
        return False


def matches_regexp(text: str, pattern: str) -> bool:
    """checkRegexpMatch"""
    try:
        return _compiled(pattern).search(text) is not None
    except RegexpError:
        return False


_compiled = cache(compile_regexp)


def _members(text: str) -> set[str]:
    return {part.strip() for part in text.split(",")}


def _integer(text: str) -> int | None:
    """strconv.ParseInt(text, 10, 64)"""
    if not _INTEGER.match(text):
        return None
    value = int(text)
    return value if -(2**63) <= value < 2**63 else None


def _float(text: str) -> float | None:
    """strconv.ParseFloat(text, 64), without Go's hexadecimal form."""
    if not _FLOAT.match(text):
        return None
    value = float(text)
    return None if value in (float("inf"), float("-inf")) and "inf" not in text.lower() else value
