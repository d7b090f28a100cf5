"""Environments and registrations compared with those of Nomad's own code (tests/plan/allocations).

Each file holds an allocation as Nomad 2.0.6's structs have it, and what its client/taskenv, client/serviceregistration and
command/agent/consul, called from a small program, made of it: `Alloc` the environment of the allocation, `Tasks` those of its tasks,
`Regs` and `Error` the outcome of registering.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.plan.services import registration_warnings, registrations
from jobspec.plan.tasks import task_plans
from jobspec.plan.tasks.environment import allocation_environment

CASES = sorted((Path(__file__).parent / "allocations").glob("*.json"))
FAILED = 'failed to setup alloc: pre-run hook "group_services" failed: '


def ports(given, host_ip=None, task=None):
    return [
        AllocatedPort(label=port["Label"], host_network="default", host_ip=host_ip or port["HostIP"], host_port=port["Value"],
                      to=port.get("To", 0), task=task)
        for port in given
    ]


@pytest.fixture(params=CASES, ids=[path.stem for path in CASES])
def case(request, allocation):
    """The allocation, its network and Nomad's answer."""
    written = json.loads(request.param.read_text(encoding="utf-8"))
    given = written["input"]
    [group] = given["Job"]["TaskGroups"]
    all_ports = ports(given.get("Ports", ()))
    for name, task in given["Tasks"].items():
        for network in task.get("Networks", ()):
            all_ports += ports(network["DynamicPorts"], network["IP"], name)
    fields = {name: value for name, value in given["Job"].items() if name != "TaskGroups"}
    placed = allocation(*group["Tasks"], group=group, ports=all_ports, index=int(given["Name"].partition("[")[2][:-1]), **fields)
    status = given.get("Status", {})
    mode = group["Networks"][0]["Mode"] if "Networks" in group else "host"
    interface = status.get("InterfaceName", "")
    network = AllocationNetwork(mode=mode, interface=interface, ip=status.get("Address"), ipv6=status.get("AddressIPv6"))
    return replace(placed, name=given["Name"], canary=given.get("Canary", False)), network, written["nomad"]


def test_tasks_have_the_environment_that_nomad_gives_them(case):
    placed, network, nomad = case
    assert {task.name: task.env for task in task_plans(placed, network)} == {name: task["Env"] for name, task in nomad["Tasks"].items()}


def test_groups_are_interpolated_with_what_nomad_knows_of_them(case):
    placed, _, nomad = case
    assert allocation_environment(placed).variables == nomad["Alloc"]


def test_registrations_are_those_that_nomad_makes(case):
    placed, network, nomad = case
    found, failure = registrations(placed, network)
    if nomad["Error"]:
        assert failure is not None
        assert (found, failure.nomad) == ((), FAILED + nomad["Error"])
        return
    made = [(None, one) for one in nomad.get("Regs", ())]
    made += [(name, one) for name, task in nomad["Tasks"].items() for one in task.get("Regs", ())]
    assert failure is None
    assert [described(one) for one in found] == [
        (task, one["Name"], one["Address"], one["Port"], tuple(one.get("Tags", ())), [answered(check) for check in one.get("Checks", ())],
         one.get("Kind", ""), one.get("Meta", {}), one.get("Tagged", {}))
        for task, one in sorted(made, key=lambda pair: order(placed, pair[0]))
    ]


def test_tasks_that_run_without_their_services_are_told(case):
    placed, network, nomad = case
    warnings = [warning.message for warning in registration_warnings(placed, network) if warning.code == "NODE402"]
    if not nomad["Error"]:
        lost = [name for name, task in nomad["Tasks"].items() if task["Error"]]
        assert sorted({message.split('"')[1] for message in warnings}) == sorted(lost)


def order(placed, task):
    names = [other.name for other in placed.group.tasks]
    return -1 if task is None else names.index(task)


def described(one):
    tags = () if one.name.endswith("-sidecar-proxy") else one.tags  # Consul's agent gives a sidecar the tags of its service
    checks = [answer(check, one) for check in one.checks]
    return one.task, one.name, one.address, one.port, tags, checks, one.kind, one.meta, one.tagged_addresses


def answer(check, one):
    if check.type in ("script", "alias"):
        return check.type, None
    if one.provider == "consul":
        return check.name, (check.address, check.port)
    if check.address is None:
        return check.name, None
    return check.name, f"{check.address}:{check.port}" if check.port else check.address


def answered(check):
    if check["Script"]:
        return ("alias" if check["Name"].startswith("Connect") else "script"), None
    if check["Port"]:
        return check["Name"], (check["Address"], check["Port"])
    return check["Name"], None if check["Address"] == "ERR" else check["Address"]
