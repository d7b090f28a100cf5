"""Each task of an allocation with its environment, ready for the plan."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork, PlannedTask
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.driver import process_environment
from jobspec.plan.tasks.environment import task_environment
from jobspec.plan.tasks.folders import ISOLATION
from jobspec.plan.tasks.hooks import PROXIES
from jobspec.plan.tasks.names import REFERENCE, UNKNOWN

_FOLDERS = ("NOMAD_ALLOC_DIR", "NOMAD_TASK_DIR", "NOMAD_SECRETS_DIR")
_CONNECT_STEP = "connect"  # the name of Nomad's mutator, as jobspec.admission.additions has it


def task_plans(placed: Placed, network: AllocationNetwork) -> tuple[PlannedTask, ...]:
    """The tasks of an allocation in the job's order, those that the server added among them."""
    return tuple(_planned(placed, network, task) for task in placed.group.tasks or ())


def _planned(placed: Placed, network: AllocationNetwork, task: Task) -> PlannedTask:
    known = task_environment(placed, network, task)
    environment = process_environment(task, known.variables)
    return PlannedTask(
        name=task.name,
        driver=task.driver,
        env=dict(sorted(environment.items())),
        unresolved=_unresolved(task, environment, known.uncertain),
        lifecycle=_lifecycle(task),
        added_by=_CONNECT_STEP if _was_added(placed, task) else None,
    )


def _unresolved(task: Task, environment: dict[str, str], uncertain: frozenset[str]) -> tuple[str, ...]:
    """Variables whose value is not known or not certain; and templates whose content becomes variables."""
    names = {name for name, value in environment.items() if name in uncertain or UNKNOWN.search(value) or REFERENCE.search(value)}
    if task.driver not in ISOLATION:
        names.update(_FOLDERS)
    templates = (f"template {template.destination or ''}".rstrip() for template in task.templates or () if template.env)
    return (*sorted(names), *templates)


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
