"""The shape in which servers keep a job: what the API's structs become in Nomad's own (command/agent/job_endpoint.go).

Fields that Nomad's structs hold by value are zero instead of absent, fields that they do not have are lost, and old spellings are
moved to the new ones. Functions carry the name of what they convert; the source is ApiJobToStructJob and what it calls.
"""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.admission.stored_service import stored_service
from jobspec.admission.stored_task import stored_logs, stored_networks, stored_resources, stored_volume_mounts
from jobspec.models.api_reading import go_numbers
from jobspec.models.defaults import filled
from jobspec.models.job_constraint import Spread
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_policies import DisconnectStrategy, ScalingPolicy, UpdateStrategy
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.models.job_volumes import VolumeRequest

NO_UPDATE = UpdateStrategy(
    stagger=0, max_parallel=0, health_check="", min_healthy_time=0, healthy_deadline=0, progress_deadline=0, auto_revert=False,
    auto_promote=False, canary=0,
)


def stored_job(job: Job) -> Job:
    """ApiJobToStructJob, for a job that has the API's defaults already (jobspec.models.canonical)."""
    groups = job.task_groups
    return replace(
        job,
        update=_job_update(job.update),
        task_groups=tuple(_group(job, group) for group in groups) if groups else None,
        spreads=job.spreads or None,
        reschedule=None,
        migrate=None,
        parent_id="",
        dispatched=False,
        dispatch_idempotency_token="",
        consul_namespace="",
        nomad_token_id="",
        status="",
        status_description="",
        stable=False,
        submit_time=0,
        create_index=0,
        modify_index=0,
        job_modify_index=0,
    )


def _job_update(update: UpdateStrategy | None) -> UpdateStrategy:
    """The groups have inherited everything; the job itself keeps no more than these two."""
    if update is None or not update.max_parallel or update.max_parallel < 0:
        return NO_UPDATE
    return replace(NO_UPDATE, stagger=update.stagger or 0, max_parallel=update.max_parallel, origin=update.origin)


def _group(job: Job, group: TaskGroup) -> TaskGroup:
    return replace(
        group,
        networks=stored_networks(group.networks),
        services=_services(group.services, of_group=True),
        disconnect=None if group.disconnect is None else _disconnect(group.disconnect),
        scaling=None if group.scaling is None else _scaling(group.scaling, group.count or 0),
        spreads=_spreads(group.spreads),
        volumes=_volumes(group.volumes),
        tasks=tuple(_task(job, task) for task in group.tasks) if group.tasks else None,
        stop_after_client_disconnect=None,
        max_client_disconnect=None,
        prevent_reschedule_on_lost=False,
    )


def _disconnect(strategy: DisconnectStrategy) -> DisconnectStrategy:
    return filled(strategy, lost_after=0, reconcile="")


def _scaling(policy: ScalingPolicy, count: int) -> ScalingPolicy:
    # -1 lets validation find out that the required limit is missing
    return replace(
        filled(policy, enabled=True, max=-1, min=count), id="", namespace="", target={}, create_index=0, modify_index=0,
    )


def _spreads(spreads: tuple[Spread, ...] | None) -> tuple[Spread, ...] | None:
    return spreads or None


def _volumes(volumes: dict[str, VolumeRequest] | None) -> dict[str, VolumeRequest] | None:
    if not volumes:
        return None
    return {name: volume for name, volume in volumes.items() if volume.type in ("host", "csi")}


def _services(services: tuple[Service, ...] | None, *, of_group: bool) -> tuple[Service, ...] | None:
    return tuple(stored_service(service, of_group) for service in services) if services else None


def _task(job: Job, task: Task) -> Task:
    vault = task.vault
    if vault is not None:
        vault = replace(vault, policies=None, namespace=vault.namespace or job.vault_namespace or "")
    schedule = task.schedule
    return replace(
        task,
        config=None if task.config is None else go_numbers(task.config),
        identities=task.identities or None,
        volume_mounts=stored_volume_mounts(task.volume_mounts),
        scaling_policies=tuple(_scaling(policy, 0) for policy in task.scaling_policies) if task.scaling_policies else None,
        services=_services(task.services, of_group=False),
        resources=None if task.resources is None else stored_resources(task.resources),
        logs=stored_logs(task.logs),
        artifacts=task.artifacts or None,
        vault=vault,
        secrets=task.secrets or None,
        templates=task.templates or None,
        actions=task.actions or None,
        schedule=None if schedule is None or schedule.cron is None else schedule,
    )
