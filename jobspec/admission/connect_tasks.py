"""The tasks that run Connect sidecars and gateways (job_endpoint_hook_connect.go, SidecarTask.MergeIntoTask)."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from jobspec.admission.defaults import defaulted_identity, defaulted_network
from jobspec.models.defaults import SECOND, each
from jobspec.models.job_connect import ConsulConnect, SidecarTask
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_resources import LogConfig, Resources
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task, TaskLifecycle

# Connect needs Consul's workload identities, which came with this version; the source lists it for each purpose
CONSUL_VERSION = Constraint(attribute="${attr.consul.version}", value=">= 1.8.0", operator="semver")
CONSUL_TLS_VERSION = Constraint(attribute="${attr.consul.version}", value=">= 1.11.2", operator="semver")
CONSUL_GRPC = Constraint(attribute="${attr.consul.grpc}", value="0", operator=">")

PROXY, NATIVE, INGRESS, TERMINATING, MESH = (
    "connect-proxy", "connect-native", "connect-ingress", "connect-terminating", "connect-mesh",
)


def task_kind(prefix: str, service: str) -> str:
    """structs.NewTaskKind"""
    return f"{prefix}:{service}"


def sidecar_task(group: TaskGroup, service: Service) -> Task:
    """newConnectSidecarTask: a prestart sidecar."""
    return replace(
        _envoy_task(group, service, PROXY, "${meta.connect.sidecar_image}"),
        lifecycle=TaskLifecycle(hook="prestart", sidecar=True),
        constraints=(CONSUL_VERSION, CONSUL_GRPC),
    )


def gateway_task(group: TaskGroup, service: Service, prefix: str, host_network: bool) -> Task:
    """newConnectGatewayTask"""
    task = _envoy_task(group, service, prefix, "${meta.connect.gateway_image}")
    constraints: tuple[Constraint, ...] = (CONSUL_VERSION, CONSUL_GRPC)
    if service.connect is not None and _has_tls_settings(service.connect):
        constraints = (*constraints, CONSUL_TLS_VERSION)
    config = task.config
    if host_network:
        config = {**(config or {}), "network_mode": "host"}
    return replace(task, constraints=constraints, config=config)


def _envoy_task(group: TaskGroup, service: Service, prefix: str, image: str) -> Task:
    config: dict[str, Any] = {
        "image": image,
        "args": [
            "-c", "${NOMAD_SECRETS_DIR}/envoy_bootstrap.json", "-l", "${meta.connect.log_level}",
            "--concurrency", "${meta.connect.proxy_concurrency}", "--disable-hot-restart",
        ],
    }
    return Task(
        name=f"{prefix}-{service.name}",
        kind=task_kind(prefix, service.name),
        driver=_guessed_driver(group),
        config=config,
        shutdown_delay=5 * SECOND,
        kill_timeout=0,
        logs=LogConfig(max_files=2, max_file_size=2, disabled=False),
        resources=Resources(cpu=250, memory=128, cores=0, memory_max=0, disk=0, secrets=0, iops=0),
        origin=None if service.connect is None else service.connect.origin,
    )


def _guessed_driver(group: TaskGroup) -> str:
    """groupConnectGuessTaskDriver"""
    drivers = {task.driver for task in group.tasks or ()}
    return "podman" if "podman" in drivers and "docker" not in drivers else "docker"


def _has_tls_settings(connect: ConsulConnect) -> bool:
    """ConsulConnect.IsCustomizedTLS"""
    ingress = None if connect.gateway is None else connect.gateway.ingress
    tls = None if ingress is None else ingress.tls
    return tls is not None and bool(tls.tls_min_version or tls.tls_max_version or tls.cipher_suites)


def merged(settings: SidecarTask | None, task: Task) -> Task:
    """SidecarTask.MergeIntoTask: what the sidecar_task block says, over the task that was made."""
    if settings is None:
        return task
    if settings.driver and settings.driver != task.driver:
        driver, config = settings.driver, settings.config
    else:
        driver = task.driver
        config = task.config if settings.config is None else {**(task.config or {}), **settings.config}
    return replace(
        task,
        name=settings.name or task.name,
        driver=driver,
        config=config,
        user=settings.user or task.user,
        env=task.env if settings.env is None else {**(task.env or {}), **settings.env},
        resources=_merged_resources(settings.resources, task.resources),
        meta=task.meta if settings.meta is None else {**(task.meta or {}), **settings.meta},
        kill_timeout=task.kill_timeout if settings.kill_timeout is None else settings.kill_timeout,
        logs=_merged_logs(settings.logs, task.logs),
        shutdown_delay=task.shutdown_delay if settings.shutdown_delay is None else settings.shutdown_delay,
        kill_signal=settings.kill_signal or task.kill_signal,
        volume_mounts=task.volume_mounts if settings.volume_mounts is None else settings.volume_mounts,
        identities=task.identities if settings.identities is None else settings.identities,
    )


def with_settings_of_task(connect: ConsulConnect) -> ConsulConnect:
    """The sidecar_task block after the task that was made of it got its defaults: the two share networks and identities in Nomad.

    Nomad also leaves a null in the place of a default identity; here the identity stays.
    """
    settings = connect.sidecar_task
    if settings is None:
        return connect
    resources, identities = settings.resources, settings.identities
    if resources is not None and resources.networks:
        resources = replace(resources, networks=each(defaulted_network, resources.networks))
    return replace(
        connect, sidecar_task=replace(settings, resources=resources, identities=each(defaulted_identity, identities)),
    )


def _merged_resources(settings: Resources | None, resources: Resources | None) -> Resources | None:
    """structs.Resources.Merge: zero means unsaid; NUMA settings are not merged."""
    if settings is None or resources is None:
        return resources
    return replace(
        resources,
        cpu=settings.cpu or resources.cpu,
        cores=settings.cores or resources.cores,
        memory=settings.memory or resources.memory,
        memory_max=settings.memory_max or resources.memory_max,
        disk=settings.disk or resources.disk,
        networks=settings.networks or resources.networks,
        devices=settings.devices or resources.devices,
        secrets=settings.secrets or resources.secrets,
    )


def _merged_logs(settings: LogConfig | None, logs: LogConfig | None) -> LogConfig | None:
    if settings is None or logs is None:
        return settings if logs is None else logs
    files, size = settings.max_files or 0, settings.max_file_size or 0
    return replace(logs, max_files=files if files > 0 else logs.max_files, max_file_size=size if size > 0 else logs.max_file_size)
