"""The job itself and what stands only at its top: periodic, parameterized, multiregion, UI."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_policies import MigrateStrategy, ReschedulePolicy, UpdateStrategy


class JobUILink(Model, frozen=True, kw_only=True, eq=False):
    """A link on the job's page: `ui { link { … } }`."""

    label: Annotated[str, hcl.attribute(
        "label", "Label", "string", "Text of the link.")] = ""
    url: Annotated[str, hcl.attribute(
        "url", "URL", "string", "Address of the link.")] = ""


class JobUIConfig(Model, frozen=True, kw_only=True, eq=False):
    """What the web interface shows of the job: `ui { … }`."""

    description: Annotated[str, hcl.attribute(
        "description", "Description", "string", "Text in Markdown.")] = ""
    links: Annotated[tuple[JobUILink, ...] | None, hcl.blocks(
        "link", "Links", "list(JobUILink)", "Links beside it.")] = None


class JobVersionTag(Model, frozen=True, kw_only=True, eq=False):
    """A name that was given to a stored version of the job."""

    name: Annotated[str, hcl.api(
        "Name", "string", "The name, unique among the job's versions.")] = ""
    description: Annotated[str, hcl.api(
        "Description", "string", "What the version is.")] = ""
    tagged_time: Annotated[int, hcl.api(
        "TaggedTime", "int64", "When it was named, in nanoseconds since 1970.")] = 0


class MultiregionStrategy(Model, frozen=True, kw_only=True, eq=False):
    """How a deployment goes through the regions: `multiregion { strategy { … } }`."""

    max_parallel: Annotated[int | None, hcl.attribute(
        "max_parallel", "MaxParallel", "int", "How many regions deploy at a time; default 0, all of them.")] = None
    on_failure: Annotated[str | None, hcl.attribute(
        "on_failure", "OnFailure", "string", "What happens when a region fails: empty (default), fail_all or fail_local.")] = None


class MultiregionRegion(Model, frozen=True, kw_only=True, eq=False):
    """One region of a multiregion job: `multiregion { region "NAME" { … } }`."""

    name: Annotated[str, hcl.label(
        "", "Name", "Name of the region.")] = ""
    count: Annotated[int | None, hcl.attribute(
        "count", "Count", "int", "Count for groups whose own count is 0; default 1.")] = None
    datacenters: Annotated[tuple[str, ...] | None, hcl.attribute(
        "datacenters", "Datacenters", "list(string)", "Datacenters in this region; default: the job's.")] = None
    node_pool: Annotated[str, hcl.attribute(
        "node_pool", "NodePool", "string", "Node pool in this region; default: the job's.")] = ""
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata added in this region.")] = None


class Multiregion(Model, frozen=True, kw_only=True, eq=False):
    """Deployment to several regions (Nomad Enterprise): `multiregion { … }`."""

    strategy: Annotated[MultiregionStrategy | None, hcl.block(
        "strategy", "Strategy", "MultiregionStrategy", "How the deployment goes through the regions.")] = None
    regions: Annotated[tuple[MultiregionRegion, ...] | None, hcl.blocks(
        "region", "Regions", "list(MultiregionRegion)", "The regions.")] = None


class ParameterizedJobConfig(Model, frozen=True, kw_only=True, eq=False):
    """Makes the job a template that is started with `nomad job dispatch`: `parameterized { … }`."""

    payload: Annotated[str, hcl.attribute(
        "payload", "Payload", "string", "Whether a payload may be given: optional (default), required or forbidden.")] = ""
    meta_required: Annotated[tuple[str, ...] | None, hcl.attribute(
        "meta_required", "MetaRequired", "list(string)", "Metadata keys that a dispatch must set.")] = None
    meta_optional: Annotated[tuple[str, ...] | None, hcl.attribute(
        "meta_optional", "MetaOptional", "list(string)", "Metadata keys that a dispatch may set.")] = None


class PeriodicConfig(Model, frozen=True, kw_only=True, eq=False):
    """Starts the job at certain times: `periodic { … }`."""

    enabled: Annotated[bool | None, hcl.attribute(
        "enabled", "Enabled", "bool", "Whether it is started; default true.")] = None
    cron: Annotated[str | None, hcl.attribute(
        "cron", "Spec", "string", "One cron expression; deprecated in favour of crons.")] = None
    crons: Annotated[tuple[str, ...] | None, hcl.attribute(
        "crons", "Specs", "list(string)", "Cron expressions; the job starts at the times of each.")] = None
    spec_type: Annotated[str | None, hcl.api(
        "SpecType", "string", "Kind of the expressions: always cron; Nomad sets it.")] = None
    prohibit_overlap: Annotated[bool | None, hcl.attribute(
        "prohibit_overlap", "ProhibitOverlap", "bool", "Does not start while the previous instance still runs; default false.")] = None
    time_zone: Annotated[str | None, hcl.attribute(
        "time_zone", "TimeZone", "string", "Time zone in which expressions are read, for example Europe/Berlin; default UTC.")] = None


