"""An allocation on its node, before its network is built: what placement hands to the stages after it."""

from __future__ import annotations

import msgspec

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import AllocatedPort, AllocationResources, Preempted, TaskResources


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """One allocation of the admitted `job` on `node`.

    `id` is pinned or made up; `ports` are as the scheduler assigned them (group ports first, those of task-level networks with `task` set).
    `device` and `ip` are those of the node network that task-level networks got. `start` orders allocations as they reach their network.
    `tasks` is what each task gets of the node, `resources` what the allocation counts for. `canary`: it is one of a deployment.
    `preempts`: those that are stopped to make room for it.
    """

    job: Job
    group: TaskGroup
    node: Node
    name: str
    index: int
    id: str
    ports: tuple[AllocatedPort, ...] = ()
    device: str = ""
    ip: str = ""
    start: int = 0
    tasks: dict[str, TaskResources] = {}
    resources: AllocationResources = AllocationResources()
    canary: bool = False
    preempts: tuple[Preempted, ...] = ()
