"""The problems of a task's config, found once for all rules, and where in the file they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from jobspec.diagnostics import Span
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.schemas import Problem, config_problems


def problems_of(task: Task, kind: str, context: Context) -> Sequence[Problem]:
    """The problems of one kind in a task's config. A task without a config block is not looked at."""
    if task.config is None or not task.driver:
        return ()
    kept = cast("tuple[Task, list[Problem]] | None", context.memory.get("driver config"))
    if kept is None or kept[0] is not task:
        kept = (task, config_problems(task.driver, task.config))
        context.memory["driver config"] = kept
    return [problem for problem in kept[1] if problem.kind == kind]


def place_of(task: Task, path: tuple[str, ...]) -> Span | None:
    """The name of an option in the config block where it can be found, else the block's header."""
    span = task.span_of("config")
    if span is None or not path or task.origin is None:
        return span
    end = task.origin.body_end
    match = re.compile(rf'(?m)(?<![\w.\-]){re.escape(path[-1])}(?="?\s*[={{:])').search(span.source.text, span.end, end)
    return span if match is None else Span(span.source, match.start(), match.end())
