"""The agent as a server: `server { … }`. What concerns Raft and scheduling has modules of its own."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.agent_join import ServerJoin
from jobspec.models.agent_raft import RaftBoltConfig, RaftLogStoreConfig
from jobspec.models.agent_scheduling import PlanRejectionTracker, SchedulerConfiguration, Search
from jobspec.models.base import Model


class ClientIntroduction(Model, frozen=True, kw_only=True, eq=False):
    """How new clients prove themselves: `client_introduction { … }`."""

    refuses_unknown: ClassVar[bool] = True

    enforcement: Annotated[str, hcl.attribute("enforcement", "Enforcement", "string", "none, warn (default) or strict.")] = ""
    default_identity_ttl: Annotated[int, hcl.interval(
        "default_identity_ttl", "DefaultIdentityTTL", "Lifetime of an introduction; default 5m.", go_name="DefaultIdentityTTL")] = 0
    max_identity_ttl: Annotated[int, hcl.interval(
        "max_identity_ttl", "MaxIdentityTTL", "Longest lifetime of an introduction; default 30m.", go_name="MaxIdentityTTL")] = 0


class ServerConfig(Model, frozen=True, kw_only=True, eq=False):
    """The agent as a server: `server { … }`."""

    refuses_unknown: ClassVar[bool] = True

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Makes the agent a server.")] = False
    authoritative_region: Annotated[str, hcl.attribute(
        "authoritative_region", "AuthoritativeRegion", "string", "Region that policies and tokens come from.")] = ""
    bootstrap_expect: Annotated[int, hcl.attribute("bootstrap_expect", "BootstrapExpect", "int", "Servers to wait for: 1, 3 or 5.")] = 0
    client_introduction: Annotated[ClientIntroduction | None, hcl.block(
        "client_introduction", "ClientIntroduction", "ClientIntroduction", "How new clients prove themselves.")] = None
    data_dir: Annotated[str, hcl.attribute("data_dir", "DataDir", "string", "Absolute path; default DATA_DIR/server.")] = ""
    protocol_version: Annotated[int, hcl.attribute("protocol_version", None, "int", "Deprecated and without effect.")] = 0
    raft_protocol: Annotated[int, hcl.attribute("raft_protocol", "RaftProtocol", "int", "Version of Raft's protocol: 3.")] = 0
    raft_multiplier: Annotated[int | None, hcl.attribute(
        "raft_multiplier", "RaftMultiplier", "int", "Stretches Raft's timing; default 1, at most 10.")] = None
    num_schedulers: Annotated[int | None, hcl.attribute(
        "num_schedulers", "NumSchedulers", "int", "Schedulers that work at once; default: one per core.")] = None
    enabled_schedulers: Annotated[tuple[str, ...] | None, hcl.attribute(
        "enabled_schedulers", "EnabledSchedulers", "list(string)", "service, batch, system, sysbatch; default all.")] = None
    node_gc_threshold: Annotated[str, hcl.attribute(
        "node_gc_threshold", "NodeGCThreshold", "string", 'How long lost nodes are remembered; default "24h".')] = ""
    job_gc_interval: Annotated[str, hcl.attribute(
        "job_gc_interval", "JobGCInterval", "string", 'How often old jobs are looked for; default "5m".')] = ""
    job_gc_threshold: Annotated[str, hcl.attribute(
        "job_gc_threshold", "JobGCThreshold", "string", 'How long dead jobs are remembered; default "4h".')] = ""
    eval_gc_threshold: Annotated[str, hcl.attribute(
        "eval_gc_threshold", "EvalGCThreshold", "string", 'How long evaluations are remembered; default "1h".')] = ""
    batch_eval_gc_threshold: Annotated[str, hcl.attribute(
        "batch_eval_gc_threshold", "BatchEvalGCThreshold", "string", 'How long those of batch jobs are remembered; default "24h".')] = ""
    deployment_gc_threshold: Annotated[str, hcl.attribute(
        "deployment_gc_threshold", "DeploymentGCThreshold", "string", 'How long deployments are remembered; default "1h".')] = ""
    csi_volume_claim_gc_interval: Annotated[str, hcl.attribute(
        "csi_volume_claim_gc_interval", "CSIVolumeClaimGCInterval", "string", 'How often old claims are looked for; default "5m".')] = ""
    csi_volume_claim_gc_threshold: Annotated[str, hcl.attribute(
        "csi_volume_claim_gc_threshold", "CSIVolumeClaimGCThreshold", "string", 'How long claims are kept; default "1h".')] = ""
    csi_plugin_gc_threshold: Annotated[str, hcl.attribute(
        "csi_plugin_gc_threshold", "CSIPluginGCThreshold", "string", 'How long unused plugins are remembered; default "1h".')] = ""
    acl_token_gc_threshold: Annotated[str, hcl.attribute(
        "acl_token_gc_threshold", "ACLTokenGCThreshold", "string", 'How long expired tokens are remembered; default "1h".')] = ""
    root_key_gc_interval: Annotated[str, hcl.attribute(
        "root_key_gc_interval", "RootKeyGCInterval", "string", 'How often old keys are looked for; default "10m".')] = ""
    root_key_gc_threshold: Annotated[str, hcl.attribute(
        "root_key_gc_threshold", "RootKeyGCThreshold", "string", 'How long old keys are kept; default "1h".')] = ""
    root_key_rotation_threshold: Annotated[str, hcl.attribute(
        "root_key_rotation_threshold", "RootKeyRotationThreshold", "string", 'How long a key is used; default "720h".')] = ""
    heartbeat_grace: Annotated[int, hcl.interval(
        "heartbeat_grace", "HeartbeatGrace", "How long a client may be late; default 10s.", go_name="HeartbeatGrace")] = 0
    min_heartbeat_ttl: Annotated[int, hcl.interval(
        "min_heartbeat_ttl", "MinHeartbeatTTL", "Shortest time between signs of life; default 10s.", go_name="MinHeartbeatTTL")] = 0
    max_heartbeats_per_second: Annotated[float, hcl.attribute(
        "max_heartbeats_per_second", "MaxHeartbeatsPerSecond", "float", "Most signs of life a second; default 50.")] = 0.0
    failover_heartbeat_ttl: Annotated[int, hcl.interval(
        "failover_heartbeat_ttl", "FailoverHeartbeatTTL", "How long clients have after a change of leader; default 5m.",
        go_name="FailoverHeartbeatTTL")] = 0
    start_join: Annotated[tuple[str, ...] | None, hcl.attribute(
        "start_join", "StartJoin", "list(string)", "Deprecated: use server_join.")] = None
    retry_join: Annotated[tuple[str, ...] | None, hcl.attribute(
        "retry_join", "RetryJoin", "list(string)", "Deprecated: use server_join.")] = None
    retry_max: Annotated[int, hcl.attribute("retry_max", "RetryMaxAttempts", "int", "Deprecated: use server_join.")] = 0
    retry_interval: Annotated[int, hcl.interval(
        "retry_interval", "RetryInterval", "Deprecated: use server_join.", go_name="RetryInterval")] = 0
    rejoin_after_leave: Annotated[bool, hcl.attribute(
        "rejoin_after_leave", "RejoinAfterLeave", "bool", "Joins again after having left.")] = False
    non_voting_server: Annotated[bool, hcl.attribute("non_voting_server", "NonVotingServer", "bool", "Only reads (Enterprise).")] = False
    redundancy_zone: Annotated[str, hcl.attribute("redundancy_zone", "RedundancyZone", "string", "Zone of the server (Enterprise).")] = ""
    upgrade_version: Annotated[str, hcl.attribute("upgrade_version", "UpgradeVersion", "string", "Version for upgrades (Enterprise).")] = ""
    encrypt: Annotated[str, hcl.attribute("encrypt", None, "string", "Key of the gossip between servers, 16 or 32 bytes in base64.")] = ""
    server_join: Annotated[ServerJoin | None, hcl.block("server_join", "ServerJoin", "ServerJoin", "How servers find one another.")] = None
    default_scheduler_config: Annotated[SchedulerConfiguration | None, hcl.block(
        "default_scheduler_config", "DefaultSchedulerConfig", "SchedulerConfiguration", "How the scheduler of a new cluster works.")] = None
    plan_rejection_tracker: Annotated[PlanRejectionTracker | None, hcl.block(
        "plan_rejection_tracker", "PlanRejectionTracker", "PlanRejectionTracker", "Finds nodes that refuse what fits.")] = None
    plan_apply_pipeline: Annotated[int, hcl.attribute(
        "plan_apply_pipeline", "PlanApplyPipeline", "int", "Plans that may be under way at once; default 1.")] = 0
    enable_event_broker: Annotated[bool | None, hcl.attribute(
        "enable_event_broker", "EnableEventBroker", "bool", "Offers the event stream; default true.")] = None
    event_buffer_size: Annotated[int | None, hcl.attribute(
        "event_buffer_size", "EventBufferSize", "int", "Events that are kept; default 100.")] = None
    license_path: Annotated[str, hcl.attribute("license_path", "LicensePath", "string", "File with the license (Enterprise).")] = ""
    license_env: Annotated[str, hcl.untagged("LicenseEnv", "string", "The license, from the environment (Enterprise).")] = ""
    search: Annotated[Search | None, hcl.block("search", "Search", "Search", "Limits of searches.")] = None
    deploy_query_rate_limit: Annotated[float, hcl.attribute(
        "deploy_query_rate_limit", "DeploymentQueryRateLimit", "float", "Queries a second while deployments are watched.")] = 0.0
    raft_logstore: Annotated[RaftLogStoreConfig | None, hcl.block(
        "raft_logstore", "RaftLogStoreConfig", "RaftLogStoreConfig", "Where Raft keeps its log.")] = None
    raft_boltdb: Annotated[RaftBoltConfig | None, hcl.block(
        "raft_boltdb", "RaftBoltConfig", "RaftBoltConfig", "Deprecated: use raft_logstore.")] = None
    raft_snapshot_threshold: Annotated[int | None, hcl.attribute(
        "raft_snapshot_threshold", "RaftSnapshotThreshold", "int", "Log entries before a snapshot is made.")] = None
    raft_snapshot_interval: Annotated[str | None, hcl.attribute(
        "raft_snapshot_interval", "RaftSnapshotInterval", "string", "How often that is looked at.")] = None
    raft_trailing_logs: Annotated[int | None, hcl.attribute(
        "raft_trailing_logs", "RaftTrailingLogs", "int", "Log entries kept after a snapshot.")] = None
    job_default_priority: Annotated[int | None, hcl.attribute(
        "job_default_priority", "JobDefaultPriority", "int", "Priority of jobs that say none; default 50.")] = None
    job_max_priority: Annotated[int | None, hcl.attribute(
        "job_max_priority", "JobMaxPriority", "int", "Highest priority of jobs, 100 to 32766; default 100.")] = None
    job_max_count: Annotated[int | None, hcl.attribute(
        "job_max_count", "JobMaxCount", "int", "Most allocations of one group; default 50000.")] = None
    job_max_source_size: Annotated[str | None, hcl.attribute(
        "job_max_source_size", "JobMaxSourceSize", "string", 'Longest job file that is kept; default "1M".')] = None
    job_tracked_versions: Annotated[int | None, hcl.attribute(
        "job_tracked_versions", "JobTrackedVersions", "int", "Versions of a job that are kept; default 6.")] = None
    oidc_issuer: Annotated[str, hcl.attribute("oidc_issuer", "OIDCIssuer", "string", "Issuer URL in workload identities.")] = ""
    start_timeout: Annotated[str, hcl.attribute(
        "start_timeout", "StartTimeout", "string", 'How long a server may take to come up; default "30s".')] = ""
    log_file: Annotated[str, hcl.attribute("log_file", "LogFile", "string", "Log file that `nomad monitor export` reads.")] = ""
    non_production: Annotated[bool, hcl.attribute("non_production", "NonProduction", "bool", "Marks a test cluster.")] = False
