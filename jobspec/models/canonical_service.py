"""API defaults of services and their checks (Canonicalize in nomad/api/services.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.canonical_connect import canonical_connect
from jobspec.models.defaults import SECOND, filled, without_empty
from jobspec.models.job_service import CheckRestart, Service, ServiceCheck, ServiceWeights


def canonical_service(service: Service, default_name: str) -> Service:
    """Service.Canonicalize. `default_name` is JOB-GROUP, for a task's service JOB-GROUP-TASK."""
    service = without_empty(service, "meta", "canary_meta", "tagged_addresses")
    on_update = service.on_update or "require_healthy"
    checks = service.checks
    return replace(
        service,
        name=service.name or default_name,
        address_mode=service.address_mode or "auto",
        on_update=on_update,
        provider=service.provider or "consul",
        cluster=service.cluster or "default",
        connect=None if service.connect is None else canonical_connect(service.connect),
        weights=None if service.weights is None else _weights(service.weights),
        checks=None if checks is None else tuple(_check(check, service.check_restart, on_update) for check in checks),
    )


def _weights(weights: ServiceWeights) -> ServiceWeights:
    return replace(
        weights,
        passing=weights.passing if weights.passing > 0 else 1,
        warning=weights.warning if weights.warning > 0 else 1,
    )


def _check(check: ServiceCheck, inherited: CheckRestart | None, on_update: str) -> ServiceCheck:
    restart = _merged(inherited, check.check_restart)
    return replace(
        check,
        check_restart=None if restart is None else filled(restart, grace=SECOND),
        success_before_passing=max(check.success_before_passing, 0),
        failures_before_critical=max(check.failures_before_critical, 0),
        failures_before_warning=max(check.failures_before_warning, 0),
        on_update=check.on_update or on_update,
    )


def _merged(service: CheckRestart | None, check: CheckRestart | None) -> CheckRestart | None:
    """CheckRestart.Merge: the check's own settings, where it has any, over those of its service."""
    if service is None or check is None:
        return service if check is None else check
    return replace(
        check,
        limit=check.limit if check.limit > 0 else service.limit,
        grace=service.grace if check.grace is None else check.grace,
        ignore_warnings=check.ignore_warnings or service.ignore_warnings,
    )
