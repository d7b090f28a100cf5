"""What the scheduler gives a task: megahertz, cores, memory (scheduler/feasible/rank.go, numa_ce.go)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jobspec.models.job_task import Task
from jobspec.models.node import Node
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.names import unknown


class Share(msgspec.Struct, frozen=True):
    """A task's share of its node. `cores` is None where the node's cores are not known, `cpu` where their speed is not."""

    cpu: int | None
    memory: int
    cores: tuple[int, ...] | None = ()


def shares(placed: Placed) -> dict[str, Share]:
    """The share of each task of the allocation. Whole cores are the lowest that are free, task by task, in Nomad's community edition."""
    node = placed.node
    cores = node.resources.cores
    free = None if cores is None else sorted(set(cores) - set(node.resources.reserved_cores))
    found: dict[str, Share] = {}
    for task in placed.group.tasks or ():
        wanted = _number(task, "cores")
        memory = _number(task, "memory") + _number(task, "secrets")
        if not wanted:
            found[task.name] = Share(_number(task, "cpu"), memory)
            continue
        taken = None if free is None or len(free) < wanted else tuple(free[:wanted])
        if taken is not None and free is not None:
            del free[:wanted]
        speed = core_speed(node)
        found[task.name] = Share(None if speed is None else speed * wanted, memory, taken)
    return found


def core_speed(node: Node) -> int | None:
    """Megahertz of one core, where all cores are alike."""
    frequency = node.attributes.get("cpu.frequency", "")
    if frequency.isdecimal():
        return int(frequency)
    cores, compute = node.resources.cores, node.resources.cpu_shares
    return compute // len(cores) if cores and compute is not None else None


def core_list(cores: Iterable[int]) -> str:
    """idset.String, the kernel's notation: `0-2,5`; a blank stands for none."""
    parts: list[list[int]] = []
    for core in sorted(cores):
        if parts and core == parts[-1][1] + 1:
            parts[-1][1] = core
        else:
            parts.append([core, core])
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in parts) or " "


def resource_variables(share: Share) -> dict[str, str]:
    """NOMAD_MEMORY_LIMIT, NOMAD_CPU_LIMIT, NOMAD_CPU_CORES. The limit beyond memory is set only where the cluster allows more memory."""
    variables: dict[str, str] = {}
    if share.memory:
        variables["NOMAD_MEMORY_LIMIT"] = str(share.memory)
    if share.cpu is None:
        variables["NOMAD_CPU_LIMIT"] = unknown("speed of the cores")
    elif share.cpu:
        variables["NOMAD_CPU_LIMIT"] = str(share.cpu)
    variables["NOMAD_CPU_CORES"] = unknown("cores") if share.cores is None else core_list(share.cores)
    return variables


def _number(task: Task, name: str) -> int:
    resources = task.resources
    value = None if resources is None else getattr(resources, name)
    return value or 0
