"""What `jobspec rehearse` does, apart from the reading of options."""

from __future__ import annotations

import sys

import msgspec

from jobspec.cli.exits import INTERRUPTED, OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import style, write
from jobspec.cli.planning import PlanOptions, Stopped, make_plan
from jobspec.plan.errors import PlanError
from jobspec.rehearsal.outcome import Rehearsal
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible


class RehearseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A call of `jobspec rehearse`: the plan, and where the plugins are on this machine."""

    plan: PlanOptions
    cni_path: tuple[str, ...] = ()


def print_rehearsal(options: RehearseOptions) -> int:
    """Plan, rehearse, print what was found, and return the exit code."""
    from jobspec.rehearsal import rehearse
    from jobspec.reports.plan_refusals import refusals_of

    try:
        plan, nodes = make_plan(options.plan)
    except PlanError as error:
        write(sys.stderr, f"jobspec: {visible(str(error))}\n")
        return UNUSABLE
    except Stopped as stopped:
        return stopped.code
    for group in plan.groups:
        if len(group.allocations) < group.count:
            reasons = dict.fromkeys(reason.message for reasons in refusals_of(group, plan) for reason in reasons)
            why = "; ".join(reasons) or "no node takes it"
            write(sys.stderr, f"jobspec: group {visible(group.name)} is not placed: {visible(why)}\n")
    if not any(group.allocations for group in plan.groups):
        write(sys.stderr, "jobspec: nothing is placed, so there is nothing to rehearse\n")
        return PROBLEMS
    choices = options.plan.choices
    leases = choices.allocation_file is not None or bool(choices.earlier)
    outcomes = rehearse(plan, nodes, options.cni_path, _watch, leases)
    view = PlanView(style(sys.stdout, options.plan.color))
    if options.plan.format == "json":
        write(sys.stdout, msgspec.json.format(msgspec.json.encode(outcomes), indent=2).decode() + "\n")
    else:
        from jobspec.reports.rehearsal_text import render

        write(sys.stdout, render(outcomes, view))
    return _exit_code(outcomes)


def clean_up() -> int:
    """Remove what killed rehearsals left, and say what it was."""
    from jobspec.rehearsal import clean

    removed = clean()
    write(sys.stdout, "".join(f"removed {visible(path)}\n" for path in removed) or "There is nothing to clean.\n")
    return OK


def _watch(text: str) -> None:
    """Steps, for those who sit at a terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        write(sys.stderr, f"{visible(text)}\n")


def _exit_code(outcomes: tuple[Rehearsal, ...]) -> int:
    if any(outcome.blocked for outcome in outcomes):
        return UNUSABLE
    if not all(outcome.complete for outcome in outcomes):
        return INTERRUPTED
    return OK if all(outcome.as_planned for outcome in outcomes) else PROBLEMS
