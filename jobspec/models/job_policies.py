"""TODO"""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class DisconnectStrategy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    lost_after: Annotated[int | None, hcl.attribute("lost_after", "LostAfter", "duration")] = None
    stop_on_client_after: Annotated[int | None, hcl.attribute("stop_on_client_after", "StopOnClientAfter", "duration")] = None
    replace: Annotated[bool | None, hcl.attribute("replace", "Replace", "bool")] = None
    reconcile: Annotated[str | None, hcl.attribute("reconcile", "Reconcile", "string")] = None


class MigrateStrategy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    max_parallel: Annotated[int | None, hcl.attribute("max_parallel", "MaxParallel", "int")] = None
    health_check: Annotated[str | None, hcl.attribute("health_check", "HealthCheck", "string")] = None
    min_healthy_time: Annotated[int | None, hcl.attribute("min_healthy_time", "MinHealthyTime", "duration")] = None
    healthy_deadline: Annotated[int | None, hcl.attribute("healthy_deadline", "HealthyDeadline", "duration")] = None


class ReschedulePolicy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    attempts: Annotated[int | None, hcl.attribute("attempts", "Attempts", "int")] = None
    interval: Annotated[int | None, hcl.attribute("interval", "Interval", "duration")] = None
    delay: Annotated[int | None, hcl.attribute("delay", "Delay", "duration")] = None
    delay_function: Annotated[str | None, hcl.attribute("delay_function", "DelayFunction", "string")] = None
    max_delay: Annotated[int | None, hcl.attribute("max_delay", "MaxDelay", "duration")] = None
    unlimited: Annotated[bool | None, hcl.attribute("unlimited", "Unlimited", "bool")] = None


class RestartPolicy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    interval: Annotated[int | None, hcl.attribute("interval", "Interval", "duration")] = None
    attempts: Annotated[int | None, hcl.attribute("attempts", "Attempts", "int")] = None
    delay: Annotated[int | None, hcl.attribute("delay", "Delay", "duration")] = None
    mode: Annotated[str | None, hcl.attribute("mode", "Mode", "string")] = None
    render_templates: Annotated[bool | None, hcl.attribute("render_templates", "RenderTemplates", "bool")] = None


class ScalingPolicy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    min: Annotated[int | None, hcl.attribute("min", "Min", "int64")] = None
    max: Annotated[int | None, hcl.attribute("max", "Max", "int64")] = None
    policy: Annotated[dict[str, Any] | None, hcl.block_map("policy", "Policy", "map(any)")] = None
    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool")] = None
    type: Annotated[str, hcl.attribute("type", "Type", "string")] = ""
    id: Annotated[str, hcl.api("ID", "string")] = ""
    namespace: Annotated[str, hcl.api("Namespace", "string")] = ""
    target: Annotated[dict[str, str] | None, hcl.api("Target", "map(string)")] = None
    create_index: Annotated[int, hcl.api("CreateIndex", "uint64")] = 0
    modify_index: Annotated[int, hcl.api("ModifyIndex", "uint64")] = 0


class UpdateStrategy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    stagger: Annotated[int | None, hcl.attribute("stagger", "Stagger", "duration")] = None
    max_parallel: Annotated[int | None, hcl.attribute("max_parallel", "MaxParallel", "int")] = None
    health_check: Annotated[str | None, hcl.attribute("health_check", "HealthCheck", "string")] = None
    min_healthy_time: Annotated[int | None, hcl.attribute("min_healthy_time", "MinHealthyTime", "duration")] = None
    healthy_deadline: Annotated[int | None, hcl.attribute("healthy_deadline", "HealthyDeadline", "duration")] = None
    progress_deadline: Annotated[int | None, hcl.attribute("progress_deadline", "ProgressDeadline", "duration")] = None
    canary: Annotated[int | None, hcl.attribute("canary", "Canary", "int")] = None
    auto_revert: Annotated[bool | None, hcl.attribute("auto_revert", "AutoRevert", "bool")] = None
    auto_promote: Annotated[bool | None, hcl.attribute("auto_promote", "AutoPromote", "bool")] = None


class EphemeralDisk(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    sticky: Annotated[bool | None, hcl.attribute("sticky", "Sticky", "bool")] = None
    migrate: Annotated[bool | None, hcl.attribute("migrate", "Migrate", "bool")] = None
    size: Annotated[int | None, hcl.attribute("size", "SizeMB", "int")] = None
