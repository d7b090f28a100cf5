"""Whether one more allocation of a group fits on a node beside those that are there, and what it would get (BinPackIterator)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Literal

import msgspec
from msgspec.structs import replace

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_resources import RequestedDevice
from jobspec.models.node import Node
from jobspec.models.plan import DEFAULT_PRIORITY, AllocatedPort, AllocationResources, TaskResources
from jobspec.models.port_ranges import PortRangeError
from jobspec.plan.capacity.ports import MOST_PROBLEMS, NetworkIndex, PortProblem
from jobspec.plan.capacity.resources import Need, Shortage, Used, assign_cores, flattened, resources_of_tasks, shortages
from jobspec.plan.feasible.devices import assign_devices
from jobspec.plan.feasible.network import network_of


class Occupant(msgspec.Struct, frozen=True):
    """An allocation that is on a node: of which job (namespace, id) and group, and what it takes. `name` and `id` are the allocation's.

    `priority` is the job's, `max_parallel` that of the group's `migrate` block (0 without one).
    """

    job: tuple[str, str]
    group: str
    name: str
    resources: AllocationResources
    ports: tuple[AllocatedPort, ...]
    id: str = ""
    priority: int = DEFAULT_PRIORITY
    max_parallel: int = 0


class Offer(msgspec.Struct, frozen=True):
    """What an allocation would get. `device` and `ip` are those of the first task network."""

    ports: tuple[AllocatedPort, ...]
    tasks: dict[str, TaskResources]
    resources: AllocationResources
    device: str = ""
    ip: str = ""


class SamePort(msgspec.Struct, frozen=True):
    """A static port that stands on one address twice, through two host networks: the scheduler offers it and the leader refuses it."""

    label: str
    other: str
    number: int


class NoDevice(msgspec.Struct, frozen=True):
    """A request for devices of which too few are free."""

    request: RequestedDevice


class Unfit(msgspec.Struct, frozen=True):
    """Something about the node as a whole: its reserved ports cannot be read, it is full, it has too few free cores."""

    kind: Literal["reserved ports", "allocations", "cores"]
    nomad: str
    detail: str = ""


Problem = PortProblem | Shortage | SamePort | NoDevice | Unfit


class Room:
    """A node and the allocations on it."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.occupants: list[Occupant] = []
        self.used = Used()

    @cached_property
    def index(self) -> NetworkIndex | PortRangeError:
        """The ports and who has them, made when first asked for: most nodes of a large cluster are never tried."""
        try:
            index = NetworkIndex(self.node)
        except PortRangeError as problem:
            return problem
        for occupant in self.occupants:
            _enter(index, occupant)
        return index

    def add(self, occupant: Occupant) -> None:
        """Put an allocation on the node."""
        self.occupants.append(occupant)
        self.used.add(occupant.resources)
        if isinstance(self.__dict__.get("index"), NetworkIndex):
            _enter(self.__dict__["index"], occupant)

    def holder(self, address: str | None, number: int) -> Occupant | None:
        """Who has a port, on an address or on any."""
        return next((one for one in self.occupants for port in one.ports
                     if port.host_port == number and address in (None, port.host_ip)), None)

    def without(self, gone: Collection[Occupant], *, but_ports: bool = False) -> Room:
        """The node once some of its allocations are gone; `but_ports`: they still have their ports."""
        other = Room(self.node)
        for one in self.occupants:
            if one not in gone:
                other.add(one)
            elif but_ports and isinstance(other.index, NetworkIndex):
                _enter(other.index, one)
        return other

    def grant(self, group: TaskGroup, need: Need) -> tuple[dict[str, TaskResources], AllocationResources]:
        """What the tasks of one more allocation would get of the cores and devices that are free, and what it would count for."""
        return (need.tasks, need.total) if need.plain else self._resources(group, [])

    def fit(self, group: TaskGroup, need: Need, wanted: Mapping[str, int]) -> tuple[Offer | None, list[Problem]]:
        """What one more allocation of the group gets, or everything that is in its way. `wanted`: dynamic ports by label."""
        if isinstance(self.index, PortRangeError):
            return None, [Unfit("reserved ports", "network: invalid node", self.index.message)]
        problems: list[Problem] = []
        index = self.index.copy()
        ports = self._group_ports(group, wanted, index, problems)
        bandwidth: Counter[str] = Counter()
        first = ("", "")
        for task in group.tasks or ():
            networks = (task.resources.networks if task.resources is not None else None) or ()
            for ask in networks[:1]:
                given = index.assign_to_task(task.name, ask, wanted)
                if isinstance(given, PortProblem):
                    problems.append(given)
                    continue
                index.add(given.ports)
                index.add_bandwidth(given.device, given.mbits)
                ports += given.ports
                bandwidth[given.device] += given.mbits
                first = first if first[1] else (given.device, given.ip)
        tasks, total = (need.tasks, need.total) if need.plain else self._resources(group, problems)
        problems += shortages(self.node, total, self.used)
        if self.node.max_allocs and self.node.max_allocs <= len(self.occupants):
            problems.append(Unfit("allocations", "max allocation exceeded", str(self.node.max_allocs)))
        if problems:
            return None, problems
        return Offer(ports, tasks, replace(total, bandwidth=dict(bandwidth)) if bandwidth else total, *first), []

    def _resources(self, group: TaskGroup, problems: list[Problem]) -> tuple[dict[str, TaskResources], AllocationResources]:
        """What the tasks get, with the devices and whole cores that are free."""
        devices, missing = assign_devices(group, self.node, self.used.devices)
        if missing is not None and self.node.device_groups:
            problems.append(NoDevice(missing))
        cores = assign_cores(group, self.node, self.used.cores)
        if cores is None:
            problems.append(Unfit("cores", "cores"))
        tasks = resources_of_tasks(group, self.node, cores or {})
        return tasks, flattened(group, tasks, devices)

    def _group_ports(self, group: TaskGroup, wanted: Mapping[str, int], index: NetworkIndex,
                     problems: list[Problem]) -> tuple[AllocatedPort, ...]:
        """The ports of the group's network, entered into the index for those of its tasks."""
        network = network_of(group)
        if network is None:
            return ()
        offer, found = index.assign(network, self.node, wanted)
        problems += found
        for port in index.add(offer)[:MOST_PROBLEMS]:
            other = next(one for one in offer if (one.host_ip, one.host_port) == (port.host_ip, port.host_port) and one.label != port.label)
            problems.append(SamePort(port.label, other.label, port.host_port))
        return offer


def _enter(index: NetworkIndex, occupant: Occupant) -> None:
    """AddAllocs: beside ports of the group, those of its tasks and their bandwidth are forgotten."""
    index.add(occupant.ports)
    if not any(port.task is None for port in occupant.ports):
        for device, mbits in occupant.resources.bandwidth.items():
            index.add_bandwidth(device, mbits)
