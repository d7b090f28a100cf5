"""Functions of numbers, text, formats and dates: values, and what they refuse."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions import FUNCTIONS
from jobspec.evaluate.types import NUMBER, STRING
from jobspec.evaluate.values import Value, list_of, number, string


def _value(plain: object) -> Value:
    if isinstance(plain, list):
        return list_of(STRING, [_value(item) for item in plain])
    if isinstance(plain, str):
        return string(plain)
    assert isinstance(plain, (int, Fraction))
    return number(plain)


def _called(name: str, arguments: tuple[object, ...]) -> object:
    raw = FUNCTIONS[name].call([_value(argument) for argument in arguments], None).raw
    return [item.raw for item in raw] if isinstance(raw, tuple) else raw


@pytest.mark.parametrize(("name", "arguments", "expected"), [
    ("abs", (-3,), 3), ("ceil", (Fraction(-3, 2),), -1), ("floor", (Fraction(-3, 2),), -2), ("log", (8, 2), 3), ("max", (1, 5, 3), 5),
    ("min", (4, 2, 3), 2), ("parseint", ("-ff", 16), -255), ("parseint", ("Z", 62), 61), ("pow", (2, 10), 1024), ("signum", (-7,), -1),
    ("chomp", ("a\r\n\n",), "a"), ("indent", (2, "a\nb"), "a\n  b"), ("join", ("-", ["a", "b"], ["c"]), "a-b-c"), ("lower", ("ÄB",), "äb"),
    ("upper", ("straße",), "STRAßE"), ("title", ("hello big-world",), "Hello Big-World"), ("trim", ("xxaxx", "x"), "a"),
    ("trimprefix", ("aab", "a"), "ab"), ("trimspace", (" a\t\n",), "a"), ("trimsuffix", ("baa", "a"), "ba"),
    ("replace", ("aaa", "a", "b"), "bbb"), ("reverse", ("abc",), "cba"), ("strrev", ("e\u0301a",), "aé"),
    ("sort", (["b", "a"],), ["a", "b"]),
    ("split", (",", "a,b"), ["a", "b"]), ("split", (",", ""), [""]), ("strlen", ("👨‍👩‍👧",), 1), ("substr", ("hello", 1, 3), "ell"),
    ("substr", ("hello", -2, -1), "lo"), ("regex_replace", ("abc123", "([a-z]+)([0-9]+)", "$2$1"), "123abc"),
    ("regex_replace", ("aXb", "(?P<n>X)", "${n}_$n_$$"), "aX_$b"),
])
def test_numbers_and_text(name: str, arguments: tuple[object, ...], expected: object) -> None:
    assert _called(name, arguments) == expected


@pytest.mark.parametrize(("template", "arguments", "expected"), [
    ("%s|%5s|%-5s|%.2s", ("a", "b", "c", "def"), "a|    b|c    |de"),
    ("%d|%05d|%+d|%#x|%b|%o|%X", (3, 42, 1, 255, 5, 8, 255), "3|00042|+1|0xff|101|10|FF"),
    ("%.2f|%8.3f|%e|%g|%G", (Fraction(5, 2), 1, 1500, 1, 10**21), "2.50|   1.000|1.500000e+03|1|1E+21"),
    ("%v %#v %q", ("a", "a", "<"), 'a "a" "\\u003c"'),
    ("%[2]s%[1]s%%", ("a", "b"), "ba%"), ("%t", ("true",), "true"), ("%v", (10**21,), "1e+21"),
])
def test_format_knows_gos_verbs(template: str, arguments: tuple[object, ...], expected: str) -> None:
    assert _called("format", (template, *arguments)) == expected


def test_formatlist_goes_through_lists_together_and_repeats_the_rest() -> None:
    assert _called("formatlist", ("%s-%s-%s", ["a", "b"], "x", ["c", "d"])) == ["a-x-c", "b-x-d"]


@pytest.mark.parametrize(("name", "arguments", "expected"), [
    ("formatdate", ("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2006-01-02T15:04:05Z"), "Mon, 02 Jan 2006 15:04:05 UTC"),
    ("formatdate", ("H'o''clock' aa, EEEE D MMMM YY ZZZZZ", "2024-02-29T00:00:00-03:30"), "12o'clock am, Thursday 29 February 24 -03:30"),
    ("timeadd", ("2024-02-28T23:30:00Z", "24h30m"), "2024-03-01T00:00:00Z"),
    ("timeadd", ("2020-01-01T00:00:00+02:00", "-1ns"), "2019-12-31T23:59:59+02:00"),
])
def test_dates_are_formatted_and_added_to(name: str, arguments: tuple[object, ...], expected: str) -> None:
    assert _called(name, arguments) == expected


@pytest.mark.parametrize(("name", "arguments", "argument", "words"), [
    ("parseint", ("12", 1), 1, "base must be a whole number between 2 and 62"), ("parseint", ("9", 8), 0, 'cannot parse "9"'),
    ("max", (), None, "must pass at least one number"), ("join", (",",), None, "at least one list is required"),
    ("regex_replace", ("a", "(", "b"), None, "error parsing regexp"), ("format", ("%s", "a", "b"), 2, "too many arguments; only 1 used"),
    ("format", ("%s",), None, 'not enough arguments for "%s" at 0'), ("format", ("%d", Fraction(1, 2)), None, "an integer is required"),
    ("format", ("%5",), None, "invalid format string starting at offset 2"),
    ("format", ("é%!", 1), None, "unrecognized format character '!' at offset 3"),
    ("formatlist", ("%s%s", ["a"], ["b", "c"]), 2, "inconsistent with argument 1"),
    ("formatdate", ("YYY", "2006-01-02T15:04:05Z"), 0, "year must either be"),
    ("formatdate", ("'a", "2006-01-02T15:04:05Z"), 0, "unterminated literal"),
    ("formatdate", ("Y", "2023-02-29T00:00:00Z"), 1, "day out of range"),
    ("timeadd", ("2006-01-02T15:04:05Z", "1d"), None, 'unknown unit "d"'),
])
def test_wrong_arguments_are_refused_in_ctys_words(name: str, arguments: tuple[object, ...], argument: int | None, words: str) -> None:
    with pytest.raises(FunctionError) as refused:
        _called(name, arguments)
    assert refused.value.argument == argument
    assert words in refused.value.message


def test_results_of_numbers_are_numbers() -> None:
    assert FUNCTIONS["strlen"].returns is NUMBER
