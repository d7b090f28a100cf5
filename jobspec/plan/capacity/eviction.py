"""Making room: what a node gives an allocation once others of lower priority are pushed off it (BinPackIterator.Next with `evict`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from jobspec.models.job_network import NetworkResource
from jobspec.plan.capacity.fit import Occupant, Offer, Problem, Room, SamePort, Unfit
from jobspec.plan.capacity.ports import NetworkIndex, PortProblem
from jobspec.plan.capacity.preemption import Preemptor, held_networks
from jobspec.plan.capacity.resources import Shortage
from jobspec.plan.feasible.devices import assign_devices
from jobspec.plan.feasible.network import network_of
from jobspec.plan.groups import Ask


class Evicted(msgspec.Struct, frozen=True):
    """An allocation that is pushed out, and what for: ports, bandwidth, a device, or Nomad's words for the resources that were short."""

    occupant: Occupant
    what: tuple[str, ...]


class Cleared(msgspec.Struct, frozen=True):
    """What comes of pushing allocations out. `refused`: the scheduler does so, and the leader finds that it still does not fit."""

    offer: Offer | None
    evicted: tuple[Evicted, ...] = ()
    refused: bool = False


NOTHING = Cleared(None)


def clear(room: Room, ask: Ask, wanted: Mapping[str, int], preemptor: Preemptor) -> Cleared:
    """Push out what is in the way of one allocation: those with its ports and bandwidth, those with its devices, those with its resources.

    Nothing is pushed out where that does not suffice, where whole cores are missing, or where the node has no such port.
    """
    evicted: list[Evicted] = []
    for network, task in _networks(ask):
        if not _network_problems(room.fit(ask.group, ask.need, wanted)[1], task):
            continue
        found = preemptor.for_network(room.occupants, network, _index(room, ask, task))
        room = room.without(found)
        if not found or _network_problems(room.fit(ask.group, ask.need, wanted)[1], task):
            return NOTHING
        evicted += (Evicted(one, _what(one, network)) for one in found)
    while room.node.device_groups:
        taken, request = assign_devices(ask.group, room.node, room.used.devices)
        if request is None:
            break
        found = preemptor.for_device(room.occupants, request, room.node, taken)
        if not found:
            return NOTHING
        room = room.without(found)
        evicted += (Evicted(one, (f"device {request.name}",)) for one in found)
    offer, problems = room.fit(ask.group, ask.need, wanted)
    short = [problem.nomad for problem in problems
             if isinstance(problem, Shortage) or (isinstance(problem, Unfit) and problem.kind == "allocations")]
    if len(short) + sum(isinstance(problem, SamePort) for problem in problems) < len(problems):
        return NOTHING
    if short:
        tasks, total = room.grant(ask.group, ask.need)
        found = preemptor.for_group(room.occupants, total, room.node)
        if not found:
            return NOTHING
        evicted += (Evicted(one, tuple(short)) for one in found)
        offer, problems = room.without(found, but_ports=True).fit(ask.group, ask.need, wanted)
        if offer is not None:  # ports, cores and devices are given before Nomad looks for resources
            offer = replace(offer, tasks=tasks, resources=replace(total, bandwidth=offer.resources.bandwidth))
    return Cleared(offer, tuple(evicted), refused=bool(problems))


def _networks(ask: Ask) -> list[tuple[NetworkResource, str | None]]:
    """The networks of a group that want ports, in Nomad's order: its own, then those of its tasks, with the task's name."""
    own = network_of(ask.group)
    found: list[tuple[NetworkResource, str | None]] = [] if own is None else [(own, None)]
    for task in ask.group.tasks or ():
        networks = (task.resources.networks if task.resources is not None else None) or ()
        found += ((network, task.name) for network in networks[:1])
    return found


def _network_problems(problems: Sequence[Problem], task: str | None) -> list[PortProblem]:
    return [problem for problem in problems if isinstance(problem, PortProblem) and problem.task == task]


def _index(room: Room, ask: Ask, until: str | None) -> NetworkIndex:
    """The ports and bandwidth of the node with what the tasks before one of them were given."""
    assert isinstance(room.index, NetworkIndex)
    index = room.index.copy()
    for network, task in _networks(ask):
        if task == until:
            break
        if task is not None and index.devices:
            index.add_bandwidth(index.devices[0].device, network.mbits or 0)
    return index


def _what(one: Occupant, ask: NetworkResource) -> tuple[str, ...]:
    """The ports that an allocation has and the network wants; without any it is pushed out for its bandwidth."""
    asked = {port.static for port in ask.reserved_ports or ()}
    return tuple(f"port {number}" for network in held_networks(one) for number in network.static if number in asked) or ("bandwidth",)
