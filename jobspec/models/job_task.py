"""Tasks: one process or container of a group, and what belongs to a task alone."""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.models.job_identity import Consul, Secret, Vault, WorkloadIdentity
from jobspec.models.job_policies import RestartPolicy, ScalingPolicy
from jobspec.models.job_resources import LogConfig, Resources
from jobspec.models.job_service import Service
from jobspec.models.job_template import TaskArtifact, Template
from jobspec.models.job_volumes import TaskCSIPluginConfig, VolumeMount

#: Drivers that are part of Nomad; others are plugins, which may be replaced by ones of the same name with other options.
BUILT_IN_DRIVERS = ("docker", "exec", "java", "qemu", "raw_exec")
#: Drivers whose capabilities hold MountConfigSupportNone: their tasks mount no volumes.
DRIVERS_WITHOUT_MOUNTS = frozenset(("exec2", "java", "qemu", "raw_exec"))


class Action(Model, frozen=True, kw_only=True, eq=False):
    """A command that people may run in the task: `action "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "name", "Name", "Name of the action.")] = ""
    command: Annotated[str, hcl.attribute(
        "command", "Command", "string", "Program to run.", required=True)] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute(
        "args", "Args", "list(string)", "Its arguments.")] = None


class DispatchPayloadConfig(Model, frozen=True, kw_only=True, eq=False):
    """Where the payload of a dispatch goes: `dispatch_payload { … }`."""

    file: Annotated[str, hcl.attribute(
        "file", "File", "string", "File below the task's local directory.")] = ""


class TaskLifecycle(Model, frozen=True, kw_only=True, eq=False):
    """When a task runs in the life of its allocation: `lifecycle { … }`."""

    hook: Annotated[str, hcl.attribute(
        "hook", "Hook", "string", "prestart, poststart or poststop.", required=True)] = ""
    sidecar: Annotated[bool, hcl.attribute(
        "sidecar", "Sidecar", "bool", "Keeps running beside the main tasks; default false.")] = False


class TaskScheduleCron(Model, frozen=True, kw_only=True, eq=False):
    """Times between which the task runs (Nomad Enterprise): `schedule { cron { … } }`."""

    start: Annotated[str, hcl.attribute(
        "start", "Start", "string", "Cron expression of the start, six fields and a year.")] = ""
    end: Annotated[str, hcl.attribute(
        "end", "End", "string", "Cron expression of the end: minute and hour.")] = ""
    timezone: Annotated[str, hcl.attribute(
        "timezone", "Timezone", "string", "Time zone of both; default UTC.")] = ""


class TaskSchedule(Model, frozen=True, kw_only=True, eq=False):
    """When a task runs (Nomad Enterprise): `schedule { … }`."""

    cron: Annotated[TaskScheduleCron | None, hcl.block(
        "cron", "Cron", "TaskScheduleCron", "Start and end as cron expressions.")] = None


class Task(Model, frozen=True, kw_only=True, eq=False):
    """One process or container: `task "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "name", "Name", "Name of the task, unique in the group.")] = ""
    driver: Annotated[str, hcl.attribute(
        "driver", "Driver", "string", "Task driver, for example docker, exec, raw_exec, java, qemu.")] = ""
    user: Annotated[str, hcl.attribute(
        "user", "User", "string", "User that the task runs as; default: the driver's.")] = ""
    lifecycle: Annotated[TaskLifecycle | None, hcl.block(
        "lifecycle", "Lifecycle", "TaskLifecycle", "When the task runs in the life of its allocation.")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Settings of the driver.")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks(
        "constraint", "Constraints", "list(Constraint)", "Conditions that nodes must meet.")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks(
        "affinity", "Affinities", "list(Affinity)", "Preferences for nodes.")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map(
        "env", "Env", "map(string)", "Environment variables.")] = None
    services: Annotated[tuple[Service, ...] | None, hcl.blocks(
        "service", "Services", "list(Service)", "Services of the task.")] = None
    resources: Annotated[Resources | None, hcl.block(
        "resources", "Resources", "Resources", "What the task takes of its node.")] = None
    restart: Annotated[RestartPolicy | None, hcl.block(
        "restart", "RestartPolicy", "RestartPolicy", "When the task is restarted; default: the group's.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata, readable by the task as NOMAD_META_name.")] = None
    kill_timeout: Annotated[int | None, hcl.attribute(
        "kill_timeout", "KillTimeout", "duration", "How long the task may take to stop after its signal; default 5s.")] = None
    logs: Annotated[LogConfig | None, hcl.block(
        "logs", "LogConfig", "LogConfig", "Rotation of the logs.")] = None
    artifacts: Annotated[tuple[TaskArtifact, ...] | None, hcl.blocks(
        "artifact", "Artifacts", "list(TaskArtifact)", "Files to fetch before the task starts.")] = None
    vault: Annotated[Vault | None, hcl.block(
        "vault", "Vault", "Vault", "Access to Vault.")] = None
    consul: Annotated[Consul | None, hcl.block(
        "consul", "Consul", "Consul", "Consul cluster, namespace and partition of the task.")] = None
    templates: Annotated[tuple[Template, ...] | None, hcl.blocks(
        "template", "Templates", "list(Template)", "Files to render.")] = None
    dispatch_payload: Annotated[DispatchPayloadConfig | None, hcl.block(
        "dispatch_payload", "DispatchPayload", "DispatchPayloadConfig", "Where the payload of a dispatch goes.")] = None
    volume_mounts: Annotated[tuple[VolumeMount, ...] | None, hcl.blocks(
        "volume_mount", "VolumeMounts", "list(VolumeMount)", "Volumes of the group to mount.")] = None
    csi_plugin: Annotated[TaskCSIPluginConfig | None, hcl.block(
        "csi_plugin", "CSIPluginConfig", "TaskCSIPluginConfig", "Makes the task a CSI plugin.", omitempty=True)] = None
    leader: Annotated[bool, hcl.attribute(
        "leader", "Leader", "bool", "Stops the other tasks of the group when this one ends; default false.")] = False
    shutdown_delay: Annotated[int, hcl.attribute(
        "shutdown_delay", "ShutdownDelay", "duration", "Time between deregistration of services and the stop signal; default 0.")] = 0
    kill_signal: Annotated[str, hcl.attribute(
        "kill_signal", "KillSignal", "string", "Signal that stops the task; default SIGINT, SIGTERM for docker.")] = ""
    kind: Annotated[str, hcl.attribute(
        "kind", "Kind", "string", "Kind of a Connect task, for example connect-proxy:SERVICE; Nomad sets it.")] = ""
    scaling_policies: Annotated[tuple[ScalingPolicy, ...] | None, hcl.blocks(
        "scaling", "ScalingPolicies", "list(ScalingPolicy)",
        'Policies for an autoscaler that resizes the task: `scaling "cpu"` and `scaling "mem"`.')] = None
    secrets: Annotated[tuple[Secret, ...] | None, hcl.blocks(
        "secret", "Secrets", "list(Secret)", "Secrets to fetch before the task starts.")] = None
    identity: Annotated[WorkloadIdentity | None, hcl.api(
        "Identity", "WorkloadIdentity", "The default workload identity.")] = None
    identities: Annotated[tuple[WorkloadIdentity, ...] | None, hcl.blocks(
        "identity", "Identities", "list(WorkloadIdentity)", "Further workload identities.")] = None
    actions: Annotated[tuple[Action, ...] | None, hcl.blocks(
        "action", "Actions", "list(Action)", "Commands that people may run in the task.")] = None
    schedule: Annotated[TaskSchedule | None, hcl.block(
        "schedule", "Schedule", "TaskSchedule", "When the task runs (Nomad Enterprise).")] = None
