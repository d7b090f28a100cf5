"""The check of a job file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from jobspec.check.looked import Looked
from jobspec.check.settings import Settings, read_job
from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.reads import Reads
from jobspec.triage.report import NotChecked

if TYPE_CHECKING:
    from jobspec.models.job_job import Job
    from jobspec.rules.context import PortRange

#: The finding that a variable has no value.
UNSET: Final = "HCL420"


def look_at_job(data: bytes, name: str, settings: Settings, reads: Reads) -> Looked:
    """A job file, by itself and, where some are given, against nodes."""
    result = read_job(data, name, settings, reads)
    job = result.value
    if job is not None and not result.errors:
        looked = judge(job, result.diagnostics, name, settings)
        return looked if settings.nodes is None else place(job, looked, name, settings)
    if any(found.code == UNSET for found in result.errors):
        from jobspec.check.unset import look_without_values, only_lacks_values

        if only_lacks_values(result):
            return look_without_values(data, name, settings, reads, result.diagnostics)
    why = "its other errors come first"
    if not settings.json and data.lstrip().startswith(b"{") and b'"TaskGroups"' in data:
        why = "this looks like the JSON of Nomad's API: try --json"
    elif any(_is_of_another_tool(error) for error in result.errors):
        why = "this looks like a template that another tool fills in (Levant, Jinja, …): check what it writes"
    return Looked(result.diagnostics, (NotChecked("what only a readable job can be checked for", why, name, ("",)),))


def judge(job: Job, read: Sequence[Diagnostic], name: str, settings: Settings) -> Looked:
    """A job that could be read, by itself; `read` was found on the way."""
    from jobspec.rules.registration import check_registration

    schemas, unusable = _driver_schemas(settings)
    found = check_registration(job, schemas, _dynamic_ports(settings))
    return Looked((*read, *found), tuple(_unchecked_drivers(job, name, schemas, unusable)))


def place(job: Job, looked: Looked, name: str, settings: Settings, *, about_all: bool = False) -> Looked:
    """The same with what the nodes of the settings say of the job. `about_all`: only what is so on all of them."""
    from jobspec.check.nodes import look_at_job_on_nodes

    assert settings.nodes is not None
    there = look_at_job_on_nodes(job, name, settings.nodes, settings.every_node, looked.diagnostics, about_all)
    return Looked((*looked.diagnostics, *there.diagnostics), (*looked.not_checked, *there.not_checked), there.networks)


#: `[[ .x ]]` of Levant, `{{ x }}` and `{% if x %}` of Jinja and its like, `<%= x %>`.
_OF_ANOTHER_TOOL = re.compile(r"\[\[-?\s*[.\w$]|\{\{|\{%|<%[=\s]")


def _is_of_another_tool(error: Diagnostic) -> bool:
    """Whether a mistake in the syntax stands on a line with the marks of a template that is no part of HCL."""
    span = error.span
    if span is None or not error.code.startswith("HCL0"):
        return False
    return _OF_ANOTHER_TOOL.search(span.source.line_text(span.line)) is not None


def _dynamic_ports(settings: Settings) -> list[PortRange]:
    """The ranges of dynamic ports of the nodes that are given."""
    if settings.nodes is None:
        return []
    from jobspec.nodes.given import nodes_of

    return [(node.min_dynamic_port, node.max_dynamic_port) for node in nodes_of(settings.nodes)]


def _driver_schemas(settings: Settings) -> tuple[dict[str, Mapping[str, object]], dict[str, str]]:
    """The user's schemas by driver, and what is wrong with those that cannot be used."""
    schemas: dict[str, Mapping[str, object]] = {}
    unusable: dict[str, str] = {}
    for driver, path in settings.driver_schemas.items():
        from jobspec.rules.driver.own_schemas import load_schema

        schema = load_schema(path)
        if isinstance(schema, str):
            unusable[driver] = schema
        else:
            schemas[driver] = schema
    return schemas, unusable


def _unchecked_drivers(
    job: Job, name: str, schemas: Mapping[str, Mapping[str, object]], unusable: Mapping[str, str]
) -> Iterable[NotChecked]:
    from jobspec.rules.driver.schemas import driver_schema

    drivers = {task.driver for group in job.task_groups or () for task in group.tasks or () if task.driver and task.config}
    for driver in sorted(drivers):
        if driver not in schemas and driver_schema(driver) is None:
            why = unusable.get(driver, f"no schema of this driver is known; --driver-schema {driver}=FILE names one")
            yield NotChecked(f'config of driver "{driver}"', why, name, ("DRV",))
