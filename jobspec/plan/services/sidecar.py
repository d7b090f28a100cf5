"""The registration of a Connect sidecar beside its service (command/agent/consul/connect.go)."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_connect import ConsulSidecarService
from jobspec.models.job_service import Service
from jobspec.models.plan import PlannedCheck, Registration
from jobspec.plan.services.address import Surroundings, Unavailable


def sidecar_registration(service: Service, task: str | None, around: Surroundings) -> Registration | None:
    """The proxy of a service as Consul knows it, None where the service has none. Raises Unavailable."""
    connect = service.connect
    if connect is None or connect.gateway is not None or connect.native:
        return None
    sidecar = connect.sidecar_service
    if sidecar is None:
        raise _invalid(service, f"Connect configuration empty for service {service.name}",
                       "A connect block names native, gateway or sidecar_service.")
    address, port = _connect_port(service, sidecar.port or f"connect-proxy-{service.name}", around)
    _verify_exposed(service, sidecar, around)
    listening = PlannedCheck(name="Connect Sidecar Listening", type="tcp", address=address, port=port, interval="10s")
    alias = PlannedCheck(name=f"Connect Sidecar Aliasing {service.name}", type="alias")
    return Registration(
        name=f"{service.name}-sidecar-proxy",
        provider="consul",
        address=address,
        port=port,
        tags=(service.tags if sidecar.tags is None else sidecar.tags) or (),
        task=task,
        kind="connect-proxy",
        meta=dict(sorted((sidecar.meta or {}).items())),
        checks=(alias,) if sidecar.disable_default_tcp_check else (alias, listening),
    )


def _connect_port(service: Service, label: str, around: Surroundings) -> tuple[str, int]:
    """connectPort"""
    _verify_one_network(service, around)
    port = around.port(label)
    if port is not None:
        return port.host_ip, port.host_port
    address, number = around.network_port(label)
    if number <= 0:
        raise _no_port(service, label)
    return address, number


def _verify_exposed(service: Service, sidecar: ConsulSidecarService, around: Surroundings) -> None:
    """connectProxyExposePaths"""
    expose = None if sidecar.proxy is None else sidecar.proxy.expose
    for path in () if expose is None else expose.paths or ():
        _verify_one_network(service, around)
        if around.network_port(path.listener_port)[1] == 0:
            raise _no_port(service, path.listener_port)


def _verify_one_network(service: Service, around: Surroundings) -> None:
    count = len(around.networks)
    if count != 1:
        raise _invalid(service, f"Connect only supported with exactly 1 network (found {count})",
                       "A service with a sidecar is one of a group with a network.")


def _no_port(service: Service, label: str) -> Unavailable:
    return _invalid(service, f"No port of label {quote(label)} defined", "Name a port of the group's network.")


def _invalid(service: Service, reason: str, advice: str) -> Unavailable:
    return Unavailable(f"invalid Consul Connect configuration for service {quote(service.name)}: {reason}", advice)
