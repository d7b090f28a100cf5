"""What an agent's configuration is before any file (command/agent/config.go DefaultConfig), on Linux."""

from __future__ import annotations

from jobspec.models.agent_client import ArtifactConfig, ClientConfig, Resources, UsersConfig
from jobspec.models.agent_clusters import ConsulConfig, VaultConfig
from jobspec.models.agent_config import Addresses, AdvertiseAddrs, AgentConfig, Ports
from jobspec.models.agent_join import ServerJoin
from jobspec.models.agent_operations import AutopilotConfig, Eventlog, LicenseReportingConfig, Limits, ReportingConfig, RPCConfig
from jobspec.models.agent_scheduling import PlanRejectionTracker, Search
from jobspec.models.agent_security import ACLConfig, AuditConfig, SentinelConfig, TLSConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.agent_template import ClientTemplateConfig, RetryConfig, WaitConfig
from jobspec.models.agent_ui import ConsulUIConfig, ContentSecurityPolicy, LabelUIConfig, UIConfig, VaultUIConfig
from jobspec.models.defaults import HOUR, MILLISECOND, MINUTE, SECOND

DEFAULT_CONSUL = ConsulConfig(
    name="default", server_service_name="nomad", server_http_check_name="Nomad Server HTTP Check",
    server_serf_check_name="Nomad Server Serf Check", server_rpc_check_name="Nomad Server RPC Check",
    client_service_name="nomad-client", client_http_check_name="Nomad Client HTTP Check", auto_advertise=True, checks_use_advertise=False,
    address="localhost:8500", timeout=5 * SECOND, ssl=False, verify_ssl=True, server_auto_join=True, client_auto_join=True,
    service_auth_method="nomad-workloads", task_auth_method="nomad-workloads",
)

DEFAULT_VAULT = VaultConfig(
    name="default", address="https://vault.service.consul:8200", jwt_auth_backend_path="jwt-nomad", connection_retry_interval=30 * SECOND,
)

DEFAULT_REPORTING = ReportingConfig(license=LicenseReportingConfig())

_RETRY = RetryConfig(attempts=12, backoff=250 * MILLISECOND, max_backoff=MINUTE)

_TEMPLATE = ClientTemplateConfig(
    function_denylist=("executeTemplate", "plugin", "writeToFile"), max_stale=87600 * HOUR, block_query_wait=5 * MINUTE,
    wait=WaitConfig(min=5 * SECOND, max=4 * MINUTE), consul_retry=_RETRY, vault_default_lease_duration=5 * MINUTE, vault_retry=_RETRY,
    nomad_retry=_RETRY,
)

_JOIN = ServerJoin(retry_join=(), retry_interval=30 * SECOND)

_CLIENT = ClientConfig(
    node_pool="default", max_kill_timeout="30s", client_min_port=14000, client_max_port=14512, min_dynamic_port=20000,
    max_dynamic_port=32000, reserved=Resources(), gc_interval=MINUTE, gc_parallel_destroys=2, gc_disk_usage_threshold=80.0,
    gc_inode_usage_threshold=70.0, gc_max_allocs=50, no_host_uuid=True, server_join=_JOIN, template=_TEMPLATE,
    bind_wildcard_default_host_network=True, cni_path="/opt/cni/bin:/usr/libexec/cni", cni_config_dir="/opt/cni/config",
    nomad_service_discovery=True,
    artifact=ArtifactConfig(
        http_read_timeout="30m", http_max_size="100GB", gcs_timeout="30m", git_timeout="30m", hg_timeout="30m", s3_timeout="30m",
        decompression_file_count_limit=4096, decompression_size_limit="100GB", disable_artifact_inspection=False,
        disable_filesystem_isolation=False, set_environment_variables="",
    ),
    users=UsersConfig(dynamic_user_min=80_000, dynamic_user_max=89_999), fingerprints=(),
)

_SERVER = ServerConfig(
    enable_event_broker=True, event_buffer_size=100, raft_protocol=3, start_join=(),
    plan_rejection_tracker=PlanRejectionTracker(enabled=False, node_threshold=100, node_window=5 * MINUTE), plan_apply_pipeline=1,
    server_join=_JOIN, search=Search(fuzzy_enabled=True, limit_query=20, limit_results=100, min_term_length=2),
    job_max_source_size="1M", job_tracked_versions=6,
)

_UI = UIConfig(
    enabled=True, consul=ConsulUIConfig(), vault=VaultUIConfig(), label=LabelUIConfig(), show_cli_hints=True,
    content_security_policy=ContentSecurityPolicy(
        connect_src=("*",), default_src=("'none'",), form_action=("'none'",), frame_ancestors=("'none'",), img_src=("'self'", "data:"),
        script_src=("'self'",), style_src=("'self'", "'unsafe-inline'"),
    ),
)

DEFAULTS = AgentConfig(
    region="global", datacenter="dc1", log_level="INFO", bind_addr="0.0.0.0", ports=Ports(http=4646, rpc=4647, serf=4648),
    addresses=Addresses(), advertise=AdvertiseAddrs(), client=_CLIENT, server=_SERVER,
    rpc=RPCConfig(
        accept_backlog=256, keep_alive_interval=30 * SECOND, connection_write_timeout=10 * SECOND, stream_open_timeout=75 * SECOND,
        stream_close_timeout=5 * MINUTE, dial_timeout=10 * SECOND,
    ),
    acl=ACLConfig(token_ttl=30 * SECOND, policy_ttl=30 * SECOND, role_ttl=30 * SECOND),
    telemetry=Telemetry(
        in_memory_collection_interval="10s", in_memory_retention_period="1m", collection_interval="1s",
        disable_allocation_hook_metrics=False,
    ),
    syslog_facility="LOCAL0", disable_update_check=False, consuls=(DEFAULT_CONSUL,), vaults=(DEFAULT_VAULT,), ui=_UI, tls=TLSConfig(),
    sentinel=SentinelConfig(),
    autopilot=AutopilotConfig(server_stabilization_time=10 * SECOND, last_contact_threshold=200 * MILLISECOND, max_trailing_logs=250),
    limits=Limits(https_handshake_timeout="5s", http_max_conns_per_client=100, rpc_handshake_timeout="5s", rpc_max_conns_per_client=100),
    audit=AuditConfig(), reporting=DEFAULT_REPORTING, keyrings=(), eventlog=Eventlog(level="error"),
)
