"""Which allocations of earlier plans are still there: some cannot start, and a later plan may have pushed out some of those before it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jobspec.models.plan import Allocation, GroupPlan, JobHeader, Plan


class Standing(msgspec.Struct, frozen=True):
    """An allocation of an earlier plan, with its group and job."""

    job: JobHeader
    group: GroupPlan
    allocation: Allocation


def standing(earlier: Iterable[Plan]) -> tuple[list[Standing], list[Standing]]:
    """The allocations that are there, in the order in which they came, and those that failed or were pushed out: they hold nothing."""
    there: list[Standing] = []
    gone: list[Standing] = []
    for plan in earlier:
        new = [(group, allocation) for group in plan.groups for allocation in group.allocations]
        lost = {(one.name, one.id, allocation.node) for _, allocation in new for one in allocation.preempts}
        gone += (one for one in there if _key(one.allocation) in lost)
        there = [one for one in there if _key(one.allocation) not in lost]
        for one in new:
            (there if one[1].network.failure is None else gone).append(Standing(plan.job, *one))
    return there, gone


def _key(allocation: Allocation) -> tuple[str, str, str]:
    return allocation.name, allocation.id, allocation.node
