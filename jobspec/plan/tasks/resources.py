"""The variables of what the scheduler gives a task: megahertz, cores, memory (client/taskenv/env.go)."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.models.node import Node
from jobspec.models.plan import TaskResources
from jobspec.plan.tasks.names import unknown


def resource_variables(given: TaskResources, node: Node) -> dict[str, str]:
    """NOMAD_MEMORY_LIMIT, NOMAD_MEMORY_MAX_LIMIT, NOMAD_CPU_LIMIT where they are not 0, and NOMAD_CPU_CORES.

    Whole cores of a node whose cores are not known are marked as unknown, and so is their speed.
    """
    limits = {"NOMAD_MEMORY_LIMIT": given.memory_mb, "NOMAD_MEMORY_MAX_LIMIT": given.memory_max_mb, "NOMAD_CPU_LIMIT": given.cpu}
    variables = {name: str(limit) for name, limit in limits.items() if limit}
    variables["NOMAD_CPU_CORES"] = core_list(given.cores)
    if given.cores and node.resources.cores is None:
        variables["NOMAD_CPU_CORES"] = unknown("cores of the node")
    if given.cores and not given.cpu:
        variables["NOMAD_CPU_LIMIT"] = unknown("speed of the node's cores")
    return variables


def core_list(cores: Iterable[int]) -> str:
    """idset.String, the kernel's notation: `0-2,5`; a blank stands for none."""
    parts: list[list[int]] = []
    for core in sorted(cores):
        if parts and core == parts[-1][1] + 1:
            parts[-1][1] = core
        else:
            parts.append([core, core])
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in parts) or " "
