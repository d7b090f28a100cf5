"""Cron expressions as Nomad's library takes them."""

import pytest

from jobspec.rules.cron import parse_cron


@pytest.mark.parametrize(
    "expression",
    [
        "* * * * *",
        "*/15 0 1,15 * 1-5",
        "@daily",
        "@hourly",
        "0 0 L * *",
        "0 0 LW * *",
        "0 0 15W * *",
        "0 0 * * 5L",
        "0 0 * * 5#3",
        "0 0 * * fri#2",
        "0 0 ? * MON-FRI",
        "0 0 1 JAN *",
        "0 0 1 september *",
        "0 0 * * * 2030",
        "0 0 0 * * * 2030-2040",
        "0 0 0 * * * * ignored words",
        "0 0 * * 7",
        "00 08 * * *",
        "5/10 * * * *",
        "0,, * * * *",
        "10-5 * * * *",
        "  0   0 * * *  ",
    ],
)
def test_what_nomad_takes_for_cron_is_taken(expression: str) -> None:
    assert not isinstance(parse_cron(expression), str)


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("", "missing field(s)"),
        ("* * * *", "missing field(s)"),
        ("60 * * * *", "syntax error in minute field: '60'"),
        ("0 24 * * *", "syntax error in hour field: '24'"),
        ("0 0 0 * *", "syntax error in day-of-month field: '0'"),
        ("0 0 1 13 *", "syntax error in month field: '13'"),
        ("0 0 * * 8", "syntax error in day-of-week field: '8'"),
        ("0 0 * * 5#6", "syntax error in day-of-week field: '5#6'"),
        ("0 0 32W * *", "syntax error in day-of-month field: '32W'"),
        ("*/0 * * * *", "invalid interval */0"),
        ("0 0 * * * 1969", "syntax error in year field: '1969'"),
        (", * * * *", "minute field: missing directive"),
        ("0 0 * * */7", "invalid interval */7"),
        ("a,*/0 * * * *", "invalid interval */0"),
        ("@reboot", "missing field(s)"),
    ],
)
def test_refused_in_the_librarys_words(expression: str, problem: str) -> None:
    assert parse_cron(expression) == problem
