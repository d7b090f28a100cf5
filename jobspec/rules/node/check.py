"""Jobs against nodes: the reasons and failures of plans as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from jobspec.diagnostics import Diagnostic, Related, Severity, Span
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import Failure, GroupPlan, Plan, Reason
from jobspec.plan import PlanError, plan_job
from jobspec.plan.feasible.constraints import lacking_plugin
from jobspec.plan.groups import Ask
from jobspec.plan.trial import Trials
from jobspec.rules.node import NODE_RULES
from jobspec.rules.node.rule import NodeRule

MOST_NAMED = 4
_OF_A_GROUP = re.compile(r'group ("[^"]*")(?= cannot (?:be placed|run) )')
#: The sections of Nomad's node JSON.
_SECTIONS = frozenset({"Attributes", "Drivers", "HostNetworks", "HostVolumes", "Links", "Meta", "Networks", "NodeResources", "Resources"})
Placed = tuple[Node, Reason | Failure]


def check_nodes(job: Job, nodes: Sequence[Node], *, every_node: bool = False) -> list[Diagnostic]:
    """What keeps a job from running on the nodes: every reason of every node.

    One node that takes a group and starts it is enough, unless `every_node`. The job must be one that a server takes.
    """
    return look_at_nodes(job, nodes, every_node=every_node)[0]


def look_at_nodes(
    job: Job, nodes: Sequence[Node], *, every_node: bool = False, about_all: bool = False
) -> tuple[list[Diagnostic], dict[str, list[str]]]:
    """The same, and what was taken for granted because the description of a node does not say, with the names of such nodes.

    `about_all`: only what is so on all of the nodes, or on each where every node must do, so that none of them decides about another.
    """
    about_all = about_all and not every_node and len(nodes) > 1
    try:
        plan = plan_job(job, nodes)
    except PlanError as problem:
        return [_rule("NODE224").at(job.span(), str(problem))], {}
    groups = {group.name: group for group in job.task_groups or ()}
    found = findings_of(job, plan, nodes, every_node=every_node, about_all=about_all)
    if not about_all:
        found += [_rule(warning.code).at(_place_of(groups.get(warning.group), job), warning.message) for warning in plan.warnings]
    return found, _taken_for_granted(plan, every_node)


def _taken_for_granted(plan: Plan, every_node: bool) -> dict[str, list[str]]:
    """What the answer stands on without being known. Where one node takes a group for certain, nothing."""
    granted: dict[str, list[str]] = {}
    for group in plan.groups:
        takers = [candidate for candidate in group.candidates if candidate.verdict != "refused"]
        if not every_node and any(not candidate.assumptions for candidate in takers):
            continue
        for candidate in takers:
            for assumption in candidate.assumptions:
                names = granted.setdefault(assumption, [])
                if candidate.node not in names:
                    names.append(candidate.node)
    return granted


def findings_of(job: Job, plan: Plan, nodes: Sequence[Node], *, every_node: bool = False, beside: bool = False,
                about_all: bool = False) -> list[Diagnostic]:
    """Refusals and failures in a plan of the job. `beside`: the plan is one beside other jobs, and the job fits when alone; `about_all`:
    only what is so on all of the nodes."""
    trials = Trials(job, nodes)
    written = {group.name: group for group in job.task_groups or ()}
    found: list[Diagnostic] = []
    for group_plan, ask in zip(plan.groups, trials.asks, strict=True):
        found += _Group(plan, group_plan, ask, trials, nodes, every_node, beside, about_all, written.get(group_plan.name)).findings()
    return _groups_together(found)


def pushed_out(job: Job, plan: Plan) -> list[Diagnostic]:
    """The allocations of other jobs that a plan stops for their ports, as warnings at the ports of the job."""
    written = {group.name: group for group in job.task_groups or ()}
    found = []
    for group in plan.groups:
        stopped = {(one.job, one.priority, what) for allocation in group.allocations for one in allocation.preempts for what in one.gives}
        for other, priority, what in sorted(stopped):
            text = (f'group "{group.name}" pushes out job "{other}", which has {what} too: its priority {priority} is lower than '
                    f"{plan.job.priority} by ten or more")
            diagnostic = _rule("NODE209").at(_place_of(written.get(group.name), job), text)
            found.append(msgspec.structs.replace(diagnostic, severity=Severity.WARNING))
    return found


class _Group:
    """One group of the job on all of the nodes."""

    def __init__(self, plan: Plan, group_plan: GroupPlan, ask: Ask, trials: Trials, nodes: Sequence[Node], every_node: bool,
                 beside: bool, about_all: bool, written: TaskGroup | None) -> None:
        self.plan = plan
        self.group_plan = group_plan
        self.ask = ask
        self.trials = trials
        self.nodes = nodes
        self.every_node = every_node
        self.beside = beside
        self.about_all = about_all
        self.span = None if written is None else written.span()
        networks = () if written is None else written.networks or ()
        self.mode_span = networks[0].span_of("mode") if networks else None

    def findings(self) -> list[Diagnostic]:
        """Reasons where the group is not placed (on every node, where that is wanted), then failures where it is."""
        refused = self._refusals()
        found = self._diagnostics(refused, self._refusal_lead(), Severity.ERROR) if refused else []
        if self.beside:
            return found
        failing, fine = self._starts()
        if failing and (self.every_node or not fine):
            found += self._diagnostics(failing, 'group "{group}" is placed {nodes} and cannot start: {text}', Severity.ERROR)
        elif failing:
            lead = 'group "{group}" may be placed {nodes}, where it cannot start: {text}'
            found += self._diagnostics(failing, lead, Severity.WARNING)
        return found

    def _refusals(self) -> list[Placed]:
        if self.every_node:
            return [(node, reason) for position, node in enumerate(self.nodes) for reason in self.trials.reasons(self.ask, position)]
        if len(self.group_plan.allocations) >= self.group_plan.count:
            return []
        by_name = {node.name: node for node in self.nodes}
        return [(by_name[refusal.node], reason) for refusal in self.plan.refused if refusal.group == self.group_plan.name
                for reason in refusal.reasons]

    def _refusal_lead(self) -> str:
        placed, count = len(self.group_plan.allocations), self.group_plan.count
        if self.every_node:
            return 'group "{group}" cannot run {nodes}: {text}'
        if self.beside:
            return 'group "{group}" has no room beside the other jobs of this run: {nodes}, {text}'
        if placed:
            return f'only {placed} of {count} allocations of group "{{group}}" can be placed; {{nodes}}, {{text}}'
        return 'group "{group}" cannot be placed {nodes}: {text}'

    def _starts(self) -> tuple[list[Placed], list[Node]]:
        """The nodes that take the group and on which it fails, and those on which it starts."""
        failing: dict[str, Placed] = {}
        fine = []
        by_name = {node.name: node for node in self.nodes}
        for position, node in enumerate(self.nodes):
            failure = self.trials.failure(self.ask, position)
            if failure is not None:
                failing[node.name] = (node, failure)
            elif not self.trials.reasons(self.ask, position):
                fine.append(node)
        for allocation in self.group_plan.allocations:  # those that fail only beside the others
            failure = allocation.network.failure
            if failure is not None and allocation.node not in failing:
                failing[allocation.node] = (by_name[allocation.node], failure)
                fine = [node for node in fine if node.name != allocation.node]
        return list(failing.values()), fine

    def _diagnostics(self, placed: list[Placed], lead: str, severity: Severity) -> list[Diagnostic]:
        """One diagnostic for each reason, with all of its nodes."""
        same: dict[tuple[object, ...], list[Placed]] = {}
        for node, reason in _plugins_together(placed):
            span = self._place(reason)
            key = (reason.code, reason.message, None if span is None else (span.source.name, span.start))
            same.setdefault(key, []).append((node, reason))
        found = []
        for group in same.values():
            reason = group[0][1]
            rule = _rule(reason.code)
            nodes = [node for node, _ in group]
            if self.about_all and len(nodes) < len(self.nodes):
                continue
            text = lead.format(group=self.group_plan.name, nodes=_on(nodes, len(self.nodes)), text=_within_a_sentence(reason.message))
            advice = self._help(reason, nodes)
            diagnostic = rule.at(self._place(reason), text, nomad=reason.nomad or None, help=advice, related=_related(group))
            found.append(msgspec.structs.replace(diagnostic, severity=severity))
        return found

    def _place(self, reason: Reason | Failure) -> Span | None:
        return reason.span or (self.mode_span if _rule(reason.code).at_mode else None) or self.span

    def _help(self, reason: Reason | Failure, nodes: list[Node]) -> str | None:
        """The reason's own advice, and which nodes remain where some do."""
        lacking = {node.name for node in nodes}
        others = [node.name for position, node in enumerate(self.nodes)
                  if node.name not in lacking and not self.trials.reasons(self.ask, position)]
        remaining = f"It would fit {_listed(others, 'on ')}." if others else None
        return " ".join(part for part in (reason.help, remaining) if part) or None


