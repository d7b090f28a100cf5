"""The problems of a task's config, found once for all rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.own_schemas import own_problems
from jobspec.rules.driver.schemas import Problem, config_problems


def problems_of(task: Task, kind: str, context: Context) -> Sequence[Problem]:
    """The problems of one kind in a task's config. A task without a config block is not looked at."""
    if task.config is None or not task.driver:
        return ()
    kept = cast("tuple[Task, list[Problem]] | None", context.memory.get("driver config"))
    if kept is None or kept[0] is not task:
        own = context.driver_schemas.get(task.driver)
        kept = (task, config_problems(task.driver, task.config) if own is None else own_problems(own, task.config))
        context.memory["driver config"] = kept
    return [problem for problem in kept[1] if problem.kind == kind]
