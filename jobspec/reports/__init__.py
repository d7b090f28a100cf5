"""Report formats: one a module, listed here. Renderers take a `Report` and a `Style`, or a `Plan` and a `PlanView`, and return text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from jobspec.reports.style import Style
from jobspec.triage.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobspec.models.plan import Plan
    from jobspec.reports.plan_view import PlanView

    Renderer = Callable[[Report, Style], str]
    PlanRenderer = Callable[[Plan, PlanView], str]

#: Format name to the module whose `render` makes it. Modules are imported when a format is used, to start fast.
FORMATS: dict[str, str] = {
    "text": "jobspec.reports.text",
    "concise": "jobspec.reports.concise",
    "json": "jobspec.reports.json",
    "sarif": "jobspec.reports.sarif",
    "github": "jobspec.reports.github",
    "gitlab": "jobspec.reports.gitlab",
    "junit": "jobspec.reports.junit",
}

#: Formats that are a whole document even where no file was checked.
WHOLE = ("json", "sarif", "gitlab", "junit")

#: The same for plans: name to module.
PLAN_FORMATS: dict[str, str] = {
    "text": "jobspec.reports.plan_text",
    "json": "jobspec.reports.plan_json",
    "sh": "jobspec.reports.plan_sh",
    "env": "jobspec.reports.plan_env",
}


def render(report: Report, format: str, style: Style) -> str:
    """Render a report. Raises KeyError for a format that is not in `FORMATS`."""
    renderer = cast("Renderer", import_module(FORMATS[format]).render)
    return renderer(report, style)


def render_plan(plan: Plan, format: str, view: PlanView) -> str:
    """Render a plan. Raises KeyError for a format that is not in `PLAN_FORMATS`."""
    renderer = cast("PlanRenderer", import_module(PLAN_FORMATS[format]).render)
    return renderer(plan, view)
