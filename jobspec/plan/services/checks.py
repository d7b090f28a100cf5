"""Checks of services with the address that each goes to (checks/client.go for Nomad's own, consul/service_client.go for Consul's)."""

from __future__ import annotations

from jobspec.go_text import duration, quote
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.models.plan import PlannedCheck
from jobspec.plan.services.address import Surroundings, Unavailable, address_of

_WITH_PORT = ("grpc", "http", "tcp")


def check_address(service: Service, check: ServiceCheck, around: Surroundings) -> tuple[str, int]:
    """Where a check goes: by its own mode, or where the service has an address of its own that one, or the host's. Raises Unavailable."""
    mode = check.address_mode or ("auto" if service.address else "host")
    return address_of(service.address, mode, check.port or service.port, around)


def nomad_check(service: Service, check: ServiceCheck, around: Surroundings) -> PlannedCheck:
    """A check that the client itself makes. One without an address always fails, and nothing else does for it."""
    try:
        address, port = check_address(service, check, around)
    except Unavailable:
        return _planned(check, None, None)
    return _planned(check, address, port if port > 0 else None)


def consul_check(service: Service, check: ServiceCheck, around: Surroundings) -> PlannedCheck:
    """A check that Consul's agent makes, or for scripts the client. Raises Unavailable, and then nothing is registered."""
    if check.type == "script":
        return _planned(check, None, None)
    try:
        address, port = check_address(service, check, around)
    except Unavailable as missing:
        raise Unavailable(f"error getting address for check {quote(check.name)}: {missing.reason}", missing.advice) from None
    if port == 0 and check.type in _WITH_PORT:
        raise Unavailable(f"failed to add check {quote(check.name)}: {check.type} checks require an address",
                          "Give the check or its service a port.")
    if check.type not in _WITH_PORT:
        raise Unavailable(f"failed to add check {quote(check.name)}: check type {quote(check.type, ascii_only=True)} not valid",
                          "The types are http, tcp, grpc and script.")
    return _planned(check, address, port)


def _planned(check: ServiceCheck, address: str | None, port: int | None) -> PlannedCheck:
    return PlannedCheck(
        name=check.name,
        type=check.type,
        address=address,
        port=port,
        path=check.grpc_service if check.type == "grpc" else check.path,
        interval=duration(check.interval),
        timeout=duration(check.timeout),
    )
