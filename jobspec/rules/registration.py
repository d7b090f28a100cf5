"""What a server says of a job that is registered with it: the rules that need no server, those that only a server has, and what a server
adds before it judges."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.rules import check_admission, check_job

if TYPE_CHECKING:
    from jobspec.models.job_job import Job
    from jobspec.models.job_task import Task
    from jobspec.rules.context import PortRange


def check_registration(job: Job, driver_schemas: Mapping[str, Mapping[str, object]] | None = None,
                       dynamic_ports: Collection[PortRange] = ()) -> list[Diagnostic]:
    """Everything that keeps a server from taking a job, and our advice; `check_job` and `check_admission` in one.

    A server fills in Consul Connect and the identities of services before it validates: gateways get their tasks, sidecars the task that
    `sidecar_task` describes, native services the task they belong to. What `nomad job validate` refuses or warns of without a server, for
    lack of what is then there, is left out; what is wrong with what was added is found too.
    """
    found = check_job(job, driver_schemas, dynamic_ports) + check_admission(job)
    if not is_filled_in(job):
        return found
    filled, refusal = _filled_in(job)
    if refusal is not None:
        return found if any(finding.nomad_message == refusal for finding in found) else [*found, _refused(job, refusal)]
    after = [finding for finding in (*check_job(filled, driver_schemas), *check_admission(filled)) if finding.nomad]
    left = {_key(finding) for finding in after}
    before = {_key(finding) for finding in found}
    new = [finding for finding in after if _key(finding) not in before]
    kept = [finding for finding in found if not finding.nomad or _key(finding) in left]
    return kept + new


def _key(finding: Diagnostic) -> tuple[str, str | None]:
    return finding.code, finding.nomad_message


def is_filled_in(job: Job) -> bool:
    """Whether a server adds something to the job before it judges it."""
    for group in job.task_groups or ():
        services = (*(group.services or ()), *(service for task in group.tasks or () for service in task.services or ()))
        if any(service.connect is not None or service.identity is not None for service in services):
            return True
    return False


def _filled_in(job: Job) -> tuple[Job, str | None]:
    """The job as the server's validation sees it, and why it never gets there where an earlier step fails."""
    from jobspec.admission.admit import admission

    admitted = admission(job)
    if admitted.refused is not None:
        return job, admitted.refused[1]
    return _with_default_identities(admitted.steps[-1][1]), None


def _with_default_identities(job: Job) -> Job:
    """Default identities back in the lists of their tasks, as files have them: the rules tell them apart as the server did."""

    def listed(task: Task) -> Task:
        return task if task.identity is None else replace(task, identity=None, identities=(*(task.identities or ()), task.identity))

    groups = tuple(replace(group, tasks=tuple(map(listed, group.tasks or ()))) for group in job.task_groups or ())
    return replace(job, task_groups=groups)


def _refused(job: Job, refusal: str) -> Diagnostic:
    """What only shows once the services before it have brought their tasks and ports."""
    services = [service for group in job.task_groups or () for service in group.services or () if service.connect is not None]
    span = services[0].span() if services else job.span()
    return Diagnostic(
        code="SVC201", severity=Severity.ERROR, span=span, message=f"a server cannot fill in Consul Connect: {refusal}", nomad=True,
        nomad_message=refusal,
    )
