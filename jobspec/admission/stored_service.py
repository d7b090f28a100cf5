"""The stored shape of services and their Connect blocks (command/agent/job_endpoint.go, ApiServicesToStructs)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.admission.stored_task import stored_logs, stored_resources, stored_volume_mounts
from jobspec.models.job_connect import (
    ConsulConnect,
    ConsulExposeConfig,
    ConsulMeshGateway,
    ConsulProxy,
    ConsulSidecarService,
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
from jobspec.models.job_service import Service, ServiceCheck


def stored_service(service: Service, of_group: bool) -> Service:
    """A service; its own check_restart has gone into its checks. Only checks of group services keep their task."""
    checks = service.checks
    return replace(
        service,
        checks=tuple(_check(check, of_group) for check in checks) if checks else None,
        check_restart=None,
        connect=None if service.connect is None else _connect(service.connect),
    )


def _check(check: ServiceCheck, of_group: bool) -> ServiceCheck:
    return replace(check, advertise="", task=check.task if of_group else "")


def _connect(connect: ConsulConnect) -> ConsulConnect:
    return replace(
        connect,
        sidecar_service=None if connect.sidecar_service is None else _sidecar_service(connect.sidecar_service),
        sidecar_task=None if connect.sidecar_task is None else _sidecar_task(connect.sidecar_task),
        gateway=None if connect.gateway is None else _gateway(connect.gateway),
    )


def _sidecar_service(sidecar: ConsulSidecarService) -> ConsulSidecarService:
    return sidecar if sidecar.proxy is None else replace(sidecar, proxy=_proxy(sidecar.proxy))


def _proxy(proxy: ConsulProxy) -> ConsulProxy:
    expose = proxy.expose if proxy.expose_config is None else proxy.expose_config
    return replace(
        proxy,
        upstreams=tuple(map(_upstream, proxy.upstreams)) if proxy.upstreams else None,
        expose=None if expose is None else _expose(expose),
        expose_config=None,
    )


def _expose(expose: ConsulExposeConfig) -> ConsulExposeConfig:
    paths = expose.paths if expose.path is None else expose.path
    return replace(expose, paths=paths or None, path=None)


def _upstream(upstream: ConsulUpstream) -> ConsulUpstream:
    return upstream if upstream.mesh_gateway is not None else replace(upstream, mesh_gateway=ConsulMeshGateway())


def _sidecar_task(task: SidecarTask) -> SidecarTask:
    return replace(
        task,
        resources=None if task.resources is None else stored_resources(task.resources),
        logs=stored_logs(task.logs),
        volume_mounts=stored_volume_mounts(task.volume_mounts),
        identities=task.identities or None,
    )


def _gateway(gateway: ConsulGateway) -> ConsulGateway:
    return replace(
        gateway,
        proxy=None if gateway.proxy is None else _gateway_proxy(gateway.proxy),
        ingress=None if gateway.ingress is None else _ingress(gateway.ingress),
        terminating=None if gateway.terminating is None else _terminating(gateway.terminating),
    )


def _gateway_proxy(proxy: ConsulGatewayProxy) -> ConsulGatewayProxy:
    addresses = proxy.envoy_gateway_bind_addresses or {}
    return replace(
        proxy, envoy_gateway_bind_addresses={name: replace(address, name="") for name, address in addresses.items()},
    )


def _ingress(entry: ConsulIngressConfigEntry) -> ConsulIngressConfigEntry:
    return replace(entry, listeners=tuple(map(_listener, entry.listeners)) if entry.listeners else None)


def _listener(listener: ConsulIngressListener) -> ConsulIngressListener:
    return replace(listener, services=listener.services or None)


def _terminating(entry: ConsulTerminatingConfigEntry) -> ConsulTerminatingConfigEntry:
    return replace(entry, services=entry.services or None)
