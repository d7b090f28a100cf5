"""CPU, memory and disk: what an allocation takes and whether its node has room (nomad/structs, Comparable, Superset, AllocsFit)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import msgspec

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.models.node import Node
from jobspec.models.plan import AllocationResources, TaskResources


class Shortage(msgspec.Struct, frozen=True):
    """What a node has too little of: `nomad` is the scheduler's word (cpu, cores, memory, disk). In MHz or MB."""

    nomad: str
    wanted: int
    free: int


def task_resources(task: Task, node: Node, cores: tuple[int, ...]) -> TaskResources:
    """BinPackIterator.Next: what one task gets. Whole cores bring their own CPU share."""
    plain = plain_resources(task)
    return TaskResources(cpu=(core_speed(node) or 0) * len(cores), memory_mb=plain.memory_mb, cores=cores) if cores else plain


def plain_resources(task: Task) -> TaskResources:
    """What a task asks for that wants no whole cores."""
    ask = task.resources
    return TaskResources() if ask is None else TaskResources(cpu=ask.cpu or 0, memory_mb=(ask.memory or 0) + (ask.secrets or 0))


class Need(msgspec.Struct, frozen=True):
    """What a group takes of any node: `plain` unless its tasks want whole cores or devices, which depend on the node."""

    plain: bool
    tasks: dict[str, TaskResources]
    total: AllocationResources


def need_of(group: TaskGroup) -> Need:
    """The need of a group, worked out once."""
    asks = [task.resources for task in group.tasks or () if task.resources is not None]
    tasks = {task.name: plain_resources(task) for task in group.tasks or ()}
    return Need(not any(ask.cores or ask.devices for ask in asks), tasks, flattened(group, tasks, {}))


def core_speed(node: Node) -> int | None:
    """Megahertz of one core, where all cores are alike: descriptions of nodes hold only their sum. None where it is not known."""
    frequency = node.attributes.get("cpu.frequency", "")
    if frequency.isascii() and frequency.isdigit():
        return int(frequency)
    cores, compute = node.resources.cores, node.resources.cpu_shares
    return compute // len(cores) if cores and compute is not None else None


def resources_of_tasks(group: TaskGroup, node: Node, cores: dict[str, tuple[int, ...]]) -> dict[str, TaskResources]:
    """What each task of a group gets, with the cores that it was given."""
    return {task.name: task_resources(task, node, cores.get(task.name, ())) for task in group.tasks or ()}


def assign_cores(group: TaskGroup, node: Node, taken: Collection[int]) -> dict[str, tuple[int, ...]] | None:
    """The cores of each task that wants whole ones, lowest first; None where too few are left.

    A node whose cores are not known has as many as it takes.
    """
    wanted = {task.name: task.resources.cores for task in group.tasks or () if task.resources is not None and task.resources.cores}
    known = node.resources.cores
    free = list(range(sum(wanted.values()))) if known is None else sorted(set(known) - set(node.resources.reserved_cores) - set(taken))
    if sum(wanted.values()) > len(free):
        return None
    found: dict[str, tuple[int, ...]] = {}
    for name, count in wanted.items():
        found[name], free = tuple(free[:count]), free[count:]
    return found


def flattened(group: TaskGroup, tasks: dict[str, TaskResources], devices: dict[str, int]) -> AllocationResources:
    """AllocatedResources.Comparable: tasks before, with and after the main ones share, whole cores are never shared."""
    before, main, after = _Sum(), _Sum(), _Sum()
    cores: set[int] = set()
    core_cpu = 0
    for task in group.tasks or ():
        has = tasks[task.name]
        cpu = has.cpu
        if has.cores:
            cores.update(has.cores)
            core_cpu += cpu
            cpu = 0
        lifecycle = task.lifecycle
        hook = "" if lifecycle is None else lifecycle.hook or ""
        if hook == "prestart":
            before.add(cpu, has.memory_mb)
        if hook in ("", "poststart") or (hook == "prestart" and lifecycle is not None and lifecycle.sidecar):
            main.add(cpu, has.memory_mb)
        if hook == "poststop":
            after.add(cpu, has.memory_mb)
    phases = (before, main, after)
    disk = group.ephemeral_disk.size if group.ephemeral_disk is not None else 0
    return AllocationResources(cpu=core_cpu + max(phase.cpu for phase in phases), memory_mb=max(phase.memory for phase in phases),
                               disk_mb=disk or 0, cores=tuple(sorted(cores)), devices=devices)


class _Sum:
    __slots__ = ("cpu", "memory")

    def __init__(self) -> None:
        self.cpu = self.memory = 0

    def add(self, cpu: int, memory: int) -> None:
        self.cpu += cpu
        self.memory += memory


class Used:
    """What the allocations of a node take together."""

    __slots__ = ("cores", "cpu", "devices", "disk_mb", "memory_mb")

    def __init__(self) -> None:
        self.cpu = self.memory_mb = self.disk_mb = 0
        self.cores: set[int] = set()
        self.devices: Counter[str] = Counter()

    def add(self, one: AllocationResources) -> None:
        self.cpu += one.cpu
        self.memory_mb += one.memory_mb
        self.disk_mb += one.disk_mb
        self.cores.update(one.cores)
        self.devices.update(one.devices)


class Capacity(msgspec.Struct, frozen=True):
    """What a node has for allocations beside what it reserves: CPU in MHz, memory and disk in MB; None where it is not known."""

    cpu: int | None
    memory_mb: int | None
    disk_mb: int | None


def capacity_of(node: Node) -> Capacity:
    """What a node has for allocations."""
    has = node.resources
    pairs = ((has.cpu_shares, has.reserved_cpu_shares), (has.memory_mb, has.reserved_memory_mb), (has.disk_mb, has.reserved_disk_mb))
    return Capacity(*(None if total is None else total - reserved for total, reserved in pairs))


def shortages(node: Node, ask: AllocationResources, used: Used) -> list[Shortage]:
    """Superset: everything that the node has too little of, in Nomad's order. What is not known of the node is enough."""
    has = capacity_of(node)
    amounts = (
        ("cpu", has.cpu, ask.cpu, used.cpu),
        ("memory", has.memory_mb, ask.memory_mb, used.memory_mb),
        ("disk", has.disk_mb, ask.disk_mb, used.disk_mb),
    )
    return [
        Shortage(name, wanted, total - taken) for name, total, wanted, taken in amounts if total is not None and total - taken < wanted
    ]
