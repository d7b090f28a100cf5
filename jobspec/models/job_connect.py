"""Consul Connect in services: sidecars, their proxies and tasks, upstreams (gateways: see job_gateway)."""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_gateway import ConsulGateway
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_resources import LogConfig, Resources
from jobspec.models.job_volumes import VolumeMount


class ConsulExposePath(Model, frozen=True, kw_only=True, eq=False):
    """One path that is reachable through the proxy without mutual TLS: `expose { path { … } }`."""

    path: Annotated[str, hcl.attribute(
        "path", "Path", "string", "HTTP path to expose, for example /health.")] = ""
    protocol: Annotated[str, hcl.attribute(
        "protocol", "Protocol", "string", "Protocol of the listener, http or http2.")] = ""
    local_path_port: Annotated[int, hcl.attribute(
        "local_path_port", "LocalPathPort", "int", "Port on which the service itself answers this path.")] = 0
    listener_port: Annotated[str, hcl.attribute(
        "listener_port", "ListenerPort", "string", "Label of the port on which the proxy listens for this path.")] = ""


class ConsulExposeConfig(Model, frozen=True, kw_only=True, eq=False):
    """Paths that bypass mutual TLS: `proxy { expose { … } }`."""

    paths: Annotated[tuple[ConsulExposePath, ...] | None, hcl.blocks(
        "path", "Paths", "list(ConsulExposePath)", "The exposed paths.")] = None
    path: Annotated[tuple[ConsulExposePath, ...] | None, hcl.api(
        "Path", "list(ConsulExposePath)", "Old name of Paths in the API; Nomad still reads it.")] = None


class ConsulMeshGateway(Model, frozen=True, kw_only=True, eq=False):
    """How an upstream in another datacenter is reached: `upstreams { mesh_gateway { … } }`."""

    mode: Annotated[str, hcl.attribute(
        "mode", "Mode", "string",
        "Which mesh gateway carries the traffic: none, local or remote; default is what Consul's service-defaults say.")] = ""


