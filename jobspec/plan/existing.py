"""An allocation that runs already, as Nomad's API shows it (`nomad alloc status -json`, GET /v1/allocation/ID): every choice is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import field
from msgspec.structs import replace

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.json_words import in_words
from jobspec.models.node import Node
from jobspec.models.plan import AllocatedPort, AllocationNetwork, TaskResources
from jobspec.plan.capacity.fit import Offer
from jobspec.plan.capacity.resources import flattened, plain_resources
from jobspec.plan.child import DISPATCH, PERIODIC
from jobspec.plan.errors import PlanError
from jobspec.plan.feasible.network import network_of, ports_of
from jobspec.plan.feasible.targets import resolve


class _Json(msgspec.Struct, frozen=True, rename="pascal"):
    """Base of the structs below: Go's names."""


class PortJson(_Json, frozen=True):
    """structs.AllocatedPortMapping and structs.Port."""

    label: str
    value: int
    to: int = 0
    host_ip: str = field(default="", name="HostIP")
    host_network: str = ""
    ignore_collision: bool = False


class NetworkJson(_Json, frozen=True):
    """structs.NetworkResource of a task."""

    device: str = ""
    ip: str = field(default="", name="IP")
    mbits: int = field(default=0, name="MBits")
    dynamic_ports: list[PortJson] | None = None
    reserved_ports: list[PortJson] | None = None


class CpuJson(_Json, frozen=True):
    """structs.AllocatedCpuResources."""

    cpu_shares: int = 0
    reserved_cores: list[int] | None = None


class MemoryJson(_Json, frozen=True):
    """structs.AllocatedMemoryResources."""

    memory_mb: int = field(default=0, name="MemoryMB")
    memory_max_mb: int = field(default=0, name="MemoryMaxMB")


class DeviceJson(_Json, frozen=True):
    """structs.AllocatedDeviceResource."""

    vendor: str = ""
    type: str = ""
    name: str = ""
    device_ids: list[str] | None = field(default=None, name="DeviceIDs")


class TaskJson(_Json, frozen=True):
    """structs.AllocatedTaskResources."""

    cpu: CpuJson = CpuJson()
    memory: MemoryJson = MemoryJson()
    networks: list[NetworkJson] | None = None
    devices: list[DeviceJson] | None = None


class SharedJson(_Json, frozen=True):
    """structs.AllocatedSharedResources."""

    ports: list[PortJson] | None = None


class ResourcesJson(_Json, frozen=True):
    """structs.AllocatedResources."""

    shared: SharedJson = SharedJson()
    tasks: dict[str, TaskJson] | None = None


class StatusJson(_Json, frozen=True):
    """structs.AllocNetworkStatus."""

    interface_name: str = ""
    address: str = ""
    address_ipv6: str = field(default="", name="AddressIPv6")


class DeploymentJson(_Json, frozen=True):
    """structs.AllocDeploymentStatus."""

    canary: bool = False


class JobJson(_Json, frozen=True):
    """What an instance has that its parent's file does not."""

    meta: dict[str, str] | None = None
    priority: int | None = None


class ExistingAllocation(_Json, frozen=True):
    """The parts of an allocation that a plan takes over."""

    id: str = field(name="ID")
    name: str = field(name="Name")
    task_group: str = field(name="TaskGroup")
    job_id: str = field(default="", name="JobID")
    namespace: str = "default"
    node_id: str = field(default="", name="NodeID")
    node_name: str = ""
    allocated_resources: ResourcesJson | None = None
    network_status: StatusJson | None = None
    deployment_status: DeploymentJson | None = None
    job: JobJson | None = None

    @property
    def is_canary(self) -> bool:
        return self.deployment_status is not None and self.deployment_status.canary

    @property
    def own_job(self) -> str:
        return self.job_id or self.name.rpartition(f".{self.task_group}[")[0]

    @property
    def index(self) -> int:
        number = self.name.rpartition("[")[2].removesuffix("]")
        return int(number) if number.isascii() and number.isdigit() else 0


def read_allocation(alloc: Mapping[str, object]) -> ExistingAllocation:
    """Raises PlanError for what is no allocation."""
    try:
        return msgspec.convert(alloc, ExistingAllocation)
    except msgspec.ValidationError as problem:
        raise PlanError(f"this is no allocation of Nomad's API: {in_words(problem)}") from None


