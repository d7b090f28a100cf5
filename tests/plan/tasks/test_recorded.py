"""Environments and registrations of recorded runs (fixtures/runs)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jobspec
from jobspec.models.node import Node, NodeAddress, NodeNetwork
from jobspec.models.plan import AllocatedPort, AllocationNetwork, TaskResources
from jobspec.plan.placed import Placed
from jobspec.plan.services import registrations
from jobspec.plan.tasks import task_plans

RUNS = Path(__file__).parents[3] / "fixtures" / "runs"


def suitable():
    """Runs of one plain job: its allocations follow from the record without a plan, and their ports are the group's."""
    for folder in sorted(RUNS.iterdir()):
        jobs = json.loads((folder / "recorded.json").read_text()).get("jobs", {})
        record = jobs.get("job.nomad", {})
        tasks = [task for one in record.get("allocations") or () for task in one["AllocatedResources"]["Tasks"].values()]
        if len(jobs) == 1 and record and not record.get("dispatched") and not any(task["Networks"] for task in tasks):
            yield folder.name


def node(folder):
    facts = json.loads((folder / "node" / "facts" / "node.json").read_text())
    networks = tuple(
        NodeNetwork(mode=network["Mode"], addresses=tuple(
            NodeAddress(address["Alias"], address["Address"], address["Family"]) for address in network["Addresses"] or ()
        ))
        for network in facts["NodeResources"]["NodeNetworks"]
    )
    return Node(name=facts["Name"], id=facts["ID"], datacenter=facts["Datacenter"], attributes=facts["Attributes"], meta=facts["Meta"],
                cgroup_parent=facts["CgroupParent"], networks=networks, alloc_dir="/opt/nomad/data/alloc")


def allocations(name):
    folder = RUNS / name
    recorded = json.loads((folder / "recorded.json").read_text())["jobs"]["job.nomad"]
    job = jobspec.admit_job(jobspec.load_job(folder / "job.nomad").value)
    for allocation in (one for one in recorded["allocations"] if one["ClientStatus"] == "running"):
        ports = tuple(
            AllocatedPort(label=port["Label"], host_network="", host_ip=port["HostIP"], host_port=port["Value"], to=port.get("To", 0))
            for port in allocation["AllocatedResources"]["Shared"]["Ports"] or ()
        )
        group = next(group for group in job.task_groups if group.name == allocation["TaskGroup"])
        status = allocation["NetworkStatus"]
        network = AllocationNetwork(mode=group.networks[0].mode, interface=status["InterfaceName"], ip=status["Address"],
                                    ipv6=status["AddressIPv6"] or None)
        tasks = {
            name: TaskResources(cpu=task["Cpu"]["CpuShares"], memory_mb=task["Memory"]["MemoryMB"])
            for name, task in allocation["AllocatedResources"]["Tasks"].items()
        }
        yield allocation, recorded["services"], Placed(
            job=job, group=group, node=node(folder), name=allocation["Name"], index=allocation["Index"], id=allocation["ID"], ports=ports,
            tasks=tasks,
        ), network


@pytest.mark.parametrize("name", list(suitable()))
def test_environments_are_those_that_the_kernel_held(name):
    for allocation, _, placed, network in allocations(name):
        assert {task.name: task.env for task in task_plans(placed, network)} == allocation["env"]


@pytest.mark.parametrize("name", list(suitable()))
def test_services_are_those_that_nomad_registered(name):
    for allocation, services, placed, network in allocations(name):
        found, failure = registrations(placed, network)
        recorded = {(s["ServiceName"], s["Address"], s["Port"], tuple(s["Tags"])) for s in services if s["AllocID"] == allocation["ID"]}
        assert failure is None
        assert {(s.name, s.address, s.port, s.tags) for s in found} == recorded
