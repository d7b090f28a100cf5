"""What the servers put into every stored job where the job file says nothing, and what they would put there again."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_job import Job
from jobspec.models.job_policies import UpdateStrategy
from jobspec.models.job_resources import Resources
from jobspec.models.job_task import Task

#: Numbers that are 0 in every stored task: structs.Resources has no absent values.
ZEROS = ("cores", "memory_max", "disk", "secrets", "iops")
#: Stagger (ns) and max_parallel where the job says nothing: of service and system jobs, and of batch jobs.
DEFAULT_PACE, NO_PACE = (30_000_000_000, 1), (0, 0)
#: The identity that every task gets (job_endpoint_hook_implicit_identities.go, structs.Task.Canonicalize).
DEFAULT_IDENTITY = WorkloadIdentity(name="default", aud=("nomadproject.io",))


def is_stored(job: Job) -> bool:
    """Whether a job comes from a server: those keep an update strategy without a health check at the top (structs.Job.Canonicalize)."""
    return job.update is not None and not job.update.health_check


def without_remnants(job: Job) -> Job:
    """A stored job without what a server adds to each again; any other job as it is."""
    if not is_stored(job):
        return job
    return replace(job, update=_pace(job), task_groups=None if job.task_groups is None else tuple(map(_group, job.task_groups)))


def _pace(job: Job) -> UpdateStrategy | None:
    """The pace of updates that a stored job has at its top, None where it is the default one."""
    update = job.update
    if update is None or (update.stagger, update.max_parallel) in (DEFAULT_PACE, NO_PACE if job.type in ("batch", "sysbatch") else None):
        return None
    return UpdateStrategy(stagger=update.stagger, max_parallel=update.max_parallel)


def _group(group: TaskGroup) -> TaskGroup:
    tasks = None if group.tasks is None else tuple(map(_task, group.tasks))
    return replace(group, tasks=tasks, prevent_reschedule_on_lost=group.prevent_reschedule_on_lost or None)


def _task(task: Task) -> Task:
    resources = task.resources
    return replace(
        task,
        identity=None if task.identity == DEFAULT_IDENTITY else task.identity,
        resources=None if resources is None else _resources(resources),
    )


def _resources(resources: Resources) -> Resources:
    return replace(resources, **{name: getattr(resources, name) or None for name in ZEROS})
