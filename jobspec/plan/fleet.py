"""The nodes of a plan: by kind, with the allocations on them, and what each kind has against a group."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from jobspec.models.node import Node
from jobspec.models.plan import Plan
from jobspec.plan.capacity.fit import Occupant, Room
from jobspec.plan.errors import PlanError
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names
from jobspec.plan.groups import Ask
from jobspec.plan.kinds import Asked, kinds
from jobspec.plan.standing import Standing, standing


class Fleet:
    """Nodes and what is on them. Nodes of one kind without allocations are alike: the first of them speaks for all."""

    def __init__(self, nodes: Sequence[Node], asks: Sequence[Ask], earlier: Iterable[Plan]) -> None:
        self.nodes = nodes
        self.kinds, self._alike = kinds(nodes, _asked(asks))
        self.kind_of = [0] * len(nodes)
        for number, members in enumerate(self.kinds):
            for position in members:
                self.kind_of[position] = number
        self.names = Names(nodes)
        self._rooms: dict[int, Room] = {}
        self._findings: dict[tuple[str, int], Findings] = {}
        self._next_empty = [0] * len(self.kinds)
        positions = {node.name: position for position, node in reversed(list(enumerate(nodes)))}
        for one in standing(earlier)[0]:
            if one.allocation.node in positions:
                self.put(positions[one.allocation.node], _occupant(one))

    def findings(self, ask: Ask, kind: int) -> Findings:
        """What a kind of node has against a group, whatever runs there."""
        key = (ask.name, self._alike[kind])
        found = self._findings.get(key)
        if found is None:
            found = self._findings[key] = ask.check(self.nodes[self.kinds[kind][0]], self.names)
        return found

    def room(self, position: int) -> Room:
        """A node with its allocations; an empty one is made anew each time."""
        return self._rooms.get(position) or Room(self.nodes[position])

    def put(self, position: int, occupant: Occupant) -> None:
        self._rooms.setdefault(position, Room(self.nodes[position])).add(occupant)

    def evict(self, position: int, gone: Collection[Occupant]) -> None:
        """Take allocations off a node."""
        if gone:
            self._rooms[position] = self.room(position).without(gone)

    def is_empty(self, position: int) -> bool:
        return position not in self._rooms

    def occupied(self) -> Iterator[Room]:
        yield from self._rooms.values()

    def choices(self, ask: Ask) -> Iterator[int]:
        """The nodes that nothing speaks against and that are worth a look: those with allocations, and the first empty one of each kind."""
        for position in self._rooms:
            if not self.findings(ask, self.kind_of[position]).found:
                yield position
        for kind, members in enumerate(self.kinds):
            start = self._next_empty[kind]
            while start < len(members) and members[start] in self._rooms:
                start += 1
            self._next_empty[kind] = start
            if start < len(members) and not self.findings(ask, kind).found:
                yield members[start]


def _asked(asks: Sequence[Ask]) -> Asked:
    """What the groups look at, each thing once."""
    return Asked(
        tuple(dict.fromkeys(target for ask in asks for target in ask.targets())),
        tuple(dict.fromkeys(task.driver or "" for ask in asks for task in ask.group.tasks or ())),
        tuple(dict.fromkeys(source for ask in asks for volume in (ask.group.volumes or {}).values()
                            for source in (volume.source, f"{volume.source}[0]"))),
    )


def _occupant(one: Standing) -> Occupant:
    return Occupant((one.job.namespace, one.job.id), one.group.name, one.allocation.name, one.allocation.resources, one.allocation.ports,
                    one.allocation.id, one.job.priority, one.group.max_parallel)


def check_names(nodes: Sequence[Node]) -> None:
    """Plans and their allocations name nodes, so that two of one name would be one. Raises PlanError."""
    seen: set[str] = set()
    for node in nodes:
        if node.name in seen:
            raise PlanError(f'two nodes are called "{node.name}": give each a name of its own')
        seen.add(node.name)
