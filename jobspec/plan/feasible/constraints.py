"""Constraints on nodes: which ones a group has, whether a node meets them, and why not in words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jobspec.diagnostics import Span
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import Reason
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names
from jobspec.plan.feasible.operators import holds
from jobspec.plan.feasible.targets import fact_name, is_unknown, resolve

_PLUGIN = "${attr.plugins.cni.version."
_NOT_INSTALLED = "is not installed"
_COMPARED = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}


class Condition(msgspec.Struct, frozen=True):
    """A constraint and the place that it comes from: its own, or what made the server add it."""

    constraint: Constraint
    span: Span | None
    implied: bool


def job_constraints(job: Job) -> tuple[Condition, ...]:
    return tuple(Condition(one, one.span(), False) for one in job.constraints or ())


def group_constraints(group: TaskGroup) -> tuple[Condition, ...]:
    """TaskGroupConstraints: the group's and its tasks', those that the server adds included."""
    return (*(_condition(one, group) for one in group.constraints or ()),
            *(_condition(one, group) for task in group.tasks or () for one in task.constraints or ()))


def _condition(constraint: Constraint, group: TaskGroup) -> Condition:
    if (constraint.origin is not None and "attribute" in constraint.origin.values) or constraint.operator.startswith("distinct"):
        return Condition(constraint, constraint.span(), False)
    span = constraint.span()
    if span is None and constraint.attribute.startswith(_PLUGIN):
        span = next((network.span_of("mode") for network in group.networks or ()), None)
    return Condition(constraint, span or group.span(), constraint.origin is None or "attribute" not in constraint.origin.values)


def check_constraints(constraints: tuple[Condition, ...], node: Node, names: Names, findings: Findings) -> None:
    """ConstraintChecker: every constraint that the node does not meet."""
    for condition in constraints:
        constraint = condition.constraint
        left, right = resolve(constraint.attribute, node), resolve(constraint.value, node)
        if not node.attributes_known and any(is_unknown(target, node) for target in (constraint.attribute, constraint.value)):
            findings.assume(_assumption(condition))
        elif not holds(constraint.operator, left, right):
            findings.against(_reason(condition, left, right, node, names), fact_name(constraint.attribute))


def _assumption(condition: Condition) -> str:
    constraint = condition.constraint
    if condition.implied and constraint.attribute.startswith(_PLUGIN):
        return "the CNI plugins that the group's network needs are installed"
    return f"{in_nomads_words(constraint)} holds"


def in_nomads_words(constraint: Constraint) -> str:
    """Constraint.String"""
    return f"{constraint.attribute} {constraint.operator} {constraint.value}"


def _reason(condition: Condition, left: str | None, right: str | None, node: Node, names: Names) -> Reason:
    constraint = condition.constraint
    nomad = in_nomads_words(constraint)
    if condition.implied and constraint.attribute.startswith(_PLUGIN):
        plugin = constraint.attribute.removeprefix(_PLUGIN).removesuffix("}")
        state = _NOT_INSTALLED if left is None else f"has version {left}"
        needed = constraint.value.removeprefix(">= ")
        return Reason(code="NODE203", nomad=nomad, span=condition.span, help=f"Nomad looks for plugins in {', '.join(node.cni_path)}.",
                      message=f'the group\'s network needs the CNI plugin "{plugin}" ({needed} or later), which {state} on the node')
    message = f"{_left(constraint.attribute, left)}, and {_wanted(constraint, right)}"
    return Reason(code="NODE204", nomad=nomad, span=condition.span, message=message, help=_advice(constraint, left, names))


def lacking_plugin(reason: Reason) -> str | None:
    """The CNI plugin that a reason says is not installed."""
    return reason.nomad.removeprefix(_PLUGIN).partition("}")[0] if f" {_NOT_INSTALLED} " in reason.message else None


def _left(target: str, value: str | None) -> str:
    if not target.startswith("${"):
        return f'"{target}" stands for itself'
    return f"{target} is not set" if value is None else f'{target} is "{value}"'


def _wanted(constraint: Constraint, right: str | None) -> str:
    if right is None:
        return f"{constraint.value}, which it is compared with, is not set either"
    match constraint.operator:
        case "=" | "==" | "is":
            return f'must be "{right}"'
        case "!=" | "not":
            return f'must not be "{right}"'
        case "<" | "<=" | ">" | ">=" as operator:
            return f"must be {_COMPARED[operator]} {right}"
        case "is_set":
            return "must be set"
        case "is_not_set":
            return "must not be set"
        case "version" | "semver":
            return f'must be a version that meets "{right}"'
        case "regexp":
            return f'must match the regular expression "{right}"'
        case "set_contains" | "set_contains_all":
            return f'must contain all of "{right}"'
        case "set_contains_any":
            return f'must contain one of "{right}"'
    return f'the operator "{constraint.operator}" is none that Nomad knows'


def _advice(constraint: Constraint, left: str | None, names: Names) -> str | None:
    """The nearest attribute or metadata key where the node lacks the one asked for."""
    if left is not None:
        return None
    for prefix, sort in (("${attr.", "attribute"), ("${meta.", "meta")):
        if constraint.attribute.startswith(prefix):
            return names.advice(constraint.attribute.removeprefix(prefix).removesuffix("}"), sort)
    return None


def targets_of(constraints: tuple[Condition, ...]) -> Iterator[str]:
    """Both sides of every constraint."""
    for condition in constraints:
        yield condition.constraint.attribute
        yield condition.constraint.value
