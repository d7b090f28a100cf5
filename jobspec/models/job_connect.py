"""TODO"""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_resources import LogConfig, Resources
from jobspec.models.job_volumes import VolumeMount


class ConsulGatewayBindAddress(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("", "Name")] = ""
    address: Annotated[str, hcl.attribute("address", "Address", "string")] = ""
    port: Annotated[int, hcl.attribute("port", "Port", "int")] = 0


class ConsulGatewayProxy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    connect_timeout: Annotated[int | None, hcl.attribute("connect_timeout", "ConnectTimeout", "duration")] = None
    envoy_gateway_bind_tagged_addresses: Annotated[bool, hcl.attribute("envoy_gateway_bind_tagged_addresses", "EnvoyGatewayBindTaggedAddresses", "bool")] = False
    envoy_gateway_bind_addresses: Annotated[dict[str, ConsulGatewayBindAddress] | None, hcl.block_map("envoy_gateway_bind_addresses", "EnvoyGatewayBindAddresses", "map(ConsulGatewayBindAddress)")] = None
    envoy_gateway_no_default_bind: Annotated[bool, hcl.attribute("envoy_gateway_no_default_bind", "EnvoyGatewayNoDefaultBind", "bool")] = False
    envoy_dns_discovery_type: Annotated[str, hcl.attribute("envoy_dns_discovery_type", "EnvoyDNSDiscoveryType", "string")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None


class ConsulGatewayTLSSDSConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    cluster_name: Annotated[str, hcl.attribute("cluster_name", "ClusterName", "string")] = ""
    cert_resource: Annotated[str, hcl.attribute("cert_resource", "CertResource", "string")] = ""


class ConsulGatewayTLSConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool")] = False
    tls_min_version: Annotated[str, hcl.attribute("tls_min_version", "TLSMinVersion", "string")] = ""
    tls_max_version: Annotated[str, hcl.attribute("tls_max_version", "TLSMaxVersion", "string")] = ""
    cipher_suites: Annotated[tuple[str, ...] | None, hcl.attribute("cipher_suites", "CipherSuites", "list(string)")] = None
    sds: Annotated[ConsulGatewayTLSSDSConfig | None, hcl.block("sds", "SDS", "ConsulGatewayTLSSDSConfig")] = None


class ConsulHTTPHeaderModifiers(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    add: Annotated[dict[str, str] | None, hcl.block_map("add", "Add", "map(string)")] = None
    set: Annotated[dict[str, str] | None, hcl.block_map("set", "Set", "map(string)")] = None
    remove: Annotated[tuple[str, ...] | None, hcl.attribute("remove", "Remove", "list(string)")] = None


class ConsulIngressService(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    hosts: Annotated[tuple[str, ...] | None, hcl.attribute("hosts", "Hosts", "list(string)")] = None
    tls: Annotated[ConsulGatewayTLSConfig | None, hcl.block("tls", "TLS", "ConsulGatewayTLSConfig")] = None
    request_headers: Annotated[ConsulHTTPHeaderModifiers | None, hcl.block("request_headers", "RequestHeaders", "ConsulHTTPHeaderModifiers")] = None
    response_headers: Annotated[ConsulHTTPHeaderModifiers | None, hcl.block("response_headers", "ResponseHeaders", "ConsulHTTPHeaderModifiers")] = None
    max_connections: Annotated[int | None, hcl.attribute("max_connections", "MaxConnections", "uint32")] = None
    max_pending_requests: Annotated[int | None, hcl.attribute("max_pending_requests", "MaxPendingRequests", "uint32")] = None
    max_concurrent_requests: Annotated[int | None, hcl.attribute("max_concurrent_requests", "MaxConcurrentRequests", "uint32")] = None


class ConsulIngressListener(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    port: Annotated[int, hcl.attribute("port", "Port", "int")] = 0
    protocol: Annotated[str, hcl.attribute("protocol", "Protocol", "string")] = ""
    services: Annotated[tuple[ConsulIngressService, ...] | None, hcl.blocks("service", "Services", "list(ConsulIngressService)")] = None


class ConsulIngressConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    tls: Annotated[ConsulGatewayTLSConfig | None, hcl.block("tls", "TLS", "ConsulGatewayTLSConfig")] = None
    listeners: Annotated[tuple[ConsulIngressListener, ...] | None, hcl.blocks("listener", "Listeners", "list(ConsulIngressListener)")] = None


class ConsulLinkedService(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    ca_file: Annotated[str, hcl.attribute("ca_file", "CAFile", "string")] = ""
    cert_file: Annotated[str, hcl.attribute("cert_file", "CertFile", "string")] = ""
    key_file: Annotated[str, hcl.attribute("key_file", "KeyFile", "string")] = ""
    sni: Annotated[str, hcl.attribute("sni", "SNI", "string")] = ""


class ConsulTerminatingConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    services: Annotated[tuple[ConsulLinkedService, ...] | None, hcl.blocks("service", "Services", "list(ConsulLinkedService)")] = None


class ConsulMeshConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""


class ConsulGateway(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    proxy: Annotated[ConsulGatewayProxy | None, hcl.block("proxy", "Proxy", "ConsulGatewayProxy")] = None
    ingress: Annotated[ConsulIngressConfigEntry | None, hcl.block("ingress", "Ingress", "ConsulIngressConfigEntry")] = None
    terminating: Annotated[ConsulTerminatingConfigEntry | None, hcl.block("terminating", "Terminating", "ConsulTerminatingConfigEntry")] = None
    mesh: Annotated[ConsulMeshConfigEntry | None, hcl.block("mesh", "Mesh", "ConsulMeshConfigEntry")] = None


class ConsulExposePath(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    path: Annotated[str, hcl.attribute("path", "Path", "string")] = ""
    protocol: Annotated[str, hcl.attribute("protocol", "Protocol", "string")] = ""
    local_path_port: Annotated[int, hcl.attribute("local_path_port", "LocalPathPort", "int")] = 0
    listener_port: Annotated[str, hcl.attribute("listener_port", "ListenerPort", "string")] = ""


class ConsulExposeConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    paths: Annotated[tuple[ConsulExposePath, ...] | None, hcl.blocks("path", "Paths", "list(ConsulExposePath)")] = None
    path: Annotated[tuple[ConsulExposePath, ...] | None, hcl.api("Path", "list(ConsulExposePath)")] = None


class ConsulMeshGateway(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    mode: Annotated[str, hcl.attribute("mode", "Mode", "string")] = ""


class ConsulUpstream(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    destination_name: Annotated[str, hcl.attribute("destination_name", "DestinationName", "string")] = ""
    destination_namespace: Annotated[str, hcl.attribute("destination_namespace", "DestinationNamespace", "string")] = ""
    destination_peer: Annotated[str, hcl.attribute("destination_peer", "DestinationPeer", "string")] = ""
    destination_partition: Annotated[str, hcl.attribute("destination_partition", "DestinationPartition", "string")] = ""
    destination_type: Annotated[str, hcl.attribute("destination_type", "DestinationType", "string")] = ""
    local_bind_port: Annotated[int, hcl.attribute("local_bind_port", "LocalBindPort", "int")] = 0
    datacenter: Annotated[str, hcl.attribute("datacenter", "Datacenter", "string")] = ""
    local_bind_address: Annotated[str, hcl.attribute("local_bind_address", "LocalBindAddress", "string")] = ""
    local_bind_socket_path: Annotated[str, hcl.attribute("local_bind_socket_path", "LocalBindSocketPath", "string")] = ""
    local_bind_socket_mode: Annotated[str, hcl.attribute("local_bind_socket_mode", "LocalBindSocketMode", "string")] = ""
    mesh_gateway: Annotated[ConsulMeshGateway | None, hcl.block("mesh_gateway", "MeshGateway", "ConsulMeshGateway")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None


class ConsulTransparentProxy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    uid: Annotated[str, hcl.attribute("uid", "UID", "string")] = ""
    outbound_port: Annotated[int, hcl.attribute("outbound_port", "OutboundPort", "uint16")] = 0
    exclude_inbound_ports: Annotated[tuple[str, ...] | None, hcl.attribute("exclude_inbound_ports", "ExcludeInboundPorts", "list(string)")] = None
    exclude_outbound_ports: Annotated[tuple[int, ...] | None, hcl.attribute("exclude_outbound_ports", "ExcludeOutboundPorts", "list(uint16)")] = None
    exclude_outbound_cidrs: Annotated[tuple[str, ...] | None, hcl.attribute("exclude_outbound_cidrs", "ExcludeOutboundCIDRs", "list(string)")] = None
    exclude_uids: Annotated[tuple[str, ...] | None, hcl.attribute("exclude_uids", "ExcludeUIDs", "list(string)")] = None
    no_dns: Annotated[bool, hcl.attribute("no_dns", "NoDNS", "bool")] = False


class ConsulProxy(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    local_service_address: Annotated[str, hcl.attribute("local_service_address", "LocalServiceAddress", "string")] = ""
    local_service_port: Annotated[int, hcl.attribute("local_service_port", "LocalServicePort", "int")] = 0
    expose: Annotated[ConsulExposeConfig | None, hcl.block("expose", "Expose", "ConsulExposeConfig")] = None
    expose_config: Annotated[ConsulExposeConfig | None, hcl.api("ExposeConfig", "ConsulExposeConfig")] = None
    upstreams: Annotated[tuple[ConsulUpstream, ...] | None, hcl.blocks("upstreams", "Upstreams", "list(ConsulUpstream)")] = None
    transparent_proxy: Annotated[ConsulTransparentProxy | None, hcl.block("transparent_proxy", "TransparentProxy", "ConsulTransparentProxy")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None


class ConsulSidecarService(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    tags: Annotated[tuple[str, ...] | None, hcl.attribute("tags", "Tags", "list(string)")] = None
    port: Annotated[str, hcl.attribute("port", "Port", "string")] = ""
    proxy: Annotated[ConsulProxy | None, hcl.block("proxy", "Proxy", "ConsulProxy")] = None
    disable_default_tcp_check: Annotated[bool, hcl.attribute("disable_default_tcp_check", "DisableDefaultTCPCheck", "bool")] = False
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None


class SidecarTask(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    driver: Annotated[str, hcl.attribute("driver", "Driver", "string")] = ""
    user: Annotated[str, hcl.attribute("user", "User", "string")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map("env", "Env", "map(string)")] = None
    resources: Annotated[Resources | None, hcl.block("resources", "Resources", "Resources")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None
    kill_timeout: Annotated[int | None, hcl.attribute("kill_timeout", "KillTimeout", "duration")] = None
    logs: Annotated[LogConfig | None, hcl.block("logs", "LogConfig", "LogConfig")] = None
    shutdown_delay: Annotated[int | None, hcl.attribute("shutdown_delay", "ShutdownDelay", "duration")] = None
    kill_signal: Annotated[str, hcl.attribute("kill_signal", "KillSignal", "string")] = ""
    volume_mounts: Annotated[tuple[VolumeMount, ...] | None, hcl.blocks("volume_mount", "VolumeMounts", "list(VolumeMount)")] = None
    identities: Annotated[tuple[WorkloadIdentity, ...] | None, hcl.blocks("identity", "Identities", "list(WorkloadIdentity)")] = None


class ConsulConnect(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    native: Annotated[bool, hcl.attribute("native", "Native", "bool")] = False
    gateway: Annotated[ConsulGateway | None, hcl.block("gateway", "Gateway", "ConsulGateway")] = None
    sidecar_service: Annotated[ConsulSidecarService | None, hcl.block("sidecar_service", "SidecarService", "ConsulSidecarService")] = None
    sidecar_task: Annotated[SidecarTask | None, hcl.block("sidecar_task", "SidecarTask", "SidecarTask")] = None