class ConsulUpstream(Model, frozen=True, kw_only=True, eq=False):
    """One service that the sidecar makes reachable on a local port: `proxy { upstreams { … } }`."""

    destination_name: Annotated[str, hcl.attribute(
        "destination_name", "DestinationName", "string", "Name of the Consul service to reach.")] = ""
    destination_namespace: Annotated[str, hcl.attribute(
        "destination_namespace", "DestinationNamespace", "string", "Consul namespace of that service (Consul Enterprise).")] = ""
    destination_peer: Annotated[str, hcl.attribute(
        "destination_peer", "DestinationPeer", "string", "Cluster peer that offers the service.")] = ""
    destination_partition: Annotated[str, hcl.attribute(
        "destination_partition", "DestinationPartition", "string", "Admin partition of the service (Consul Enterprise).")] = ""
    destination_type: Annotated[str, hcl.attribute(
        "destination_type", "DestinationType", "string", "What the destination is: service (default) or prepared_query.")] = ""
    local_bind_port: Annotated[int, hcl.attribute(
        "local_bind_port", "LocalBindPort", "int", "Port on which the proxy listens for the tasks of the group.")] = 0
    datacenter: Annotated[str, hcl.attribute(
        "datacenter", "Datacenter", "string", "Consul datacenter in which to look for the service; default: the agent's.")] = ""
    local_bind_address: Annotated[str, hcl.attribute(
        "local_bind_address", "LocalBindAddress", "string", "Address on which the proxy listens; default 127.0.0.1.")] = ""
    local_bind_socket_path: Annotated[str, hcl.attribute(
        "local_bind_socket_path", "LocalBindSocketPath", "string", "Unix socket on which the proxy listens instead of a port.")] = ""
    local_bind_socket_mode: Annotated[str, hcl.attribute(
        "local_bind_socket_mode", "LocalBindSocketMode", "string", "File mode of that socket, as octal text.")] = ""
    mesh_gateway: Annotated[ConsulMeshGateway | None, hcl.block(
        "mesh_gateway", "MeshGateway", "ConsulMeshGateway", "Mesh gateway used for this upstream.")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Further Envoy settings of this upstream, passed on as they are.")] = None


class ConsulTransparentProxy(Model, frozen=True, kw_only=True, eq=False):
    """Sends all traffic of the network namespace through the sidecar: `proxy { transparent_proxy { … } }`."""

    uid: Annotated[str, hcl.attribute(
        "uid", "UID", "string", "User id that Envoy runs as, whose traffic is left alone; default 101.")] = ""
    outbound_port: Annotated[int, hcl.attribute(
        "outbound_port", "OutboundPort", "uint16", "Envoy's listener for outbound traffic; default 15001.")] = 0
    exclude_inbound_ports: Annotated[tuple[str, ...] | None, hcl.attribute(
        "exclude_inbound_ports", "ExcludeInboundPorts", "list(string)",
        "Ports (labels or numbers) whose inbound traffic is not redirected.")] = None
    exclude_outbound_ports: Annotated[tuple[int, ...] | None, hcl.attribute(
        "exclude_outbound_ports", "ExcludeOutboundPorts", "list(uint16)", "Port numbers whose outbound traffic is not redirected.")] = None
    exclude_outbound_cidrs: Annotated[tuple[str, ...] | None, hcl.attribute(
        "exclude_outbound_cidrs", "ExcludeOutboundCIDRs", "list(string)",
        "Networks (CIDR) to which outbound traffic is not redirected.")] = None
    exclude_uids: Annotated[tuple[str, ...] | None, hcl.attribute(
        "exclude_uids", "ExcludeUIDs", "list(string)", "User ids whose traffic is not redirected.")] = None
    no_dns: Annotated[bool, hcl.attribute(
        "no_dns", "NoDNS", "bool", "Leaves DNS requests alone instead of sending them to Consul; default false.")] = False


class ConsulProxy(Model, frozen=True, kw_only=True, eq=False):
    """Settings of the Envoy proxy beside a service: `sidecar_service { proxy { … } }`."""

    local_service_address: Annotated[str, hcl.attribute(
        "local_service_address", "LocalServiceAddress", "string", "Address on which the proxied service answers; default 127.0.0.1.")] = ""
    local_service_port: Annotated[int, hcl.attribute(
        "local_service_port", "LocalServicePort", "int", "Port on which the proxied service answers; default: the service's port.")] = 0
    expose: Annotated[ConsulExposeConfig | None, hcl.block(
        "expose", "Expose", "ConsulExposeConfig", "Paths that are reachable without mutual TLS.")] = None
    expose_config: Annotated[ConsulExposeConfig | None, hcl.api(
        "ExposeConfig", "ConsulExposeConfig", "Old name of Expose in the API; Nomad still reads it.")] = None
    upstreams: Annotated[tuple[ConsulUpstream, ...] | None, hcl.blocks(
        "upstreams", "Upstreams", "list(ConsulUpstream)", "Services that are made reachable on local ports.")] = None
    transparent_proxy: Annotated[ConsulTransparentProxy | None, hcl.block(
        "transparent_proxy", "TransparentProxy", "ConsulTransparentProxy", "Redirection of all traffic through the proxy.")] = None
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Further Envoy settings, passed on as they are.")] = None


class ConsulSidecarService(Model, frozen=True, kw_only=True, eq=False):
    """A sidecar proxy that Nomad registers and runs beside a service: `connect { sidecar_service { … } }`."""

    tags: Annotated[tuple[str, ...] | None, hcl.attribute(
        "tags", "Tags", "list(string)", "Tags of the sidecar's registration; default: the service's tags.")] = None
    port: Annotated[str, hcl.attribute(
        "port", "Port", "string", "Label of the port on which the proxy takes connections; default: one that Nomad adds.")] = ""
    proxy: Annotated[ConsulProxy | None, hcl.block(
        "proxy", "Proxy", "ConsulProxy", "Settings of the proxy.")] = None
    disable_default_tcp_check: Annotated[bool, hcl.attribute(
        "disable_default_tcp_check", "DisableDefaultTCPCheck", "bool",
        "Leaves out the TCP check on the proxy's listener; default false.")] = False
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata of the sidecar's registration.")] = None


class SidecarTask(Model, frozen=True, kw_only=True, eq=False):
    """Overrides for the task that runs a sidecar or gateway: `connect { sidecar_task { … } }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", "Name of the task; default connect-proxy-SERVICE, or connect-KIND-SERVICE for a gateway.")] = ""
    driver: Annotated[str, hcl.attribute(
        "driver", "Driver", "string", "Task driver; default docker.")] = ""
    user: Annotated[str, hcl.attribute(
        "user", "User", "string", "User that the task runs as.")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Driver configuration; default: Envoy's image and arguments.")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map(
        "env", "Env", "map(string)", "Environment variables of the task.")] = None
    resources: Annotated[Resources | None, hcl.block(
        "resources", "Resources", "Resources", "Resources of the task; default 250 MHz and 128 MB.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata of the task.")] = None
    kill_timeout: Annotated[int | None, hcl.attribute(
        "kill_timeout", "KillTimeout", "duration", "How long the task may take to stop after its signal; default 5s.")] = None
    logs: Annotated[LogConfig | None, hcl.block(
        "logs", "LogConfig", "LogConfig", "Log rotation; default two files of 2 MB.")] = None
    shutdown_delay: Annotated[int | None, hcl.attribute(
        "shutdown_delay", "ShutdownDelay", "duration", "Time between deregistration and the stop signal; default 5s.")] = None
    kill_signal: Annotated[str, hcl.attribute(
        "kill_signal", "KillSignal", "string", "Signal that stops the task; default SIGTERM.")] = ""
    volume_mounts: Annotated[tuple[VolumeMount, ...] | None, hcl.blocks(
        "volume_mount", "VolumeMounts", "list(VolumeMount)", "Volumes of the group to mount into the task.")] = None
    identities: Annotated[tuple[WorkloadIdentity, ...] | None, hcl.blocks(
        "identity", "Identities", "list(WorkloadIdentity)", "Workload identities for the task.")] = None


class ConsulConnect(Model, frozen=True, kw_only=True, eq=False):
    """A service's place in the Consul service mesh: `service { connect { … } }`."""

    native: Annotated[bool, hcl.attribute(
        "native", "Native", "bool", "The task speaks the mesh's protocol itself and needs no sidecar; default false.")] = False
    gateway: Annotated[ConsulGateway | None, hcl.block(
        "gateway", "Gateway", "ConsulGateway", "Makes the service a Connect gateway.")] = None
    sidecar_service: Annotated[ConsulSidecarService | None, hcl.block(
        "sidecar_service", "SidecarService", "ConsulSidecarService", "Runs a sidecar proxy beside the service.")] = None
    sidecar_task: Annotated[SidecarTask | None, hcl.block(
        "sidecar_task", "SidecarTask", "SidecarTask", "Overrides for the task of the sidecar or gateway.")] = None
