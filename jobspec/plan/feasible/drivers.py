"""Task drivers and secret providers of a node (DriverChecker, SecretsProviderChecker)."""

from __future__ import annotations

from jobspec.go_numbers import go_bool
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.models.node import Node
from jobspec.models.plan import Reason
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names


def check_drivers(group: TaskGroup, node: Node, names: Names, findings: Findings) -> None:
    """Every driver of the group's tasks that is not there, or not healthy."""
    first_of: dict[str, Task] = {}
    for task in group.tasks or ():
        first_of.setdefault(task.driver or "", task)
    for driver, task in first_of.items():
        if node.drivers is None and driver in node.missing_drivers:
            findings.against(
                Reason(code="NODE205", nomad="missing drivers", span=task.span_of("driver"),
                       message=f'task "{task.name}" needs the driver "{driver}", which the node\'s configuration leaves out: '
                               f"{node.missing_drivers[driver]}"), f"missing_drivers.{driver}")
            continue
        if node.drivers is None:
            findings.assume(f'the driver "{driver}" is there and healthy')
            continue
        problem = _problem(driver, node)
        if problem is not None:
            advice = names.advice(driver, "driver") if driver not in names.of("driver") else None
            findings.against(
                Reason(code="NODE205", message=f'task "{task.name}" needs the driver "{driver}", which {problem}', nomad="missing drivers",
                       span=task.span_of("driver"), help=advice),
                "drivers" if driver not in node.drivers else f"drivers.{driver}")


def _problem(driver: str, node: Node) -> str | None:
    known = (node.drivers or {}).get(driver)
    if known is None:
        return None if go_bool(node.attributes.get(f"driver.{driver}", "")) else "the node does not have"
    if known.detected and known.healthy:
        return None
    if not known.detected:
        return "is not detected on the node"
    return f"is not healthy on the node ({known.health_description})" if known.health_description else "is not healthy on the node"


def check_secrets(group: TaskGroup, node: Node, findings: Findings) -> None:
    """Providers of secrets are attributes of the node."""
    seen = set()
    for task in group.tasks or ():
        for secret in task.secrets or ():
            attribute = f"plugins.secrets.{secret.provider}.version"
            if secret.provider in seen or attribute in node.attributes:
                continue
            seen.add(secret.provider)
            if not node.attributes_known:
                findings.assume(f'the provider of secrets "{secret.provider}" is there')
                continue
            findings.against(Reason(code="NODE216", nomad="missing secrets provider", span=secret.span_of("provider"),
                                    message=f'task "{task.name}" needs the provider of secrets "{secret.provider}", which the node lacks'))
