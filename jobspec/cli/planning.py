"""What `jobspec plan` does, apart from the reading of options: files in, a plan in the wanted format out."""

from __future__ import annotations

import sys
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import msgspec

from jobspec.check import Settings, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, style, write
from jobspec.cli.pins import pins_from_options
from jobspec.cli.values import nodes_problem
from jobspec.discovery import Unreadable, read_bytes
from jobspec.nodes.given import GivenNodes, told_apart
from jobspec.plan.child import instance_of
from jobspec.plan.errors import PlanError
from jobspec.plan.from_json import plan_from_json
from jobspec.reports import render, render_plan
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings

if TYPE_CHECKING:
    from jobspec.diagnostics import Diagnostic
    from jobspec.models.job_job import Job
    from jobspec.models.node import Node
    from jobspec.models.plan import Plan


class ChoiceOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What takes the place of Nomad's random choices, and what makes a child of a periodic or parameterized job."""

    pin_files: tuple[str, ...] = ()
    allocation_file: str | None = None
    allocation_ids: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    child_id: str | None = None
    dispatch_meta: tuple[str, ...] = ()
    dispatch_payload: str | None = None
    earlier: tuple[str, ...] = ()


class PlanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A call of `jobspec plan`."""

    job: str
    settings: Settings
    nodes: GivenNodes
    choices: ChoiceOptions = ChoiceOptions()
    format: str = "text"
    diff: str | None = None
    task: str | None = None
    verbose: bool = False
    color: str = "auto"


class Stopped(Exception):
    """A run that ends early: what was wrong has been printed."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def print_plan(options: PlanOptions) -> int:
    """Print the plan, or its difference to another one, and return the exit code."""
    try:
        plan, _ = make_plan(options)
        view = PlanView(style(sys.stdout, options.color), options.verbose, options.task)
        if options.diff is not None:
            return _print_difference(plan, options, view)
        if options.task is not None:
            _require_task(plan, options)
    except PlanError as error:
        return _unusable(str(error))
    except Stopped as stopped:
        return stopped.code
    write(sys.stdout, render_plan(plan, options.format, view))
    return OK if runs(plan) else PROBLEMS


def make_plan(options: PlanOptions) -> tuple[Plan, tuple[Node, ...]]:
    """The plan that the options ask for, and the nodes that it is for. Raises Stopped and PlanError."""
    import jobspec

    job = _read_job(options)
    nodes = _read_nodes(options)
    choices = options.choices
    dispatch = _dispatch(choices)
    instance, _ = instance_of(job, choices.child_id, dispatch)
    pins = pins_from_options(instance, _pinned(choices.pin_files), choices.allocation_ids, choices.ports)
    alloc = None if choices.allocation_file is None else _read_object(choices.allocation_file)
    earlier = [plan_from_json(_read_object(file), file) for file in choices.earlier]
    return jobspec.plan_job(job, nodes, pins=pins, earlier=earlier, child_id=choices.child_id, dispatch=dispatch, alloc=alloc), nodes


def runs(plan: Plan) -> bool:
    """Whether every group is placed as often as it should be, and everything placed can start."""
    return all(
        len(group.allocations) >= group.count and all(allocation.network.failure is None for allocation in group.allocations)
        for group in plan.groups
    )


def _read_job(options: PlanOptions) -> Job:
    """The job, which Nomad itself must accept; what it refuses is printed and ends the run."""
    import jobspec

    content = _read(options.job)
    result = read_job(content, options.job, options.settings)
    wrong = list(result.errors)
    if not wrong and result.value is not None:
        wrong = [found for found in jobspec.validate_job(result.value) if found.severity == "error" and found.nomad]
    if wrong or result.value is None:
        _show(options.job, tuple(wrong), options)
        raise Stopped(PROBLEMS)
    return result.value


def _read_nodes(options: PlanOptions) -> tuple[Node, ...]:
    import jobspec

    given = options.nodes
    problem = nodes_problem(given)
    if problem is not None:
        raise PlanError(problem)
    nodes: list[tuple[str, Node]] = []
    code = OK
    for path in given.paths:
        result = jobspec.load_node(path, given.interfaces, given.routes, given.cni_config_dir)
        if result.errors:
            _show(path, result.errors, options)
            code = max(code, UNUSABLE if result.value is None else _weight(result.errors))
        if result.value is not None:
            nodes.append((path, result.value))
    if code:
        raise Stopped(code)
    return told_apart(nodes)


def _weight(errors: tuple[Diagnostic, ...]) -> int:
    """What errors in a node's description mean for a plan: unreadable parts, a client that does not start, or (0) a network that it loads
    and a plugin that refuses it later, which the plan can say."""
    heavy = [error for error in errors if error.nomad or not error.code.startswith("CNI")]
    if any(not error.nomad for error in heavy):
        return UNUSABLE
    return PROBLEMS if heavy else OK


def _pinned(files: tuple[str, ...]) -> dict[str, Any]:
    pinned: dict[str, Any] = {}
    for name in files:
        content = _read_object(name)
        pinned |= content
    return pinned


def _dispatch(choices: ChoiceOptions) -> dict[str, Any] | None:
    """The request that `nomad job dispatch` would send, or None where nothing is dispatched."""
    if not choices.dispatch_meta and choices.dispatch_payload is None:
        return None
    request: dict[str, Any] = {}
    if choices.dispatch_payload is not None:
        request["Payload"] = b64encode(_read(choices.dispatch_payload)).decode()
    if choices.dispatch_meta:
        request["Meta"] = dict(text.split("=", 1) for text in choices.dispatch_meta)
    return request


def _require_task(plan: Plan, options: PlanOptions) -> None:
    from jobspec.reports.plan_env import chosen_tasks

    if options.format != "env":
        raise PlanError("--task chooses what --format env prints; it goes with no other format")
    if not any(chosen_tasks(plan, options.task)):
        known = dict.fromkeys(f"{group.name}.{task.name}" for group in plan.groups for a in group.allocations for task in a.tasks)
        raise PlanError(f"--task {options.task!r} is none of the placed tasks: {', '.join(known) or 'nothing is placed'}")


def _print_difference(plan: Plan, options: PlanOptions, view: PlanView) -> int:
    """Exit codes as of diff: 0 alike, 1 different."""
    from jobspec.reports.plan_changes import changes
    from jobspec.reports.plan_diff import FORMATS

    assert options.diff is not None
    if options.format not in FORMATS:
        raise PlanError(f"--diff is printed as {' or '.join(FORMATS)}, not as {options.format}")
    found = changes(plan_from_json(_read_object(options.diff), options.diff), plan)
    write(sys.stdout, FORMATS[options.format](found, view))
    return PROBLEMS if found else OK


def _read(path: str) -> bytes:
    content = read_bytes(path)
    if isinstance(content, Unreadable):
        complain([content])
        raise Stopped(UNUSABLE)
    return content


def _read_object(path: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(_read(path))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlanError(f"{path} is not JSON: {error}") from None
    except RecursionError:
        raise PlanError(f"{path} is nested too deeply") from None
    if not isinstance(value, dict):
        raise PlanError(f"{path} must hold a JSON object")
    return value


def _show(path: str, found: tuple[Diagnostic, ...], options: PlanOptions) -> None:
    report = conclude([FileFindings(path, found)])
    write(sys.stderr, render(report, "text", style(sys.stderr, options.color)))


def _unusable(message: str) -> int:
    write(sys.stderr, f"jobspec: {visible(message)}\n")
    return UNUSABLE
