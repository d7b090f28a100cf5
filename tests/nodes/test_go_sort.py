"""The order of equals, compared with Go's sort.Slice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobspec.nodes.go_sort import go_sorted

CASES = [json.loads(line) for line in (Path(__file__).with_name("recorded") / "sorts.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(len(case["keys"])))
def test_equals_come_out_in_the_order_of_go(case: dict[str, list[int]]) -> None:
    pairs = list(enumerate(case["keys"]))
    assert [place for place, _ in go_sorted(pairs, lambda one, other: one[1] < other[1])] == case["order"]
