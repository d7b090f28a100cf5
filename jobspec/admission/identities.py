"""Workload identities that a server adds for Consul and Vault (job_endpoint_hook_implicit_identities.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.admission.clusters import DEFAULT_CLUSTER
from jobspec.admission.outcome import Server
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_job import Job
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task

CLIENT_VERSION = Constraint(attribute="${attr.nomad.version}", value=">= 1.7.0-a", operator="semver")


def with_identities(job: Job, server: Server) -> Job:
    """jobImplicitIdentitiesHook.Mutate: groups with any identity also need clients that know them."""
    groups = job.task_groups
    return job if groups is None else replace(job, task_groups=tuple(_group(group, server) for group in groups))


def _group(group: TaskGroup, server: Server) -> TaskGroup:
    services = None if group.services is None else tuple(_service(service, server) for service in group.services)
    tasks = None if group.tasks is None else tuple(_task(task, group, server) for task in group.tasks)
    used = any(service.identity is not None for service in services or ()) or any(
        task.identities or any(service.identity is not None for service in task.services or ()) for task in tasks or ()
    )
    constraints = (*(group.constraints or ()), CLIENT_VERSION) if used else group.constraints
    return replace(group, services=services, tasks=tasks, constraints=constraints)


def _service(service: Service, server: Server) -> Service:
    if service.provider not in ("", "consul"):
        return service
    identity = service.identity or server.consul_service_identity
    if identity is None:
        return service
    owner = f"{service.task}-" if service.task else ""
    return replace(
        service, identity=replace(identity, name=f"consul-service_{owner}{service.name}-{service.port}", service_name=service.name),
    )


def _task(task: Task, group: TaskGroup, server: Server) -> Task:
    if task.services is not None:
        task = replace(task, services=tuple(_service(service, server) for service in task.services))
    consul = task.consul if task.consul is not None else group.consul
    if consul is not None:
        task = _with(task, f"consul_{consul.cluster or DEFAULT_CLUSTER}", server.consul_task_identity)
    if task.vault is not None:
        # The server's settings are those of its default cluster, the only one that the community edition knows.
        identity = server.vault_identity if task.vault.cluster in ("", DEFAULT_CLUSTER) else None
        task = _with(task, f"vault_{task.vault.cluster}", identity)
    return task


def _with(task: Task, name: str, identity: WorkloadIdentity | None) -> Task:
    """The server's default identity under that name, where the task has none."""
    identities = task.identities or ()
    if identity is None or any(known.name == name for known in identities):
        return task
    return replace(task, identities=(*identities, replace(identity, name=name)))
