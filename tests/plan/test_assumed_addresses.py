"""Ports on addresses that were made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jobspec

FIXTURES = Path(__file__).parents[2] / "fixtures"
MACHINE = FIXTURES / "runs" / "ingress-public-and-default" / "node" / "facts"


def ports(**facts: Path) -> list[tuple[str, str, str]]:
    job = jobspec.load_job(FIXTURES / "announcement" / "ingress.nomad").value
    node = jobspec.load_node(FIXTURES / "announcement" / "client.hcl", **facts).value
    assert job is not None
    assert node is not None
    plan: dict[str, Any] = jobspec.plan_json(jobspec.plan_job(job, [node]))
    return [(port["label"], port["host_ip"], port["origin"]) for port in plan["groups"][0]["allocations"][0]["ports"]]


def test_without_interfaces_ports_are_assumed() -> None:
    assert ports() == [("https", "203.0.113.1", "assumed"), ("metrics", "198.18.0.1", "assumed")]


def test_with_interfaces_static_ports_are_exact_and_others_chosen() -> None:
    assert ports(interfaces=MACHINE / "interfaces.json", routes=MACHINE / "routes.json") == [
        ("https", "203.0.113.10", "exact"), ("metrics", "192.0.2.10", "chosen")]
