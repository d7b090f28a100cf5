"""The server's own defaults, which come after the API's (Canonicalize in nomad/structs)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.go_text import quote
from jobspec.models.canonical_policies import canonical_disconnect, canonical_migrate, default_reschedule
from jobspec.models.defaults import SECOND, each, without_empty
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Vault, WorkloadIdentity
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource, Port
from jobspec.models.job_policies import DisconnectStrategy, MigrateStrategy, ScalingPolicy
from jobspec.models.job_resources import Resources
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.models.job_task import Task
from jobspec.models.job_template import Template
from jobspec.models.variables import interpolated

DEFAULT_IDENTITY = "default"
NOMAD_AUDIENCE = ("nomadproject.io",)


def defaulted_job(job: Job) -> Job:
    """structs.Job.Canonicalize"""
    job = without_empty(job, "meta", "constraints", "affinities", "spreads")
    parameterized = job.parameterized
    if parameterized is not None and not parameterized.payload:
        parameterized = replace(parameterized, payload="optional")
    job = replace(job, namespace=job.namespace or "default", datacenters=job.datacenters or ("*",), parameterized=parameterized)
    return replace(job, task_groups=each(lambda group: defaulted_group(job, group), job.task_groups))


def defaulted_group(job: Job, group: TaskGroup) -> TaskGroup:
    """structs.TaskGroup.Canonicalize"""
    group = without_empty(group, "meta", "constraints", "affinities", "spreads")
    reschedule, migrate, scaling = group.reschedule, group.migrate, group.scaling
    if reschedule is None and job.type in ("service", "batch"):
        reschedule = default_reschedule(job.type)
    if migrate is None and job.type == "service":
        migrate = canonical_migrate(MigrateStrategy())
    job_name, group_name, namespace = job.name or "", group.name or "", job.namespace or ""
    group = replace(
        group,
        reschedule=reschedule,
        migrate=migrate,
        disconnect=None if group.disconnect is None else _disconnect(group.disconnect),
        scaling=None if scaling is None else _scaling(scaling, {"Namespace": namespace, "Job": job.id or "", "Group": group_name}),
        services=each(lambda service: _service(service, job_name, group_name, "group"), group.services),
        networks=each(defaulted_network, group.networks),
    )
    return replace(group, tasks=each(lambda task: defaulted_task(job, group, task), group.tasks))


def _scaling(policy: ScalingPolicy, target: dict[str, str]) -> ScalingPolicy:
    return replace(policy, type=policy.type or "horizontal", target=target)


def _disconnect(strategy: DisconnectStrategy) -> DisconnectStrategy:
    """structs.DisconnectStrategy.Canonicalize: unlike the API's, it takes an empty text for none."""
    strategy = canonical_disconnect(strategy)
    return strategy if strategy.reconcile else replace(strategy, reconcile="best_score")


def _service(service: Service, job: str, group: str, task: str) -> Service:
    """structs.Service.Canonicalize: `task` is "group" for a group's service."""
    service = without_empty(service, "tags", "canary_tags", "checks", "tagged_addresses")
    task_name = service.task or ("" if task == "group" else task)
    name = interpolated(service.name, {"JOB": job, "TASKGROUP": group, "TASK": task, "BASE": f"{job}-{group}-{task}"})
    return replace(
        service,
        name=name,
        task=task_name,
        checks=each(lambda check: _check(check, name, task_name), service.checks),
        provider=service.provider or "consul",
    )


def _check(check: ServiceCheck, service: str, task: str) -> ServiceCheck:
    check = without_empty(check, "args", "header")
    return replace(
        check,
        header=None if check.header is None else {name: values or None for name, values in check.header.items()},
        name=check.name or f"service: {quote(service)} check",
        task=check.task or ("" if task == "group" else task),
        on_update=check.on_update or "require_healthy",
    )


def defaulted_network(network: NetworkResource) -> NetworkResource:
    """structs.NetworkResource.Canonicalize"""
    network = without_empty(network, "reserved_ports", "dynamic_ports")
    return replace(network, reserved_ports=each(_port, network.reserved_ports), dynamic_ports=each(_port, network.dynamic_ports))


def _port(port: Port) -> Port:
    return port if port.host_network else replace(port, host_network="default")


def defaulted_task(job: Job, group: TaskGroup, task: Task) -> Task:
    """structs.Task.Canonicalize"""
    task = without_empty(task, "meta", "config", "env", "constraints", "affinities", "volume_mounts")
    job_name, group_name = job.name or "", group.name or ""
    target = {"Namespace": job.namespace or "", "Job": job.id or "", "Group": group_name, "Task": task.name}
    identity, identities = _identities(task)
    return replace(
        task,
        services=each(lambda service: _service(service, job_name, group_name, task.name), task.services),
        resources=_resources(task.resources or Resources(cpu=100, memory=300)),
        restart=group.restart if task.restart is None else task.restart,
        kill_timeout=task.kill_timeout or 5 * SECOND,
        scaling_policies=each(lambda policy: _scaling(policy, target), task.scaling_policies),
        vault=None if task.vault is None else _vault(task.vault),
        templates=each(_template, task.templates),
        identity=identity,
        identities=identities,
    )


def _resources(resources: Resources) -> Resources:
    resources = without_empty(resources, "networks", "devices")
    numa = resources.numa
    if numa is not None:
        numa = replace(without_empty(numa, "devices"), affinity=numa.affinity or "none")
    return replace(resources, networks=each(defaulted_network, resources.networks), numa=numa)


def _vault(vault: Vault) -> Vault:
    return replace(vault, change_signal=(vault.change_signal or "").upper(), change_mode=vault.change_mode or "restart")


def _template(template: Template) -> Template:
    return replace(template, change_signal=(template.change_signal or "").upper())


def _identities(task: Task) -> tuple[WorkloadIdentity, tuple[WorkloadIdentity, ...] | None]:
    """The default identity, which every task has, and the others."""
    identity, others = task.identity, each(defaulted_identity, task.identities)
    last = None
    for index, other in enumerate(others or ()):
        if other.name == DEFAULT_IDENTITY:
            identity, last = other, index
    if others is not None and last is not None:
        others = others[:last] + others[last + 1 :]
    return defaulted_identity(identity or WorkloadIdentity()), others


def defaulted_identity(identity: WorkloadIdentity) -> WorkloadIdentity:
    """structs.WorkloadIdentity.Canonicalize: the default identity is for Nomad alone."""
    name = identity.name or DEFAULT_IDENTITY
    return replace(
        identity,
        name=name,
        aud=NOMAD_AUDIENCE if name == DEFAULT_IDENTITY else identity.aud,
        change_signal=identity.change_signal.upper(),
    )
