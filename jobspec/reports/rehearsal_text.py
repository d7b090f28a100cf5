"""A rehearsal for people: what was as planned in one line each, what was different with both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from jobspec.rehearsal.outcome import Finding, Rehearsal
from jobspec.reports.counting import count
from jobspec.reports.plan_page import drawn, indented, line, say, table
from jobspec.reports.plan_view import PlanView

_LOOKS = {"as planned": ("✓", "ok", "green"), "different": ("✗", "!!", "bold red"), "not compared": ("·", "--", "dim")}


def render(outcomes: Sequence[Rehearsal], view: PlanView) -> str:
    """Each node's findings by allocation, then a verdict."""
    return drawn(_page(outcomes, view), view.style)


def _page(outcomes: Sequence[Rehearsal], view: PlanView) -> Iterator[RenderableType]:
    for outcome in outcomes:
        yield line("Rehearsal on ", say(outcome.node, "bold"))
        for allocation, found in groupby(outcome.findings, lambda finding: finding.allocation):
            yield indented(say(allocation or "afterwards", "bold"), 2)
            yield indented(_findings(list(found), view), 4)
        for reason in outcome.blocked:
            yield indented(line(Text("cannot be held: ", "bold red"), reason), 2)
        yield Text()
    yield _verdict(outcomes)


def _findings(found: list[Finding], view: PlanView) -> RenderableType:
    grid = table("", "", "")
    for finding in found:
        sign, plain, look = _LOOKS[finding.verdict]
        if finding.verdict == "different":
            words = line("planned ", say(finding.planned or "nothing", "bold"), ", found ", say(finding.found or "nothing", "bold red"))
        else:
            words = say(finding.found, "dim")
        grid.add_row(Text(sign if view.style.unicode else plain, look), say(finding.subject), words)
    return grid


def _verdict(outcomes: Sequence[Rehearsal]) -> Text:
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    different = sum(finding.verdict == "different" for finding in findings)
    if any(outcome.blocked for outcome in outcomes):
        return Text("Not rehearsed.", "bold red")
    end = " Everything is taken down."
    if not all(outcome.complete for outcome in outcomes):
        return line(Text("Broken off.", "bold yellow"), end)
    if different:
        return line(Text(f"{count(different, 'difference')} to the plan.", "bold red"), end)
    return line(Text(f"{count(len(findings), 'check')}, all as planned.", "bold green"), end)
