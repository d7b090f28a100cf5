"""The problems of a task's config, found once for all rules."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.models.job_task import BUILT_IN_DRIVERS, Task
from jobspec.rules.context import Context
from jobspec.rules.driver.schemas import Problem, config_problems, driver_schema


def weighed(finding: Diagnostic, task: Task, context: Context) -> Diagnostic:
    """A finding about a driver as it weighs: a warning where the schema is that of a plugin's best known version."""
    if task.driver in BUILT_IN_DRIVERS or task.driver in context.driver_schemas:
        return finding
    schema = driver_schema(task.driver)
    source = "" if schema is None else f" (as of {schema['$comment']})"
    other = f"A driver of that name with other options? Name its schema with --driver-schema {task.driver}=FILE."
    help = f"{finding.help} {other}" if finding.help else other
    return replace(finding, message=finding.message + source, severity=Severity.WARNING, help=help)


def problems_of(task: Task, kind: str, context: Context) -> Sequence[Problem]:
    """The problems of one kind in a task's config; without one, what it lacks."""
    if not task.driver:
        return ()
    found = context.once(lambda: _problems(task, context), "driver config", id(task))
    return [problem for problem in found if problem.kind == kind]


def _problems(task: Task, context: Context) -> list[Problem]:
    config = task.config or {}
    own = context.driver_schemas.get(task.driver)
    if own is None:
        return config_problems(task.driver, config)
    from jobspec.rules.driver.own_schemas import own_problems

    return own_problems(own, config)
