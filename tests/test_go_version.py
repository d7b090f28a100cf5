"""Versions and constraints as hashicorp/go-version 1.9 and Nomad's semver read and compare them."""

from __future__ import annotations

import pytest

from jobspec.go_version import VersionError, compare, parse_constraints, parse_version, satisfies


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("1.2", "1.2.0", 0),
        ("v1.2.3", "1.2.3+build.5", 0),
        ("1.2.3", "1.2.3.4", -1),
        ("1.2.3.0", "1.2.3-beta", 0),
        ("1.2.3-alpha", "1.2.3", -1),
        ("1.2.3-alpha.1", "1.2.3-alpha.beta", -1),
        ("1.2.3-alpha.10", "1.2.3-alpha.9", 1),
        ("1.2.3-alpha", "1.2.3-alpha.1", -1),
        ("1.2.3-rc1", "1.2.3-beta9", 1),
        ("1.2beta", "1.2-beta", 0),
        ("10.0", "9.9.9", 1),
    ],
)
def test_versions_are_ordered_as_in_go_version(left: str, right: str, order: int) -> None:
    assert compare(parse_version(left), parse_version(right)) == order
    assert compare(parse_version(right), parse_version(left)) == -order


@pytest.mark.parametrize(
    ("version", "constraint", "semver", "met"),
    [
        ("1.8.0-dev", ">= 1.4.0", False, False),
        ("1.8.0-dev", ">= 1.4.0", True, True),
        ("1.8.0-dev", ">= 1.8.0-dev", False, True),
        ("1.9.0-dev", ">= 1.8.0-dev", False, False),
        ("v1.8.0", ">= 0.4.0", True, True),
        ("1.2.3", "~> 1.2", False, True),
        ("1.3.0", "~> 1.2", False, True),
        ("2.0.0", "~> 1.2", False, False),
        ("1.2.9", "~> 1.2.3", False, True),
        ("1.3.0", "~> 1.2.3", False, False),
        ("1.2.3", "~> 1.2.3-beta", False, False),
        ("1.2.3", "> 1.0, < 1.2.3", False, False),
        ("1.2.3", "!= 1.2.4", True, True),
        ("1.2.3-beta", "= 1.2.3", False, False),
        ("1.2.3", "1.2.3", False, True),
    ],
)
def test_a_constraint_is_met_as_in_go_version(version: str, constraint: str, semver: bool, met: bool) -> None:
    assert satisfies(parse_version(version), parse_constraints(constraint, semver=semver)) is met


@pytest.mark.parametrize("text", ["", "x", "1..2", "1.2.", "1 .2", "99999999999999999999"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(VersionError):
        parse_version(text)


def test_semver_knows_no_pessimistic_operator() -> None:
    with pytest.raises(VersionError, match="Malformed constraint: ~> 1"):
        parse_constraints("~> 1", semver=True)
