"""Allocations of lower priority that make room for a system job.

tests/plan/preemptor.jsonl: nodes, allocations and wishes made at random, with what Nomad 2.0.6's scheduler/feasible, its Preemptor called
from a small program, chose to push out: `net` for static ports and bandwidth, `dev` for devices, `grp` for CPU, memory and disk.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import jobspec
from jobspec.models.job_api import job_from_json
from jobspec.models.job_network import NetworkResource, Port
from jobspec.models.job_resources import RequestedDevice
from jobspec.models.node import DeviceGroup, Node, NodeAddress, NodeDevice, NodeDriver, NodeNetwork, NodeResources
from jobspec.models.plan import AllocatedPort, AllocationResources, Plan
from jobspec.plan.capacity.fit import Occupant, Room
from jobspec.plan.capacity.preemption import Preemptor
from jobspec.plan.from_json import plan_from_json

NODE = Node(
    name="a", attributes={"kernel.name": "linux"}, attributes_known=True, drivers={"raw_exec": NodeDriver(True, True)},
    networks=(NodeNetwork(mode="host", device="eth0", addresses=(NodeAddress("default", "192.0.2.1", "ipv4"),)),),
    devices=(NodeDevice("host", "eth0", "192.0.2.1/32", "192.0.2.1", 1000),),
    resources=NodeResources(cpu_shares=1000, cores=(0, 1), memory_mb=1000, disk_mb=10000),
)
CASES = [json.loads(line) for line in (Path(__file__).parent / "preemptor.jsonl").read_text().splitlines()]


def group(name: str = "g", *, static: int = 0, memory: int = 10, own: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A group with a static port, or a task with a network of its own."""
    resources = {"CPU": 10, "MemoryMB": memory, **more.pop("Resources", {})}
    networks = [{"ReservedPorts": [{"Label": "http", "Value": static}]}] if static else None
    task = {"Name": "t", "Driver": "raw_exec", "Resources": resources | ({"Networks": [own]} if own else {})}
    return {"Name": name, "Networks": networks, "EphemeralDisk": {"SizeMB": 10}, "Tasks": [task], **more}


def planned(name: str, priority: int, *groups: dict[str, Any], earlier: tuple[Plan, ...] = (), node: Node = NODE, **more: Any) -> Plan:
    found, _ = job_from_json({"ID": name, "Name": name, "Priority": priority, "TaskGroups": list(groups), **more})
    assert found is not None
    return jobspec.plan_job(found, [node], earlier=earlier)


def system(*groups: dict[str, Any], earlier: tuple[Plan, ...], **more: Any) -> Plan:
    return planned("sys", more.pop("priority", 90), *groups, earlier=earlier, Type="system", **more)


