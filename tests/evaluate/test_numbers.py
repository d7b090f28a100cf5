"""Numbers of 512 bits."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jobspec.evaluate.errors import OperationError
from jobspec.evaluate.numbers import (
    format_number,
    format_raw_number,
    number_from_float,
    number_from_int64,
    number_of_precision,
    parse_decimal,
    precision_of,
)
from jobspec.evaluate.operators import add, divide, modulo, multiply, negate, subtract
from jobspec.evaluate.values import number


@pytest.mark.parametrize(("text", "printed"), [
    ("0.1", "0.1"), ("1e3", "1000"), ("-2.50", "-2.5"), (".5", "0.5"), ("5.", "5"), ("1p3", "8"), ("-0", "-0"),
    ("Inf", "+Inf"), ("-inf", "-Inf"),
    ("1e200", "1" + "0" * 200), ("123456789.000000001", "123456789.000000001"), ("1e-7", "0.0000001"),
])
def test_text_to_number_and_back(text: str, printed: str) -> None:
    parsed = parse_decimal(text)
    assert parsed is not None and format_raw_number(parsed) == printed


@pytest.mark.parametrize("text", ["", " 1", "0x1f", "1_0", "e5", "nan", "1e", "--1", "١"])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    assert parse_decimal(text) is None


def test_huge_exponents_end() -> None:
    assert parse_decimal("1e99999999999999") == math.inf
    assert parse_decimal("1e-99999999999999") == 0


@settings(max_examples=300, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False))
def test_floats_print_their_shortest_digits(value: float) -> None:
    assume(abs(math.frexp(value)[0]) != 0.5)  # Go's big.Float takes the gap below a power of two to be as wide as that above
    printed = format_number(number_from_float(value))
    assert float(printed) == value
    assert len(printed.replace("-", "").replace(".", "").strip("0")) <= 17


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**200), 10**200), st.integers(1, 10**60))
def test_printed_quotients_read_back_as_the_same_number(top: int, bottom: int) -> None:
    quotient = divide(number(parse_decimal(str(top)) or 0), number(bottom))
    assert parse_decimal(format_number(quotient)) == quotient.raw


@pytest.mark.parametrize(("result", "printed"), [
    (divide(number(1), number(0)), "+Inf"),
    (divide(number(-1), number(0)), "-Inf"),
    (multiply(number(0), number(-3)), "-0"),
    (negate(number(0)), "-0"),
    (subtract(number(1), number(1)), "0"),
    (modulo(number(5), number(0)), "5"),
    (modulo(number(-7), number(3)), "-1"),
    (add(number(1 << 600), number(1)), str(1 << 600)[:150]),
])
def test_infinities_zeros_with_a_sign_and_remainders_are_gos(result: object, printed: str) -> None:
    assert format_number(result).startswith(printed)  # type: ignore[arg-type]


def test_operations_without_a_result() -> None:
    infinite = number(math.inf)
    for operation, a, b in ((divide, number(0), number(0)), (multiply, number(0), infinite), (subtract, infinite, infinite),
                            (modulo, number(1), infinite)):
        with pytest.raises(OperationError):
            operation(a, b)


def test_precision_is_that_of_the_operand_that_has_more() -> None:
    assert precision_of(divide(number_from_int64(1), number_from_int64(3))) == 64
    assert format_number(divide(number_from_int64(1), number_from_int64(3))) == "0.33333333333333333334"
    assert precision_of(divide(number_from_float(1.0), number(3))) == 512
    assert precision_of(number_of_precision(1, 53)) == 53
