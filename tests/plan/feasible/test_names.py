"""Advice on names: the nearest one of all nodes, where that says something."""

from __future__ import annotations

import pytest

from jobspec.models.node import Node
from jobspec.plan.feasible.names import Names

NAMES = Names((
    Node(name="a", datacenter="dc1", attributes={"os.version": "12", "kernel.name": "linux"}),
    Node(name="b", datacenter="berlin", attributes={"cpu.arch": "amd64"}),
))


@pytest.mark.parametrize(("name", "sort", "advice"), [
    ("kernel.nmae", "attribute", 'did you mean "kernel.name"?'),
    ("consul.version", "attribute", None),
    ("brelin", "datacenter", 'did you mean "berlin"?'),
    ("dc1", "datacenter", None),
])
def test_advice_is_given_where_a_name_is_near(name: str, sort: str, advice: str | None) -> None:
    assert NAMES.advice(name, sort) == advice
