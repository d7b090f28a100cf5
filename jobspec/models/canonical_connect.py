"""API defaults of Consul Connect blocks: sidecars, proxies and gateways (Canonicalize in nomad/api/consul.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.canonical_task import canonical_logs, canonical_resources, canonical_volume_mount
from jobspec.models.defaults import SECOND, each, filled, without_empty
from jobspec.models.job_connect import (
    ConsulConnect,
    ConsulExposeConfig,
    ConsulProxy,
    ConsulSidecarService,
    ConsulTransparentProxy,
    ConsulUpstream,
    SidecarTask,
)
from jobspec.models.job_gateway import (
    ConsulGateway,
    ConsulGatewayProxy,
    ConsulIngressConfigEntry,
    ConsulIngressListener,
    ConsulTerminatingConfigEntry,
)
from jobspec.models.job_resources import Resources


def canonical_connect(connect: ConsulConnect) -> ConsulConnect:
    return replace(
        connect,
        sidecar_service=None if connect.sidecar_service is None else _sidecar_service(connect.sidecar_service),
        sidecar_task=None if connect.sidecar_task is None else _sidecar_task(connect.sidecar_task),
        gateway=None if connect.gateway is None else _gateway(connect.gateway),
    )


def _sidecar_service(sidecar: ConsulSidecarService) -> ConsulSidecarService:
    sidecar = without_empty(sidecar, "tags", "meta")
    return sidecar if sidecar.proxy is None else replace(sidecar, proxy=_proxy(sidecar.proxy))


def _sidecar_task(task: SidecarTask) -> SidecarTask:
    task = filled(without_empty(task, "config", "env", "meta"), kill_timeout=5 * SECOND, shutdown_delay=0)
    return replace(
        task,
        resources=canonical_resources(task.resources or Resources()),
        logs=canonical_logs(task.logs),
        volume_mounts=each(canonical_volume_mount, task.volume_mounts),
    )


def _proxy(proxy: ConsulProxy) -> ConsulProxy:
    # the deprecated ExposeConfig is left as it is
    proxy = without_empty(proxy, "upstreams", "config")
    return replace(
        proxy,
        expose=None if proxy.expose is None else _expose(proxy.expose),
        transparent_proxy=None if proxy.transparent_proxy is None else _transparent_proxy(proxy.transparent_proxy),
        upstreams=each(_upstream, proxy.upstreams),
    )


def _expose(expose: ConsulExposeConfig) -> ConsulExposeConfig:
    return without_empty(expose, "paths", "path")


def _transparent_proxy(proxy: ConsulTransparentProxy) -> ConsulTransparentProxy:
    return without_empty(proxy, "exclude_inbound_ports", "exclude_outbound_cidrs", "exclude_outbound_ports", "exclude_uids")


def _upstream(upstream: ConsulUpstream) -> ConsulUpstream:
    return without_empty(upstream, "config")


def _gateway(gateway: ConsulGateway) -> ConsulGateway:
    return replace(
        gateway,
        proxy=None if gateway.proxy is None else _gateway_proxy(gateway.proxy),
        ingress=None if gateway.ingress is None else _ingress(gateway.ingress),
        terminating=None if gateway.terminating is None else _terminating(gateway.terminating),
    )


def _gateway_proxy(proxy: ConsulGatewayProxy) -> ConsulGatewayProxy:
    return without_empty(filled(proxy, connect_timeout=5 * SECOND), "envoy_gateway_bind_addresses", "config")


def _ingress(entry: ConsulIngressConfigEntry) -> ConsulIngressConfigEntry:
    entry = without_empty(entry, "listeners")
    return replace(entry, listeners=each(_listener, entry.listeners))


def _listener(listener: ConsulIngressListener) -> ConsulIngressListener:
    # the services of a listener have defaults of their own in Nomad's source, which nothing applies
    listener = without_empty(listener, "services")
    return listener if listener.protocol else replace(listener, protocol="tcp")


def _terminating(entry: ConsulTerminatingConfigEntry) -> ConsulTerminatingConfigEntry:
    return without_empty(entry, "services")
