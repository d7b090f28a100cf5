"""Text that is meant to hurt the HCL reader: bounded depth, and time in proportion to the size."""

from __future__ import annotations

import pytest

from jobspec.hcl import parse
from jobspec.source import Source
from tests.hostile.clock import growth

OPENERS = ["(", "[", "{a=", 'f("${', "b[", "-", "b ? c : ", "[for x in y: ", "<<E\n${", "{for k, v in x: k => "]


@pytest.mark.parametrize("opener", OPENERS)
def test_deep_nesting_is_one_clear_error(opener: str) -> None:
    result = parse(Source("a = " + opener * 3000))
    assert "HCL040" in {d.code for d in result.diagnostics}
    assert result.value is not None


@pytest.mark.parametrize("text", ["b {\n" * 3000, 'a = "' + "%{if x}" * 3000 + '"\n', '{"a":' * 3000, "a = b" + "[*]" * 3000 + "\n"])
def test_deep_structures_are_one_clear_error(text: str) -> None:
    assert [d.code for d in parse(Source(text)).diagnostics][-1] == "HCL040"


def test_a_list_of_100000_items() -> None:
    result = parse(Source("a = [" + '"x", ' * 100_000 + "]\n"))
    assert result.diagnostics == ()


def test_the_number_of_findings_is_bounded() -> None:
    assert len(parse(Source("@" * 100_000)).diagnostics) < 2500
    assert len(parse(Source("a = 1\n" * 50_000)).diagnostics) <= 1000


@pytest.mark.parametrize("unit", [
    'a = "${x}"\n', "a = <<E\n${x}\nE\n", "/*", '"${', "$", "@", "\udc80", "\r", "\n", "# c\n", "a = <<E\n", "[", "b { c = 1 }\n", "~}",
    "é",
])
def test_time_grows_with_the_size(unit: str) -> None:
    small, large = (Source(unit * (size // len(unit))) for size in (40_000, 160_000))
    assert growth(lambda: parse(small), lambda: parse(large), limit=8) < 8
