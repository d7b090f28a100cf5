"""Parts of an agent's configuration that concern its running: connections, plugins, limits, upkeep, reports."""

from typing import Annotated, Any, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class RPCConfig(Model, frozen=True, kw_only=True, eq=False):
    """Connections between agents: `rpc { … }`."""

    accept_backlog: Annotated[int, hcl.attribute(
        "accept_backlog", "AcceptBacklog", "int", "Streams that may wait to be accepted; default 256.")] = 0
    keep_alive_interval: Annotated[int, hcl.interval(
        "keep_alive_interval", "KeepAliveInterval", "How often a sign of life is sent; default 30s.", go_name="KeepAliveInterval")] = 0
    connection_write_timeout: Annotated[int, hcl.interval(
        "connection_write_timeout", "ConnectionWriteTimeout", "Longest write; default 10s.", go_name="ConnectionWriteTimeout")] = 0
    stream_open_timeout: Annotated[int, hcl.interval(
        "stream_open_timeout", "StreamOpenTimeout", "Longest wait for a stream to open; default 75s.", go_name="StreamOpenTimeout")] = 0
    stream_close_timeout: Annotated[int, hcl.interval(
        "stream_close_timeout", "StreamCloseTimeout", "Longest wait for a stream to close; default 5m.", go_name="StreamCloseTimeout")] = 0
    dial_timeout: Annotated[int, hcl.interval(
        "dial_timeout", "DialTimeout", "Longest wait for a connection; default 10s.", go_name="DialTimeout")] = 0


class AutopilotConfig(Model, frozen=True, kw_only=True, eq=False):
    """Upkeep of the servers' cluster: `autopilot { … }`."""

    refuses_unknown: ClassVar[bool] = True

    cleanup_dead_servers: Annotated[bool | None, hcl.attribute(
        "cleanup_dead_servers", "CleanupDeadServers", "bool", "Removes dead servers; default true.")] = None
    server_stabilization_time: Annotated[int, hcl.interval(
        "server_stabilization_time", "ServerStabilizationTime", "How long a new server must be healthy; default 10s.",
        go_name="ServerStabilizationTime")] = 0
    last_contact_threshold: Annotated[int, hcl.interval(
        "last_contact_threshold", "LastContactThreshold", "How long without contact a server is healthy; default 200ms.",
        go_name="LastContactThreshold")] = 0
    max_trailing_logs: Annotated[int, hcl.attribute(
        "max_trailing_logs", "MaxTrailingLogs", "int", "How many log entries a healthy server may lack; default 250.")] = 0
    min_quorum: Annotated[int, hcl.attribute("min_quorum", "MinQuorum", "int", "Servers that are never removed.")] = 0
    enable_redundancy_zones: Annotated[bool | None, hcl.attribute(
        "enable_redundancy_zones", "EnableRedundancyZones", "bool", "Uses redundancy zones (Enterprise).")] = None
    disable_upgrade_migration: Annotated[bool | None, hcl.attribute(
        "disable_upgrade_migration", "DisableUpgradeMigration", "bool", "Does not move to newer servers (Enterprise).")] = None
    enable_custom_upgrades: Annotated[bool | None, hcl.attribute(
        "enable_custom_upgrades", "EnableCustomUpgrades", "bool", "Uses upgrade_version for that (Enterprise).")] = None


class PluginConfig(Model, frozen=True, kw_only=True, eq=False):
    """A task driver or device plugin: `plugin "NAME" { … }`."""

    refuses_unknown: ClassVar[bool] = True

    name: Annotated[str, hcl.label("", "Name", "Name of the plugin: its file in plugin_dir, or a built-in driver.")] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute("args", "Args", "list(string)", "Arguments of its command line.")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)", "What the plugin itself defines.")] = None


class Limits(Model, frozen=True, kw_only=True, eq=False):
    """Limits of connections: `limits { … }`."""

    https_handshake_timeout: Annotated[str, hcl.attribute(
        "https_handshake_timeout", "HTTPSHandshakeTimeout", "string",
        'Longest TLS handshake of the HTTP API; default "5s", "0": any.')] = ""
    http_max_conns_per_client: Annotated[int | None, hcl.attribute(
        "http_max_conns_per_client", "HTTPMaxConnsPerClient", "int", "Most HTTP connections of one address; default 100, 0: any.")] = None
    rpc_handshake_timeout: Annotated[str, hcl.attribute(
        "rpc_handshake_timeout", "RPCHandshakeTimeout", "string", 'Longest handshake of agents; default "5s", "0": any.')] = ""
    rpc_max_conns_per_client: Annotated[int | None, hcl.attribute(
        "rpc_max_conns_per_client", "RPCMaxConnsPerClient", "int", "Most connections of one agent; default 100, 0: any.")] = None


class LicenseReportingConfig(Model, frozen=True, kw_only=True, eq=False):
    """Reports of use for the license: `license { … }` (Enterprise)."""

    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool", "Sends reports; default true.")] = None


class ReportingConfig(Model, frozen=True, kw_only=True, eq=False):
    """Reports to HashiCorp: `reporting { … }` (Enterprise)."""

    license: Annotated[LicenseReportingConfig | None, hcl.block(
        "license", "License", "LicenseReportingConfig", "Reports of use for the license.")] = None
    address: Annotated[str, hcl.attribute("address", None, "string", "Where reports are sent.")] = ""
    export_interval: Annotated[int, hcl.interval(
        "export_interval", "ExportInterval", "How often reports are sent.", go_name="ExportInterval")] = 0
    snapshot_retention_time: Annotated[int, hcl.interval(
        "snapshot_retention_time", "SnapshotRetentionTime", "How long figures are kept.", go_name="SnapshotRetentionTime")] = 0
    disable_product_usage_reporting: Annotated[bool | None, hcl.attribute(
        "disable_product_usage_reporting", "DisableUsageReporting", "bool", "Sends no figures of product use.")] = None
    non_production: Annotated[bool, hcl.untagged("NonProduction", "bool", "Marks a test cluster.")] = False


class Eventlog(Model, frozen=True, kw_only=True, eq=False):
    """The Windows event log: `eventlog { … }`."""

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Writes to the event log.")] = False
    level: Annotated[str, hcl.attribute("level", "Level", "string", "INFO, WARN or ERROR; default error.")] = ""
