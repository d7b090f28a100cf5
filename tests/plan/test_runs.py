"""Whole plans against runs that were recorded on a real client, as ../shared/conformance/network.py compares them.

Those of fixtures/runs are also played stage by stage elsewhere; those of fixtures/whole-runs need the plan of the whole: jobs that come
one after another, regions, refusals, tasks that fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import jobspec

FIXTURES = Path(__file__).parents[2] / "fixtures"
NAMES = sorted(f"{kind}/{path.parent.name}" for kind in ("runs", "whole-runs") for path in (FIXTURES / kind).glob("*/recorded.json"))
RANDOM = re.compile(r"\b(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|veth[0-9a-f]+)\b")
INHERITED = {"HOME", "PATH", "LANG", "USER", "LOGNAME", "SHELL", "TERM"}


def record_of(run: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((FIXTURES / run / "recorded.json").read_text())
    return record


def started(record: dict[str, Any]) -> list[str]:
    """Ids of allocations in the order in which they came to their network."""
    return list(dict.fromkeys(call["env"]["CNI_CONTAINERID"] for call in record["cni"] if not call["delegated"]))


def ports_of(allocation: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    shared = allocation["AllocatedResources"]["Shared"]["Ports"] or []
    return sorted((port["Label"], port["HostIP"], port["Value"], port.get("To", 0)) for port in shared)


def task_ports_of(allocation: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    networks = [(task, network) for task, given in allocation["AllocatedResources"]["Tasks"].items() for network in given["Networks"] or ()]
    return sorted((task, port["Label"], network["IP"], port["Value"]) for task, network in networks
                  for kind in ("ReservedPorts", "DynamicPorts") for port in network.get(kind) or ())


def pins_of(record: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """What Nomad picked at random in the run."""
    order = started(record)
    return {
        allocation["Name"]: {"id": allocation["ID"], "ports": {label: number for label, _, number, _ in ports_of(allocation)}
                             | {label: number for _, label, _, number in task_ports_of(allocation)}}
        | ({"start": order.index(allocation["ID"])} if allocation["ID"] in order else {})
        for allocation in job["allocations"]
    }


@cache
def planned(run: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each job that was registered, as recorded, with the plan that we make of it."""
    record, earlier, found = record_of(run), [], []
    node = jobspec.load_node(FIXTURES / run / "node").value
    for file, recorded in sorted(record.get("jobs", {}).items()):
        if isinstance(recorded.get("register"), str) or recorded.get("parse_error"):
            continue
        dispatch = FIXTURES / run / "dispatch.json"
        plan = jobspec.plan_job(
            jobspec.load_job(FIXTURES / run / file).value, [node], pins=pins_of(record, recorded), earlier=earlier,
            child_id=recorded.get("dispatched"),
            dispatch=json.loads(dispatch.read_text()) if dispatch.exists() and recorded.get("dispatched") else None,
        )
        earlier.append(plan)
        found.append((recorded, jobspec.plan_json(plan)))
    return found


