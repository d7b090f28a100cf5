"""Volumes that a task mounts and its driver cannot (client/allocrunner/taskrunner/volume_hook.go)."""

from __future__ import annotations

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import DRIVERS_WITHOUT_MOUNTS, Task
from jobspec.models.plan import Failure
from jobspec.plan.placed import Placed

_KINDS = {"host": "host volumes", "csi": "CSI"}


def mount_failure(placed: Placed) -> Failure | None:
    """The first task that asks its driver for a volume in vain: the client gives up on it, and with it on the allocation."""
    return next((failure for task in placed.group.tasks or () if (failure := _of_task(placed.group, task)) is not None), None)


def _of_task(group: TaskGroup, task: Task) -> Failure | None:
    if task.driver not in DRIVERS_WITHOUT_MOUNTS:
        return None
    mounts = {mount.volume: mount for mount in task.volume_mounts or ()}
    volumes = group.volumes or {}
    for kind, words in _KINDS.items():
        for name, mount in mounts.items():
            volume = volumes.get(name or "")
            if volume is not None and volume.type == kind:
                return Failure(
                    code="NODE315", message=f'Task "{task.name}": the driver {task.driver} cannot mount volume "{name}".',
                    nomad=f'volumes: task driver "{task.driver}" for "{task.name}" does not support {words}', span=mount.span(),
                    help="Use a driver that mounts volumes, such as docker or exec, or name the volume's own path on the host.")
    return None
