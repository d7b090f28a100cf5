"""Where the allocations of a job go: Nomad's generic and system schedulers, with chance taken out.

Groups are placed one after another, allocations with a pin first, since Nomad placed those. Each goes to the node with the best score.
Nomad's leader checks every node of the scheduler's plan once more, and refuses all of a job's allocations there if two of them have one
port on one address, or if they lack room after all (nomad/plan_apply.go): such nodes are left out, for all groups.

System jobs push out allocations of lower priority where they need room (`capacity.preemption`). Jobs of other types do not, as Nomad's
scheduler is configured unless somebody changes that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import DEFAULT_PRIORITY, Plan
from jobspec.plan.capacity.eviction import Cleared, Evicted, clear
from jobspec.plan.capacity.fit import Occupant, Offer, Problem, SamePort
from jobspec.plan.capacity.ports import PortProblem
from jobspec.plan.capacity.preemption import Preemptor
from jobspec.plan.distinct import Distinct
from jobspec.plan.errors import PlanError
from jobspec.plan.fleet import Fleet
from jobspec.plan.groups import Ask
from jobspec.plan.pins import NO_PIN, Pin
from jobspec.plan.scoring import score


class Placement(msgspec.Struct, frozen=True):
    """An allocation that found its node: the position of the node, what it got, and its pin. `evicted`: those that it pushes out."""

    ask: Ask
    index: int
    name: str
    position: int
    offer: Offer
    pin: Pin
    evicted: tuple[Evicted, ...] = ()


class Rejection(msgspec.Struct, frozen=True):
    """A node that the leader refuses: the group at fault, and whether it is so after others were pushed out for it."""

    ask: Ask
    after_preemption: bool


class Schedule(msgspec.Struct, frozen=True):
    """All placements of a job, and the fleet with them on it. `rejected`: nodes that the leader refuses, by position."""

    job: Job
    asks: tuple[Ask, ...]
    fleet: Fleet
    placements: tuple[Placement, ...]
    rejected: Mapping[int, Rejection]


def schedule(job: Job, nodes: Sequence[Node], pins: Mapping[str, Pin], earlier: Sequence[Plan]) -> Schedule:
    """Place every allocation of an admitted job. Raises PlanError where a pin asks for what no node can give."""
    asks = tuple(Ask(job, group) for group in job.task_groups or ())
    rejected: dict[int, Rejection] = {}
    while True:
        attempt = _Attempt(job, asks, Fleet(nodes, asks, earlier), pins, rejected)
        attempt.run()
        if not attempt.newly_rejected:
            return Schedule(job, asks, attempt.fleet, tuple(attempt.placements), rejected)
        rejected.update(attempt.newly_rejected)


class _Attempt:
    """One run of the scheduler over all groups."""

    def __init__(self, job: Job, asks: tuple[Ask, ...], fleet: Fleet, pins: Mapping[str, Pin], rejected: Mapping[int, Rejection]) -> None:
        self.job = job
        self.key = (job.namespace or "default", job.id or "")
        self.asks = asks
        self.fleet = fleet
        self.pins = pins
        self.rejected = rejected
        self.newly_rejected: dict[int, Rejection] = {}
        self.placements: list[Placement] = []
        self.preemptor = Preemptor(DEFAULT_PRIORITY if job.priority is None else job.priority, self.key, Counter())

    def run(self) -> None:
        if self.job.type in ("system", "sysbatch"):
            for position, node in enumerate(self.fleet.nodes):
                for ask in sorted(self.asks, key=lambda ask: self._pin_on(ask, node) is NO_PIN):
                    self._on_node(ask, position)
            return
        wanted = [(ask, index) for ask in self.asks for index in range(ask.count)]
        wanted.sort(key=lambda pair: allocation_name(self.job, pair[0].group, pair[1]) not in self.pins)
        failed: set[str] = set()
        for ask, index in wanted:
            if ask.name not in failed and not self._anywhere(ask, index):
                failed.add(ask.name)  # the scheduler does not try a group again

    def _pin_on(self, ask: Ask, node: Node) -> Pin:
        """What is fixed of the allocation of a system job's group on a node."""
        name = allocation_name(self.job, ask.group, 0)
        return self.pins.get(f"{name}@{node.name}") or self.pins.get(name) or NO_PIN

    def _on_node(self, ask: Ask, position: int) -> None:
        """A system job: one allocation of each group on each node that can take it."""
        if position in self.rejected or self.fleet.findings(ask, self.fleet.kind_of[position]).found:
            return
        node = self.fleet.nodes[position]
        name = allocation_name(self.job, ask.group, 0)
        pin = self._pin_on(ask, node)
        room = self.fleet.room(position)
        distinct = Distinct(ask)
        if distinct and distinct.against(room, self.fleet.occupied(), self.key):
            return
        offer, problems = room.fit(ask.group, ask.need, pin.ports)
        cleared = Cleared(offer)
        if problems and self.job.type == "system":
            cleared = clear(room, ask, pin.ports, self.preemptor)
        if cleared.offer is not None:
            self._put(ask, 0, name, position, cleared.offer, pin, cleared.evicted)
        elif cleared.refused or _refused_by_leader(problems):
            self.newly_rejected[position] = Rejection(ask, bool(cleared.evicted))
        else:
            _check_pin(name, pin, problems, node)

    def _anywhere(self, ask: Ask, index: int) -> bool:
        """One allocation of a service or batch job: on the node with the best score of those that have room."""
        name = allocation_name(self.job, ask.group, index)
        pin = self.pins.get(name) or NO_PIN
        distinct = Distinct(ask)
        counts = ask.spreads.counts(self.fleet.occupied())
        choices = []
        for position in self.fleet.choices(ask):
            if position in self.rejected:
                continue
            room = self.fleet.room(position)
            if distinct and distinct.against(room, self.fleet.occupied(), self.key):
                continue
            choices.append((-score(ask, room, self.key, counts), position, room))
        at_fault: list[int] = []
        unmet: list[tuple[Node, list[Problem]]] = []
        for _, position, room in sorted(choices, key=lambda choice: choice[:2]):
            offer, problems = room.fit(ask.group, ask.need, pin.ports)
            if offer is not None:
                self._put(ask, index, name, position, offer, pin)
                return True
            if _refused_by_leader(problems):
                at_fault.append(position)
            unmet.append((room.node, problems))
        if at_fault:
            self.newly_rejected[at_fault[0]] = Rejection(ask, after_preemption=False)
        for node, problems in unmet:
            _check_pin(name, pin, problems, node)
        return False

    def _put(self, ask: Ask, index: int, name: str, position: int, offer: Offer, pin: Pin, evicted: tuple[Evicted, ...] = ()) -> None:
        self.fleet.evict(position, [one.occupant for one in evicted])
        self.fleet.put(position, Occupant(self.key, ask.name, name, offer.resources, offer.ports))
        self.preemptor.lost.update((one.occupant.job, one.occupant.group) for one in evicted)
        self.placements.append(Placement(ask, index, name, position, offer, pin, evicted))


def allocation_name(job: Job, group: TaskGroup, index: int) -> str:
    """structs.AllocName"""
    return f"{job.id}.{group.name}[{index}]"


def _refused_by_leader(problems: list[Problem]) -> bool:
    return bool(problems) and all(isinstance(problem, SamePort) for problem in problems)


def _check_pin(name: str, pin: Pin, problems: list[Problem], node: Node) -> None:
    """A wanted port that the node could never give is a mistake of whoever wants it."""
    for problem in problems:
        if isinstance(problem, PortProblem) and problem.trouble == "pin" and problem.port is not None:
            number, label = pin.ports[problem.port.label], problem.port.label
            if not node.min_dynamic_port <= number <= node.max_dynamic_port:
                why = f"node {node.name} gives dynamic ports from {node.min_dynamic_port} to {node.max_dynamic_port}"
            else:
                why = f"it is not free on node {node.name}"
            raise PlanError(f'{name}: port "{label}" cannot be {number}: {why}')
