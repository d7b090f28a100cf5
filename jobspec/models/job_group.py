"""Task groups: the unit that is placed on one node."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.models.job_identity import Consul
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_policies import (
    DisconnectStrategy,
    EphemeralDisk,
    MigrateStrategy,
    ReschedulePolicy,
    RestartPolicy,
    ScalingPolicy,
    UpdateStrategy,
)
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.models.job_volumes import VolumeRequest


class TaskGroup(Model, frozen=True, kw_only=True, eq=False):
    """Tasks that run together on one node: `group "NAME" { … }`."""

    name: Annotated[str | None, hcl.label(
        "name", "Name", "Name of the group, unique in the job.")] = None
    count: Annotated[int | None, hcl.attribute(
        "count", "Count", "int", "How many instances to run; default 1, or the scaling block's min.")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks(
        "constraint", "Constraints", "list(Constraint)", "Conditions that nodes must meet.")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks(
        "affinity", "Affinities", "list(Affinity)", "Preferences for nodes.")] = None
    tasks: Annotated[tuple[Task, ...] | None, hcl.blocks(
        "task", "Tasks", "list(Task)", "The tasks of the group.")] = None
    spreads: Annotated[tuple[Spread, ...] | None, hcl.blocks(
        "spread", "Spreads", "list(Spread)", "Distribution over the values of attributes.")] = None
    volumes: Annotated[dict[str, VolumeRequest] | None, hcl.block_map(
        "volume", "Volumes", "map(VolumeRequest)", "Volumes that the tasks of the group may mount, by name.")] = None
    restart: Annotated[RestartPolicy | None, hcl.block(
        "restart", "RestartPolicy", "RestartPolicy", "When failed tasks are restarted on the same node.")] = None
    disconnect: Annotated[DisconnectStrategy | None, hcl.block(
        "disconnect", "Disconnect", "DisconnectStrategy", "What happens when the node loses contact with the servers.")] = None
    reschedule: Annotated[ReschedulePolicy | None, hcl.block(
        "reschedule", "ReschedulePolicy", "ReschedulePolicy", "When failed allocations are placed anew.")] = None
    ephemeral_disk: Annotated[EphemeralDisk | None, hcl.block(
        "ephemeral_disk", "EphemeralDisk", "EphemeralDisk", "Disk space shared by the tasks.")] = None
    update: Annotated[UpdateStrategy | None, hcl.block(
        "update", "Update", "UpdateStrategy", "How new versions of the group are rolled out.")] = None
    migrate: Annotated[MigrateStrategy | None, hcl.block(
        "migrate", "Migrate", "MigrateStrategy", "How allocations leave nodes that are drained.")] = None
    networks: Annotated[tuple[NetworkResource, ...] | None, hcl.blocks(
        "network", "Networks", "list(NetworkResource)", "The network of the group; only the first counts.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata, readable by the tasks as NOMAD_META_name.")] = None
    services: Annotated[tuple[Service, ...] | None, hcl.blocks(
        "service", "Services", "list(Service)", "Services of the group.")] = None
    shutdown_delay: Annotated[int | None, hcl.attribute(
        "shutdown_delay", "ShutdownDelay", "duration", "Time between deregistration of services and the stop of tasks; default 0.")] = None
    max_run_duration: Annotated[int | None, hcl.attribute(
        "max_run_duration", "MaxRunDuration", "duration",
        "Longest time that an allocation may run before it is stopped; default: no limit.")] = None
    stop_after_client_disconnect: Annotated[int | None, hcl.attribute(
        "stop_after_client_disconnect", "StopAfterClientDisconnect", "duration",
        "Old form of disconnect.stop_on_client_after; ignored since Nomad 1.10.")] = None
    max_client_disconnect: Annotated[int | None, hcl.attribute(
        "max_client_disconnect", "MaxClientDisconnect", "duration", "Old form of disconnect.lost_after; ignored since Nomad 1.10.")] = None
    scaling: Annotated[ScalingPolicy | None, hcl.block(
        "scaling", "Scaling", "ScalingPolicy", "Limits and policy for an autoscaler.")] = None
    consul: Annotated[Consul | None, hcl.block(
        "consul", "Consul", "Consul", "Consul cluster, namespace and partition of the group.")] = None
    prevent_reschedule_on_lost: Annotated[bool | None, hcl.attribute(
        "prevent_reschedule_on_lost", "PreventRescheduleOnLost", "bool",
        "Old form of disconnect.replace; ignored since Nomad 1.10.")] = None
