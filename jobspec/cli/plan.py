"""`jobspec plan JOB --node NODE…`"""

from __future__ import annotations

import sys
from enum import StrEnum

from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.options import Misused, argument, flag, text, usual_choice
from jobspec.cli.output import say, style, write
from jobspec.cli.plan_options import PlanArguments
from jobspec.cli.planning import Stopped, make_plan, read_object
from jobspec.models.plan import Plan
from jobspec.plan.errors import PlanError
from jobspec.plan.from_json import plan_from_json
from jobspec.reports import render_plan
from jobspec.reports.plan_view import PlanView


class PlanFormat(StrEnum):
    """Formats of a plan; the same names as in `jobspec.reports.PLAN_FORMATS`."""

    TEXT = "text"
    JSON = "json"
    SH = "sh"
    ENV = "env"


class Arguments(PlanArguments):
    """The command line of `plan`."""

    job = argument("JOB", "A job file, or - for standard input.")
    format = usual_choice(PlanFormat.TEXT, "--format", help="A page, JSON (plan.v1), a script of the CNI calls, or environment files.")
    verbose = flag("--verbose", "-v", help="Every variable, allocation and node in full.")
    task = text("--task", metavar="GROUP.TASK", help="With --format env: this task only.")
    diff = text("--diff", metavar="OTHER.json",
                help="Show what changes against an earlier plan (from --format json). Exit code: 0 alike, 1 not.")


def plan(given: Arguments) -> int:
    """Show what would run where, with ports, addresses, CNI calls, environment and registrations; or every reason why not.

    Exit codes: 0 everything is placed and can start, 1 something is not or the job is refused, 2 wrong usage or unreadable input,
    3 internal error. With --diff: 0 no change, 1 changes, 2 and 3 as above.
    """
    if not given.node:
        raise Misused("a plan needs at least one node", "--node")
    try:
        made, _ = make_plan(given.job, given)
        view = PlanView(style(sys.stdout, given.color or "auto"), given.verbose, given.task)
        if given.diff is not None:
            return _print_difference(made, given.diff, given.format, view)
        if given.task is not None:
            _require_task(made, given.task, given.format)
    except PlanError as error:
        say(str(error))
        return UNUSABLE
    except Stopped as stopped:
        return stopped.code
    write(sys.stdout, render_plan(made, given.format, view))
    return OK if _runs(made) else PROBLEMS


def _runs(plan: Plan) -> bool:
    """Whether every group is placed as often as it should be, and everything placed can start."""
    return all(
        len(group.allocations) >= group.count and all(allocation.network.failure is None for allocation in group.allocations)
        for group in plan.groups
    )


def _require_task(plan: Plan, task: str, format: str) -> None:
    from jobspec.reports.plan_env import chosen_tasks

    if format != "env":
        raise PlanError("--task chooses what --format env prints; it goes with no other format")
    if not any(chosen_tasks(plan, task)):
        known = dict.fromkeys(f"{group.name}.{one.name}" for group in plan.groups for a in group.allocations for one in a.tasks)
        raise PlanError(f"--task {task!r} is none of the placed tasks: {', '.join(known) or 'nothing is placed'}")


def _print_difference(plan: Plan, other: str, format: str, view: PlanView) -> int:
    """Exit codes as of diff: 0 alike, 1 different."""
    from jobspec.reports.plan_changes import changes
    from jobspec.reports.plan_diff import FORMATS

    if format not in FORMATS:
        raise PlanError(f"--diff is printed as {' or '.join(FORMATS)}, not as {format}")
    found = changes(plan_from_json(read_object(other), other), plan)
    write(sys.stdout, FORMATS[format](found, view))
    return PROBLEMS if found else OK
