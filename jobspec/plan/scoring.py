"""Which of the nodes that could take an allocation gets it: Nomad's scores, over all nodes instead of a random few.

scheduler/feasible/rank.go. The score of a node is the mean of those that say anything. Ties go to the node that was named first.
"""

from __future__ import annotations

from collections import Counter

from jobspec.models.job_constraint import Affinity
from jobspec.models.node import Node
from jobspec.models.plan import AllocationResources
from jobspec.plan.capacity.fit import Room
from jobspec.plan.feasible.operators import holds
from jobspec.plan.feasible.targets import resolve
from jobspec.plan.groups import Ask

BEST_FIT = 18.0


def score(ask: Ask, room: Room, job: tuple[str, str], counts: tuple[Counter[str], ...]) -> float:
    """ScoreNormalizationIterator: the mean of fit, distance to others of the group, affinities and spreads.

    `counts` are those of the group's spreads over all nodes (`Spreads.counts`).
    """
    scores = [_fit(room, ask.need.total) / BEST_FIT]
    collisions = sum(one.job == job and one.group == ask.name for one in room.occupants)
    if collisions:
        scores.append(-(collisions + 1) / max(ask.count, 1))
    if ask.affinities:
        scores.append(_affinity(ask.affinities, room.node))
    spread = ask.spreads.score(room.node, counts)
    if spread:
        scores.append(spread)
    return sum(scores) / len(scores)


def _fit(room: Room, need: AllocationResources) -> float:
    """ScoreFitBinPack: the fuller a node is, the better. Where its size is not known, nothing speaks for or against it."""
    has = room.node.resources
    if has.cpu_shares is None or has.memory_mb is None:
        return 0.0
    cpu, memory = has.cpu_shares - has.reserved_cpu_shares, has.memory_mb - has.reserved_memory_mb
    if cpu <= 0 or memory <= 0:
        return 0.0
    free_cpu = 1 - (room.used.cpu + need.cpu) / cpu
    free_memory = 1 - (room.used.memory_mb + need.memory_mb) / memory
    return max(0.0, min(BEST_FIT, 20.0 - 10**free_cpu - 10**free_memory))


def _affinity(affinities: tuple[Affinity, ...], node: Node) -> float:
    """NodeAffinityIterator"""
    weights = [50 if one.weight is None else one.weight for one in affinities]
    total = sum(abs(weight) for weight in weights)
    met = sum(weight for one, weight in zip(affinities, weights, strict=True)
              if holds(one.operator, resolve(one.attribute, node), resolve(one.value, node)))
    return met / total if total else 0.0
