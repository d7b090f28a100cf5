"""Numbers with a mantissa of 512 bits."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jobspec.hcl.numbers import parse_number, round_to_512


def test_what_fits_stays_exact() -> None:
    assert parse_number("0.5") == Fraction(1, 2)
    assert parse_number("1.0") == 1 and type(parse_number("1.0")) is int
    assert round_to_512(2**512 - 1) == 2**512 - 1


def test_ties_go_to_even() -> None:
    assert round_to_512(2**512 + 1) == 2**512
    assert round_to_512(2**513 + 3) == 2**513 + 4
    assert round_to_512(-(2**512 + 1)) == -(2**512)


def test_tenths_are_the_nearest_binary_number() -> None:
    tenth = parse_number("0.1")
    assert isinstance(tenth, Fraction)
    assert tenth.numerator.bit_length() <= 512
    assert abs(tenth - Fraction(1, 10)) < Fraction(1, 2**514)
    assert round_to_512(tenth) == tenth


@pytest.mark.parametrize("text", ["", ".", "1.2.3", "1e", "abc", "0x10", "1e999999999999", "--1"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_many_digits_take_no_time() -> None:
    assert parse_number("1." + "3" * 100_000) == round_to_512(Fraction(4, 3))
    assert parse_number("9" * 5000) == round_to_512(10**5000 - 1)
