"""What a server says of a job that is registered with it: the rules that need no server, those that only a server has, and what a server
adds before it judges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.rules import check_admission, check_job

if TYPE_CHECKING:
    from jobspec.models.job_job import Job

ADDED_BY_SERVER = (
    "A server adds what is missing when the job is registered and takes it; only `nomad job validate` without a server refuses it."
)


def check_registration(job: Job, driver_schemas: Mapping[str, Mapping[str, object]] | None = None) -> list[Diagnostic]:
    """Everything that keeps a server from taking a job, and our advice; `check_job` and `check_admission` in one.

    A server fills in Consul Connect before it validates: gateways get their tasks, native services the task they belong to. What
    `nomad job validate` says without a server of what is then there is information only.
    """
    found = check_job(job, driver_schemas)
    if any(finding.nomad and finding.severity is Severity.ERROR for finding in found) and _uses_connect(job):
        left = _after_connect(job)
        if left is not None:
            found = [_judged(finding, left) for finding in found]
    return found + check_admission(job)


def _judged(finding: Diagnostic, left: set[tuple[str, str | None]]) -> Diagnostic:
    if not finding.nomad or finding.severity is not Severity.ERROR or (finding.code, finding.nomad_message) in left:
        return finding
    return replace(finding, severity=Severity.INFO, nomad=False, help=ADDED_BY_SERVER)


def _uses_connect(job: Job) -> bool:
    return any(service.connect is not None for group in job.task_groups or () for service in group.services or ())


def _after_connect(job: Job) -> set[tuple[str, str | None]] | None:
    """What the rules still find once a server has filled in Connect; None where it cannot (check_admission says why)."""
    from jobspec.admission.connect import with_connect
    from jobspec.admission.outcome import Refused
    from jobspec.models.canonical import canonical_job

    try:
        filled = with_connect(canonical_job(job))
    except Refused:
        return None
    return {(finding.code, finding.nomad_message) for finding in check_job(filled) if finding.nomad}
