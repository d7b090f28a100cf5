"""`jobspec rehearse JOB --node NODE…`"""

from __future__ import annotations

import sys
from enum import StrEnum

from jobspec.cli.exits import INTERRUPTED, OK, PROBLEMS, UNUSABLE
from jobspec.cli.options import Misused, flag, optional_argument, texts, usual_choice
from jobspec.cli.output import say, style, write
from jobspec.cli.plan_options import PlanArguments
from jobspec.cli.planning import Stopped, make_plan
from jobspec.plan.errors import PlanError
from jobspec.rehearsal.outcome import Rehearsal
from jobspec.reports.json_text import json_text
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible


class RehearsalFormat(StrEnum):
    """Formats of a rehearsal's outcome."""

    TEXT = "text"
    JSON = "json"


class Arguments(PlanArguments):
    """The command line of `rehearse`."""

    job = optional_argument("JOB", "A job file, or - for standard input.")
    cni_path = texts("--cni-path", metavar="DIR",
                     help="Where the plugins are on this machine, if not where the node has them. Repeatable.")
    clean = flag("--clean", help="Only remove what a killed rehearsal may have left.")
    format = usual_choice(RehearsalFormat.TEXT, "--format", help="How to print the outcome.")


def rehearse(given: Arguments) -> int:
    """Run a plan's CNI calls with the real plugins, try every port, and compare with the plan. Needs root, on Linux.

    Everything happens in namespaces made for it, which play the node's machine; this machine's links, packet filter and leases stay
    untouched, and all of it is gone at the end.

    Exit codes: 0 as planned, 1 something is different or nothing is placed, 2 it cannot be held here or wrong usage, 3 internal error,
    130 broken off.
    """
    if given.clean:
        return _clean_up()
    if given.job is None or not given.node:
        raise Misused("a JOB and at least one --node are needed")
    return _rehearse(given.job, given)


def _rehearse(job: str, given: Arguments) -> int:
    """Plan, rehearse, print what was found, and return the exit code."""
    from jobspec.rehearsal import rehearse as play
    from jobspec.reports.plan_refusals import refusals_of

    try:
        plan, nodes = make_plan(job, given)
    except PlanError as error:
        say(str(error))
        return UNUSABLE
    except Stopped as stopped:
        return stopped.code
    for group in plan.groups:
        if len(group.allocations) < group.count:
            reasons = dict.fromkeys(reason.message for reasons in refusals_of(group, plan) for reason in reasons)
            say(f"group {group.name} is not placed: {'; '.join(reasons) or 'no node takes it'}")
    if not any(group.allocations for group in plan.groups):
        say("nothing is placed, so there is nothing to rehearse")
        return PROBLEMS
    leases = given.alloc is not None or bool(given.earlier)
    outcomes = play(plan, nodes, given.cni_path, _watch, leases)
    if given.format is RehearsalFormat.JSON:
        write(sys.stdout, json_text(outcomes))
    else:
        from jobspec.reports.rehearsal_text import render

        write(sys.stdout, render(outcomes, PlanView(style(sys.stdout, given.color or "auto"))))
    return _exit_code(outcomes)


def _clean_up() -> int:
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
