"""Whole plans against runs that were recorded on a real client: fixtures/runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec

RUNS = Path(__file__).parents[2] / "fixtures/runs"
NAMES = sorted(path.parent.name for path in RUNS.glob("*/recorded.json"))


def record_of(run: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((RUNS / run / "recorded.json").read_text())
    return record


def started(record: dict[str, Any]) -> list[str]:
    """Ids of allocations in the order in which they came to their network."""
    return list(dict.fromkeys(call["env"]["CNI_CONTAINERID"] for call in record["cni"] if not call["delegated"]))


def ports_of(allocation: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    shared = allocation["AllocatedResources"]["Shared"]["Ports"] or []
    return sorted((port["Label"], port["HostIP"], port["Value"], port.get("To", 0)) for port in shared)


def pins_of(record: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """What Nomad picked at random in the run."""
    order = started(record)
    return {
        allocation["Name"]: {"id": allocation["ID"], "ports": {label: number for label, _, number, _ in ports_of(allocation)}}
        | ({"start": order.index(allocation["ID"])} if allocation["ID"] in order else {})
        for allocation in job["allocations"]
    }


def planned(run: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each job that was registered, as recorded, with the plan that we make of it."""
    record, earlier, found = record_of(run), [], []
    node = jobspec.load_node(RUNS / run / "node").value
    for file, recorded in sorted(record.get("jobs", {}).items()):
        if isinstance(recorded.get("register"), str) or recorded.get("parse_error"):
            continue
        dispatch = RUNS / run / "dispatch.json"
        plan = jobspec.plan_job(
            jobspec.load_job(RUNS / run / file).value, [node], pins=pins_of(record, recorded), earlier=earlier,
            child_id=recorded.get("dispatched"),
            dispatch=json.loads(dispatch.read_text()) if dispatch.exists() and recorded.get("dispatched") else None,
        )
        earlier.append(plan)
        found.append((recorded, jobspec.plan_json(plan)))
    return found


def reasons_of(plan: dict[str, Any], group: str) -> list[str]:
    return [reason["nomad"] for refusal in plan["refused"] if refusal["group"] == group for reason in refusal["reasons"]]


@pytest.mark.parametrize("run", NAMES)
def test_the_same_allocations_are_placed_and_the_same_ones_fail(run: str) -> None:
    for recorded, plan in planned(run):
        ours = {one["name"]: one["network"]["failure"] is None for group in plan["groups"] for one in group["allocations"]}
        assert ours == {one["Name"]: one["ClientStatus"] == "running" for one in recorded["allocations"]}


@pytest.mark.parametrize("run", NAMES)
def test_reasons_hold_nomads_own(run: str) -> None:
    for recorded, plan in planned(run):
        for group, metrics in (recorded["evaluation"]["FailedTGAllocs"] or {}).items():
            ours = reasons_of(plan, group)
            assert {*(metrics["ConstraintFiltered"] or {}), *(metrics["DimensionExhausted"] or {})} <= set(ours)
            assert ours


@pytest.mark.parametrize("run", NAMES)
def test_ports_are_those_that_nomad_gave(run: str) -> None:
    for recorded, plan in planned(run):
        ours = {one["name"]: one["ports"] for group in plan["groups"] for one in group["allocations"]}
        for allocation in recorded["allocations"]:
            mine = [port for port in ours[allocation["Name"]] if "task" not in port]
            assert sorted((port["label"], port["host_ip"], port["host_port"], port["to"]) for port in mine) == ports_of(allocation)
