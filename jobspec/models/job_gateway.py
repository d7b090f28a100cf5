"""Consul Connect gateways: ingress, terminating and mesh."""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ConsulGatewayBindAddress(Model, frozen=True, kw_only=True, eq=False):
    """A named address that a gateway listens on: `envoy_gateway_bind_addresses "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "", "Name", "Name of the listener.")] = ""
    address: Annotated[str, hcl.attribute(
        "address", "Address", "string", "IP address to bind.")] = ""
    port: Annotated[int, hcl.attribute(
        "port", "Port", "int", "Port to bind.")] = 0


class ConsulGatewayProxy(Model, frozen=True, kw_only=True, eq=False):
    """Settings of the Envoy that is the gateway: `gateway { proxy { … } }`."""

    connect_timeout: Annotated[int | None, hcl.attribute(
        "connect_timeout", "ConnectTimeout", "duration", "How long connections to upstreams may take; default 5s.")] = None
    envoy_gateway_bind_tagged_addresses: Annotated[bool, hcl.attribute(
        "envoy_gateway_bind_tagged_addresses", "EnvoyGatewayBindTaggedAddresses", "bool",
        "Also binds the tagged addresses of the service; default false.")] = False
    envoy_gateway_bind_addresses: Annotated[dict[str, ConsulGatewayBindAddress] | None, hcl.block_map(
        "envoy_gateway_bind_addresses", "EnvoyGatewayBindAddresses", "map(ConsulGatewayBindAddress)",
        "Addresses to bind, by name; Nomad fills them in for bridge networks.")] = None
    envoy_gateway_no_default_bind: Annotated[bool, hcl.attribute(
        "envoy_gateway_no_default_bind", "EnvoyGatewayNoDefaultBind", "bool",
        "Does not bind the service's own address; default false.")] = False
    envoy_dns_discovery_type: Annotated[str, hcl.attribute(
        "envoy_dns_discovery_type", "EnvoyDNSDiscoveryType", "string",
        "How a terminating gateway resolves names: LOGICAL_DNS (default) or STRICT_DNS.")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Further Envoy settings, passed on as they are.")] = None


class ConsulGatewayTLSSDSConfig(Model, frozen=True, kw_only=True, eq=False):
    """Certificates from a secret discovery service: `tls { sds { … } }`."""

    cluster_name: Annotated[str, hcl.attribute(
        "cluster_name", "ClusterName", "string", "Envoy cluster that offers the secrets.")] = ""
    cert_resource: Annotated[str, hcl.attribute(
        "cert_resource", "CertResource", "string", "Name of the certificate resource.")] = ""


class ConsulGatewayTLSConfig(Model, frozen=True, kw_only=True, eq=False):
    """TLS of an ingress gateway: `tls { … }`."""

    enabled: Annotated[bool, hcl.attribute(
        "enabled", "Enabled", "bool", "Whether listeners use TLS; default false.")] = False
    tls_min_version: Annotated[str, hcl.attribute(
        "tls_min_version", "TLSMinVersion", "string", "Oldest TLS version taken, for example TLSv1_2.")] = ""
    tls_max_version: Annotated[str, hcl.attribute(
        "tls_max_version", "TLSMaxVersion", "string", "Newest TLS version taken.")] = ""
    cipher_suites: Annotated[tuple[str, ...] | None, hcl.attribute(
        "cipher_suites", "CipherSuites", "list(string)", "Cipher suites for TLS 1.2 and older.")] = None
    sds: Annotated[ConsulGatewayTLSSDSConfig | None, hcl.block(
        "sds", "SDS", "ConsulGatewayTLSSDSConfig", "Certificates from a secret discovery service.")] = None


class ConsulHTTPHeaderModifiers(Model, frozen=True, kw_only=True, eq=False):
    """Changes to HTTP headers: `request_headers { … }` and `response_headers { … }`."""

    add: Annotated[dict[str, str] | None, hcl.block_map(
        "add", "Add", "map(string)", "Headers to add, by name.")] = None
    set: Annotated[dict[str, str] | None, hcl.block_map(
        "set", "Set", "map(string)", "Headers to set or replace, by name.")] = None
    remove: Annotated[tuple[str, ...] | None, hcl.attribute(
        "remove", "Remove", "list(string)", "Names of headers to remove.")] = None


class ConsulIngressService(Model, frozen=True, kw_only=True, eq=False):
    """A service behind an ingress listener: `listener { service { … } }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", "Name of the Consul service; * for all of them.")] = ""
    hosts: Annotated[tuple[str, ...] | None, hcl.attribute(
        "hosts", "Hosts", "list(string)", "Host names that lead to this service (HTTP listeners).")] = None
    tls: Annotated[ConsulGatewayTLSConfig | None, hcl.block(
        "tls", "TLS", "ConsulGatewayTLSConfig", "TLS settings for this service alone.")] = None
    request_headers: Annotated[ConsulHTTPHeaderModifiers | None, hcl.block(
        "request_headers", "RequestHeaders", "ConsulHTTPHeaderModifiers", "Changes to the headers of requests.")] = None
    response_headers: Annotated[ConsulHTTPHeaderModifiers | None, hcl.block(
        "response_headers", "ResponseHeaders", "ConsulHTTPHeaderModifiers", "Changes to the headers of responses.")] = None
    max_connections: Annotated[int | None, hcl.attribute(
        "max_connections", "MaxConnections", "uint32", "Most HTTP/1.1 connections to one instance; default: no limit.")] = None
    max_pending_requests: Annotated[int | None, hcl.attribute(
        "max_pending_requests", "MaxPendingRequests", "uint32", "Most requests that wait for a connection; default: no limit.")] = None
    max_concurrent_requests: Annotated[int | None, hcl.attribute(
        "max_concurrent_requests", "MaxConcurrentRequests", "uint32", "Most concurrent HTTP/2 requests; default: no limit.")] = None


class ConsulIngressListener(Model, frozen=True, kw_only=True, eq=False):
    """A port on which an ingress gateway takes traffic: `ingress { listener { … } }`."""

    port: Annotated[int, hcl.attribute(
        "port", "Port", "int", "Port number of the listener.")] = 0
    protocol: Annotated[str, hcl.attribute(
        "protocol", "Protocol", "string", "Protocol of the listener: tcp (default), http, http2 or grpc.")] = ""
    services: Annotated[tuple[ConsulIngressService, ...] | None, hcl.blocks(
        "service", "Services", "list(ConsulIngressService)", "Services that the listener leads to.")] = None


class ConsulIngressConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """A gateway from outside into the mesh: `gateway { ingress { … } }`."""

    tls: Annotated[ConsulGatewayTLSConfig | None, hcl.block(
        "tls", "TLS", "ConsulGatewayTLSConfig", "TLS of the listeners.")] = None
    listeners: Annotated[tuple[ConsulIngressListener, ...] | None, hcl.blocks(
        "listener", "Listeners", "list(ConsulIngressListener)", "Ports on which traffic is taken.")] = None


class ConsulLinkedService(Model, frozen=True, kw_only=True, eq=False):
    """A service outside of the mesh: `terminating { service { … } }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", "Name of the service in Consul; * for all of them.")] = ""
    ca_file: Annotated[str, hcl.attribute(
        "ca_file", "CAFile", "string", "File with the certificate authority that signs the service's certificate.")] = ""
    cert_file: Annotated[str, hcl.attribute(
        "cert_file", "CertFile", "string", "File with the gateway's client certificate.")] = ""
    key_file: Annotated[str, hcl.attribute(
        "key_file", "KeyFile", "string", "File with the key of that certificate.")] = ""
    sni: Annotated[str, hcl.attribute(
        "sni", "SNI", "string", "Server name that the gateway asks for.")] = ""


class ConsulTerminatingConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """A gateway from the mesh to services outside of it: `gateway { terminating { … } }`."""

    services: Annotated[tuple[ConsulLinkedService, ...] | None, hcl.blocks(
        "service", "Services", "list(ConsulLinkedService)", "Services that are reached through the gateway.")] = None


class ConsulMeshConfigEntry(Model, frozen=True, kw_only=True, eq=False):
    """A gateway between datacenters, which has no settings: `gateway { mesh {} }`."""


class ConsulGateway(Model, frozen=True, kw_only=True, eq=False):
    """A Connect gateway of one of three kinds: `connect { gateway { … } }`."""

    proxy: Annotated[ConsulGatewayProxy | None, hcl.block(
        "proxy", "Proxy", "ConsulGatewayProxy", "Settings of the gateway's Envoy.")] = None
    ingress: Annotated[ConsulIngressConfigEntry | None, hcl.block(
        "ingress", "Ingress", "ConsulIngressConfigEntry", "Makes it a gateway into the mesh.")] = None
    terminating: Annotated[ConsulTerminatingConfigEntry | None, hcl.block(
        "terminating", "Terminating", "ConsulTerminatingConfigEntry", "Makes it a gateway out of the mesh.")] = None
    mesh: Annotated[ConsulMeshConfigEntry | None, hcl.block(
        "mesh", "Mesh", "ConsulMeshConfigEntry", "Makes it a gateway between datacenters.")] = None
