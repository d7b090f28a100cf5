"""The variables whose values a server knows (client/taskenv)."""

from __future__ import annotations

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.variables import clean_name, interpolated


def submission_environment(job: Job, group: TaskGroup) -> dict[str, str]:
    """What is known of an allocation's environment when its job is registered (groupConnectHook's taskenv.Builder)."""
    known = {
        "NOMAD_GROUP_NAME": group.name or "",
        "NOMAD_ALLOC_INDEX": "0",
        "NOMAD_JOB_ID": job.id or "",
        "NOMAD_JOB_NAME": job.name or "",
        "NOMAD_JOB_PARENT_ID": job.parent_id or "",
        "NOMAD_REGION": job.region or "",
    }
    environment = {name: value for name, value in known.items() if value}
    attributes = {"node.region": job.region} if job.region else {}
    for key, value in {**(job.meta or {}), **(group.meta or {})}.items():
        for name in (f"NOMAD_META_{key.upper()}", f"NOMAD_META_{key}"):
            environment[clean_name(interpolated(name, attributes, known))] = interpolated(value, attributes, known)
    return {**attributes, **environment}