def _plugins_together(placed: list[Placed]) -> list[Placed]:
    """The reasons with one for all CNI plugins that a node lacks for a network, rather than one for each."""
    together: list[Placed] = []
    lacking: dict[str, list[tuple[str, Reason]]] = {}
    for node, reason in placed:
        plugin = lacking_plugin(reason) if isinstance(reason, Reason) else None
        if plugin is None or not isinstance(reason, Reason):
            together.append((node, reason))
            continue
        before = lacking.setdefault(node.name, [])
        before.append((plugin, reason))
        if len(before) == 1:
            together.append((node, reason))
    return [(node, _all_lacking(lacking[node.name]) if any(reason is one for _, one in lacking.get(node.name, ())) else reason)
            for node, reason in together]


def _all_lacking(plugins: list[tuple[str, Reason]]) -> Reason:
    first = plugins[0][1]
    if len(plugins) == 1:
        return first
    names = ", ".join(f'"{name}"' for name, _ in plugins)
    return msgspec.structs.replace(first, nomad=", ".join(reason.nomad for _, reason in plugins),
                                   message=f"the group's network needs the CNI plugins {names}, which are not installed on the node")


def _within_a_sentence(message: str) -> str:
    """A message of its own as part of another one."""
    first, blank, _ = message.partition(" ")
    return (message[0].lower() + message[1:] if blank and first in ("A", "An", "The", "This", "No") else message).rstrip(".")


