"""Durations in Go's notation; the expected values and words are those of Go's time.ParseDuration."""

import pytest

from jobspec.go_duration import DurationError, parse_duration


@pytest.mark.parametrize(("text", "nanoseconds"), [
    ("0", 0), ("5s", 5_000_000_000), ("1h30m", 5_400_000_000_000), ("-1.5s", -1_500_000_000), ("+5s", 5_000_000_000),
    (".5s", 500_000_000), ("5.s", 5_000_000_000), ("100ms", 100_000_000), ("1us", 1_000), ("1µs", 1_000), ("1μs", 1_000),
    ("9223372036854775807ns", 2**63 - 1), ("-9223372036854775808ns", -(2**63)), ("0.3333333333333333333h", 1_200_000_000_000),
    ("0.9223372036854775807s", 922_337_203), ("39h9m14.425s", 140_954_425_000_000), ("00000000000000000000000001s", 1_000_000_000),
])
def test_durations_are_nanoseconds(text: str, nanoseconds: int) -> None:
    assert parse_duration(text) == nanoseconds


@pytest.mark.parametrize(("text", "message"), [
    ("", 'time: invalid duration ""'), ("3", 'time: missing unit in duration "3"'), ("-", 'time: invalid duration "-"'),
    ("s", 'time: invalid duration "s"'), (".s", 'time: invalid duration ".s"'), ("1d", 'time: unknown unit "d" in duration "1d"'),
    ("5m x", 'time: unknown unit "m x" in duration "5m x"'), ("9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'),
    ("3000000h", 'time: invalid duration "3000000h"'), ("1" * 5000 + "s", 'time: invalid duration "' + "1" * 5000 + 's"'),
    ("1\u00b5", 'time: unknown unit "\\xc2\\xb5" in duration "1\\xc2\\xb5"'),
])
def test_what_is_no_duration_is_refused_in_gos_words(text: str, message: str) -> None:
    with pytest.raises(DurationError) as refused:
        parse_duration(text)
    assert refused.value.message == message
