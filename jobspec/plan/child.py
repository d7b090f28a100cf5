"""Instances of periodic and parameterized jobs, as the servers derive them (nomad/periodic.go deriveJob, job_endpoint.go Dispatch)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from jobspec.models.job_job import Job
from jobspec.models.json_words import in_words
from jobspec.models.plan import Warning
from jobspec.plan.errors import PlanError

PERIODIC, DISPATCH = "/periodic-", "/dispatch-"
PAYLOAD_LIMIT = 16 * 1024
UNKNOWN_TIME = 0


class DispatchRequest(msgspec.Struct, frozen=True, rename="lower"):
    """The body of a dispatch request (structs.JobDispatchRequest), whose names Go reads in any case. `payload` is base64, as in JSON."""


    payload: str = ""
    meta: dict[str, str] = {}
    id_prefix_template: str = msgspec.field(default="", name="idprefixtemplate")
    priority: int = 0


def instance_of(job: Job, child_id: str | None, dispatch: Mapping[str, object] | None) -> tuple[Job, tuple[Warning, ...]]:
    """The job that is scheduled: itself, or the child of a periodic or parameterized one. Raises PlanError.

    A child's id holds the time of its launch, which nobody knows beforehand: without `child_id` it is made up, with a warning.
    """
    if job.parameterized is not None and not job.dispatched:
        return _dispatched(job, child_id, dispatch)
    if dispatch is not None:
        raise PlanError(f'Specified job "{job.id}" is not a parameterized job')
    if job.periodic is not None:
        identifier, warnings = _identifier(job, child_id, f"{job.id}{PERIODIC}", f"{job.id}{PERIODIC}{UNKNOWN_TIME}")
        return replace(job, parent_id=job.id, id=identifier, name=identifier, periodic=None, status="", status_description=""), warnings
    if child_id is not None:
        raise PlanError(f'job "{job.id}" has no instances: it is neither periodic nor parameterized')
    return job, ()


def _dispatched(job: Job, child_id: str | None, dispatch: Mapping[str, object] | None) -> tuple[Job, tuple[Warning, ...]]:
    try:
        given = {key.lower(): value for key, value in (dispatch or {}).items() if value is not None}
        request = msgspec.convert(given, DispatchRequest)
        payload = base64.b64decode(request.payload, validate=True)
    except msgspec.ValidationError as problem:
        raise PlanError(f"the dispatch request: {in_words(problem)}") from None
    except binascii.Error as problem:
        raise PlanError(f"the dispatch request: the payload is not base64: {problem}") from None
    warnings: tuple[Warning, ...] = ()
    problem_found = _refusal(job, request, payload)
    if problem_found is not None and dispatch is not None:
        raise PlanError(problem_found)
    if problem_found is not None:
        warnings = (Warning(code="NODE223", message=f"planned without what a dispatch has to give: {problem_found}"),)
    prefix = f"{request.id_prefix_template}-" if request.id_prefix_template else ""
    identifier, made_up = _identifier(job, child_id, f"{job.id}{DISPATCH}", f"{job.id}{DISPATCH}{prefix}{UNKNOWN_TIME}-00000000")
    child = replace(
        job, parent_id=job.id, id=identifier, name=identifier, dispatched=True, status="", status_description="",
        priority=request.priority or job.priority, meta={**(job.meta or {}), **request.meta} or job.meta, payload=tuple(payload) or None,
    )
    return child, (*warnings, *made_up)


def _identifier(job: Job, child_id: str | None, prefix: str, otherwise: str) -> tuple[str, tuple[Warning, ...]]:
    if child_id is None:
        text = f'the id of the instance holds the time of its launch, which is not known: "{otherwise}" stands for it'
        return otherwise, (Warning(code="NODE223", message=text),)
    if not child_id.startswith(prefix):
        raise PlanError(f'"{child_id}" is no instance of job "{job.id}": expected an id that begins with "{prefix}"')
    return child_id, ()


def _refusal(job: Job, request: DispatchRequest, payload: bytes) -> str | None:
    """validateDispatchRequest, in its own words; keys are sorted, which Nomad leaves to chance."""
    settings = job.parameterized
    wants = "" if settings is None else settings.payload
    required = set((settings.meta_required if settings is not None else None) or ())
    optional = set((settings.meta_optional if settings is not None else None) or ())
    if wants == "required" and not payload:
        return "Payload is not provided but required by parameterized job"
    if wants == "forbidden" and payload:
        return "Payload provided but forbidden by parameterized job"
    if len(payload) > PAYLOAD_LIMIT:
        return f"Payload exceeds maximum size; {len(payload)} > {PAYLOAD_LIMIT}"
    unpermitted = sorted(set(request.meta) - required - optional)
    if unpermitted:
        return f"Dispatch request included unpermitted metadata keys: [{' '.join(unpermitted)}]"
    missing = sorted(required - set(request.meta))
    if missing:
        return f"Dispatch did not provide required meta keys: [{' '.join(missing)}]"
    return None
