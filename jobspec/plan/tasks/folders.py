"""Where a task finds its folders, which depends on how its driver isolates the file system (taskrunner/task_dir_hook.go)."""

from __future__ import annotations

import posixpath
from typing import Literal

import msgspec

from jobspec.models.job_task import Task
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.names import unknown

Isolation = Literal["none", "chroot", "image", "unveil"]

#: drivers.Capabilities.FSIsolation of Nomad's drivers (on Linux) and of others, as their sources have it.
ISOLATION: dict[str, Isolation] = {
    "docker": "image",
    "exec": "chroot",
    "java": "chroot",
    "mock_driver": "none",
    "qemu": "none",
    "raw_exec": "none",
    "containerd-driver": "image",
    "exec2": "unveil",
    "lxc": "image",
    "nspawn": "image",
    "podman": "image",
    "singularity": "chroot",
    "virt": "image",
}


class Folders(msgspec.Struct, frozen=True):
    """The folders of a task as the task sees them."""

    alloc: str
    local: str
    secrets: str


def allocation_folder(placed: Placed) -> str:
    """The allocation's folder on the client."""
    return posixpath.join(placed.node.alloc_dir or unknown("alloc_dir of the client"), placed.id)


def task_folders(placed: Placed, task: Task) -> Folders:
    """setEnvvars: paths of the host, of mounts, or those inside of the container. A driver that is not known gets the last."""
    match ISOLATION.get(task.driver):
        case "unveil":
            mounts = posixpath.join(placed.node.alloc_mounts_dir or unknown("alloc_mounts_dir of the client"), f"{placed.id}-{task.name}")
            return Folders(f"{mounts}/alloc", f"{mounts}/local", f"{mounts}/secrets")
        case "none":
            folder = allocation_folder(placed)
            return Folders(f"{folder}/alloc", f"{folder}/{task.name}/local", f"{folder}/{task.name}/secrets")
        case _:
            return Folders("/alloc", "/local", "/secrets")
