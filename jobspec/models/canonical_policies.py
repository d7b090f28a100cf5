"""API defaults of the policies of jobs and groups: update, migrate, reschedule, restart, scaling, disks, disconnection.

Each function is the Canonicalize method of the same struct in nomad/api (jobs.go, tasks.go, scaling.go).
"""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.defaults import HOUR, MINUTE, SECOND, filled
from jobspec.models.job_constraint import Affinity, Spread
from jobspec.models.job_policies import (
    DisconnectStrategy,
    EphemeralDisk,
    MigrateStrategy,
    ReschedulePolicy,
    RestartPolicy,
    ScalingPolicy,
    UpdateStrategy,
)

DEFAULT_UPDATE = UpdateStrategy(
    stagger=30 * SECOND, max_parallel=1, health_check="checks", min_healthy_time=10 * SECOND, healthy_deadline=5 * MINUTE,
    progress_deadline=10 * MINUTE, auto_revert=False, canary=0, auto_promote=False,
)

SERVICE_RESTART = RestartPolicy(delay=15 * SECOND, attempts=2, interval=30 * MINUTE, mode="fail", render_templates=False)
BATCH_RESTART = RestartPolicy(delay=15 * SECOND, attempts=3, interval=24 * HOUR, mode="fail", render_templates=False)

_RESCHEDULE = {
    "service": ReschedulePolicy(delay=30 * SECOND, delay_function="exponential", max_delay=HOUR, unlimited=True, attempts=0, interval=0),
    "batch": ReschedulePolicy(attempts=1, interval=24 * HOUR, delay=5 * SECOND, delay_function="constant", max_delay=0, unlimited=False),
}
_NO_RESCHEDULE = ReschedulePolicy(attempts=0, interval=0, delay=0, delay_function="", max_delay=0, unlimited=False)


def canonical_update(update: UpdateStrategy) -> UpdateStrategy:
    return filled(
        update, stagger=30 * SECOND, max_parallel=1, health_check="checks", min_healthy_time=10 * SECOND, healthy_deadline=5 * MINUTE,
        progress_deadline=10 * MINUTE, auto_revert=False, canary=0, auto_promote=False,
    )


def says_nothing(update: UpdateStrategy) -> bool:
    """UpdateStrategy.Empty: whether every setting is absent or its zero value."""
    return not any((
        update.stagger, update.max_parallel, update.health_check, update.min_healthy_time, update.healthy_deadline,
        update.progress_deadline, update.auto_revert, update.auto_promote, update.canary,
    ))


def canonical_migrate(migrate: MigrateStrategy) -> MigrateStrategy:
    return filled(migrate, max_parallel=1, health_check="checks", min_healthy_time=10 * SECOND, healthy_deadline=5 * MINUTE)


def default_reschedule(job_type: str) -> ReschedulePolicy:
    """NewDefaultReschedulePolicy: types that do not reschedule get a policy of zeros."""
    return _RESCHEDULE.get(job_type, _NO_RESCHEDULE)


def canonical_reschedule(policy: ReschedulePolicy, job_type: str) -> ReschedulePolicy:
    default = default_reschedule(job_type)
    return filled(
        policy, attempts=default.attempts, interval=default.interval, delay=default.delay, delay_function=default.delay_function,
        max_delay=default.max_delay, unlimited=default.unlimited,
    )


def default_restart(job_type: str) -> RestartPolicy:
    return SERVICE_RESTART if job_type in ("service", "system") else BATCH_RESTART


def canonical_scaling(policy: ScalingPolicy, group_count: int) -> ScalingPolicy:
    policy = filled(policy, enabled=True, min=group_count)
    return policy if policy.type else replace(policy, type="horizontal")


def canonical_disk(disk: EphemeralDisk | None) -> EphemeralDisk:
    return filled(disk or EphemeralDisk(), sticky=False, migrate=False, size=300)


def canonical_disconnect(strategy: DisconnectStrategy) -> DisconnectStrategy:
    return filled(strategy, replace=True, reconcile="best_score")


def canonical_affinity(affinity: Affinity) -> Affinity:
    return filled(affinity, weight=50)


def canonical_spread(spread: Spread) -> Spread:
    return filled(spread, weight=50)
