"""The configuration of a Nomad agent: what its files say, and what they say together over Nomad's defaults.

Fields stand in the order of Nomad's structs (command/agent/config.go), which is the order in which HCL 1 decodes them.
"""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_clusters import ConsulConfig, VaultConfig
from jobspec.models.agent_operations import AutopilotConfig, Eventlog, Limits, PluginConfig, ReportingConfig, RPCConfig
from jobspec.models.agent_security import ACLConfig, AuditConfig, KEKProviderConfig, SentinelConfig, TLSConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.agent_ui import UIConfig
from jobspec.models.base import Model


class Ports(Model, frozen=True, kw_only=True, eq=False):
    """Ports of the agent itself: `ports { … }`."""

    refuses_unknown: ClassVar[bool] = True

    http: Annotated[int, hcl.attribute("http", "HTTP", "int", "Port of the HTTP API; default 4646.")] = 0
    rpc: Annotated[int, hcl.attribute("rpc", "RPC", "int", "Port for calls between agents; default 4647.")] = 0
    serf: Annotated[int, hcl.attribute("serf", "Serf", "int", "Port of the gossip between servers; default 4648.")] = 0


class Addresses(Model, frozen=True, kw_only=True, eq=False):
    """Addresses that the agent listens on: `addresses { … }`."""

    refuses_unknown: ClassVar[bool] = True

    http: Annotated[str, hcl.attribute("http", "HTTP", "string", "Addresses of the HTTP API, separated by blanks.")] = ""
    rpc: Annotated[str, hcl.attribute("rpc", "RPC", "string", "Address for calls between agents.")] = ""
    serf: Annotated[str, hcl.attribute("serf", "Serf", "string", "Address of the gossip between servers.")] = ""


class AdvertiseAddrs(Model, frozen=True, kw_only=True, eq=False):
    """Addresses that the agent tells others: `advertise { … }`."""

    refuses_unknown: ClassVar[bool] = True

    http: Annotated[str, hcl.attribute("http", "HTTP", "string", "Address of the HTTP API, with or without a port.")] = ""
    rpc: Annotated[str, hcl.attribute("rpc", "RPC", "string", "Address for calls between agents, with or without a port.")] = ""
    serf: Annotated[str, hcl.attribute("serf", "Serf", "string", "Address of the gossip between servers, with or without a port.")] = ""


class BuildTime(Model, frozen=True, kw_only=True, eq=False):
    """When Nomad was built; HCL 1 sees no settings in it."""


class VersionInfo(Model, frozen=True, kw_only=True, eq=False):
    """Version of the agent, set when Nomad is built."""

    build_date: Annotated[BuildTime | None, hcl.untagged("BuildDate", "BuildTime", "When Nomad was built.")] = None
    revision: Annotated[str, hcl.untagged("Revision", "string", "Commit that Nomad was built from.")] = ""
    version: Annotated[str, hcl.untagged("Version", "string", "Version, such as 2.0.6.")] = ""
    version_prerelease: Annotated[str, hcl.untagged("VersionPrerelease", "string", "Mark of a version before release.")] = ""
    version_metadata: Annotated[str, hcl.untagged("VersionMetadata", "string", "Further marks, such as ent.")] = ""


