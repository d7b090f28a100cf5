"""Checks that are reached through the Connect proxy (job_endpoint_hook_expose_check.go)."""

from __future__ import annotations

import re
from hashlib import sha256

from msgspec.structs import replace

from jobspec.admission.outcome import Refused
from jobspec.go_text import duration, quote
from jobspec.models.defaults import each
from jobspec.models.job_connect import ConsulConnect, ConsulExposeConfig, ConsulExposePath, ConsulProxy, ConsulSidecarService
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import Port
from jobspec.models.job_service import Service, ServiceCheck

_NUMBER = re.compile(r"[+-]?[0-9]+\Z", re.ASCII)


def with_exposed_checks(job: Job) -> Job:
    """jobExposeCheckHook.Mutate: an expose path, and where the check names no port also a port. Raises Refused."""
    return replace(job, task_groups=each(_group, job.task_groups))


def _group(group: TaskGroup) -> TaskGroup:
    for place, service in enumerate(group.services or ()):
        connect = service.connect
        if connect is None or connect.sidecar_service is None:
            continue
        for index, check in enumerate(service.checks or ()):
            if not check.expose or check.type.lower() not in ("grpc", "http") or not check.path.startswith("/"):
                continue
            _require_namespace(group)
            if not check.port:
                group, check = _with_port(group, service, check, index)
                checks = service.checks or ()
                service = replace(service, checks=(*checks[:index], check, *checks[index + 1 :]))
            path = ConsulExposePath(
                path=check.path, protocol=check.protocol, local_path_port=_local_port(group, service, check), listener_port=check.port,
                origin=check.origin,
            )
            service = _with_path(service, path)
        services = group.services or ()
        group = replace(group, services=(*services[:place], service, *services[place + 1 :]))
    return group


def _require_namespace(group: TaskGroup) -> None:
    """groupConnectNetworkModeValidate: exactly one network, and one with a network namespace."""
    networks = group.networks or ()
    prefix = "connect expose check"
    if len(networks) != 1:
        raise Refused(
            f"{prefix}: must have exactly one network for Consul Connect: group {quote(group.name or '')} has {len(networks)} networks")
    mode = networks[0].mode
    if mode != "bridge" and not mode.startswith("cni/"):
        raise Refused(
            f"{prefix}: invalid network mode for Consul Connect: group {quote(group.name or '')} uses network mode {quote(mode)}; "
            'must be "bridge" or "cni/*"')


def _with_port(group: TaskGroup, service: Service, check: ServiceCheck, index: int) -> tuple[TaskGroup, ServiceCheck]:
    """A port on the default host network, with a label that follows from the check."""
    label = f"svc_{service.name}_ck_{check_hash(check, f'{service.name}_{index}')[:6]}"
    network = (group.networks or ())[0]
    port = Port(label=label, to=-1, host_network="default", origin=check.origin)
    network = replace(network, dynamic_ports=(*(network.dynamic_ports or ()), port))
    return replace(group, networks=(network,)), replace(check, port=label)


def _local_port(group: TaskGroup, service: Service, check: ServiceCheck) -> int:
    """The port on which the service answers inside: a static one by its label, or the number that the service names."""
    for network in group.networks or ():
        for port in (*(network.reserved_ports or ()), *(network.dynamic_ports or ())):
            if port.label == service.port:
                if port.static > 0:
                    return port.static
                break
    if _NUMBER.match(service.port) and int(service.port) > 0:
        return int(service.port)
    raise Refused(f"unable to determine local service port for service check {group.name}->{service.name}->{check.name}")


def _with_path(service: Service, path: ConsulExposePath) -> Service:
    connect = service.connect or ConsulConnect()
    sidecar = connect.sidecar_service or ConsulSidecarService()
    proxy = sidecar.proxy or ConsulProxy()
    expose = proxy.expose or ConsulExposeConfig()
    paths = expose.paths or ()
    if path not in paths:
        paths = (*paths, path)
    expose = replace(expose, paths=paths or None)
    return replace(service, connect=replace(connect, sidecar_service=replace(sidecar, proxy=replace(proxy, expose=expose))))


def check_hash(check: ServiceCheck, service_id: str) -> str:
    """ServiceCheck.Hash (nomad/structs/services.go): the parts in this order, without anything between them."""
    parts = [
        service_id, check.name, check.type, check.command, *(check.args or ()), check.path, check.protocol, check.port,
        duration(check.interval), duration(check.timeout), check.method, check.body, check.on_update, check.notes,
        "true" if check.tls_skip_verify else "",
        check.tls_server_name,
        *sorted(name + "".join(values or ()) for name, values in (check.header or {}).items()),
        check.address_mode,
        check.grpc_service,
        "true" if check.grpc_use_tls else "",
    ]
    for name, number in (("success", check.success_before_passing), ("failures", check.failures_before_critical),
                         ("failures-before-warning", check.failures_before_warning)):
        if number:
            parts.append(f"{name}:{number}")
    return sha256("".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
