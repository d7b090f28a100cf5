"""Job files around the snippets of conditions and of rules' examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_TASK = 'task "web" {\n driver = "raw_exec"\n}\n'


def _job_around(snippet: str, scope: str, job_type: str = "") -> str:
    """A whole job file with the snippet at `scope`; see conditions/jobs_and_groups.toml."""
    kind = f'type = "{job_type}"\n' if job_type else ""
    if scope == "file":
        return snippet
    if scope == "job":
        body = f'{snippet}\ngroup "app" {{\n{_TASK}}}\n'
    elif scope == "bare group":
        body = f'group "app" {{\n{snippet}\n}}\n'
    elif scope == "group":
        own = 'task "web"' in snippet
        body = f'group "app" {{\n{snippet}\n{"" if own else _TASK}}}\n'
    else:
        driver = "" if scope == "bare task" or "driver" in snippet.split("{")[0] else 'driver = "raw_exec"\n'
        body = f'group "app" {{\nnetwork {{\nport "http" {{}}\n}}\ntask "web" {{\n{driver}{snippet}\n}}\n}}\n'
    return f'job "example" {{\n{kind}{body}}}\n'


@pytest.fixture(scope="session")
def job_around() -> Callable[[str, str, str], str]:
    """(snippet, scope, job type) → a whole job file with the snippet at its scope."""
    return _job_around
