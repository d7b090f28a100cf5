"""TODO"""

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


class Action(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("name", "Name")] = ""
    command: Annotated[str, hcl.attribute("command", "Command", "string", required=True)] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute("args", "Args", "list(string)")] = None


class DispatchPayloadConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    file: Annotated[str, hcl.attribute("file", "File", "string")] = ""


class TaskLifecycle(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    hook: Annotated[str, hcl.attribute("hook", "Hook", "string", required=True)] = ""
    sidecar: Annotated[bool, hcl.attribute("sidecar", "Sidecar", "bool")] = False


class TaskScheduleCron(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    start: Annotated[str, hcl.attribute("start", "Start", "string")] = ""
    end: Annotated[str, hcl.attribute("end", "End", "string")] = ""
    timezone: Annotated[str, hcl.attribute("timezone", "Timezone", "string")] = ""


class TaskSchedule(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    cron: Annotated[TaskScheduleCron | None, hcl.block("cron", "Cron", "TaskScheduleCron")] = None


class Task(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("name", "Name")] = ""
    driver: Annotated[str, hcl.attribute("driver", "Driver", "string")] = ""
    user: Annotated[str, hcl.attribute("user", "User", "string")] = ""
    lifecycle: Annotated[TaskLifecycle | None, hcl.block("lifecycle", "Lifecycle", "TaskLifecycle")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks("constraint", "Constraints", "list(Constraint)")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks("affinity", "Affinities", "list(Affinity)")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map("env", "Env", "map(string)")] = None
    services: Annotated[tuple[Service, ...] | None, hcl.blocks("service", "Services", "list(Service)")] = None
    resources: Annotated[Resources | None, hcl.block("resources", "Resources", "Resources")] = None
    restart: Annotated[RestartPolicy | None, hcl.block("restart", "RestartPolicy", "RestartPolicy")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None
    kill_timeout: Annotated[int | None, hcl.attribute("kill_timeout", "KillTimeout", "duration")] = None
    logs: Annotated[LogConfig | None, hcl.block("logs", "LogConfig", "LogConfig")] = None
    artifacts: Annotated[tuple[TaskArtifact, ...] | None, hcl.blocks("artifact", "Artifacts", "list(TaskArtifact)")] = None
    vault: Annotated[Vault | None, hcl.block("vault", "Vault", "Vault")] = None
    consul: Annotated[Consul | None, hcl.block("consul", "Consul", "Consul")] = None
    templates: Annotated[tuple[Template, ...] | None, hcl.blocks("template", "Templates", "list(Template)")] = None
    dispatch_payload: Annotated[DispatchPayloadConfig | None, hcl.block("dispatch_payload", "DispatchPayload", "DispatchPayloadConfig")] = None
    volume_mounts: Annotated[tuple[VolumeMount, ...] | None, hcl.blocks("volume_mount", "VolumeMounts", "list(VolumeMount)")] = None
    csi_plugin: Annotated[TaskCSIPluginConfig | None, hcl.block("csi_plugin", "CSIPluginConfig", "TaskCSIPluginConfig", omitempty=True)] = None
    leader: Annotated[bool, hcl.attribute("leader", "Leader", "bool")] = False
    shutdown_delay: Annotated[int, hcl.attribute("shutdown_delay", "ShutdownDelay", "duration")] = 0
    kill_signal: Annotated[str, hcl.attribute("kill_signal", "KillSignal", "string")] = ""
    kind: Annotated[str, hcl.attribute("kind", "Kind", "string")] = ""
    scaling_policies: Annotated[tuple[ScalingPolicy, ...] | None, hcl.blocks("scaling", "ScalingPolicies", "list(ScalingPolicy)")] = None
    secrets: Annotated[tuple[Secret, ...] | None, hcl.blocks("secret", "Secrets", "list(Secret)")] = None
    identity: Annotated[WorkloadIdentity | None, hcl.api("Identity", "WorkloadIdentity")] = None
    identities: Annotated[tuple[WorkloadIdentity, ...] | None, hcl.blocks("identity", "Identities", "list(WorkloadIdentity)")] = None
    actions: Annotated[tuple[Action, ...] | None, hcl.blocks("action", "Actions", "list(Action)")] = None
    schedule: Annotated[TaskSchedule | None, hcl.block("schedule", "Schedule", "TaskSchedule")] = None
