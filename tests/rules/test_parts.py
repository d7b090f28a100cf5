"""The small readers that rules share: paths, host names, versions, addresses, regular expressions, time zones, attempts."""

import pytest

from jobspec.go_regexp import regexp_problem
from jobspec.rules.group.reschedule_attempts import viable_attempts
from jobspec.rules.network.hostname import is_domain_name
from jobspec.rules.paths import escapes_allocation, is_below
from jobspec.rules.time_zones import time_zone_problem
from jobspec.rules.urls import is_absolute_url, url_problem
from jobspec.rules.versions import semver_constraint_problem, version_constraint_problem

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("local/a", False),
        ("/etc/passwd", False),
        ("../alloc/x", False),
        ("../../x", True),
        ("a/../../..", True),
        ("..", False),
        ("../..a", True),
        ("", False),
    ],
)
def test_paths_out_of_an_allocation(path: str, outside: bool) -> None:
    assert escapes_allocation("task", path) is outside


@pytest.mark.parametrize(
    ("parent", "path", "below"), [("/a", "/a/b", True), ("/a", "/a", True), ("/a", "/ab", False), ("/a", "b", False), (".", "b", True)]
)
def test_paths_below_others(parent: str, path: str, below: bool) -> None:
    assert is_below(parent, path) is below


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("web", True),
        ("web.internal.", True),
        ("a_b", True),
        ("a b", True),
        ("a..b", False),
        (".a", False),
        (".", True),
        ("x" * 63, True),
        ("x" * 64, False),
        (".".join(["x" * 60] * 5), False),
        ("a\\.b", True),
        ("a\\065b", True),
    ],
)
def test_a_domain_name_is_one_as_dns_has_it(name: str, good: bool) -> None:
    assert is_domain_name(name) is good


@pytest.mark.parametrize("text", [">= 1.2", "1", "v1.2.3", "~> 1.2, != 1.2.5", "> 1.0-beta.1+x", "=1.0rc1"])
def test_constraints_on_versions_are_taken(text: str) -> None:
    assert version_constraint_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "malformed constraint: "),
        ("=> 1", "malformed constraint: => 1"),
        ("1, x", "malformed constraint:  x"),
        ("99999999999999999999", 'error parsing version: strconv.ParseInt: parsing "99999999999999999999": value out of range'),
    ],
)
def test_wrong_versions(text: str, problem: str) -> None:
    assert version_constraint_problem(text) == problem


def test_semantic_versions_need_a_dash_before_a_prerelease() -> None:
    assert semver_constraint_problem("1.0-rc1") is None
    assert semver_constraint_problem("1.0rc1") == "Malformed constraint: 1.0rc1"


@pytest.mark.parametrize(
    ("path", "good"),
    [
        ("/health", True),
        ("health?a=b#c", True),
        ("", True),
        ("/a:b", True),
        ("a:b", True),
        ("1:b", False),
        (":a", False),
        ("/%zz", False),
        ("/%41", True),
        ("/a\nb", False),
        ("http://h:port/", False),
        ("//h/x", True),
    ],
)
def test_a_url_is_one_where_go_reads_it(path: str, good: bool) -> None:
    assert (url_problem(path) is None) is good


def test_addresses_with_a_scheme_are_absolute() -> None:
    assert is_absolute_url("http://x/") and is_absolute_url("a:b")
    assert not is_absolute_url("/a:b") and not is_absolute_url("//x/y") and not is_absolute_url("")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("a+", None),
        ("(?i)x", None),
        ("(", "missing closing ): `(`"),
        ("[a", "missing closing ]: `[a`"),
        ("*a", "missing argument to repetition operator: `*`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("a\\", "trailing backslash at end of expression: ``"),
        ("\\1", "invalid escape sequence: `\\1`"),
    ],
)
def test_regular_expressions_in_gos_words(pattern: str, problem: str | None) -> None:
    assert regexp_problem(pattern) == (None if problem is None else f"error parsing regexp: {problem}")


def test_a_time_zone_is_utc_local_or_one_of_the_database() -> None:
    assert time_zone_problem("UTC") is None and time_zone_problem("Local") is None
    assert time_zone_problem("../etc/passwd") == "time: invalid location name"


@pytest.mark.parametrize(
    ("function", "attempts", "interval", "delay", "longest", "expected"),
    [
        ("constant", 3, 60, 30, 0, (False, 2, 90)),
        ("constant", 2, 60, 30, 0, (True, 0, 60)),
        ("exponential", 3, 60, 30, 3600, (False, 1, 120)),
        ("exponential", 5, 100, 5, 10, (True, 5, 40)),
        ("exponential", 5, 40, 5, 10, (False, 4, 40)),
        ("fibonacci", 5, 25, 5, 3600, (True, 0, 25)),
        ("fibonacci", 5, 24, 5, 3600, (False, 4, 25)),
        ("constant", 10**12, 10**9, 5, 0, (True, 0, 932_356_024)),
        ("exponential", 40, 3600, 30, 3600, (False, 18, -8_902_061_151)),
        ("exponential", 32767, 4, 10, 3600, (False, 32737, 0)),
    ],
)
def test_attempts_that_fit(function: str, attempts: int, interval: int, delay: int, longest: int, expected: tuple[bool, int, int]) -> None:
    viable = viable_attempts(function, attempts, interval * SECOND, delay * SECOND, longest * SECOND)
    assert (viable.fits, viable.possible, viable.needed // SECOND) == expected
