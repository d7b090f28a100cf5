"""Why groups have no place: every reason on every node, alike nodes together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from jobspec.diagnostics import Span
from jobspec.models.plan import GroupPlan, Plan, Reason
from jobspec.reports.plan_page import indented, line, say
from jobspec.reports.plan_view import PlanView
from jobspec.reports.plan_words import some_of
from jobspec.reports.visible import visible

Reasons = tuple[Reason, ...]


def refusals_of(group: GroupPlan, plan: Plan) -> dict[Reasons, list[str]]:
    """The reasons to the nodes that have them, in the order of the nodes."""
    found: dict[str, Reasons] = {refusal.node: refusal.reasons for refusal in plan.refused if refusal.group == group.name}
    for candidate in group.candidates:
        if candidate.verdict == "refused":
            found.setdefault(candidate.node, candidate.reasons)
    alike: dict[str, tuple[Reasons, list[str]]] = {}
    for node, reasons in found.items():
        key = "\0".join(f"{r.code} {r.message} {r.nomad}" for r in reasons)
        alike.setdefault(key, (reasons, []))[1].append(node)
    return dict(alike.values())


def refusal_block(group: GroupPlan, plan: Plan, view: PlanView) -> Iterator[RenderableType]:
    """One paragraph for each set of reasons."""
    for reasons, nodes in refusals_of(group, plan).items():
        shown = nodes if view.verbose else [some_of(nodes)]
        yield indented(line(Text("Not on ", "bold"), say(", ".join(shown), "bold")), 2)
        for alike in _alike(reasons):
            yield indented(line(Text(f"{alike[0].code} ", "red"), alike[0].message), 4)
            for note in _notes(alike):
                yield indented(note, 4 + len(alike[0].code) + 1)
        if not reasons:
            yield indented(Text("Nomad gives no reason: it does not look at this node", "dim"), 4)
        yield Text()


def _alike(reasons: Reasons) -> list[list[Reason]]:
    """Reasons that say the same of several places, together."""
    found: dict[tuple[str, str, str], list[Reason]] = {}
    for reason in reasons:
        found.setdefault((reason.code, reason.message, reason.nomad), []).append(reason)
    return list(found.values())


def _notes(alike: list[Reason]) -> Iterator[Text]:
    reason = alike[0]
    if reason.nomad:
        yield line(Text("Nomad says ", "dim"), say(reason.nomad, "dim"))
    spans = (span for each in alike for span in (each.span, each.node_span) if span is not None)
    places = dict.fromkeys(_place(span) for span in spans)
    if places:
        yield line(Text(f"at {', '.join(map(visible, places))}", "dim"))
    if reason.help:
        yield line("help: ", reason.help)


def _place(span: Span) -> str:
    return f"{span.source.name}:{span.line}:{span.column}"
