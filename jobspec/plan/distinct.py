"""`distinct_hosts` and `distinct_property`: conditions on where the other allocations of a job are (scheduler/feasible)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jobspec.go_numbers import go_bool
from jobspec.models.job_constraint import Constraint
from jobspec.models.plan import Reason
from jobspec.plan.capacity.fit import Room
from jobspec.plan.feasible.findings import Finding
from jobspec.plan.feasible.targets import fact_name, is_unknown, resolve
from jobspec.plan.groups import Ask


class Distinct:
    """The distinct conditions of one group. `hosts` are not looked at for system jobs, which have one allocation on a node anyway."""

    __slots__ = ("_group", "_hosts", "_properties", "_wide")

    def __init__(self, ask: Ask) -> None:
        system = ask.job.type in ("system", "sysbatch")
        wide = None if system else _hosts(ask.job.constraints or ())
        self._group = ask.name
        self._wide = wide is not None
        self._hosts = wide or (None if system else _hosts(ask.group.constraints or ()))
        self._properties = [(one, "") for one in ask.job.constraints or () if one.operator == "distinct_property"]
        self._properties += [(one, ask.name) for one in ask.group.constraints or () if one.operator == "distinct_property"]

    def __bool__(self) -> bool:
        return self._hosts is not None or bool(self._properties)

    def against(self, room: Room, rooms: Iterable[Room], job: tuple[str, str]) -> list[Finding]:
        """What speaks against one more allocation on the node of `room`; `rooms` are all that hold allocations of the job."""
        found = []
        hosts = self._hosts
        if hosts is not None and any(one.job == job and (self._wide or one.group == self._group) for one in room.occupants):
            found.append(Finding(Reason(code="NODE217", nomad="distinct_hosts", span=hosts.span(),
                                        message="an allocation is on the node already, and distinct_hosts allows one")))
        for constraint, group in self._properties:
            finding = _property(constraint, group, room, rooms, job)
            if finding is not None:
                found.append(finding)
        return found


def _hosts(constraints: Iterable[Constraint]) -> Constraint | None:
    """hasDistinctHostsConstraint: the first one decides; a value that is no truth value counts as true."""
    first = next((one for one in constraints if one.operator == "distinct_hosts"), None)
    return None if first is None or go_bool(first.value or "") is False else first


def _property(constraint: Constraint, group: str, room: Room, rooms: Iterable[Room], job: tuple[str, str]) -> Finding | None:
    value = resolve(constraint.attribute, room.node)
    if value is None:
        if is_unknown(constraint.attribute, room.node):
            return None
        return Finding(Reason(code="NODE217", message=f"{constraint.attribute} is not set, and distinct_property counts by it",
                              nomad=f'missing property "{constraint.attribute}"', span=constraint.span()), fact_name(constraint.attribute))
    allowed = int(constraint.value) if constraint.value.isascii() and constraint.value.isdigit() else 1
    used = _uses(constraint.attribute, group, rooms, job)[value]
    if used < allowed:
        return None
    text = f'{used} allocations are on nodes whose {constraint.attribute} is "{value}", and distinct_property allows {allowed}'
    nomad = f"distinct_property: {constraint.attribute}={value} used by {used} allocs"
    return Finding(Reason(code="NODE217", nomad=nomad, span=constraint.span(), message=text), fact_name(constraint.attribute))


def _uses(attribute: str, group: str, rooms: Iterable[Room], job: tuple[str, str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for room in rooms:
        value = resolve(attribute, room.node)
        if value is not None:
            counts[value] += sum(one.job == job and group in ("", one.group) for one in room.occupants)
    return counts
