"""Allocations made of a job in Nomad's JSON, ports and a node, for the stages after placement."""

from __future__ import annotations

import pytest

from jobspec.models.job_api import job_from_json
from jobspec.models.node import Node, NodeAddress, NodeNetwork, NodeResources
from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.plan.capacity.resources import assign_cores, task_resources
from jobspec.plan.placed import Placed

ID = "0190e93f-2109-9d57-2bf8-abc0f2fc13a0"
NODE = Node(
    name="node-a",
    id="2ff575aa-dc60-ec16-00eb-9c4f12159d3f",
    node_class="edge",
    cgroup_parent="nomad.slice",
    attributes={"kernel.name": "linux", "cpu.frequency": "2445"},
    attributes_known=True,
    meta={"rack": "r1"},
    networks=(NodeNetwork(mode="host", device="eth0", addresses=(NodeAddress("default", "192.0.2.10", "ipv4"),)),),
    resources=NodeResources(cpu_shares=19560, cores=(0, 1, 2, 3, 4, 5, 6, 7)),
    alloc_dir="/opt/nomad/data/alloc",
    alloc_mounts_dir="/opt/nomad/data/alloc_mounts",
)
NAMESPACE = AllocationNetwork(mode="bridge", interface="eth0", ip="172.26.64.2")
HOST = AllocationNetwork(mode="host")


def port(label, host_port, to=0, host_ip="192.0.2.10", task=None):
    return AllocatedPort(label=label, host_network="default", host_ip=host_ip, host_port=host_port, to=to, task=task)


@pytest.fixture
def allocation():
    """A function that makes a `Placed` of the parts of a job in Nomad's JSON."""

    def make(*tasks, group=None, ports=(), node=NODE, index=0, **job):
        groups = [{"Name": "g", "Tasks": list(tasks), **(group or {})}]
        found, diagnostics = job_from_json({"ID": "web", "Name": "web", "Namespace": "default", "TaskGroups": groups, **job})
        assert diagnostics == ()
        [only] = found.task_groups
        cores = assign_cores(only, node, node.resources.reserved_cores)
        resources = {task.name: task_resources(task, node, cores.get(task.name, ())) for task in only.tasks}
        return Placed(job=found, group=only, node=node, name=f"{found.id}.g[{index}]", index=index, id=ID, ports=tuple(ports),
                      ip="192.0.2.10", tasks=resources)

    return make
