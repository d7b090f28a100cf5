"""`spread` blocks: how much a node's value of an attribute is wanted, given where a group's other allocations are.

scheduler/feasible/spread.go
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from jobspec.models.job_constraint import Spread
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.plan.capacity.fit import Room
from jobspec.plan.feasible.targets import resolve

OTHERS = "*"
WORST = -1.0


class _Wish(msgspec.Struct, frozen=True):
    """One spread: its share of all weights, and how many allocations each value should get; none for an even distribution."""

    attribute: str
    share: float
    wanted: dict[str, float]

    def value(self, node: Node) -> str | None:
        """The node's value; all that no target names count as one."""
        value = resolve(self.attribute, node)
        return OTHERS if value is not None and self.wanted and value not in self.wanted else value


class Spreads:
    """The spreads of a job that hold for one group."""

    __slots__ = ("_group", "_job", "_wishes")

    def __init__(self, job: Job, group: TaskGroup) -> None:
        written = (*(job.spreads or ()), *(group.spreads or ()))
        total = sum(50 if one.weight is None else one.weight for one in written) or 1
        self._job = (job.namespace or "default", job.id or "")
        self._group = group.name or ""
        self._wishes = tuple(_wish(one, total, 1 if group.count is None else group.count) for one in written)

    def __bool__(self) -> bool:
        return bool(self._wishes)

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(wish.attribute for wish in self._wishes)

    def counts(self, rooms: Iterable[Room]) -> tuple[Counter[str], ...]:
        """For each spread, how many allocations of the group are on nodes of each value."""
        found: tuple[Counter[str], ...] = tuple(Counter() for _ in self._wishes)
        for room in rooms if self._wishes else ():
            own = sum(one.job == self._job and one.group == self._group for one in room.occupants)
            for wish, counter in zip(self._wishes, found, strict=True):
                value = wish.value(room.node)
                if own and value is not None:
                    counter[value] += own
        return found

    def score(self, node: Node, counts: tuple[Counter[str], ...]) -> float:
        """SpreadIterator: the sum over all spreads; 0 says nothing."""
        return sum(_boost(wish, wish.value(node), used) for wish, used in zip(self._wishes, counts, strict=True))


def _wish(spread: Spread, total: int, count: int) -> _Wish:
    wanted = {target.value: target.percent / 100 * count for target in spread.spread_target or ()}
    rest = count - sum(wanted.values())
    if wanted and 0 < rest < count:
        wanted[OTHERS] = rest
    return _Wish(spread.attribute, (50 if spread.weight is None else spread.weight) / total, wanted)


def _boost(wish: _Wish, value: str | None, used: Counter[str]) -> float:
    if value is None:
        return WORST
    if not wish.wanted:
        return _even(value, used)
    wanted = wish.wanted.get(value)
    return WORST if not wanted else (wanted - (used[value] + 1)) / wanted * wish.share


def _even(value: str, used: Counter[str]) -> float:
    """evenSpreadScoreBoost: values with the fewest allocations first, all alike being the worst."""
    if not used:
        return 0.0
    fewest, most, mine = min(used.values()), max(used.values()), used[value]
    if mine != fewest:
        return (fewest - mine) / fewest
    return WORST if fewest == most else (most - fewest) / fewest
