"""Policies of jobs and groups: what happens on failure, update, drain, disconnection and scaling."""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model

#: The modes of restart policies.
RESTART_MODES = ("delay", "fail")


class DisconnectStrategy(Model, frozen=True, kw_only=True, eq=False):
    """What happens when a node loses contact with the servers: `disconnect { … }`."""

    lost_after: Annotated[int | None, hcl.attribute(
        "lost_after", "LostAfter", "duration", "How long allocations count as unknown before they count as lost.")] = None
    stop_on_client_after: Annotated[int | None, hcl.attribute(
        "stop_on_client_after", "StopOnClientAfter", "duration", "How long the cut-off node keeps its allocations running.")] = None
    replace: Annotated[bool | None, hcl.attribute(
        "replace", "Replace", "bool", "Whether replacements are placed meanwhile; default true.")] = None
    reconcile: Annotated[str | None, hcl.attribute(
        "reconcile", "Reconcile", "string",
        "Which instance stays after a reconnection: best_score (default), keep_original, keep_replacement, longest_running.")] = None


class MigrateStrategy(Model, frozen=True, kw_only=True, eq=False):
    """How allocations leave nodes that are drained: `migrate { … }`."""

    max_parallel: Annotated[int | None, hcl.attribute(
        "max_parallel", "MaxParallel", "int", "How many allocations move at a time; default 1.")] = None
    health_check: Annotated[str | None, hcl.attribute(
        "health_check", "HealthCheck", "string", "What makes the new one healthy: checks (default) or task_states.")] = None
    min_healthy_time: Annotated[int | None, hcl.attribute(
        "min_healthy_time", "MinHealthyTime", "duration", "How long it must be healthy before the next one moves; default 10s.")] = None
    healthy_deadline: Annotated[int | None, hcl.attribute(
        "healthy_deadline", "HealthyDeadline", "duration", "How long it may take to become healthy; default 5m.")] = None


class ReschedulePolicy(Model, frozen=True, kw_only=True, eq=False):
    """When failed allocations are placed anew: `reschedule { … }`."""

    attempts: Annotated[int | None, hcl.attribute(
        "attempts", "Attempts", "int", "How often within the interval; default 1 for batch, unlimited for service.")] = None
    interval: Annotated[int | None, hcl.attribute(
        "interval", "Interval", "duration", "Time in which attempts are counted; default 24h for batch.")] = None
    delay: Annotated[int | None, hcl.attribute(
        "delay", "Delay", "duration", "Wait before the first attempt; default 30s for service, 5s for batch.")] = None
    delay_function: Annotated[str | None, hcl.attribute(
        "delay_function", "DelayFunction", "string",
        "How the wait grows: constant, exponential or fibonacci; default exponential for service, constant for batch.")] = None
    max_delay: Annotated[int | None, hcl.attribute(
        "max_delay", "MaxDelay", "duration", "Longest wait; default 1h for service.")] = None
    unlimited: Annotated[bool | None, hcl.attribute(
        "unlimited", "Unlimited", "bool", "Never gives up; default true for service, false for batch.")] = None


class RestartPolicy(Model, frozen=True, kw_only=True, eq=False):
    """When failed tasks are restarted on the same node: `restart { … }`."""

    interval: Annotated[int | None, hcl.attribute(
        "interval", "Interval", "duration",
        "Time in which attempts are counted; default 30m for service and system, 24h for batch.")] = None
    attempts: Annotated[int | None, hcl.attribute(
        "attempts", "Attempts", "int", "How often within the interval; default 2 for service and system, 3 for batch.")] = None
    delay: Annotated[int | None, hcl.attribute(
        "delay", "Delay", "duration", "Wait before a restart; default 15s.")] = None
    mode: Annotated[str | None, hcl.attribute(
        "mode", "Mode", "string", "What follows the last attempt: fail (default) gives up, delay waits for the next interval.")] = None
    render_templates: Annotated[bool | None, hcl.attribute(
        "render_templates", "RenderTemplates", "bool", "Renders templates anew on each restart; default false.")] = None


