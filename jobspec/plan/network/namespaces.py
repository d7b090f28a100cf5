"""Who makes the network namespace of an allocation, and who cannot (network_manager_linux.go)."""

from __future__ import annotations

import hashlib

import msgspec

from jobspec.models.job_task import Task
from jobspec.plan.network.drivers import capabilities
from jobspec.plan.network.failures import failed
from jobspec.plan.placed import Placed

_MANAGER = "failed to configure network manager: "


class Namespace(msgspec.Struct, frozen=True):
    """A namespace: its path as plugins get it, and the driver that makes it (empty: the client does).

    Of a driver's namespace the path is a stand-in, as only the driver knows it; always the same for one allocation.
    """

    path: str
    driver: str = ""


def isolation_of(mode: str) -> str:
    """netModeToIsolationMode."""
    lower = mode.lower()
    if lower in ("bridge", "none") or lower.startswith("cni/"):
        return "group"
    return "task" if lower == "driver" else "host"


def mode_of(placed: Placed) -> str:
    """The mode of the group; host where it names none."""
    networks = placed.group.networks
    return (networks[0].mode or "host") if networks else "host"


def make_namespace(placed: Placed) -> Namespace:
    """The namespace, or the reason why the client gives up before it starts anything. Only for modes that isolate."""
    mode = mode_of(placed)
    network = placed.group.networks[0] if placed.group.networks else None
    hostname = network.hostname if network is not None else ""
    span = network.span_of("hostname") if network is not None else None
    if hostname and isolation_of(mode) != "group":
        raise failed("NODE303", f'A host name cannot be set in network mode "{mode}": only bridge and CNI modes have one of their own.',
                     _MANAGER + f'hostname cannot be set on task group using "{isolation_of(mode)}" networking mode',
                     help="Remove hostname, or use bridge mode.", span=span)
    initiator: Task | None = None
    seen: set[str] = set()
    for task in placed.group.tasks or ():
        driver = task.driver or ""
        own = task.resources.networks if task.resources is not None else None
        task_mode = (own[0].mode if own else "") or mode
        if task_mode == "host" or driver in seen:
            continue
        able = capabilities(driver)
        if isolation_of(task_mode) not in able.modes:
            raise failed("NODE304", f'Task "{task.name}": the driver {driver} cannot run in network mode "{task_mode}".',
                         _MANAGER + f'task {task.name} does not support "{task_mode}" networking mode', span=task.span_of("driver"))
        if able.initiates:
            if initiator is not None:
                raise failed("NODE305", f"The drivers {initiator.driver} and {driver} both make the network namespace themselves: "
                             "they cannot share a group.", _MANAGER + f"tasks {initiator.name} and {task.name} want to initiate "
                             "networking but only one driver can do so", span=task.span_of("driver"))
            initiator = task
        elif hostname:
            raise failed("NODE303", f'The driver {driver} of task "{task.name}" cannot set a host name: only docker can.',
                         _MANAGER + f"hostname is not currently supported on driver {driver}",
                         help="Remove hostname, or run all tasks of the group with docker.", span=span)
        seen.add(driver)
    if initiator is None:
        return Namespace(f"/var/run/netns/{placed.id}")
    return Namespace(f"/var/run/docker/netns/{hashlib.sha256(placed.id.encode()).hexdigest()[:12]}", initiator.driver or "")
