"""Each node's verdict on each group, with every reason, once all placements are made."""

from __future__ import annotations

from collections import defaultdict

from jobspec.models.plan import Candidate, Reason, Refusal, Verdict
from jobspec.plan.capacity.fit import Problem, Room
from jobspec.plan.capacity.ports import PortProblem
from jobspec.plan.capacity.words import finding
from jobspec.plan.distinct import Distinct
from jobspec.plan.feasible.findings import Finding, Findings
from jobspec.plan.groups import Ask
from jobspec.plan.scheduler import Schedule

_WITHOUT_ADDRESS = ("NODE201", "NODE202")


class Verdicts:
    """What the nodes of a schedule say to its groups."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.key = (schedule.job.namespace or "default", schedule.job.id or "")
        self._empty: dict[tuple[str, int], list[Finding]] = {}
        self._placed: dict[str, set[int]] = defaultdict(set)
        for placement in schedule.placements:
            self._placed[placement.ask.name].add(placement.position)

    def candidates(self, ask: Ask, missing: bool) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
        """A group's candidates in the order of the nodes, and those that refuse it.

        `missing`: not all of its allocations are placed, so that nodes with one of them refuse a further one.
        """
        fleet, placed = self.schedule.fleet, self._placed[ask.name]
        candidates, refusals = [], []
        for position, node in enumerate(fleet.nodes):
            kind = fleet.kind_of[position]
            reasons: tuple[Reason, ...] = ()
            verdict: Verdict = "placed"
            if position not in placed or missing:
                found = self._findings(ask, position, kind)
                reasons = tuple([one.on(node) for one in found]) if found else ()
            if position not in placed:
                verdict = "refused" if reasons else "feasible"
            assumptions = tuple(fleet.findings(ask, kind).assumptions)
            candidates.append(Candidate(node.name, verdict, reasons if verdict == "refused" else (), assumptions))
            if reasons:
                refusals.append(Refusal(group=ask.name, node=node.name, reasons=reasons))
        return tuple(candidates), tuple(refusals)

    def _findings(self, ask: Ask, position: int, kind: int) -> list[Finding]:
        """Everything that speaks against (one more of) a group on a node."""
        fleet = self.schedule.fleet
        at_fault = self.schedule.rejected.get(position)
        if at_fault is not None and at_fault is not ask:
            return [*fleet.findings(ask, kind).found, _rejected_with(at_fault, ask)]
        distinct = Distinct(ask)
        if not fleet.is_empty(position) or distinct:
            room = fleet.room(position)
            apart = distinct.against(room, list(fleet.occupied()), self.key)
            return [*fleet.findings(ask, kind).found, *apart, *self._capacity(ask, room, kind)]
        key = (ask.name, kind)
        if key not in self._empty:
            room = Room(fleet.nodes[position])
            self._empty[key] = [*fleet.findings(ask, kind).found, *self._capacity(ask, room, kind)]
        return self._empty[key]

    def _capacity(self, ask: Ask, room: Room, kind: int) -> list[Finding]:
        _, problems = room.fit(ask.group, {})
        return capacity_findings(ask, room, problems, self.schedule.fleet.findings(ask, kind))


def capacity_findings(ask: Ask, room: Room, problems: list[Problem], findings: Findings) -> list[Finding]:
    """Problems in words, without those that only follow from what was found already: a missing host network has no addresses."""
    told = any(one.reason.code in _WITHOUT_ADDRESS for one in findings.found)
    return [finding(problem, ask.group, room) for problem in problems if not (told and _is_without_address(problem))]


def _is_without_address(problem: Problem) -> bool:
    return isinstance(problem, PortProblem) and problem.trouble == "no address"


def _rejected_with(at_fault: Ask, ask: Ask) -> Finding:
    text = (f'group "{at_fault.name}" asks for one port twice on an address of the node, and Nomad then refuses all of the job\'s '
            "allocations there")
    return Finding(Reason(code="NODE219", message=text, nomad="maximum attempts reached", span=ask.group.span()))