def instance_for(job: Job, existing: ExistingAllocation) -> Job:
    """The job that the allocation is of: the admitted one, or its instance. Raises PlanError for another job's."""
    name = existing.own_job
    if existing.namespace != (job.namespace or "default"):
        raise PlanError(f'allocation {existing.id} is in namespace "{existing.namespace}", and job "{job.id}" in "{job.namespace}"')
    if name == job.id:
        return job
    for suffix in (PERIODIC, DISPATCH):
        if name.startswith(f"{job.id}{suffix}"):
            stored = existing.job or JobJson()
            meta, priority = stored.meta or job.meta, stored.priority or job.priority
            child = replace(job, parent_id=job.id, id=name, name=name, meta=meta, priority=priority)
            return replace(child, dispatched=True) if suffix == DISPATCH else replace(child, periodic=None)
    raise PlanError(f'allocation {existing.id} is of job "{name}", not of "{job.id}"')


def group_for(job: Job, existing: ExistingAllocation) -> TaskGroup:
    """Raises PlanError where the job has no such group (any more)."""
    groups = job.task_groups or ()
    found = next((group for group in groups if group.name == existing.task_group), None)
    if found is None:
        names = ", ".join(group.name or "" for group in groups)
        raise PlanError(f'allocation {existing.id} is of group "{existing.task_group}", which the job does not have: it has {names}')
    return found


def node_for(nodes: Sequence[Node], existing: ExistingAllocation) -> int:
    """The position of its node. Raises PlanError where that is none of those given."""
    for position, node in enumerate(nodes):
        if (node.id and node.id == existing.node_id) or (node.name == existing.node_name and not (node.id and existing.node_id)):
            return position
    if not existing.node_id and not existing.node_name and len(nodes) == 1:
        return 0
    given = ", ".join(node.name for node in nodes)
    raise PlanError(f"allocation {existing.id} is on node {existing.node_name or existing.node_id}, which is none of those given: {given}")


def offer_of(existing: ExistingAllocation, group: TaskGroup, node: Node) -> Offer:
    """What the allocation got, in place of what the scheduler would give."""
    allocated = existing.allocated_resources or ResourcesJson()
    tasks = allocated.tasks or {}
    of_tasks = [(name, network) for name, task in tasks.items() for network in (task.networks or ())[:1]]
    own = {(port.label, port.value) for _, network in of_tasks for port in _ports(network)}
    written = network_of(group)
    asked = {port.label: port for port in (() if written is None else ports_of(written))}
    shared = tuple(
        AllocatedPort(label=port.label, host_ip=port.host_ip, host_port=port.value, to=port.to, ignore_collision=port.ignore_collision,
                      host_network=resolve(asked[port.label].host_network, node) or "" if port.label in asked else "default",
                      static=port.label in asked and asked[port.label].static == port.value)
        for port in allocated.shared.ports or ()
        if port.label in asked or (port.label, port.value) not in own)
    old = tuple(
        AllocatedPort(label=port.label, host_network=port.host_network, host_ip=network.ip, host_port=port.value, to=port.to, task=name,
                      static=port in (network.reserved_ports or ()))
        for name, network in of_tasks for port in _ports(network))
    resources = {task.name: _resources(tasks[task.name]) if task.name in tasks else plain_resources(task) for task in group.tasks or ()}
    devices = {f"{one.vendor}/{one.type}/{one.name}": len(one.device_ids or ()) for task in tasks.values() for one in task.devices or ()}
    bandwidth: Counter[str] = Counter()
    for _, network in of_tasks:
        bandwidth[network.device] += network.mbits
    first = of_tasks[0][1] if of_tasks else NetworkJson()
    total = replace(flattened(group, resources, devices), bandwidth=dict(bandwidth))
    return Offer((*shared, *old), resources, total, first.device, first.ip)


def _ports(network: NetworkJson) -> list[PortJson]:
    return [*(network.reserved_ports or ()), *(network.dynamic_ports or ())]


def _resources(task: TaskJson) -> TaskResources:
    return TaskResources(cpu=task.cpu.cpu_shares, memory_mb=task.memory.memory_mb, memory_max_mb=task.memory.memory_max_mb,
                         cores=tuple(task.cpu.reserved_cores or ()))


def with_real_addresses(network: AllocationNetwork, existing: ExistingAllocation) -> AllocationNetwork:
    """The addresses that the allocation has, whatever the plugins could be expected to give."""
    status = existing.network_status
    if status is None or not status.address:
        return network
    return replace(network, interface=status.interface_name or network.interface, ip=status.address, ipv6=status.address_ipv6 or None,
                   origin="exact", failure=None)
