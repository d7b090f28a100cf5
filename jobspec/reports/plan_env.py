"""The environment of each task as `NAME=value` lines, ready for `docker run --env-file`.

That format has no quoting: a value runs to the end of its line, and a line of docker's reader holds less than 64 KiB
(docker/cli, pkg/kvfile). What cannot be written there is named in a comment instead of being written wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobspec.models.plan import Allocation, Plan, PlannedTask
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible

_LONGEST = 64 * 1024 - 1
_TASK = re.compile(r"(?P<group>.+?)(?:\[(?P<index>\d+)\])?\.(?P<task>[^.]+)", re.DOTALL)


def render(plan: Plan, view: PlanView) -> str:
    """A block for each task of each allocation, headed by a comment; of `view.task` alone where it is given."""
    return "\n".join(_block(allocation, task) for allocation, task in chosen_tasks(plan, view.task))


def chosen_tasks(plan: Plan, selector: str | None) -> Iterator[tuple[Allocation, PlannedTask]]:
    """The tasks that `GROUP.TASK` or `GROUP[INDEX].TASK` names; all of them without one."""
    match = None if selector is None else _TASK.fullmatch(selector)
    for group in plan.groups:
        for allocation in group.allocations:
            for task in allocation.tasks:
                names = (group.name, task.name)
                if selector is None or (
                    match and names == match.group("group", "task") and match["index"] in (None, str(allocation.index))
                ):
                    yield allocation, task


def unwritable(name: str, value: str) -> str:
    """Why a variable cannot stand in such a file; empty where it can."""
    if "\n" in value or "\r" in value or "\0" in value:
        return "its value holds a line break"
    if not name or re.search(r"[\s=\0]", name) or name.startswith(("#", "\ufeff")):
        return "its name cannot be written there"
    if len(f"{name}={value}".encode("utf-8", "surrogateescape")) > _LONGEST:
        return "it is longer than docker reads"
    if any("\ud800" <= character <= "\udfff" for character in name + value):
        return "it is not UTF-8"
    return ""


def _block(allocation: Allocation, task: PlannedTask) -> str:
    lines = [f"# {visible(allocation.name)} on {visible(allocation.node)}: task {visible(task.name)}"]
    for name, value in sorted(task.env.items()):
        reason = unwritable(name, value)
        if name in task.unresolved and not reason:
            lines.append(f"# {name}: {visible(task.notes.get(name, 'holds something that is not known before the task runs'))}")
        lines.append(f"# {visible(name)} is left out: {reason}" if reason else f"{name}={value}")
    lines += [f"# {visible(name)}: {visible(why)}" for name, why in task.notes.items() if name not in task.env]
    return "\n".join(lines) + "\n"
