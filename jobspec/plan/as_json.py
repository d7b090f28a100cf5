"""A plan as `plan.v1`: plain dicts and lists, as `schemas/plan.v1.schema.json` describes them."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.diagnostics import Span
from jobspec.models.plan import AllocatedPort, Allocation, Candidate, Failure, GroupPlan, Plan, Reason


def plan_json(plan: Plan) -> dict[str, Any]:
    """The whole plan."""
    return {
        "version": "plan.v1",
        "job": _plain(plan.job),
        "groups": [_group(group) for group in plan.groups],
        "refused": [{"group": one.group, "node": one.node, "reasons": [_reason(reason) for reason in one.reasons]} for one in plan.refused],
        "warnings": _plain(plan.warnings),
        "additions": _plain(plan.additions),
    }


def _plain(value: Any) -> Any:
    """Structs as dicts and tuples as lists, all the way down."""
    return _lists(msgspec.to_builtins(value))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


def _group(group: GroupPlan) -> dict[str, Any]:
    return {
        "name": group.name,
        "count": group.count,
        "max_parallel": group.max_parallel,
        "candidates": [_candidate(candidate) for candidate in group.candidates],
        "allocations": [_allocation(allocation) for allocation in group.allocations],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"node": candidate.node, "verdict": candidate.verdict, "reasons": [_reason(reason) for reason in candidate.reasons],
            "assumptions": list(candidate.assumptions)}


def _reason(reason: Reason | Failure) -> dict[str, Any]:
    return {"code": reason.code, "message": reason.message, "nomad": reason.nomad, "help": reason.help, "place": _place(reason.span),
            "node_place": _place(reason.node_span)}


def _place(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"file": span.source.name, "range": span.range()}


def _allocation(allocation: Allocation) -> dict[str, Any]:
    network = allocation.network
    failure = network.failure
    document: dict[str, Any] = _plain(msgspec.structs.replace(allocation, ports=(), network=msgspec.structs.replace(
        network, failure=None)))
    document["network"]["failure"] = None if failure is None else _reason(failure)
    document["ports"] = [_port(port) for port in _listed(allocation)]
    return document


def _listed(allocation: Allocation) -> list[AllocatedPort]:
    """The ports of the group, those of its tasks once more among them, as Nomad's API lists them (AllocatedResources.Canonicalize), and
    then those of the tasks' own networks."""
    shared = [port for port in allocation.ports if port.task is None]
    of_tasks = [port for port in allocation.ports if port.task is not None]
    return [*shared, *(msgspec.structs.replace(port, task=None) for port in of_tasks), *of_tasks]


def _port(port: AllocatedPort) -> dict[str, Any]:
    document: dict[str, Any] = _plain(port)
    if port.task is None:
        del document["task"]
    return document
