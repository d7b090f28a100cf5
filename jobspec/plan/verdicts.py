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
from jobspec.plan.scheduler import Rejection, Schedule

_WITHOUT_ADDRESS = ("NODE201", "NODE202")


class Verdicts:
    """What the nodes of a schedule say to its groups."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self.key = (schedule.job.namespace or "default", schedule.job.id or "")
        self._rooms: dict[int, Room] = {}
        self._placed: dict[str, set[int]] = defaultdict(set)
        for placement in schedule.placements:
            self._placed[placement.ask.name].add(placement.position)

    def candidates(self, ask: Ask, missing: bool) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
        """A group's candidates in the order of the nodes, and those that refuse it.

        `missing`: not all of its allocations are placed, so that nodes with one of them refuse a further one.
        """
        fleet, placed, distinct = self.schedule.fleet, self._placed[ask.name], Distinct(ask)
        candidates, refusals = [], []
        of_kind: list[list[Finding] | None] = [None] * len(fleet.kinds)
        assumptions = [tuple(fleet.findings(ask, kind).assumptions) for kind in range(len(fleet.kinds))]
        for position, (node, kind) in enumerate(zip(fleet.nodes, fleet.kind_of, strict=True)):
            if distinct or not fleet.is_empty(position) or position in self.schedule.rejected:
                found = [] if position in placed and not missing else self._findings(ask, position, kind, distinct)
            else:
                known = of_kind[kind]
                found = of_kind[kind] = self._findings(ask, position, kind, distinct) if known is None else known
            reasons: tuple[Reason, ...] = tuple([one.on(node) for one in found]) if found else ()
            verdict: Verdict = "placed" if position in placed else "refused" if found else "feasible"
            candidates.append(Candidate(node.name, verdict, reasons if verdict == "refused" else (), assumptions[kind]))
            if found:
                refusals.append(Refusal(group=ask.name, node=node.name, reasons=reasons))
        return tuple(candidates), tuple(refusals)

    def _findings(self, ask: Ask, position: int, kind: int, distinct: Distinct) -> list[Finding]:
        """Everything that speaks against (one more of) a group on a node."""
        fleet = self.schedule.fleet
        found = fleet.findings(ask, kind).found
        at_fault = self.schedule.rejected.get(position)
        if at_fault is not None and (at_fault.ask is not ask or at_fault.after_preemption):
            return [*found, _rejected_with(at_fault, ask)]
        room = self._room(position, kind)
        apart = distinct.against(room, list(fleet.occupied()), self.key) if distinct else []
        return [*found, *apart, *self._capacity(ask, room, kind)]

    def _room(self, position: int, kind: int) -> Room:
        """The node with its allocations; an empty one stands for all empty ones of its kind."""
        if not self.schedule.fleet.is_empty(position):
            return self.schedule.fleet.room(position)
        if kind not in self._rooms:
            self._rooms[kind] = self.schedule.fleet.room(position)
        return self._rooms[kind]

    def _capacity(self, ask: Ask, room: Room, kind: int) -> list[Finding]:
        _, problems = room.fit(ask.group, ask.need, {})
        return capacity_findings(ask, room, problems, self.schedule.fleet.findings(ask, kind))


def capacity_findings(ask: Ask, room: Room, problems: list[Problem], findings: Findings) -> list[Finding]:
    """Problems in words, without those that only follow from what was found already: a missing host network has no addresses."""
    told = any(one.reason.code in _WITHOUT_ADDRESS for one in findings.found)
    priority = ask.job.priority if ask.job.type == "system" else None
    return [finding(problem, ask.group, room, priority) for problem in problems if not (told and _is_without_address(problem))]


def _is_without_address(problem: Problem) -> bool:
    return isinstance(problem, PortProblem) and problem.trouble == "no address"


def _rejected_with(rejection: Rejection, ask: Ask) -> Finding:
    name = f'group "{rejection.ask.name}"'
    why = (f"Nomad would push out allocations of lower priority for {name}, which still lacks room then" if rejection.after_preemption
           else f"{name} asks for one port twice on an address of the node")
    text = f"{why}, and Nomad then refuses all of the job's allocations there"
    return Finding(Reason(code="NODE219", message=text, nomad="maximum attempts reached", span=ask.group.span()))
