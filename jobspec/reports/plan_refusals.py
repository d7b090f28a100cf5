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
        for alike in _by_notes(_alike(reasons)):
            for reason, *_ in alike:
                yield indented(line(Text(f"{reason.code} ", "red"), reason.message), 4)
                if reason.nomad:
                    yield indented(line(Text("Nomad says ", "dim"), say(reason.nomad, "dim")), 5 + len(reason.code))
            yield from (indented(note, 5 + len(alike[0][0].code)) for note in _notes(alike[0]))
        if not reasons:
            yield indented(Text("Nomad gives no reason: it does not look at this node", "dim"), 4)
        yield Text()


def _alike(reasons: Reasons) -> list[list[Reason]]:
    """Reasons that say the same of several places, together."""
    found: dict[tuple[str, str, str], list[Reason]] = {}
    for reason in reasons:
        found.setdefault((reason.code, reason.message, reason.nomad), []).append(reason)
    return list(found.values())


def _by_notes(reasons: list[list[Reason]]) -> list[list[list[Reason]]]:
    """Reasons that follow one another and have places and advice in common, which are then told once."""
    found: list[list[list[Reason]]] = []
    for alike in reasons:
        if found and list(map(str, _notes(found[-1][0]))) == list(map(str, _notes(alike))):
            found[-1].append(alike)
        else:
            found.append([alike])
    return found


def _notes(alike: list[Reason]) -> Iterator[Text]:
    """Places and advice."""
    spans = (span for each in alike for span in (each.span, each.node_span) if span is not None)
    places = dict.fromkeys(_place(span) for span in spans)
    if places:
        yield line(Text(f"at {', '.join(map(visible, places))}", "dim"))
    if alike[0].help:
        yield line("help: ", alike[0].help)


def _place(span: Span) -> str:
    return f"{span.source.name}:{span.line}:{span.column}"
