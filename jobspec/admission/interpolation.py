"""Names with variables in them, as far as a server knows their values (helper/args, client/taskenv)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job

_VARIABLE = re.compile(r"\$\{([a-zA-Z0-9_\-.]+)\}")
_UNFIT = re.compile(r"[^a-zA-Z0-9_.]")


def interpolated(text: str, *environments: Mapping[str, str]) -> str:
    """args.ReplaceEnv: `${name}` by its value in the first environment that has it; unknown names stay."""
    if "${" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        for environment in environments:
            if match[1] in environment:
                return environment[match[1]]
        return match[0]

    return _VARIABLE.sub(value, text)


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


def clean_name(name: str) -> str:
    """helper.CleanEnvVar, which works on bytes: `_` for all but ASCII letters, digits, `_` and `.`; and for a digit in front."""
    cleaned = _UNFIT.sub(lambda match: "_" * len(match[0].encode("utf-8", "surrogatepass")), name)
    return "_" + cleaned[1:] if cleaned[:1].isdigit() else cleaned
