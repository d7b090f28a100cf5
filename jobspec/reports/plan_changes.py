"""What differs between two plans: a job before and after a change, or one job on two nodes.

Both plans are laid out as a flat list of facts, each with its place; what differs are facts that only one has, or with another value.
Allocation ids are left out, as Nomad makes new ones each time: where they stand in other values they are masked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from jobspec.models.plan import Allocation, AllocationNetwork, CniPlan, Dns, Plan
from jobspec.reports.plan_words import check_in_words, endpoint, given_in_words


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a fact stands: the job (all empty), a group, or an allocation of it; then which part and which one of its kind."""

    group: str
    allocation: str
    part: str
    name: str = ""


class Change(msgspec.Struct, frozen=True):
    """A fact that differs; `before` or `after` is None where only the other plan has it."""

    place: Place
    before: str | None
    after: str | None


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """The differences in the order of the second plan; what only the first one has follows its neighbours there."""
    repeated = _repeated(before) | _repeated(after)
    old, new = dict(_facts(before, repeated)), dict(_facts(after, repeated))
    return tuple(
        Change(place, old.get(place), new.get(place)) for place in _merged(list(old), list(new)) if old.get(place) != new.get(place)
    )


def _merged(old: list[Place], new: list[Place]) -> Iterator[Place]:
    """Every place once: those of `new` in order, and after each one those that follow it in `old` alone."""
    known = set(new)
    gone: dict[Place | None, list[Place]] = {}
    anchor: Place | None = None
    for place in old:
        if place in known:
            anchor = place
        else:
            gone.setdefault(anchor, []).append(place)
    yield from gone.get(None, ())
    for place in new:
        yield place
        yield from gone.get(place, ())


def _repeated(plan: Plan) -> set[str]:
    """The names that several allocations have: those of a system job are on every node."""
    counted = Counter(allocation.name for group in plan.groups for allocation in group.allocations)
    return {name for name, number in counted.items() if number > 1}


Facts = Iterator[tuple[Place, str]]


def _facts(plan: Plan, repeated: set[str]) -> Facts:
    for key in plan.job.__struct_fields__:
        yield Place("", "", "job", key), str(getattr(plan.job, key))
    for group in plan.groups:
        name = group.name
        yield Place(name, "", "count"), str(group.count)
        yield Place(name, "", "placed"), f"{len(group.allocations)} of {group.count}"
        for refusal in plan.refused:
            if refusal.group == name:
                yield Place(name, "", "refused on", refusal.node), "; ".join(f"{r.code} {r.message}" for r in refusal.reasons)
        for allocation in group.allocations:
            label = f"{allocation.name} on {allocation.node}" if allocation.name in repeated else allocation.name
            for part, key, value in _allocation(allocation):
                yield Place(name, label, part, key), _masked(value, allocation.id)
    for warning in plan.warnings:
        where = " ".join(part for part in (warning.code, warning.group, warning.node) if part)
        yield Place(warning.group, "", "warning", where), warning.message


def _masked(value: str, allocation_id: str) -> str:
    if not allocation_id:
        return value
    masked = value.replace(allocation_id, "<id>")
    return "<short id>" if masked == allocation_id[:8] else masked


Parts = Iterator[tuple[str, str, str]]


def _allocation(allocation: Allocation) -> Parts:
    yield "node", "", allocation.node
    yield from _network(allocation.network)
    for port in allocation.ports:
        inner = f" to {port.to}" if port.to else ""
        where = f" ({port.host_network})" if port.host_network not in ("", "default") else ""
        owner = f"{port.task}." if port.task else ""
        yield "port", owner + port.label, endpoint(port.host_ip, port.host_port) + inner + where
    if allocation.cni is not None:
        yield from _cni(allocation.cni)
    for task in allocation.tasks:
        yield "task", task.name, task.driver + (f", {task.lifecycle}" if task.lifecycle else "")
        for variable, value in sorted(task.env.items()):
            yield f"variable of {task.name}", variable, value
    for one in allocation.preempts:
        yield "pushes out", one.name, given_in_words(one)
    for service in allocation.services:
        tags = f", tags {' '.join(service.tags)}" if service.tags else ""
        yield "service", service.name, f"{endpoint(service.address, service.port)} in {service.provider}{tags}"
        for check in service.checks:
            yield f"check of {service.name}", check.name, check_in_words(check)


def _network(network: AllocationNetwork) -> Parts:
    if network.failure is not None:
        yield "fails", "", f"{network.failure.code} {network.failure.message}"
    single = {"mode": network.mode, "interface": network.interface, "ip": network.ip, "ipv6": network.ipv6, "gateway": network.gateway,
              "hostname": network.hostname, "routes": ", ".join(network.routes)}  # fmt: skip
    dns = network.dns or Dns()
    lists = {"dns servers": dns.servers, "dns searches": dns.searches, "dns options": dns.options}
    for key, value in (single | {key: " ".join(values) for key, values in lists.items()}).items():
        if value:
            yield "network", key, value


def _cni(cni: CniPlan) -> Parts:
    yield "plugins", "", ", ".join(call.plugin for call in cni.add)
    seen: Counter[str] = Counter()
    for call in cni.add:
        seen[call.plugin] += 1
        name = f"plugin {call.plugin}" + (f" ({seen[call.plugin]})" if seen[call.plugin] > 1 else "")
        yield name, "path", call.path
        for argument in sorted(filter(None, call.env.get("CNI_ARGS", "").split(";"))):
            key, _, value = argument.partition("=")
            yield name, f"CNI_ARGS {key}", value
        own = {key: value for key, value in call.stdin.items() if key != "prevResult"}
        for path, value in _leaves(own, ""):
            if not path.startswith("runtimeConfig.portMappings"):  # the ports say the same
                yield name, path, value


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key in sorted(value):
            yield from _leaves(value[key], f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for index, element in enumerate(value):
            yield from _leaves(element, f"{path}[{index}]")
    else:
        yield path, value if isinstance(value, str) else msgspec.json.encode(value).decode()
