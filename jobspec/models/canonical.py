"""The API's own defaults: what `nomad job run` makes of a job before a server sees it (Job.Canonicalize in nomad/api).

Pure functions from model to model. Everything that the file says keeps its `origin`; what is inherited from the job keeps
the job's.
"""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.canonical_policies import (
    DEFAULT_UPDATE,
    canonical_affinity,
    canonical_disconnect,
    canonical_disk,
    canonical_migrate,
    canonical_reschedule,
    canonical_scaling,
    canonical_spread,
    canonical_update,
    default_reschedule,
    default_restart,
    says_nothing,
)
from jobspec.models.canonical_service import canonical_service
from jobspec.models.canonical_task import (
    canonical_artifact,
    canonical_consul,
    canonical_csi_plugin,
    canonical_logs,
    canonical_resources,
    canonical_secret,
    canonical_template,
    canonical_vault,
    canonical_volume_mount,
)
from jobspec.models.defaults import SECOND, each, filled, over, without_empty
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Consul
from jobspec.models.job_job import Job, Multiregion, MultiregionRegion, MultiregionStrategy, PeriodicConfig
from jobspec.models.job_policies import MigrateStrategy, ReschedulePolicy, RestartPolicy, UpdateStrategy
from jobspec.models.job_resources import Resources
from jobspec.models.job_task import Task


def canonical_job(job: Job) -> Job:
    """The job with the API's defaults filled in (nomad/api/jobs.go, Job.Canonicalize)."""
    job = filled(
        job, id="", parent_id="", namespace="default", priority=50, stop=False, region="global", node_pool="", type="service",
        all_at_once=False, consul_namespace="", vault_namespace="", nomad_token_id="", status="", status_description="",
        stable=False, version=0, create_index=0, modify_index=0, job_modify_index=0,
    )
    job = filled(job, name=job.id)
    update = job.update
    if update is not None:
        update = canonical_update(update)
    elif job.type in ("service", "system"):
        update = DEFAULT_UPDATE
    job = replace(
        job,
        periodic=None if job.periodic is None else _periodic(job.periodic),
        update=update,
        multiregion=None if job.multiregion is None else _multiregion(job.multiregion),
        spreads=each(canonical_spread, job.spreads),
        affinities=each(canonical_affinity, job.affinities),
        ui=None if job.ui is None else without_empty(job.ui, "links"),
    )
    groups = job.task_groups
    return job if groups is None else replace(job, task_groups=tuple(_group(group, job) for group in groups))


def _periodic(periodic: PeriodicConfig) -> PeriodicConfig:
    periodic = filled(periodic, enabled=True, cron="", crons=(), spec_type="cron", prohibit_overlap=False)
    return periodic if periodic.time_zone else replace(periodic, time_zone="UTC")


def _multiregion(multiregion: Multiregion) -> Multiregion:
    return replace(
        multiregion,
        strategy=filled(multiregion.strategy or MultiregionStrategy(), max_parallel=0, on_failure=""),
        regions=tuple(map(_region, multiregion.regions or ())),
    )


def _region(region: MultiregionRegion) -> MultiregionRegion:
    return filled(region, count=1, datacenters=(), meta={})


def _group(group: TaskGroup, job: Job) -> TaskGroup:
    """TaskGroup.Canonicalize. `job` has its own defaults already; its groups do not."""
    job_type = job.type or ""
    scaling = group.scaling
    count = group.count
    if count is None:
        count = scaling.min if scaling is not None and scaling.min is not None else 1
    group = replace(
        filled(group, name=""),
        count=count,
        scaling=None if scaling is None else canonical_scaling(scaling, count),
        ephemeral_disk=canonical_disk(group.ephemeral_disk),
        consul=None if group.consul is None else _group_consul(group.consul, job.consul_namespace),
        update=_group_update(job.update, group.update),
        reschedule=_group_reschedule(job, group.reschedule),
        migrate=_group_migrate(job, group.migrate),
        restart=over(default_restart(job_type), group.restart),
        spreads=each(canonical_spread, group.spreads),
        affinities=each(canonical_affinity, group.affinities),
        disconnect=None if group.disconnect is None else canonical_disconnect(group.disconnect),
    )
    prefix = f"{job.name}-{group.name}"
    restart = group.restart
    return replace(
        group,
        tasks=each(lambda task: _task(task, restart, prefix), group.tasks),
        services=each(lambda service: canonical_service(service, prefix), group.services),
    )


def _group_consul(consul: Consul, job_namespace: str | None) -> Consul:
    return canonical_consul(replace(consul, namespace=consul.namespace or job_namespace or ""))


def _group_update(job_update: UpdateStrategy | None, group_update: UpdateStrategy | None) -> UpdateStrategy | None:
    if group_update is None and (job_update is None or says_nothing(job_update)):
        return None
    merged = over(job_update, group_update)
    return None if merged is None else canonical_update(merged)


def _group_reschedule(job: Job, policy: ReschedulePolicy | None) -> ReschedulePolicy | None:
    job_type = job.type or ""
    merged = over(job.reschedule, policy)
    if merged is None:
        return None if job_type in ("system", "sysbatch") else default_reschedule(job_type)
    return canonical_reschedule(merged, job_type)


def _group_migrate(job: Job, migrate: MigrateStrategy | None) -> MigrateStrategy | None:
    merged = over(job.migrate, migrate)
    if merged is None and job.type == "service":
        merged = MigrateStrategy()
    return None if merged is None else canonical_migrate(merged)


def _task(task: Task, group_restart: RestartPolicy | None, prefix: str) -> Task:
    """Task.Canonicalize. `prefix` is JOB-GROUP, of which the default names of services are made."""
    name = f"{prefix}-{task.name}"
    return replace(
        filled(task, kill_timeout=5 * SECOND),
        resources=canonical_resources(task.resources or Resources()),
        logs=canonical_logs(task.logs),
        artifacts=each(canonical_artifact, task.artifacts),
        vault=None if task.vault is None else canonical_vault(task.vault),
        consul=None if task.consul is None else canonical_consul(task.consul),
        templates=each(canonical_template, task.templates),
        secrets=each(canonical_secret, task.secrets),
        services=each(lambda service: canonical_service(service, name), task.services),
        affinities=each(canonical_affinity, task.affinities),
        volume_mounts=each(canonical_volume_mount, task.volume_mounts),
        csi_plugin=None if task.csi_plugin is None else canonical_csi_plugin(task.csi_plugin),
        restart=over(group_restart, task.restart),
    )