class AgentConfig(Model, frozen=True, kw_only=True, eq=False):
    """An agent's configuration: one file, or several merged over Nomad's defaults."""

    refuses_unknown: ClassVar[bool] = True

    region: Annotated[str, hcl.attribute("region", "Region", "string", "Region of the agent; default global.")] = ""
    datacenter: Annotated[str, hcl.attribute("datacenter", "Datacenter", "string", "Datacenter of the agent; default dc1.")] = ""
    name: Annotated[str, hcl.attribute("name", "NodeName", "string", "Name of the node; default: the host's name.")] = ""
    data_dir: Annotated[str, hcl.attribute(
        "data_dir", "DataDir", "string", "Absolute path of the folder that holds the agent's state.")] = ""
    plugin_dir: Annotated[str, hcl.attribute(
        "plugin_dir", "PluginDir", "string", "Absolute path of the folder with task driver plugins; default DATA_DIR/plugins.")] = ""
    log_level: Annotated[str, hcl.attribute(
        "log_level", "LogLevel", "string", "TRACE, DEBUG, INFO (default), WARN, ERROR or OFF.")] = ""
    log_json: Annotated[bool, hcl.attribute("log_json", "LogJson", "bool", "Writes the log as JSON.")] = False
    log_file: Annotated[str, hcl.attribute("log_file", "LogFile", "string", "File, or folder ending in a slash, to write the log to.")] = ""
    log_include_location: Annotated[bool, hcl.attribute(
        "log_include_location", "LogIncludeLocation", "bool", "Adds source file and line to each line of the log.")] = False
    log_rotate_duration: Annotated[str, hcl.attribute(
        "log_rotate_duration", "LogRotateDuration", "string", "After how long a new log file is begun.")] = ""
    log_rotate_bytes: Annotated[int, hcl.attribute(
        "log_rotate_bytes", "LogRotateBytes", "int", "After how many bytes a new log file is begun.")] = 0
    log_rotate_max_files: Annotated[int, hcl.attribute(
        "log_rotate_max_files", "LogRotateMaxFiles", "int", "How many older log files are kept; 0: all.")] = 0
    bind_addr: Annotated[str, hcl.attribute(
        "bind_addr", "BindAddr", "string", "Address that all services listen on; default 0.0.0.0. May be a go-sockaddr template.")] = ""
    enable_debug: Annotated[bool, hcl.attribute("enable_debug", "EnableDebug", "bool", "Offers profiling under /debug/pprof.")] = False
    ports: Annotated[Ports | None, hcl.block("ports", "Ports", "Ports", "Ports of the agent itself.")] = None
    addresses: Annotated[Addresses | None, hcl.block("addresses", "Addresses", "Addresses", "Addresses that the agent listens on.")] = None
    advertise: Annotated[AdvertiseAddrs | None, hcl.block(
        "advertise", "AdvertiseAddrs", "AdvertiseAddrs", "Addresses that the agent tells others.")] = None
    client: Annotated[ClientConfig | None, hcl.block("client", "Client", "ClientConfig", "The agent as a client.")] = None
    server: Annotated[ServerConfig | None, hcl.block("server", "Server", "ServerConfig", "The agent as a server.")] = None
    rpc: Annotated[RPCConfig | None, hcl.block("rpc", "RPC", "RPCConfig", "Connections between agents.")] = None
    acl: Annotated[ACLConfig | None, hcl.block("acl", "ACL", "ACLConfig", "Access control.")] = None
    telemetry: Annotated[Telemetry | None, hcl.block("telemetry", "Telemetry", "Telemetry", "Metrics.")] = None
    leave_on_interrupt: Annotated[bool, hcl.attribute(
        "leave_on_interrupt", "LeaveOnInt", "bool", "Leaves the cluster on an interrupt signal.")] = False
    leave_on_terminate: Annotated[bool, hcl.attribute(
        "leave_on_terminate", "LeaveOnTerm", "bool", "Leaves the cluster on a terminate signal.")] = False
    enable_syslog: Annotated[bool, hcl.attribute("enable_syslog", "EnableSyslog", "bool", "Logs to syslog too.")] = False
    syslog_facility: Annotated[str, hcl.attribute(
        "syslog_facility", "SyslogFacility", "string", "Facility of syslog; default LOCAL0.")] = ""
    disable_update_check: Annotated[bool | None, hcl.attribute(
        "disable_update_check", "DisableUpdateCheck", "bool", "Does not ask HashiCorp for newer versions.")] = None
    disable_anonymous_signature: Annotated[bool, hcl.attribute(
        "disable_anonymous_signature", "DisableAnonymousSignature", "bool", "Sends no anonymous identity with the update check.")] = False
    consuls: Annotated[tuple[ConsulConfig, ...] | None, hcl.blocks(
        "consul", "Consuls", "list(ConsulConfig)", "Consul clusters.")] = None
    vaults: Annotated[tuple[VaultConfig, ...] | None, hcl.blocks("vault", "Vaults", "list(VaultConfig)", "Vault clusters.")] = None
    ui: Annotated[UIConfig | None, hcl.block("ui", "UI", "UIConfig", "The web interface.")] = None
    dev_mode: Annotated[bool, hcl.api("DevMode", "bool", "Set by `nomad agent -dev`.")] = False
    version: Annotated[VersionInfo | None, hcl.untagged("Version", "VersionInfo", "Version of the agent, set when Nomad is built.")] = None
    tls: Annotated[TLSConfig | None, hcl.block("tls", "TLSConfig", "TLSConfig", "Encryption of all connections.")] = None
    http_api_response_headers: Annotated[dict[str, str] | None, hcl.block_map(
        "http_api_response_headers", "HTTPAPIResponseHeaders", "map(string)", "Headers added to each answer of the HTTP API.")] = None
    sentinel: Annotated[SentinelConfig | None, hcl.block(
        "sentinel", "Sentinel", "SentinelConfig", "Sentinel policies (Enterprise).")] = None
    autopilot: Annotated[AutopilotConfig | None, hcl.block(
        "autopilot", "Autopilot", "AutopilotConfig", "Upkeep of the servers' cluster.")] = None
    plugins: Annotated[tuple[PluginConfig, ...] | None, hcl.blocks(
        "plugin", "Plugins", "list(PluginConfig)", "Task driver and device plugins.")] = None
    limits: Annotated[Limits, hcl.block("limits", "Limits", "Limits", "Limits of connections.")] = Limits()
    audit: Annotated[AuditConfig | None, hcl.block("audit", "Audit", "AuditConfig", "Audit log (Enterprise).")] = None
    reporting: Annotated[ReportingConfig | None, hcl.block(
        "reporting", "Reporting", "ReportingConfig", "Reports to HashiCorp (Enterprise).")] = None
    keyrings: Annotated[tuple[KEKProviderConfig, ...] | None, hcl.blocks(
        "keyring", "KEKProviders", "list(KEKProviderConfig)", "Key services that encrypt the servers' own keys.")] = None
    eventlog: Annotated[Eventlog | None, hcl.block("eventlog", "Eventlog", "Eventlog", "The Windows event log.")] = None
