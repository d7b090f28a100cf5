"""The plan that `plan` prints and `rehearse` carries out: files in, a plan out, and on standard error what keeps one from being made."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

import msgspec

from jobspec.check import read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE, problems_code
from jobspec.cli.output import complain, show_findings
from jobspec.cli.pins import pins_from_options
from jobspec.cli.settings import parse_settings
from jobspec.cli.values import nodes_problem
from jobspec.discovery import Unreadable, read_bytes
from jobspec.nodes.given import GivenNodes, told_apart
from jobspec.plan.child import instance_of
from jobspec.plan.errors import PlanError
from jobspec.plan.from_json import plan_from_json
from jobspec.triage.report import FileFindings

if TYPE_CHECKING:
    from jobspec.cli.plan_options import PlanArguments
    from jobspec.diagnostics import Diagnostic
    from jobspec.models.job_job import Job
    from jobspec.models.node import Node
    from jobspec.models.plan import Plan


class Stopped(Exception):
    """A run that ends early: what was wrong has been printed."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def make_plan(file: str, given: PlanArguments) -> tuple[Plan, tuple[Node, ...]]:
    """The plan of a job file, and the nodes that it is for. Raises Stopped and PlanError."""
    import jobspec

    job = _read_job(file, given)
    nodes = _read_nodes(given)
    dispatch = _dispatch(given)
    instance, _ = instance_of(job, given.child_id, dispatch)
    pins = pins_from_options(instance, _pinned(given.pin), given.alloc_id, given.port)
    alloc = None if given.alloc is None else read_object(given.alloc)
    earlier = [plan_from_json(read_object(file), file) for file in given.earlier]
    return jobspec.plan_job(job, nodes, pins=pins, earlier=earlier, child_id=given.child_id, dispatch=dispatch, alloc=alloc), nodes


def _read_job(file: str, given: PlanArguments) -> Job:
    """The job, which Nomad itself must accept; what it refuses is printed and ends the run."""
    import jobspec

    content = _read(file)
    result = read_job(content, file, parse_settings(given))
    wrong = list(result.errors)
    if not wrong and result.value is not None:
        wrong = [found for found in jobspec.validate_job(result.value) if found.severity == "error" and found.nomad]
    if wrong or result.value is None:
        show_findings([FileFindings(file, tuple(wrong))], given.color or "auto")
        raise Stopped(problems_code(wrong))
    return result.value


def _read_nodes(given: PlanArguments) -> tuple[Node, ...]:
    import jobspec

    described = GivenNodes(paths=given.node, interfaces=given.interfaces, routes=given.routes, cni_config_dir=given.cni_config_dir)
    problem = nodes_problem(described)
    if problem is not None:
        raise PlanError(problem)
    nodes: list[tuple[str, Node]] = []
    code = OK
    for path in given.node:
        result = jobspec.load_node(path, given.interfaces, given.routes, given.cni_config_dir)
        if result.errors:
            show_findings([FileFindings(path, result.errors)], given.color or "auto")
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
        pinned |= read_object(name)
    return pinned


def _dispatch(given: PlanArguments) -> dict[str, Any] | None:
    """The request that `nomad job dispatch` would send, or None where nothing is dispatched."""
    if not given.dispatch_meta and given.dispatch_payload is None:
        return None
    request: dict[str, Any] = {}
    if given.dispatch_payload is not None:
        request["Payload"] = b64encode(_read(given.dispatch_payload)).decode()
    if given.dispatch_meta:
        request["Meta"] = dict(text.split("=", 1) for text in given.dispatch_meta)
    return request


def read_object(path: str) -> dict[str, Any]:
    """The JSON object in a file. Raises Stopped where the file cannot be read, and PlanError where it holds something else."""
    try:
        value = msgspec.json.decode(_read(path))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlanError(f"{path} is not JSON: {error}") from None
    except RecursionError:
        raise PlanError(f"{path} is nested too deeply") from None
    if not isinstance(value, dict):
        raise PlanError(f"{path} must hold a JSON object")
    return value


def _read(path: str) -> bytes:
    content = read_bytes(path)
    if isinstance(content, Unreadable):
        complain([content])
        raise Stopped(UNUSABLE)
    return content
