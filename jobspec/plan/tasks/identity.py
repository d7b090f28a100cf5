"""The variables that say which allocation, job and task this is, and what metadata they have (client/taskenv/env.go)."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.models.variables import interpolated
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.names import meta_names


def identifiers(placed: Placed, task: str) -> dict[str, str]:
    """Names and ids. Only what is not empty is set; the index is, always."""
    job, node = placed.job, placed.node
    values = {
        "NOMAD_ALLOC_ID": placed.id,
        "NOMAD_SHORT_ALLOC_ID": placed.id[:8],
        "NOMAD_ALLOC_NAME": placed.name,
        "NOMAD_GROUP_NAME": placed.group.name or "",
        "NOMAD_ALLOC_INDEX": str(placed.index),
        "NOMAD_TASK_NAME": task,
        "NOMAD_JOB_ID": job.id or "",
        "NOMAD_JOB_NAME": job.name or "",
        "NOMAD_JOB_PARENT_ID": job.parent_id or "",
        "NOMAD_DC": node.datacenter,
        "NOMAD_PARENT_CGROUP": node.cgroup_parent,
        "NOMAD_NAMESPACE": job.namespace or "",
        "NOMAD_REGION": node.region,
    }
    return {name: value for name, value in values.items() if value}


def combined_meta(placed: Placed, task: Task | None) -> dict[str, str]:
    """Job.CombinedTaskMeta: a task's own metadata counts most, then the group's, then the job's."""
    own = None if task is None else task.meta
    return {**(placed.job.meta or {}), **(placed.group.meta or {}), **(own or {})}


def written_meta(placed: Placed, task: Task | None) -> dict[str, str]:
    """Metadata under the names NOMAD_META_key and NOMAD_META_KEY. What is optional for a dispatch and left out is there, and empty."""
    job = placed.job
    written: dict[str, str] = {}
    if job.dispatched and job.parameterized is not None:
        for key in job.parameterized.meta_optional or ():
            written.update(dict.fromkeys(meta_names(key), ""))
    for key, value in combined_meta(placed, task).items():
        written.update(dict.fromkeys(meta_names(key), value))
    return written


def filled_meta(written: dict[str, str], node: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Metadata interpolated with what is `known` before it. A reference from one to another is filled in by chance only; here it is not."""
    return {interpolated(name, node, known): interpolated(value, node, known) for name, value in written.items()}
