"""Which Vault and Consul clusters a job uses (job_endpoint_hook_vault_ce.go, job_endpoint_hook_consul.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.defaults import each
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Consul
from jobspec.models.job_job import Job
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task

DEFAULT_CLUSTER = "default"


def with_vault_clusters(job: Job) -> Job:
    """jobVaultHook.Mutate: a vault block without a cluster means the default one."""
    return replace(job, task_groups=each(lambda group: replace(group, tasks=each(_vault_cluster, group.tasks)), job.task_groups))


def _vault_cluster(task: Task) -> Task:
    if task.vault is None or task.vault.cluster:
        return task
    return replace(task, vault=replace(task.vault, cluster=DEFAULT_CLUSTER))


def with_consul_clusters(job: Job) -> Job:
    """jobConsulHook.Mutate: the default cluster, and a constraint for each partition asked for."""
    return replace(job, task_groups=each(_group, job.task_groups))


def _group(group: TaskGroup) -> TaskGroup:
    constraints = group.constraints
    consul = group.consul
    if consul is not None:
        consul = _cluster(consul)
        if consul.partition:
            constraints = (*(constraints or ()), _partition(consul))
    return replace(
        group, consul=consul, constraints=constraints, services=each(_service_cluster, group.services), tasks=each(_task, group.tasks),
    )


def _task(task: Task) -> Task:
    constraints = task.constraints
    consul = task.consul
    if consul is not None:
        consul = _cluster(consul)
        if consul.partition:
            constraints = (*(constraints or ()), _partition(consul))
    return replace(task, consul=consul, constraints=constraints, services=each(_service_cluster, task.services))


def _cluster(consul: Consul) -> Consul:
    return consul if consul.cluster else replace(consul, cluster=DEFAULT_CLUSTER)


def _service_cluster(service: Service) -> Service:
    if service.cluster or service.provider not in ("consul", ""):
        return service
    return replace(service, cluster=DEFAULT_CLUSTER)


def consul_attribute(cluster: str, name: str) -> str:
    """The node attribute of a Consul cluster; the default cluster's has no name in it."""
    return f"${{attr.consul.{name}}}" if cluster in (DEFAULT_CLUSTER, "") else f"${{attr.consul.{cluster}.{name}}}"


def _partition(consul: Consul) -> Constraint:
    return Constraint(attribute=consul_attribute(consul.cluster, "partition"), value=consul.partition, operator="=", origin=consul.origin)
