"""A plan read back from its JSON (`plan.v1`): to compare with another one, or as what already holds ports and addresses on the nodes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from jobspec.models.json_words import in_words
from jobspec.models.plan import AllocatedPort, Allocation, Plan
from jobspec.plan.errors import PlanError


def plan_from_json(document: Mapping[str, object], name: str = "the document") -> Plan:
    """The plan that `plan_json` made the document of, without the places of reasons in their files. Raises PlanError."""
    if document.get("version") != "plan.v1":
        raise PlanError(f'{name} is not a plan: its "version" is not "plan.v1" (write one with --format json)')
    try:
        plan = msgspec.convert(document, Plan)
    except msgspec.ValidationError as problem:
        raise PlanError(f"{name} is not a plan: {in_words(problem)}") from None
    groups = (replace(group, allocations=tuple(map(_with_ports_once, group.allocations))) for group in plan.groups)
    return replace(plan, groups=tuple(groups))


def _with_ports_once(allocation: Allocation) -> Allocation:
    """Ports of tasks stand twice in the JSON, among those of the group as well, as in Nomad's API."""
    repeated = [replace(port, task=None) for port in allocation.ports if port.task is not None]
    ports: list[AllocatedPort] = []
    for port in allocation.ports:
        if port in repeated:
            repeated.remove(port)
        else:
            ports.append(port)
    return replace(allocation, ports=tuple(ports))
