"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.models.job_identity import Consul
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_policies import DisconnectStrategy, EphemeralDisk, MigrateStrategy, ReschedulePolicy, RestartPolicy, ScalingPolicy, UpdateStrategy
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.models.job_volumes import VolumeRequest


class TaskGroup(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str | None, hcl.label("name", "Name")] = None
    count: Annotated[int | None, hcl.attribute("count", "Count", "int")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks("constraint", "Constraints", "list(Constraint)")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks("affinity", "Affinities", "list(Affinity)")] = None
    tasks: Annotated[tuple[Task, ...] | None, hcl.blocks("task", "Tasks", "list(Task)")] = None
    spreads: Annotated[tuple[Spread, ...] | None, hcl.blocks("spread", "Spreads", "list(Spread)")] = None
    volumes: Annotated[dict[str, VolumeRequest] | None, hcl.block_map("volume", "Volumes", "map(VolumeRequest)")] = None
    restart: Annotated[RestartPolicy | None, hcl.block("restart", "RestartPolicy", "RestartPolicy")] = None
    disconnect: Annotated[DisconnectStrategy | None, hcl.block("disconnect", "Disconnect", "DisconnectStrategy")] = None
    reschedule: Annotated[ReschedulePolicy | None, hcl.block("reschedule", "ReschedulePolicy", "ReschedulePolicy")] = None
    ephemeral_disk: Annotated[EphemeralDisk | None, hcl.block("ephemeral_disk", "EphemeralDisk", "EphemeralDisk")] = None
    update: Annotated[UpdateStrategy | None, hcl.block("update", "Update", "UpdateStrategy")] = None
    migrate: Annotated[MigrateStrategy | None, hcl.block("migrate", "Migrate", "MigrateStrategy")] = None
    networks: Annotated[tuple[NetworkResource, ...] | None, hcl.blocks("network", "Networks", "list(NetworkResource)")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None
    services: Annotated[tuple[Service, ...] | None, hcl.blocks("service", "Services", "list(Service)")] = None
    shutdown_delay: Annotated[int | None, hcl.attribute("shutdown_delay", "ShutdownDelay", "duration")] = None
    max_run_duration: Annotated[int | None, hcl.attribute("max_run_duration", "MaxRunDuration", "duration")] = None
    stop_after_client_disconnect: Annotated[int | None, hcl.attribute("stop_after_client_disconnect", "StopAfterClientDisconnect", "duration")] = None
    max_client_disconnect: Annotated[int | None, hcl.attribute("max_client_disconnect", "MaxClientDisconnect", "duration")] = None
    scaling: Annotated[ScalingPolicy | None, hcl.block("scaling", "Scaling", "ScalingPolicy")] = None
    consul: Annotated[Consul | None, hcl.block("consul", "Consul", "Consul")] = None
    prevent_reschedule_on_lost: Annotated[bool | None, hcl.attribute("prevent_reschedule_on_lost", "PreventRescheduleOnLost", "bool")] = None