def allocations(run: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each allocation as recorded, with ours."""
    for recorded, plan in planned(run):
        ours = {one["name"]: one for group in plan["groups"] for one in group["allocations"]}
        yield from ((allocation, ours[allocation["Name"]]) for allocation in recorded["allocations"])


def masked(value: Any) -> Any:
    """Without what is random: hardware addresses and names of veth pairs."""
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items() if key != "mac"}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return RANDOM.sub("RANDOM", value) if isinstance(value, str) else value


def call_of(call: dict[str, Any]) -> tuple[str, dict[str, Any], Any]:
    return call["plugin"], {**call["env"], "CNI_ARGS": sorted(call["env"]["CNI_ARGS"].split(";"))}, masked(call["stdin"])


def reasons_of(plan: dict[str, Any], group: str) -> list[str]:
    return [reason["nomad"] for refusal in plan["refused"] if refusal["group"] == group for reason in refusal["reasons"]]


@pytest.mark.parametrize("run", NAMES)
def test_jobs_are_refused_where_nomad_refused_them(run: str) -> None:
    for file, recorded in record_of(run).get("jobs", {}).items():
        problems = jobspec.validate_job(jobspec.load_job(FIXTURES / run / file).value)
        refused = any(problem.severity == "error" and problem.nomad for problem in problems)
        # which node pools there are, only the servers know
        assert refused == isinstance(recorded["register"], str) or "nonexistent node pool" in recorded["register"]


@pytest.mark.parametrize("run", NAMES)
def test_the_same_allocations_are_placed_and_the_same_ones_fail(run: str) -> None:
    for recorded, plan in planned(run):
        ours = {one["name"]: one["network"]["failure"] is None for group in plan["groups"] for one in group["allocations"]}
        assert ours == {one["Name"]: one["ClientStatus"] != "failed" for one in recorded["allocations"]}


@pytest.mark.parametrize("run", [name for name in NAMES if "/preempt-" in name])
def test_the_same_allocations_are_pushed_out(run: str) -> None:
    recorded = [set(allocation.get("PreemptedAllocations", ())) for allocation, _ in allocations(run)]
    assert [{one["id"] for one in ours["preempts"]} for _, ours in allocations(run)] == recorded
    assert any(recorded)


@pytest.mark.parametrize("run", NAMES)
def test_reasons_hold_nomads_own(run: str) -> None:
    for recorded, plan in planned(run):
        for group, metrics in (recorded["evaluation"]["FailedTGAllocs"] or {}).items():
            ours = reasons_of(plan, group)
            assert {*(metrics["ConstraintFiltered"] or {}), *(metrics["DimensionExhausted"] or {})} <= set(ours)
            assert ours


@pytest.mark.parametrize("run", NAMES)
def test_ports_are_those_that_nomad_gave(run: str) -> None:
    for allocation, ours in allocations(run):
        shared = [port for port in ours["ports"] if "task" not in port]
        assert sorted((port["label"], port["host_ip"], port["host_port"], port["to"]) for port in shared) == ports_of(allocation)
        own = sorted((port["task"], port["label"], port["host_ip"], port["host_port"]) for port in ours["ports"] if "task" in port)
        assert own == task_ports_of(allocation)


@pytest.mark.parametrize("run", NAMES)
def test_plugins_are_called_as_nomad_called_them(run: str) -> None:
    record = record_of(run)
    for allocation, ours in allocations(run):
        calls = [call for call in record["cni"] if not call["delegated"] and call["env"]["CNI_CONTAINERID"] == allocation["ID"]]
        planned_calls = ours["cni"] or {"add": [], "del": []}
        added = [call_of(call) for call in calls if call["env"]["CNI_COMMAND"] == "ADD"]
        if allocation["ClientStatus"] == "failed":  # tried three times, with a clean-up after each
            assert [call_of(call) for call in planned_calls["add"]] == added[: len(planned_calls["add"])]
            continue
        assert [call_of(call) for call in planned_calls["add"]] == added
        deleted = [call_of(call) for call in calls if call["env"]["CNI_COMMAND"] == "DEL"]
        assert [call_of(call) for call in planned_calls["del"]] == deleted


@pytest.mark.parametrize("run", NAMES)
def test_addresses_are_those_that_nomad_found(run: str) -> None:
    for allocation, ours in allocations(run):
        status = allocation["NetworkStatus"]
        if ours["cni"] is not None and ours["network"]["failure"] is None:
            found = (ours["network"]["ip"] or "", ours["network"]["ipv6"] or "", ours["network"]["interface"])
            assert found == (status["Address"], status["AddressIPv6"], status["InterfaceName"])


@pytest.mark.parametrize("run", NAMES)
def test_tasks_have_the_environment_that_their_processes_had(run: str) -> None:
    for allocation, ours in allocations(run):
        tasks = {task["name"]: task["env"] for task in ours["tasks"]}
        for task, environment in allocation["env"].items():
            assert {name: value for name, value in tasks[task].items() if name not in INHERITED} == environment


@pytest.mark.parametrize("run", NAMES)
def test_services_are_registered_as_nomad_registered_them(run: str) -> None:
    for recorded, plan in planned(run):
        if any(one["ClientStatus"] == "failed" for one in recorded["allocations"]):
            continue
        ours = sorted((service["name"], service["address"], service["port"], sorted(service["tags"] or ()), one["id"])
                      for group in plan["groups"] for one in group["allocations"] for service in one["services"]
                      if service["provider"] == "nomad")
        assert ours == sorted((one["ServiceName"], one["Address"], one["Port"], sorted(one["Tags"] or ()), one["AllocID"])
                              for one in recorded["services"])
