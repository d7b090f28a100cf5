"""Each task of an allocation with its environment, ready for the plan."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork, PlannedTask
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.driver import process_environment
from jobspec.plan.tasks.environment import task_environment
from jobspec.plan.tasks.hooks import PROXIES
from jobspec.plan.tasks.notes import notes_on

_CONNECT_STEP = "connect"  # the name of Nomad's mutator, as jobspec.admission.additions has it


def task_plans(placed: Placed, network: AllocationNetwork) -> tuple[PlannedTask, ...]:
    """The tasks of an allocation in the job's order, those that the server added among them."""
    return tuple(_planned(placed, network, task) for task in placed.group.tasks or ())


def _planned(placed: Placed, network: AllocationNetwork, task: Task) -> PlannedTask:
    known = task_environment(placed, network, task)
    environment = process_environment(task, known.variables)
    notes = notes_on(task, environment, known)
    return PlannedTask(
        name=task.name,
        driver=task.driver,
        env=dict(sorted(environment.items())),
        unresolved=tuple(notes),
        notes=notes,
        lifecycle=_lifecycle(task),
        added_by=_CONNECT_STEP if _was_added(placed, task) else None,
    )


def _lifecycle(task: Task) -> str | None:
    if task.lifecycle is None:
        return None
    return f"{task.lifecycle.hook} sidecar" if task.lifecycle.sidecar else task.lifecycle.hook


def _was_added(placed: Placed, task: Task) -> bool:
    """Whether admission made the task for a Connect service: such a task has the origin of the service's `connect` block."""
    if task.kind.partition(":")[0] not in PROXIES:
        return False
    origins = (service.connect.origin for service in placed.group.services or () if service.connect is not None)
    return any(task.origin is origin for origin in origins)