def listed_nodes(names: Sequence[str]) -> str:
    """`node edge-1`, or the first few of several."""
    return _listed(list(names), "node " if len(names) == 1 else "nodes ")


def _groups_together(found: list[Diagnostic]) -> list[Diagnostic]:
    """One finding for all groups that have it for the same reason in the same place, which is the job's."""
    alike: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in found:
        match = _OF_A_GROUP.match(one.message)
        place = None if one.span is None else (one.span.source.name, one.span.start, one.span.end)
        rest = one.message if match is None else one.message[match.end():]
        key = (one.code, place, rest, one.help, one.nomad_message, one.severity) if match and place else (id(one),)
        alike.setdefault(key, []).append(one)
    together = []
    for several in alike.values():
        first = several[0]
        names = [match[1] for one in several if (match := _OF_A_GROUP.match(one.message)) is not None]
        if len(several) > 1:
            more = len(names) - MOST_NAMED
            listed = ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
            first = msgspec.structs.replace(first, message=f"groups {listed}{first.message[len('group ') + len(names[0]):]}")
        together.append(first)
    return together


def _on(nodes: Sequence[Node], total: int) -> str:
    if len(nodes) == total and total > 1:
        return f"on any of the {total} nodes"
    return _listed([node.name for node in nodes], "on node " if len(nodes) == 1 else "on nodes ")


def _listed(names: list[str], lead: str) -> str:
    more = len(names) - MOST_NAMED
    return lead + ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _related(group: list[Placed]) -> tuple[Related, ...]:
    """Places in the nodes' files, each once. Of several nodes, the beginning of a section that lacks something says nothing more."""
    places: dict[tuple[str, int], Related] = {}
    for node, reason in group:
        span: Span | None = reason.node_span
        if span is not None and (len(group) == 1 or span.text.strip('"') not in _SECTIONS):
            places.setdefault((span.source.name, span.start), Related(span=span, message=f"node {node.name}"))
    return tuple(places.values())[:MOST_NAMED]


def _place_of(group: TaskGroup | None, job: Job) -> Span | None:
    return job.span() if group is None else group.span()


@cache
def _rules() -> dict[str, NodeRule]:
    return {rule.code: rule for rule in NODE_RULES}


def _rule(code: str) -> NodeRule:
    """The rule of a code: every code of the plan has one, which a test holds."""
    return _rules()[code]
