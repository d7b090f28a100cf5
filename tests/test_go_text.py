"""Texts as Go writes them."""

import pytest

from jobspec.go_text import duration, items, quote


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "0s"),
        (1, "1ns"),
        (1_500, "1.5µs"),
        (300_000_000, "300ms"),
        (1_000_000_000, "1s"),
        (1_500_000_000, "1.5s"),
        (90_000_000_000, "1m30s"),
        (3_600_000_000_000, "1h0m0s"),
        (86_400_000_000_000, "24h0m0s"),
        (-5_000_000_000, "-5s"),
        (3_600_100_000_000, "1h0m0.1s"),
    ],
)
def test_durations_are_written_as_go_writes_them(nanoseconds: int, text: str) -> None:
    assert duration(nanoseconds) == text


@pytest.mark.parametrize(
    ("text", "quoted"), [("a", '"a"'), ('a"b', '"a\\"b"'), ("a\nb", '"a\\nb"'), ("\x01", '"\\x01"'), ("ä", '"ä"'), ("\u200b", '"\\u200b"')]
)
def test_texts_are_quoted_as_go_quotes_them(text: str, quoted: str) -> None:
    assert quote(text) == quoted


def test_quotes_in_ascii_escape_every_other_letter() -> None:
    assert quote("ä", ascii_only=True) == '"\\u00e4"'


def test_lists_are_written_as_go_writes_them() -> None:
    assert items(["a", "b"]) == "[a b]"
