"""What a server makes of a job before it stores it: its mutators, in their order (nomad/job_endpoint.go, NewJobEndpoints)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from jobspec.admission.clusters import with_consul_clusters, with_vault_clusters
from jobspec.admission.connect import with_connect
from jobspec.admission.constraints import with_implied_constraints
from jobspec.admission.defaults import defaulted_job
from jobspec.admission.expose import with_exposed_checks
from jobspec.admission.identities import with_identities
from jobspec.admission.outcome import Refused, Server
from jobspec.admission.stored import stored_job
from jobspec.models.canonical import canonical_job
from jobspec.models.job_job import Job


class Admission(msgspec.Struct, frozen=True):
    """The job as stored, what each step made of it, and why the server refuses where a step fails.

    `steps` are the names of Nomad's mutators with the job after each. `refused` is the failing step and Nomad's own words;
    `job` is then as far as it came.
    """

    job: Job
    steps: tuple[tuple[str, Job], ...]
    refused: tuple[str, str] | None = None


def admission(job: Job, server: Server | None = None) -> Admission:
    """Run a job through the admission steps of a server."""
    server = server or Server()
    steps: list[tuple[str, Job]] = []
    mutators: tuple[tuple[str, Callable[[Job], Job]], ...] = (
        ("api", canonical_job),
        ("store", lambda job: replace(stored_job(job), region=server.region)),
        ("canonicalize", lambda job: _with_priority(defaulted_job(job), server)),
        ("vault", with_vault_clusters),
        ("consul", with_consul_clusters),
        ("connect", with_connect),
        ("expose-check", with_exposed_checks),
        ("constraints", with_implied_constraints),
        ("node-pool-mutation", _with_node_pool),
        ("implicit-identities", lambda job: with_identities(job, server)),
    )
    for name, mutate in mutators:
        try:
            job = mutate(job)
        except Refused as refusal:
            return Admission(job, tuple(steps), (name, str(refusal)))
        steps.append((name, job))
    return Admission(defaulted_job(job), tuple(steps))  # applied once more by nomad/fsm.go, applyUpsertJob


def admit_job(job: Job, server: Server | None = None) -> Job:
    """The job as a server stores it: defaults, implied constraints, Connect tasks and ports, identities.

    Where a step of the server fails, the job as far as it came; `admission` also says why.
    """
    return admission(job, server).job


def _with_priority(job: Job, server: Server) -> Job:
    return job if job.priority else replace(job, priority=server.default_priority)


def _with_node_pool(job: Job) -> Job:
    """jobNodePoolMutatingHook.Mutate"""
    return job if job.node_pool else replace(job, node_pool="default")
