"""Pins: what Nomad picks at random and a plan is told (`--pin`, `--alloc-id`, `--port`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource
from jobspec.models.json_words import in_words
from jobspec.models.suggestion import closest_advice
from jobspec.plan.errors import PlanError

LARGEST_PORT = 65535


class Pin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is fixed of one allocation. `start`: its place in the order in which allocations reach their network."""

    id: str | None = None
    ports: dict[str, int] = {}
    start: int | None = None


NO_PIN = Pin()


def read_pins(pins: Mapping[str, object] | None, job: Job) -> dict[str, Pin]:
    """Pins by allocation name (`web.g[0]`, for one of a system job also `web.g[0]@NODE`). Raises PlanError for what the job lacks."""
    found: dict[str, Pin] = {}
    for name, value in (pins or {}).items():
        try:
            pin = value if isinstance(value, Pin) else msgspec.convert(value, Pin)
        except msgspec.ValidationError as problem:
            raise PlanError(f"pin of {name}: {in_words(problem)}") from None
        group = _group_of(name, job)
        for label, number in pin.ports.items():
            _check_port(name, group, label, number)
        found[name] = pin
    return found


def _group_of(name: str, job: Job) -> TaskGroup:
    """The group of an allocation by its name, which must be one that the job has."""
    plain = name.partition("@")[0]
    prefix, bracket, rest = plain.rpartition("[")
    names = []
    for group in job.task_groups or ():
        own = f"{job.id}.{group.name}"
        last = 0 if job.type in ("system", "sysbatch") else (group.count or 0) - 1
        if prefix == own and bracket and rest.endswith("]"):
            index = rest.removesuffix("]")
            if index.isascii() and index.isdigit() and int(index) <= last:
                return group
            those = f"{own}[0] alone" if last == 0 else f"those from {own}[0] to {own}[{last}]"
            raise PlanError(f'{plain} is no allocation of job "{job.id}": group "{group.name}" has {those}')
        names.append(f"{own}[0]")
    groups = [group.name or "" for group in job.task_groups or ()]
    asked = prefix.removeprefix(f"{job.id}.")
    if bracket and asked != prefix:
        advice = closest_advice(asked, groups) or f"it has {', '.join(groups)}"
        raise PlanError(f'job "{job.id}" has no group "{asked}": {advice}')
    raise PlanError(f'{plain} is no allocation of job "{job.id}": expected a name such as {", ".join(names) or "…"}')


def networks_of(group: TaskGroup) -> Iterator[NetworkResource]:
    """The networks of a group that count: its first one, and the first of each task."""
    yield from (group.networks or ())[:1]
    for task in group.tasks or ():
        if task.resources is not None:
            yield from (task.resources.networks or ())[:1]


def _check_port(name: str, group: TaskGroup, label: str, number: int) -> None:
    static = {port.label: port.static for network in networks_of(group) for port in network.reserved_ports or ()}
    labels = [*static, *(port.label for network in networks_of(group) for port in network.dynamic_ports or ())]
    if label not in labels:
        advice = closest_advice(label, labels) or (f"it has {', '.join(labels)}" if labels else "it has none")
        raise PlanError(f'{name}: group "{group.name}" has no port "{label}": {advice}')
    if not 0 < number <= LARGEST_PORT:
        raise PlanError(f'{name}: {number} is no port for "{label}": expected one from 1 to {LARGEST_PORT}')
    if label in static and static[label] != number:
        raise PlanError(f'{name}: port "{label}" is static, {static[label]}, and cannot be {number}')
