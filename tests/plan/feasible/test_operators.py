"""Operators of constraints, on texts and on attributes of devices."""

from __future__ import annotations

import pytest

from jobspec.plan.feasible.attributes import Attribute, holds_on_device, read_attribute
from jobspec.plan.feasible.glob import matches_glob
from jobspec.plan.feasible.operators import holds


@pytest.mark.parametrize(
    ("operator", "left", "right", "expected"),
    [
        ("=", "a", "a", True), ("==", "a", "b", False), ("is", None, None, False),
        ("!=", None, "a", True), ("!=", None, "", False), ("not", "a", "a", False),
        ("<", "9", "10", True), ("<", "9.5", "10", True), ("<", "b9", "b10", False), (">=", "1e3", "1000", True),
        (">", "99999999999999999999", "1", True), ("<=", None, "1", False), ("<", "1_0", "2", True),
        ("regexp", "linux", "^li", True), ("regexp", "linux", "(?=x)", False), ("regexp", "linux", "(", False),
        ("version", "1.8.0", ">= 1.7, < 2", True), ("version", "x", ">= 1", False),
        ("semver", "2.0.6-dev", ">= 1.8.0-dev", True), ("version", "2.0.6-dev", ">= 1.8.0-dev", False),
        ("set_contains", "a, b,c", "c,a", True), ("set_contains_all", "a,b", "a,d", False), ("set_contains_any", "a,b", "d, b", True),
        ("is_set", "", None, True), ("is_set", None, None, False), ("is_not_set", None, "", True),
        ("distinct_hosts", None, None, True), ("near", "a", "a", False),
    ],
)
def test_an_operator_holds_between_texts_as_in_nomad(operator: str, left: str | None, right: str | None, expected: bool) -> None:
    assert holds(operator, left, right) is expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("11441 MiB", 11441, "MiB"), ("2.5GHz", 2.5, "GHz"), ("1e3", 1000.0, ""), ("true", True, ""), ("T", True, ""), ("7", 7, ""),
        ("Tesla", "Tesla", ""), ("", "", ""), ("5 parsecs", "5 parsecs", ""), ("12W", 12, "W"),
    ],
)
def test_attributes_are_read_with_their_units(text: str, value: object, unit: str) -> None:
    assert read_attribute(text) == Attribute(value, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operator", "left", "right", "expected"),
    [
        (">=", "4 GiB", "4096 MiB", True), ("<", "1GB", "1GiB", True), (">", "1 W", "100 mW", True), ("=", "1 GiB", "1 GHz", False),
        ("=", "true", "T", True), (">", "true", "false", True), ("=", "2", "2.0", True), ("regexp", "Tesla", "^T", True),
        ("version", "7", ">= 6", True), ("!=", "a", "b", True), ("set_contains", "a,b", "b", True), ("=", "12", "twelve", False),
    ],
)
def test_attributes_compare_across_units(operator: str, left: str, right: str, expected: bool) -> None:
    assert holds_on_device(operator, read_attribute(left), read_attribute(right)) is expected


def test_missing_attributes_differ_from_others_and_not_from_each_other() -> None:
    assert holds_on_device("!=", None, read_attribute("a"))
    assert not holds_on_device("!=", None, None)
    assert not holds_on_device("is_set", None, None)
    assert holds_on_device("is_not_set", None, None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*", "", True), ("", "dc1", False), ("", "", True), ("dc1", "dc1", True), ("dc*", "dc1", True), ("*1", "dc1", True),
        ("d*c*1", "dxcx1", True), ("d*c*1", "dx1", False), ("*b*", "abc", True), ("a*b", "ab", True), ("a**b", "ab", True),
        ("x*", "dc1", False),
    ],
)
def test_wildcards_of_datacenters(pattern: str, text: str, expected: bool) -> None:
    assert matches_glob(pattern, text) is expected
