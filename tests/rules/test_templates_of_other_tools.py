"""Job files that another tool fills in first: a mistake in their syntax is none of theirs."""

from __future__ import annotations

import pytest

from jobspec.check import Settings, check_file


@pytest.mark.parametrize(
    ("line", "is_template"),
    [
        ("count = [[ .count ]]", True),
        ("count = {{ count }}", True),
        ("{% if small %}", True),
        ("count = <%= count %>", True),
        ("count =", False),
        ('name = "<%{POSINT:pri}>"', False),
    ],
)
def test_the_marks_of_a_template_are_recognised(line: str, is_template: bool) -> None:
    found = check_file(f'job "a" {{\n  group "g" {{\n    {line}\n  }}\n}}\n'.encode(), "a.nomad", Settings())
    assert [("another tool" in entry.why) for entry in found.not_checked] == [is_template]
