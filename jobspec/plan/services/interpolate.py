"""Services with their references filled in (client/taskenv/services.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.job_connect import ConsulConnect, ConsulExposeConfig
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.plan.tasks.interpolation import Known


def interpolated_service(service: Service, known: Known, canary: bool) -> Service:
    """InterpolateService, for what registrations show. A canary has tags and metadata of its own, where the service says so."""
    tags = service.canary_tags if canary and service.canary_tags else service.tags
    meta = service.canary_meta if canary and service.canary_meta else service.meta
    return replace(
        service,
        name=known.filled(service.name),
        port=known.filled(service.port),
        address=known.filled(service.address),
        tags=known.filled_all(tags),
        meta=_map(meta, known),
        tagged_addresses=_map(service.tagged_addresses, known),
        checks=tuple(_check(check, known) for check in service.checks or ()),
        connect=None if service.connect is None else _connect(service.connect, known),
    )


def _check(check: ServiceCheck, known: Known) -> ServiceCheck:
    return replace(
        check,
        name=known.filled(check.name),
        type=known.filled(check.type),
        command=known.filled(check.command),
        args=known.filled_all(check.args),
        path=known.filled(check.path),
        protocol=known.filled(check.protocol),
        port=known.filled(check.port),
        grpc_service=known.filled(check.grpc_service),
    )


def _connect(connect: ConsulConnect, known: Known) -> ConsulConnect:
    sidecar = connect.sidecar_service
    if sidecar is None:
        return connect
    proxy = sidecar.proxy
    if proxy is not None and proxy.expose is not None:
        proxy = replace(proxy, expose=_expose(proxy.expose, known))
    tags = None if sidecar.tags is None else known.filled_all(sidecar.tags)
    return replace(connect, sidecar_service=replace(sidecar, port=known.filled(sidecar.port), tags=tags, proxy=proxy))


def _expose(expose: ConsulExposeConfig, known: Known) -> ConsulExposeConfig:
    return replace(expose, paths=tuple(
        replace(path, path=known.filled(path.path), protocol=known.filled(path.protocol), listener_port=known.filled(path.listener_port))
        for path in expose.paths or ()
    ))


def _map(values: dict[str, str] | None, known: Known) -> dict[str, str] | None:
    return {known.filled(key): known.filled(value) for key, value in values.items()} if values else None
