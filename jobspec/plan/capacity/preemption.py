"""Which allocations Nomad pushes out to make room for one of a higher priority (scheduler/feasible/preemption.go, Preemptor).

An allocation can be pushed out when the priority of its job is lower by ten or more. Nomad starts at the lowest priorities, takes there
what comes closest to what is asked for, and keeps only as many as it needs. Where several are equally close, the order of a Go map decides;
here the one that came to the node first is taken.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from jobspec.models.job_network import NetworkResource
from jobspec.models.job_resources import RequestedDevice
from jobspec.models.node import Node
from jobspec.models.plan import AllocationResources
from jobspec.plan.capacity.fit import Occupant
from jobspec.plan.capacity.ports import NetworkIndex
from jobspec.plan.capacity.resources import capacity_of
from jobspec.plan.feasible.devices import device_name, suits

#: filterAndGroupPreemptibleAllocs: so much lower a priority must be.
DELTA = 10
#: maxParallelPenalty: what each further allocation of a group counts, once as many are pushed out as its `migrate` block lets go at a time.
_PENALTY = 50.0

_Amounts = tuple[float, float, float]


class HeldNetwork(msgspec.Struct, frozen=True):
    """A network that an allocation holds: the interface (empty for the group's own), its bandwidth in MBits and its static ports."""

    device: str
    mbits: int
    static: tuple[int, ...]


class Preemptor(msgspec.Struct, frozen=True):
    """What is known of the job that asks: its priority, its key, and which groups have lost how many allocations to it already."""

    priority: int
    job: tuple[str, str]
    lost: Counter[tuple[tuple[str, str], str]]

    def may_push_out(self, one: Occupant) -> bool:
        """Whether the priority of an allocation is low enough."""
        return one.job != self.job and self.priority - one.priority >= DELTA

    def for_network(self, occupants: Iterable[Occupant], ask: NetworkResource, index: NetworkIndex) -> list[Occupant]:
        """PreemptForNetwork: those that hold the static ports of a network, and those whose bandwidth it needs; none where that is no help.

        Ports are told apart by interface, not by address: where two allocations have one number on two host networks, Nomad pushes out
        either of them.
        """
        wanted = ask.mbits or 0
        numbers = [port.static for port in ask.reserved_ports or ()]
        of_device, kept = self._by_device(occupants)
        for device, candidates in of_device.items():
            free = index.bandwidth.get(device, 0) - index.used_bandwidth.get(device, 0)
            if index.bandwidth.get(device, 0) < wanted:
                continue
            holders = {number: one for one in candidates for network in held_networks(one) for number in network.static}
            if any(number not in holders and number in kept.get(device, ()) for number in numbers):
                continue
            found = [holders[number] for number in numbers if number in holders]
            if 0 < wanted > free + _bandwidth(found):
                found += self._bandwidth_of(candidates, found, wanted, free)
            if found and free + _bandwidth(found) >= wanted:
                return _once(_needed_for_network(found, wanted, free, device))
        return []

    def _by_device(self, occupants: Iterable[Occupant]) -> tuple[dict[str, list[Occupant]], dict[str, set[int]]]:
        """Those that can be pushed out, by the interface of their first network, and the static ports of those that cannot."""
        of_device: dict[str, list[Occupant]] = {}
        kept: dict[str, set[int]] = {}
        for one in occupants:
            networks = held_networks(one)
            if one.job == self.job or not networks:
                continue
            if self.may_push_out(one):
                of_device.setdefault(networks[0].device, []).append(one)
            else:
                kept.setdefault(networks[0].device, set()).update(networks[0].static)
        return of_device, kept

    def _bandwidth_of(self, candidates: Sequence[Occupant], found: Sequence[Occupant], wanted: int, free: int) -> list[Occupant]:
        """More allocations, until their bandwidth is enough or there are no more."""
        more: list[Occupant] = []
        for group in _by_priority(one for one in candidates if one not in found):
            distances: dict[str, float] = {one.id: abs(wanted - held_networks(one)[0].mbits) / wanted + self._penalty(one) for one in group}
            for one in sorted(group, key=lambda one: distances[one.id]):
                if free + _bandwidth([*found, *more]) >= wanted:
                    return more
                more.append(one)
        return more

    def for_group(self, occupants: Iterable[Occupant], ask: AllocationResources, node: Node) -> list[Occupant]:
        """PreemptForTaskGroup: those whose CPU, memory and disk make room; none where all of them together are too little.

        What other groups of the asking job take does not count here, as in Nomad.
        """
        others = [one for one in occupants if one.job != self.job]
        free = _minus(_capacity(node), *(_amounts(one.resources) for one in others))
        asked = needed = _amounts(ask)
        available, found = free, list[Occupant]()
        for group in _by_priority(one for one in others if self.may_push_out(one)):
            while group and not (found and _covers(available, asked)):
                distances = [_distance(needed, _amounts(one.resources)) + self._penalty(one) for one in group]
                place = distances.index(min(distances))
                closest, group[place] = group[place], group[-1]  # the last one takes the free place
                del group[-1]
                found.append(closest)
                available = _plus(available, _amounts(closest.resources))
                needed = _minus(needed, _amounts(closest.resources))
        if not found or not _covers(available, asked):
            return []
        return _enough(sorted(found, key=lambda one: -_distance(asked, _amounts(one.resources))), lambda taken: _covers(
            _plus(free, *(_amounts(one.resources) for one in taken)), asked))

    def for_device(self, occupants: Sequence[Occupant], request: RequestedDevice, node: Node, taken: Mapping[str, int]) -> list[Occupant]:
        """PreemptForDevice: those that have enough instances of one device that suits; none where no device becomes free enough.

        `taken`: instances that the asking group was given already. Of several devices the one counts whose users have the lowest
        priorities, each priority once.
        """
        wanted = 1 if request.count is None else request.count
        options = []
        for name, healthy in ((device_name(own), own.healthy) for own in node.device_groups if suits(own, request)):
            free = healthy - taken.get(name, 0) - sum(one.resources.devices.get(name, 0) for one in occupants)
            users = [one for one in occupants if one.resources.devices.get(name) and self.may_push_out(one)]
            found = _until([one for group in _by_priority(users) for one in group], name, wanted - free)
            if found:
                options.append(_until(_by_instances(found, name), name, wanted) or found)
        return min(options, key=lambda found: sum({one.priority for one in found}), default=[])

    def _penalty(self, one: Occupant) -> float:
        lost = self.lost[one.job, one.group]
        return (lost + 1 - one.max_parallel) * _PENALTY if 0 < one.max_parallel <= lost else 0.0


def held_networks(one: Occupant) -> tuple[HeldNetwork, ...]:
    """AllocatedResources.Comparable: the networks of an allocation's tasks by interface, then that of its group."""
    of_tasks = tuple(port.host_port for port in one.ports if port.static and port.task is not None)
    bandwidth = one.resources.bandwidth.items()
    networks = [HeldNetwork(device, mbits, () if number else of_tasks) for number, (device, mbits) in enumerate(bandwidth)]
    shared = [port for port in one.ports if port.task is None]
    if shared:
        networks.append(HeldNetwork("", 0, tuple(port.host_port for port in shared if port.static)))
    return tuple(networks)


def _bandwidth(found: Iterable[Occupant]) -> int:
    """What the first networks of allocations take; one that holds two of the ports counts twice, as in Nomad."""
    return sum(held_networks(one)[0].mbits for one in found)


def _needed_for_network(found: list[Occupant], wanted: int, free: int, device: str) -> list[Occupant]:
    """filterSuperset: without bandwidth to compare all of them stay, else those with the least of use go first until there is enough.

    Nomad does not look at ports here, so that one which holds a port can be left out; the port is then still taken.
    """
    if wanted == 0:
        return found
    ranked = sorted(found, key=lambda one: -abs(wanted - held_networks(one)[0].mbits) / wanted)
    return _enough(ranked, lambda taken: 0 < free + sum(
        network.mbits for one in taken for network in held_networks(one) if network.device == device) >= wanted)


def _enough(ranked: Sequence[Occupant], is_enough: Callable[[Sequence[Occupant]], bool]) -> list[Occupant]:
    """The shortest beginning of a list that is enough; the whole list where none is."""
    return next((list(ranked[:size]) for size in range(1, len(ranked)) if is_enough(ranked[:size])), list(ranked))


def _by_instances(users: Iterable[Occupant], device: str) -> list[Occupant]:
    return sorted(users, key=lambda one: -one.resources.devices[device])


def _until(users: Sequence[Occupant], device: str, wanted: int) -> list[Occupant]:
    """The shortest beginning of a list that has so many instances of a device; nothing where all of it has too few."""
    counts = [one.resources.devices[device] for one in users]
    return next((list(users[:size]) for size in range(1, len(users) + 1) if sum(counts[:size]) >= wanted), [])


def _once(found: Iterable[Occupant]) -> list[Occupant]:
    return list({one.id: one for one in found}.values())


def _by_priority(candidates: Iterable[Occupant]) -> Iterator[list[Occupant]]:
    """Groups of one priority each, the lowest first."""
    groups: dict[int, list[Occupant]] = {}
    for one in candidates:
        groups.setdefault(one.priority, []).append(one)
    return (groups[priority] for priority in sorted(groups))


def _capacity(node: Node) -> _Amounts:
    """What a node has for allocations; what is not known is enough for anything."""
    has = capacity_of(node)
    cpu, memory, disk = (math.inf if amount is None else float(amount) for amount in (has.cpu, has.memory_mb, has.disk_mb))
    return cpu, memory, disk


def _amounts(one: AllocationResources) -> _Amounts:
    return float(one.cpu), float(one.memory_mb), float(one.disk_mb)


def _plus(first: _Amounts, *rest: _Amounts) -> _Amounts:
    cpu, memory, disk = (sum(values) for values in zip(first, *rest, strict=True))
    return cpu, memory, disk


def _minus(first: _Amounts, *rest: _Amounts) -> _Amounts:
    cpu, memory, disk = (value - sum(less) for value, *less in zip(first, *rest, strict=True))
    return cpu, memory, disk


def _covers(available: _Amounts, asked: _Amounts) -> bool:
    return all(has >= wants for has, wants in zip(available, asked, strict=True))


def _distance(asked: _Amounts, used: _Amounts) -> float:
    """basicResourceDistance: how far an allocation is from what is asked for, each amount as a part of it."""
    return math.hypot(*((wants - has) / wants for wants, has in zip(asked, used, strict=True) if wants > 0))