def stopped(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {one.name: one.gives for each in plan.groups for allocation in each.allocations for one in allocation.preempts}


def placed(plan: Plan) -> list[str]:
    return [one.name for each in plan.groups for one in each.allocations]


@pytest.mark.parametrize(("priority", "gone"), [(59, {}), (60, {"low.g[0]": ("port 8080",)})])
def test_a_priority_lower_by_ten_gives_up_its_static_port(priority: int, gone: dict[str, tuple[str, ...]]) -> None:
    low = planned("low", 50, group(static=8080))
    plan = system(group(static=8080), earlier=(low,), priority=priority)
    assert stopped(plan) == gone
    assert placed(plan) == (["sys.g[0]"] if gone else [])


@pytest.mark.parametrize("kind", ["service", "batch", "sysbatch"])
def test_other_jobs_push_nobody_out(kind: str) -> None:
    low = planned("low", 10, group(static=8080))
    assert placed(planned("high", 90, group(static=8080), earlier=(low,), Type=kind)) == []


def test_the_lowest_priority_goes_first_and_no_more_than_is_needed() -> None:
    earlier = (planned("b", 20, group(memory=300)), planned("a", 10, group(memory=100), group("h", memory=250)))
    assert stopped(system(group(memory=500), earlier=earlier)) == {"a.h[0]": ("memory",)}
    assert stopped(system(group(memory=620), earlier=earlier)) == {"a.h[0]": ("memory",), "a.g[0]": ("memory",)} | {}
    assert stopped(system(group(memory=800), earlier=earlier)).keys() >= {"b.g[0]", "a.h[0]"}


def test_nothing_is_pushed_out_where_that_does_not_help() -> None:
    low, high = planned("low", 10, group(static=8080, memory=300)), planned("high", 85, group(static=8081, memory=300))
    two = {"ReservedPorts": [{"Label": "x", "Value": 8080}, {"Label": "y", "Value": 8081}]}
    assert placed(system(group() | {"Networks": [two]}, earlier=(low, high))) == []
    (reason,) = system(group(static=8081), earlier=(high,)).refused[0].reasons
    assert reason.help == "It stays there: the priority of its job, 85, is not lower by 10."
    plan = system(group(memory=800), earlier=(low, high))
    assert placed(plan) == []
    assert [reason.nomad for reason in plan.refused[0].reasons] == ["memory"]


def test_ports_and_resources_are_taken_from_different_jobs() -> None:
    earlier = (planned("port", 10, group(static=8080)), planned("big", 20, group(memory=900)))
    assert stopped(system(group(static=8080, memory=500), earlier=earlier)) == {"port.g[0]": ("port 8080",), "big.g[0]": ("memory",)}


def test_bandwidth_of_tasks_networks_is_taken() -> None:
    low = planned("low", 10, group(own={"MBits": 700}))
    assert stopped(system(group(own={"MBits": 600}), earlier=(low,))) == {"low.g[0]": ("bandwidth",)}
    assert stopped(system(group(own={"MBits": 200}), earlier=(low,))) == {}


def test_devices_are_taken_from_those_who_use_them() -> None:
    node = replace(NODE, device_groups=(DeviceGroup("nvidia", "gpu", "t4", 2, 2), DeviceGroup("amd", "gpu", "x", 1, 1)))
    use = {name: {"Devices": [{"Name": name, "Count": 1}]} for name in ("nvidia/gpu", "amd/gpu", "gpu")}
    earlier = (planned("low", 20, group(Resources=use["nvidia/gpu"]), node=node),
               planned("lower", 10, group(Resources=use["amd/gpu"]), node=node))
    two = {"Devices": [{"Name": "nvidia/gpu", "Count": 2}]}
    assert stopped(system(group(Resources=two), earlier=earlier, node=node)) == {"low.g[0]": ("device nvidia/gpu",)}
    assert stopped(system(group(Resources=use["gpu"]), earlier=earlier, node=node)) == {}
    three = {"Devices": [{"Name": "gpu", "Count": 3}]}
    assert placed(system(group(Resources=three), earlier=earlier, node=node)) == []


def test_a_full_node_gives_up_one_allocation() -> None:
    full = replace(NODE, max_allocs=1)
    low = planned("low", 10, group(), node=full)
    assert stopped(system(group(), earlier=(low,), node=full)) == {"low.g[0]": ("max allocation exceeded",)}


def test_a_group_of_the_same_job_is_not_counted_and_the_leader_refuses_the_node() -> None:
    low = planned("low", 10, group(memory=300), group("h", memory=290))
    plan = system(group(memory=400), group("h", memory=600), earlier=(low,))
    assert placed(plan) == []
    assert {reason.code for refusal in plan.refused for reason in refusal.reasons} == {"NODE219"}


def test_what_was_pushed_out_holds_nothing_any_more() -> None:
    low = planned("low", 10, group(static=8080, memory=900))
    first = system(group(static=8080, memory=500), earlier=(low,))
    other = planned("other", 50, group(memory=490), earlier=(low, first))
    assert placed(other) == ["other.g[0]"]
    assert placed(planned("more", 50, group(memory=100), earlier=(low, first, other))) == []


def test_preemptions_survive_json() -> None:
    low = planned("low", 10, group(static=8080, Migrate={"MaxParallel": 3}))
    assert plan_from_json(jobspec.plan_json(low)).groups[0].max_parallel == 3
    plan = system(group(static=8080), earlier=(plan_from_json(jobspec.plan_json(low)),))
    document = jobspec.plan_json(plan)
    assert plan_from_json(document) == plan
    (one,) = document["groups"][0]["allocations"][0]["preempts"]
    assert one == {"name": "low.g[0]", "id": low.groups[0].allocations[0].id, "namespace": "default", "job": "low", "group": "g",
                   "priority": 10, "gives": ["port 8080"]}


def occupant(one: dict[str, Any]) -> Occupant:
    ports = tuple(AllocatedPort(label="x", host_network="default", host_ip="192.0.2.1", host_port=number, static=True, task=task)
                  for task, numbers in (("t", one["TaskStatic"]), (None, one["GroupStatic"])) for number in numbers)
    devices = {name: len(ids) for name, ids in one["Devices"].items()}
    resources = AllocationResources(cpu=one["Cpu"], memory_mb=one["Mem"], disk_mb=one["Disk"], devices=devices,
                                    bandwidth={"eth0": one["Mbits"]} if one["HasTaskNet"] else {})
    return Occupant(("default", one["Job"]), one["Group"], one["ID"], resources, ports, one["ID"], one["Priority"], one["MaxParallel"])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_choice_is_nomads(number: int) -> None:
    case = CASES[number]
    devices = tuple(DeviceGroup(one["Vendor"], one["Type"], one["Name"], len(one["Instances"]), len(one["Instances"]))
                    for one in case["NodeDevices"])
    sizes = NodeResources(cpu_shares=case["NodeCpu"], memory_mb=case["NodeMem"], disk_mb=case["NodeDisk"])
    node = replace(NODE, resources=sizes, device_groups=devices)
    room = Room(node)
    for one in case["Allocs"]:
        room.add(occupant(one))
    lost = Counter((("default", one["Job"]), one["Group"]) for one in case["Lost"])
    preemptor = Preemptor(case["Priority"], ("default", case["Job"]), lost)
    ask = NetworkResource(mbits=case["Mbits"], reserved_ports=tuple(Port(label="p", static=number) for number in case["Static"]))
    need = AllocationResources(cpu=case["Cpu"], memory_mb=case["Mem"], disk_mb=case["Disk"])
    assert {one.id for one in preemptor.for_network(room.occupants, ask, room.index)} == set(case["net"])
    request = RequestedDevice(name=case["Ask"], count=case["AskCount"])
    assert {one.id for one in preemptor.for_device(room.occupants, request, node, {})} == set(case["dev"])
    assert [one.id for one in preemptor.for_group(room.occupants, need, node)] == case["grp"]
