"""The plan for people: a page that says what runs where, how packets get there, and why something does not."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from jobspec.models.plan import Allocation, GroupPlan, Origin, Plan
from jobspec.reports.counting import count
from jobspec.reports.plan_allocation import allocation_block
from jobspec.reports.plan_page import drawn, indented, line, say, stacked, table
from jobspec.reports.plan_refusals import refusal_block
from jobspec.reports.plan_view import PlanView
from jobspec.reports.plan_words import LEGEND, endpoint, mark, some_of

#: So many allocations of a group are shown in full; of the others only where they are.
_IN_FULL = 3
#: Assumptions about a node that are shown.
_ASSUMPTIONS = 3


def render(plan: Plan, view: PlanView) -> str:
    """The job, each group with its allocations and refusals, what the server adds, warnings, and what the marks mean."""
    return drawn(_page(plan, view), view.style)


def _page(plan: Plan, view: PlanView) -> Iterator[RenderableType]:
    job = plan.job
    name = f" ({job.name})" if job.name != job.id else ""
    yield line(say(f"{job.id}{name}", "bold"), f": {job.type} job in namespace {job.namespace}, region {job.region}")
    yield Text()
    for group in plan.groups:
        yield _verdict(group, view)
        yield from _other_nodes(group, view)
        yield Text()
        yield from _allocations(group.allocations, view)
        yield from refusal_block(group, plan, view)
    if plan.additions:
        yield from _additions(plan)
    if plan.warnings:
        yield from _warnings(plan)
    yield from _legend(plan, view)


def _verdict(group: GroupPlan, view: PlanView) -> Text:
    placed = len(group.allocations)
    failing = sum(allocation.network.failure is not None for allocation in group.allocations)
    good = placed >= group.count and not failing
    sign = ("✓" if good else "✗") if view.style.unicode else ("ok" if good else "!!")
    words = f"all {placed} placed" if placed >= group.count else f"{placed} of {group.count} placed"
    if group.count == placed == 1:
        words = "placed"
    if group.count == 0:
        words = "count is 0, nothing to place"
    stopped = sum(len(allocation.preempts) for allocation in group.allocations)
    if stopped:
        words += f", pushing out {count(stopped, 'allocation')}"
    if failing:
        words += f", {failing if placed > 1 else 'but it'} cannot start"
    return line(Text(f"{sign} ", "bold green" if good else "bold red"), "group ", say(group.name, "bold"), f": {words}")


def _other_nodes(group: GroupPlan, view: PlanView) -> Iterator[RenderableType]:
    feasible = [candidate.node for candidate in group.candidates if candidate.verdict == "feasible"]
    if feasible:
        yield indented(line(f"would fit too: {', '.join(feasible) if view.verbose else some_of(feasible)}"), 2)
    taken: dict[tuple[str, ...], list[str]] = {}
    for candidate in group.candidates:
        if candidate.assumptions and candidate.verdict != "refused":
            taken.setdefault(candidate.assumptions, []).append(candidate.node)
    for assumptions, nodes in taken.items():
        yield indented(line(Text("taken for granted", "yellow"), f", as the description of {some_of(nodes)} does not say:"), 2)
        shown = assumptions if view.verbose else assumptions[:_ASSUMPTIONS]
        yield from (indented(say(assumption), 4) for assumption in shown)
        if len(shown) < len(assumptions):
            yield indented(Text(f"and {len(assumptions) - len(shown)} more (--verbose shows them)", "dim"), 4)


def _allocations(allocations: tuple[Allocation, ...], view: PlanView) -> Iterator[RenderableType]:
    """The first one and those that fail or push out others in full, at most `_IN_FULL`; a list of the rest. With `verbose` all in full."""
    telling = [number for number, allocation in enumerate(allocations)
               if number == 0 or allocation.network.failure is not None or allocation.preempts]
    full = set(range(len(allocations)) if view.verbose else telling[:_IN_FULL])
    for number in sorted(full):
        yield indented(stacked(allocation_block(allocations[number], view)), 2)
    rest = [allocation for number, allocation in enumerate(allocations) if number not in full]
    if not rest:
        return
    grid = table("allocation", "node", "address", "ports")
    for allocation in rest:
        ports = "  ".join(
            f"{port.label} {endpoint(port.host_ip, port.host_port)}{mark(port.origin, view.style.unicode)}" for port in allocation.ports
        )
        where = allocation.network.ip or allocation.network.ipv6 or "the host's"
        failed = " fails" if allocation.network.failure else ""
        grid.add_row(line(allocation.name, Text(failed, "bold red")), say(allocation.node), say(where), say(ports))
    yield indented(Text(f"and {count(len(rest), 'more allocation')} alike (--verbose shows them in full)", "dim"), 2)
    yield indented(grid, 2)
    yield Text()


def _additions(plan: Plan) -> Iterator[RenderableType]:
    yield Text("Added by the server", "bold")
    grid = table("what", "", "where", "by")
    for addition in plan.additions:
        where = ".".join(part for part in (addition.group, addition.task) if part)
        grid.add_row(say(addition.kind), say(addition.text), say(where), say(addition.step, "dim"))
    yield indented(grid, 2)
    yield Text()


def _warnings(plan: Plan) -> Iterator[RenderableType]:
    yield Text("Warnings", "bold")
    for warning in plan.warnings:
        where = " on ".join(part for part in (warning.group, warning.node) if part)
        yield indented(line(Text(f"{warning.code} ", "bold yellow"), warning.message, Text(f" ({where})" if where else "", "dim")), 2)
    yield Text()


def _legend(plan: Plan, view: PlanView) -> Iterator[RenderableType]:
    """The marks that the page bears, explained. A page without any needs no legend."""
    used: set[Origin] = set()
    for group in plan.groups:
        for allocation in group.allocations:
            if allocation.network.ip or allocation.network.ipv6:
                used.add(allocation.network.origin)
            used |= {port.origin for port in allocation.ports}
            used |= {call.result_origin for call in (allocation.cni.add if allocation.cni else ()) if call.result}
    for origin in ("chosen", "assumed"):
        if origin in used:
            yield line(Text(f"{mark(origin, view.style.unicode)} ", "yellow"), say(f"{origin}: {LEGEND[origin]}", "dim"))