class Job(Model, frozen=True, kw_only=True, eq=False):
    """A job: `job "ID" { … }`, the root of the API's job object."""

    region: Annotated[str | None, hcl.attribute(
        "region", "Region", "string", "Region to run in; default: the server's, or global.")] = None
    namespace: Annotated[str | None, hcl.attribute(
        "namespace", "Namespace", "string", 'Namespace of the job; default "default".')] = None
    id: Annotated[str | None, hcl.attribute(
        "id", "ID", "string", "Identifier, unique in the namespace: the block's label.")] = None
    name: Annotated[str | None, hcl.attribute(
        "name", "Name", "string", "Name to show; default: the id.")] = None
    type: Annotated[str | None, hcl.attribute(
        "type", "Type", "string", "Scheduler: service (default), batch, system or sysbatch.")] = None
    priority: Annotated[int | None, hcl.attribute(
        "priority", "Priority", "int", "Importance from 1 to 100 (the upper limit is configurable); default 50.")] = None
    all_at_once: Annotated[bool | None, hcl.attribute(
        "all_at_once", "AllAtOnce", "bool", "Places all groups at once or none; default false.")] = None
    datacenters: Annotated[tuple[str, ...] | None, hcl.attribute(
        "datacenters", "Datacenters", "list(string)", 'Datacenters that may run the job, wildcards allowed; default ["*"].')] = None
    node_pool: Annotated[str | None, hcl.attribute(
        "node_pool", "NodePool", "string", "Node pool that may run the job; default: the namespace's, or the pool default.")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks(
        "constraint", "Constraints", "list(Constraint)", "Conditions that nodes must meet, for all groups.")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks(
        "affinity", "Affinities", "list(Affinity)", "Preferences for nodes, for all groups.")] = None
    task_groups: Annotated[tuple[TaskGroup, ...] | None, hcl.blocks(
        "group", "TaskGroups", "list(TaskGroup)", "The groups of the job.")] = None
    update: Annotated[UpdateStrategy | None, hcl.block(
        "update", "Update", "UpdateStrategy", "How new versions are rolled out, for all groups.")] = None
    multiregion: Annotated[Multiregion | None, hcl.block(
        "multiregion", "Multiregion", "Multiregion", "Deployment to several regions (Nomad Enterprise).")] = None
    spreads: Annotated[tuple[Spread, ...] | None, hcl.blocks(
        "spread", "Spreads", "list(Spread)", "Distribution over the values of attributes, for all groups.")] = None
    periodic: Annotated[PeriodicConfig | None, hcl.block(
        "periodic", "Periodic", "PeriodicConfig", "Starts the job at certain times.")] = None
    parameterized: Annotated[ParameterizedJobConfig | None, hcl.block(
        "parameterized", "ParameterizedJob", "ParameterizedJobConfig", "Makes the job a template for dispatches.")] = None
    reschedule: Annotated[ReschedulePolicy | None, hcl.block(
        "reschedule", "Reschedule", "ReschedulePolicy", "When failed allocations are placed anew, for all groups.")] = None
    migrate: Annotated[MigrateStrategy | None, hcl.block(
        "migrate", "Migrate", "MigrateStrategy", "How allocations leave nodes that are drained, for all groups.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata, readable by the tasks as NOMAD_META_name.")] = None
    ui: Annotated[JobUIConfig | None, hcl.block(
        "ui", "UI", "JobUIConfig", "Description and links for the web interface.")] = None
    stop: Annotated[bool | None, hcl.api(
        "Stop", "bool", "Whether the job was stopped.")] = None
    parent_id: Annotated[str | None, hcl.api(
        "ParentID", "string", "The periodic or parameterized job that this is an instance of.")] = None
    dispatched: Annotated[bool, hcl.api(
        "Dispatched", "bool", "Whether this is a dispatched instance.")] = False
    dispatch_idempotency_token: Annotated[str | None, hcl.api(
        "DispatchIdempotencyToken", "string", "Token that keeps a dispatch from being made twice.")] = None
    payload: Annotated[tuple[int, ...] | None, hcl.api(
        "Payload", "list(uint8)", "Payload of a dispatched instance, base64 in JSON.")] = None
    consul_namespace: Annotated[str | None, hcl.api(
        "ConsulNamespace", "string", "Consul namespace given on the command line.")] = None
    vault_namespace: Annotated[str | None, hcl.api(
        "VaultNamespace", "string", "Vault namespace given on the command line.")] = None
    nomad_token_id: Annotated[str | None, hcl.api(
        "NomadTokenID", "string", "Accessor of the ACL token that registered the job.")] = None
    status: Annotated[str | None, hcl.api(
        "Status", "string", "State of the job: pending, running or dead.")] = None
    status_description: Annotated[str | None, hcl.api(
        "StatusDescription", "string", "Text that explains the state.")] = None
    stable: Annotated[bool | None, hcl.api(
        "Stable", "bool", "Whether this version was deployed with success.")] = None
    version: Annotated[int | None, hcl.api(
        "Version", "uint64", "Number of this version, from 0.")] = None
    submit_time: Annotated[int | None, hcl.api(
        "SubmitTime", "int64", "When it was submitted, in nanoseconds since 1970.")] = None
    create_index: Annotated[int | None, hcl.api(
        "CreateIndex", "uint64", "Raft index at which the job was made.")] = None
    modify_index: Annotated[int | None, hcl.api(
        "ModifyIndex", "uint64", "Raft index of the last change of any kind.")] = None
    job_modify_index: Annotated[int | None, hcl.api(
        "JobModifyIndex", "uint64", "Raft index of the last change of the specification.")] = None
    version_tag: Annotated[JobVersionTag | None, hcl.api(
        "VersionTag", "JobVersionTag", "Name given to this version.")] = None