class ScalingPolicy(Model, frozen=True, kw_only=True, eq=False):
    """Limits and policy for an autoscaler: `scaling { … }`."""

    min: Annotated[int | None, hcl.attribute(
        "min", "Min", "int64", "Smallest count; default: the group's count.")] = None
    max: Annotated[int | None, hcl.attribute(
        "max", "Max", "int64", "Largest count; required for groups.")] = None
    policy: Annotated[dict[str, Any] | None, hcl.block_map(
        "policy", "Policy", "map(any)", "Settings for the autoscaler, which Nomad passes on.")] = None
    enabled: Annotated[bool | None, hcl.attribute(
        "enabled", "Enabled", "bool", "Whether the autoscaler may act; default true.")] = None
    type: Annotated[str, hcl.attribute(
        "type", "Type", "string", "Kind of the policy: horizontal (default), vertical_cpu or vertical_mem.")] = ""
    id: Annotated[str, hcl.api(
        "ID", "string", "Identifier of the policy; Nomad sets it.")] = ""
    namespace: Annotated[str, hcl.api(
        "Namespace", "string", "Namespace of the job; Nomad sets it.")] = ""
    target: Annotated[dict[str, str] | None, hcl.api(
        "Target", "map(string)", "What the policy scales; Nomad sets it.")] = None
    create_index: Annotated[int, hcl.api(
        "CreateIndex", "uint64", "Raft index at which the policy was made.")] = 0
    modify_index: Annotated[int, hcl.api(
        "ModifyIndex", "uint64", "Raft index of its last change.")] = 0


class UpdateStrategy(Model, frozen=True, kw_only=True, eq=False):
    """How new versions are rolled out: `update { … }`."""

    stagger: Annotated[int | None, hcl.attribute(
        "stagger", "Stagger", "duration", "Wait between the batches of a system job's update; default 30s.")] = None
    max_parallel: Annotated[int | None, hcl.attribute(
        "max_parallel", "MaxParallel", "int",
        "How many allocations are updated at a time, 0 for all without a deployment; default 1.")] = None
    health_check: Annotated[str | None, hcl.attribute(
        "health_check", "HealthCheck", "string", "What makes an allocation healthy: checks (default), task_states or manual.")] = None
    min_healthy_time: Annotated[int | None, hcl.attribute(
        "min_healthy_time", "MinHealthyTime", "duration", "How long an allocation must be healthy; default 10s.")] = None
    healthy_deadline: Annotated[int | None, hcl.attribute(
        "healthy_deadline", "HealthyDeadline", "duration", "How long an allocation may take to become healthy; default 5m.")] = None
    progress_deadline: Annotated[int | None, hcl.attribute(
        "progress_deadline", "ProgressDeadline", "duration",
        "How long a deployment may go without progress, 0 fails on the first unhealthy one; default 10m.")] = None
    canary: Annotated[int | None, hcl.attribute(
        "canary", "Canary", "int", "How many canaries run before the old allocations are replaced; default 0.")] = None
    auto_revert: Annotated[bool | None, hcl.attribute(
        "auto_revert", "AutoRevert", "bool", "Goes back to the last stable version on failure; default false.")] = None
    auto_promote: Annotated[bool | None, hcl.attribute(
        "auto_promote", "AutoPromote", "bool", "Promotes canaries once all are healthy; default false.")] = None


class EphemeralDisk(Model, frozen=True, kw_only=True, eq=False):
    """Disk space shared by the tasks of a group: `ephemeral_disk { … }`."""

    sticky: Annotated[bool | None, hcl.attribute(
        "sticky", "Sticky", "bool", "Tries to place updated allocations where their data is; default false.")] = None
    migrate: Annotated[bool | None, hcl.attribute(
        "migrate", "Migrate", "bool", "Copies the data when an allocation moves; default false.")] = None
    size: Annotated[int | None, hcl.attribute(
        "size", "SizeMB", "int", "Space in MB; default 300.")] = None
