"""Constraints that follow from what a job uses (job_endpoint_hooks.go, jobImpliedConstraints)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from jobspec.admission.clusters import DEFAULT_CLUSTER, consul_attribute
from jobspec.models.base import Model
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Vault
from jobspec.models.job_job import Job
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task

NATIVE_DISCOVERY = Constraint(attribute="${attr.nomad.service_discovery}", value="true", operator="=")
NATIVE_CHECKS = Constraint(attribute="${attr.nomad.version}", value=">= 1.4.0", operator="semver")
NUMA = (
    Constraint(attribute="${attr.nomad.version}", value=">= 1.6.3-dev", operator="semver"),
    Constraint(attribute="${attr.kernel.name}", value="linux", operator="="),
)
BRIDGE = tuple(
    Constraint(attribute=f"${{attr.plugins.cni.version.{plugin}}}", value=">= 0.4.0", operator="semver")
    for plugin in ("bridge", "firewall", "host-local", "loopback", "portmap")
)
TRANSPARENT_PROXY = (
    Constraint(attribute="${attr.plugins.cni.version.consul-cni}", value=">= 1.4.2", operator="semver"),
    Constraint(attribute="${attr.nomad.version}", value=">= 1.8.0-dev", operator="semver"),
)
SCHEDULE = Constraint(attribute="${attr.nomad.version}", value=">= 1.8.0-dev", operator="semver")


def with_implied_constraints(job: Job) -> Job:
    """jobImpliedConstraints.Mutate.

    Most constraints give way to one of the file's on the same attribute; those for NUMA, signals and native services are
    left out only where the very same stands there. A secret's provider is required of every group of the job, as in Nomad.
    """
    groups = job.task_groups or ()
    secrets = [secret for group in groups for secret in _secret_providers(group)]
    return replace(job, task_groups=None if job.task_groups is None else tuple(_group(group, secrets) for group in groups))


def _group(group: TaskGroup, secrets: list[Constraint]) -> TaskGroup:
    tasks = group.tasks or ()
    constraints = list(group.constraints or ())
    for task in sorted((task for task in tasks if task.vault is not None), key=lambda task: task.name):
        if task.vault is not None:
            _unless_attribute(constraints, _vault(task.vault))
    _unless_attribute(constraints, *secrets)
    if any(_wants_numa(task) for task in tasks):
        _unless_same(constraints, *NUMA)
    signals = {signal for task in tasks for signal in _signals(task)}
    if signals:
        _unless_same(constraints, Constraint(attribute="${attr.os.signals}", value=",".join(sorted(signals)), operator="set_contains"))
    services = [*(group.services or ()), *(service for task in tasks for service in task.services or ())]
    native = [service for service in services if service.provider == "nomad"]
    if native:
        _unless_same(constraints, NATIVE_DISCOVERY)
    if any(service.checks for service in native):
        _unless_same(constraints, NATIVE_CHECKS)
    _unless_attribute(constraints, *_consul(group.services))
    if any(network.mode == "bridge" for network in group.networks or ()):
        _unless_attribute(constraints, *BRIDGE)
    if any(_has_transparent_proxy(service) for service in group.services or ()):
        _unless_attribute(constraints, *TRANSPARENT_PROXY)
    if any(task.schedule is not None for task in tasks):
        _unless_attribute(constraints, SCHEDULE)
    return replace(
        group,
        constraints=tuple(constraints) or group.constraints,
        tasks=None if group.tasks is None else tuple(_task(task) for task in tasks),
    )


def _task(task: Task) -> Task:
    constraints = list(task.constraints or ())
    _unless_attribute(constraints, *_consul(task.services))
    return replace(task, constraints=tuple(constraints) or task.constraints)


def _unless_attribute(constraints: list[Constraint], *implied: Constraint) -> None:
    for constraint in implied:
        if all(known.attribute != constraint.attribute for known in constraints):
            constraints.append(constraint)


def _unless_same(constraints: list[Constraint], *implied: Constraint) -> None:
    constraints.extend(constraint for constraint in implied if constraint not in constraints)


def _vault(vault: Vault) -> Constraint:
    if vault.cluster in (DEFAULT_CLUSTER, ""):
        return Constraint(attribute="${attr.vault.version}", value=">= 0.6.1", operator="semver", origin=vault.origin)
    return Constraint(attribute=f"${{attr.vault.{vault.cluster}.version}}", value=">= 1.11.0", operator="semver", origin=vault.origin)


def _consul(services: Iterable[Service] | None) -> list[Constraint]:
    return [
        Constraint(attribute=consul_attribute(service.cluster, "version"), value=">= 1.8.0", operator="semver", origin=service.origin)
        for service in services or ()
        if service.provider in ("consul", "")
    ]


def _secret_providers(group: TaskGroup) -> list[Constraint]:
    origins: dict[str, Model] = {}
    for task in group.tasks or ():
        for secret in task.secrets or ():
            origins.setdefault(secret.provider, secret)
    return [
        Constraint(attribute=f"${{attr.plugins.secrets.{provider}.version}}", operator="is_set", origin=secret.origin)
        for provider, secret in origins.items()
    ]


def _wants_numa(task: Task) -> bool:
    return task.resources is not None and task.resources.numa is not None and task.resources.numa.affinity != "none"


def _signals(task: Task) -> Iterable[str]:
    """Job.RequiredSignals: what Vault, the stop of the task and its templates send."""
    if task.vault is not None and task.vault.change_mode == "signal":
        yield task.vault.change_signal or ""
    if task.kill_signal:
        yield task.kill_signal
    for template in task.templates or ():
        if template.change_mode == "signal":
            yield template.change_signal or ""


def _has_transparent_proxy(service: Service) -> bool:
    sidecar = None if service.connect is None else service.connect.sidecar_service
    return sidecar is not None and sidecar.proxy is not None and sidecar.proxy.transparent_proxy is not None
