"""Colours and links where they are wanted and shown."""

from __future__ import annotations

import io

import pytest

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.reports import render
from jobspec.reports.style import Style, knows_links, style_for
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    ("terminal", "color", "environ", "colored"),
    [
        (True, "auto", {}, True),
        (False, "auto", {}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (True, "auto", {"TERM": "dumb"}, False),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"FORCE_COLOR": "0"}, False),
        (False, "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, "always", {"NO_COLOR": "1"}, True),
        (True, "never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_follow_the_option_then_the_environment_then_the_terminal(
    terminal: bool, color: str, environ: dict[str, str], colored: bool
) -> None:
    assert style_for(Terminal() if terminal else io.StringIO(), color, environ).color is colored


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "7200"}, True),
        ({"VTE_VERSION": "4000"}, False),
        ({"VTE_VERSION": "new"}, False),
        ({"WT_SESSION": "1", "CI": "true"}, False),
        ({"WT_SESSION": "1", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1", "CI": "true"}, True),
    ],
)
def test_links_are_for_terminals_that_show_them(environ: dict[str, str], known: bool) -> None:
    assert knows_links(environ) is known
    assert style_for(Terminal(), "auto", environ).links is known
    assert not style_for(io.StringIO(), "auto", environ).links


def test_a_link_leads_from_the_code_to_the_page_of_the_rule() -> None:
    found = Diagnostic(code="NET103", severity=Severity.ERROR, message="m")
    text = render(conclude([FileFindings("a.nomad", (found,))]), "concise", Style(links=True))
    page = "https://nomad-jobspec.readthedocs.io/en/latest/rules/#net103-unknown-network-mode"
    assert text == f"a.nomad: \x1b]8;;{page}\x1b\\error[NET103]\x1b]8;;\x1b\\ m\n"
