"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_policies import MigrateStrategy, ReschedulePolicy, UpdateStrategy


class JobUILink(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    label: Annotated[str, hcl.attribute("label", "Label", "string")] = ""
    url: Annotated[str, hcl.attribute("url", "URL", "string")] = ""


class JobUIConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    description: Annotated[str, hcl.attribute("description", "Description", "string")] = ""
    links: Annotated[tuple[JobUILink, ...] | None, hcl.blocks("link", "Links", "list(JobUILink)")] = None


class JobVersionTag(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.api("Name", "string")] = ""
    description: Annotated[str, hcl.api("Description", "string")] = ""
    tagged_time: Annotated[int, hcl.api("TaggedTime", "int64")] = 0


class MultiregionStrategy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    max_parallel: Annotated[int | None, hcl.attribute("max_parallel", "MaxParallel", "int")] = None
    on_failure: Annotated[str | None, hcl.attribute("on_failure", "OnFailure", "string")] = None


class MultiregionRegion(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("", "Name")] = ""
    count: Annotated[int | None, hcl.attribute("count", "Count", "int")] = None
    datacenters: Annotated[tuple[str, ...] | None, hcl.attribute("datacenters", "Datacenters", "list(string)")] = None
    node_pool: Annotated[str, hcl.attribute("node_pool", "NodePool", "string")] = ""
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None


class Multiregion(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    strategy: Annotated[MultiregionStrategy | None, hcl.block("strategy", "Strategy", "MultiregionStrategy")] = None
    regions: Annotated[tuple[MultiregionRegion, ...] | None, hcl.blocks("region", "Regions", "list(MultiregionRegion)")] = None


class ParameterizedJobConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    payload: Annotated[str, hcl.attribute("payload", "Payload", "string")] = ""
    meta_required: Annotated[tuple[str, ...] | None, hcl.attribute("meta_required", "MetaRequired", "list(string)")] = None
    meta_optional: Annotated[tuple[str, ...] | None, hcl.attribute("meta_optional", "MetaOptional", "list(string)")] = None


class PeriodicConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool")] = None
    cron: Annotated[str | None, hcl.attribute("cron", "Spec", "string")] = None
    crons: Annotated[tuple[str, ...] | None, hcl.attribute("crons", "Specs", "list(string)")] = None
    spec_type: Annotated[str | None, hcl.api("SpecType", "string")] = None
    prohibit_overlap: Annotated[bool | None, hcl.attribute("prohibit_overlap", "ProhibitOverlap", "bool")] = None
    time_zone: Annotated[str | None, hcl.attribute("time_zone", "TimeZone", "string")] = None


class Job(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    region: Annotated[str | None, hcl.attribute("region", "Region", "string")] = None
    namespace: Annotated[str | None, hcl.attribute("namespace", "Namespace", "string")] = None
    id: Annotated[str | None, hcl.attribute("id", "ID", "string")] = None
    name: Annotated[str | None, hcl.attribute("name", "Name", "string")] = None
    type: Annotated[str | None, hcl.attribute("type", "Type", "string")] = None
    priority: Annotated[int | None, hcl.attribute("priority", "Priority", "int")] = None
    all_at_once: Annotated[bool | None, hcl.attribute("all_at_once", "AllAtOnce", "bool")] = None
    datacenters: Annotated[tuple[str, ...] | None, hcl.attribute("datacenters", "Datacenters", "list(string)")] = None
    node_pool: Annotated[str | None, hcl.attribute("node_pool", "NodePool", "string")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks("constraint", "Constraints", "list(Constraint)")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks("affinity", "Affinities", "list(Affinity)")] = None
    task_groups: Annotated[tuple[TaskGroup, ...] | None, hcl.blocks("group", "TaskGroups", "list(TaskGroup)")] = None
    update: Annotated[UpdateStrategy | None, hcl.block("update", "Update", "UpdateStrategy")] = None
    multiregion: Annotated[Multiregion | None, hcl.block("multiregion", "Multiregion", "Multiregion")] = None
    spreads: Annotated[tuple[Spread, ...] | None, hcl.blocks("spread", "Spreads", "list(Spread)")] = None
    periodic: Annotated[PeriodicConfig | None, hcl.block("periodic", "Periodic", "PeriodicConfig")] = None
    parameterized: Annotated[ParameterizedJobConfig | None, hcl.block("parameterized", "ParameterizedJob", "ParameterizedJobConfig")] = None
    reschedule: Annotated[ReschedulePolicy | None, hcl.block("reschedule", "Reschedule", "ReschedulePolicy")] = None
    migrate: Annotated[MigrateStrategy | None, hcl.block("migrate", "Migrate", "MigrateStrategy")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None
    ui: Annotated[JobUIConfig | None, hcl.block("ui", "UI", "JobUIConfig")] = None
    stop: Annotated[bool | None, hcl.api("Stop", "bool")] = None
    parent_id: Annotated[str | None, hcl.api("ParentID", "string")] = None
    dispatched: Annotated[bool, hcl.api("Dispatched", "bool")] = False
    dispatch_idempotency_token: Annotated[str | None, hcl.api("DispatchIdempotencyToken", "string")] = None
    payload: Annotated[tuple[int, ...] | None, hcl.api("Payload", "list(uint8)")] = None
    consul_namespace: Annotated[str | None, hcl.api("ConsulNamespace", "string")] = None
    vault_namespace: Annotated[str | None, hcl.api("VaultNamespace", "string")] = None
    nomad_token_id: Annotated[str | None, hcl.api("NomadTokenID", "string")] = None
    status: Annotated[str | None, hcl.api("Status", "string")] = None
    status_description: Annotated[str | None, hcl.api("StatusDescription", "string")] = None
    stable: Annotated[bool | None, hcl.api("Stable", "bool")] = None
    version: Annotated[int | None, hcl.api("Version", "uint64")] = None
    submit_time: Annotated[int | None, hcl.api("SubmitTime", "int64")] = None
    create_index: Annotated[int | None, hcl.api("CreateIndex", "uint64")] = None
    modify_index: Annotated[int | None, hcl.api("ModifyIndex", "uint64")] = None
    job_modify_index: Annotated[int | None, hcl.api("JobModifyIndex", "uint64")] = None
    version_tag: Annotated[JobVersionTag | None, hcl.api("VersionTag", "JobVersionTag")] = None
