"""A task's environment on the page of a plan: what the job sets, and a row for each port; all of it on request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from jobspec.models.plan import PlannedTask
from jobspec.reports.counting import count
from jobspec.reports.plan_page import line, say, table
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible

#: The variables that a port's row shows.
_PORT_COLUMNS = ("NOMAD_ADDR_", "NOMAD_PORT_", "NOMAD_ALLOC_ADDR_")
#: So much of a value is shown.
_LONGEST = 300
#: Shown like the job's own: they differ from job to job.
_TELLING = ("NOMAD_META_", "NOMAD_UPSTREAM_", "NOMAD_ENVOY_")


def environment_block(task: PlannedTask, view: PlanView) -> Iterator[RenderableType]:
    """The job's own variables and meta, then the ports'; with `verbose` every variable in one list. Then templates of variables."""
    yield from _variables(task, view)
    for name, why in task.notes.items():
        if name not in task.env:
            yield line(f"{name}: ", Text(visible(why), "yellow"))


def _variables(task: PlannedTask, view: PlanView) -> Iterator[RenderableType]:
    if view.verbose:
        yield _list(task, dict(sorted(task.env.items())), all_of_it=True)
        return
    own = {name: value for name, value in task.env.items() if not name.startswith("NOMAD_")}
    told = {**own, **_told(task.env)}
    if told:
        yield _list(task, told)
    ports = _ports(task.env)
    if ports:
        columns = [prefix for prefix in _PORT_COLUMNS if any(prefix in row for row in ports.values())]
        grid = table("port", *(f"{prefix}*" for prefix in columns))
        for label, row in sorted(ports.items(), key=lambda entry: _by_number(entry[0])):
            grid.add_row(say(label), *(say(row.get(prefix, "")) for prefix in columns))
        yield grid
    left = [name for name in task.env if name not in told and not (ports and name.startswith(_PORT_COLUMNS))]
    if left:
        yield Text(f"and {count(len(left), 'variable')} more (--verbose shows them)", "dim")


def _by_number(label: str) -> list[tuple[int, str]]:
    """A key that sorts p2 before p10."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"([0-9]+)", label)]


def _list(task: PlannedTask, variables: dict[str, str], all_of_it: bool = False) -> RenderableType:
    grid = table("", "")
    for name, value in variables.items():
        why = task.notes.get(name, "stays as it is: nothing fills it in" if name in task.unresolved else "")
        note = Text(f" ({visible(why)})", "yellow") if why else Text()
        shown = value if all_of_it or len(value) <= _LONGEST else f"{value[:_LONGEST]}… ({len(value):,} characters)"
        grid.add_row(say(name, "" if name.startswith("NOMAD_") else "cyan"), line(shown, note))
    return grid


def _told(env: dict[str, str]) -> dict[str, str]:
    """Meta and the like; meta only once, as Nomad repeats each key in upper case."""
    found = {name: value for name, value in env.items() if name.startswith(_TELLING)}
    spelled = {name.upper() for name in found if not name.isupper()}
    return {name: value for name, value in found.items() if not (name.isupper() and name in spelled)}


def _ports(env: dict[str, str]) -> dict[str, dict[str, str]]:
    """A row for each port, by its label as Nomad cleans it for some of the variables and not for others (`my-port`, `my_port`)."""
    rows: dict[str, dict[str, str]] = {}
    for prefix in _PORT_COLUMNS:
        for name, value in env.items():
            if name.startswith(prefix):
                rows.setdefault(re.sub(r"[^A-Za-z0-9_]", "_", name.removeprefix(prefix)), {})[prefix] = value
    return rows
