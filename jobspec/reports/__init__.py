"""Report formats: one a module, listed here. A renderer takes a `Report` and a `Style` and returns text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from jobspec.reports.style import Style
from jobspec.triage.report import Report

Renderer = Callable[[Report, Style], str]

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


def render(report: Report, format: str, style: Style) -> str:
    """Render a report. Raises KeyError for a format that is not in `FORMATS`."""
    renderer = cast(Renderer, import_module(FORMATS[format]).render)
    return renderer(report, style)
