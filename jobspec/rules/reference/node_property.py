"""ENV106: properties of nodes that Nomad does not know."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

import msgspec

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.reference.found import OUTCOMES, Form, references_of
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import renaming
from jobspec.rules.texts import place_in

_REFERENCE = re.compile(r"\$\{\s*((?:attr|node|meta)(?:\.[\w.\-]*)?)\s*\}")
_UNIQUE = "unique."
_NEVER = "no node has it"


class Known(msgspec.Struct, frozen=True):
    """What a reference to a node may name; see node_properties.json."""

    node: tuple[str, ...]
    node_in_tasks: tuple[str, ...]
    attributes: tuple[str, ...]
    prefixes: tuple[str, ...]


class UnknownNodeProperty(Rule):
    """A reference to a property of nodes that does not exist.

    ## What it finds
    `${node.x}` other than `unique.id`, `unique.name`, `datacenter`, `class`, `pool` (and, in tasks, `region`); `${attr.x}` where `x` is a
    slip of an attribute that Nomad's client sets, such as one that lacks `unique.`; `${attr}`, `${node}` and `${meta}` alone; `${meta.x}`
    where `x` is a key of the job's own meta, as `meta` is the node's. Attributes of drivers, plugins and clouds' tags may have any name.

    ## Why it matters
    Nomad accepts the job. A constraint on such a property is met by no node; in a driver's `config` the task fails to start; elsewhere the
    text stays as it is.

    ## Example
        constraint {
          attribute = "${attr.kernel.nam}"
          value     = "linux"
        }

    ## Use instead
        constraint {
          attribute = "${attr.kernel.name}"
          value     = "linux"
        }
    """

    code = "ENV106"
    name = "unknown-node-property"
    severity = Severity.WARNING

    def check_constraint(self, constraint: Constraint, context: Context) -> Findings:
        """scheduler/feasible/feasible.go resolveTarget. Nomad itself refuses all wrong attributes but `attr.x` (JOB201)."""
        if context.device is None:
            if constraint.attribute.startswith("${attr."):
                yield from self._placement(constraint, constraint.attribute, "attribute")
            yield from self._placement(constraint, constraint.value, "value")

    def check_affinity(self, affinity: Affinity, context: Context) -> Findings:
        """The same; affinities may name anything. The attributes of devices are of another kind."""
        if context.device is None:
            yield from self._placement(affinity, affinity.attribute, "attribute")
            yield from self._placement(affinity, affinity.value, "value")

    def check_spread(self, spread: Spread, context: Context) -> Findings:
        """The same."""
        yield from self._placement(spread, spread.attribute, "attribute")

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """client/taskenv/env.go setNode."""
        yield from self._references(group, context)

    def check_task(self, task: Task, context: Context) -> Findings:
        """The same."""
        yield from self._references(task, context)

    def _placement(self, model: Constraint | Affinity | Spread, text: str, attribute: str) -> Findings:
        for match in _REFERENCE.finditer(text or ""):
            wrong = problem(match[1], in_task=False)
            if wrong is not None:
                yield self._finding(match[1], place_in(model, attribute, match[1]), _NEVER, wrong)

    def _references(self, owner: TaskGroup | Task, context: Context) -> Findings:
        own = _job_meta(context)
        for reference in references_of(owner, context):
            name = reference.name
            if isinstance(reference.text.model, (Constraint, Affinity, Spread)):
                continue
            if name.startswith("meta.") and name[5:] in own and reference.form is not Form.TEMPLATE:
                right = f"NOMAD_META_{name[5:]}"
                span = reference.span
                yield self.at(
                    span,
                    f'{name} is metadata of the node; the key "{name[5:]}" of the job\'s own meta is {right}',
                    help=f"Write {right}, unless the nodes have the same key.",
                    fix=renaming(span, name, right),
                )
                continue
            root = name.split(".", 1)[0]
            if root in ("attr", "node", "meta"):
                wrong = problem(name, in_task=True)
                if wrong is not None and not (reference.form is Form.CONFIG and name.startswith(("node.attr.", "node.meta."))):
                    yield self._finding(name, reference.span, OUTCOMES[reference.form], wrong)

    def _finding(self, name: str, span: Span | None, outcome: str, right: str) -> Diagnostic:
        return self.at(
            span,
            f"Nomad knows no {name}: {outcome}",
            help=f'did you mean "{right}"?' if right else f"Known are {', '.join(f'node.{key}' for key in known().node)}.",
            fix=renaming(span, name, right) if right else None,
        )


def problem(name: str, in_task: bool) -> str | None:
    """What a reference to a node should be instead: the right name, or "" where none is near. None for one that may be right."""
    root, dot, key = name.partition(".")
    if not dot or not key:
        return ""
    lists = known()
    if root == "node":
        names = (*lists.node, *lists.node_in_tasks) if in_task else lists.node
        if key in names:
            return None
        nearest = _near(key, names)
        if nearest is not None:
            return f"node.{nearest}"
        return key if key.startswith(("attr.", "meta.")) else ""
    if root == "meta" or key in lists.attributes or key.startswith(lists.prefixes):
        return None
    nearest = _near(key, lists.attributes)
    return None if nearest is None else f"attr.{nearest}"


@cache
def known() -> Known:
    """The names in node_properties.json."""
    with open(os.path.join(os.path.dirname(__file__), "node_properties.json"), "rb") as file:
        data = msgspec.json.decode(file.read())
    return Known(*(tuple(data[key]) for key in ("node", "node_in_tasks", "attributes", "attribute_prefixes")))


def _near(key: str, names: tuple[str, ...]) -> str | None:
    if _UNIQUE + key in names:
        return _UNIQUE + key
    if key.removeprefix(_UNIQUE) in names:
        return key.removeprefix(_UNIQUE)
    from difflib import get_close_matches

    matches = get_close_matches(key, names, n=1, cutoff=0.85)
    return matches[0] if matches else None


def _job_meta(context: Context) -> frozenset[str]:
    def keys() -> Iterator[str]:
        for meta in (context.job.meta, context.in_group().meta, None if context.task is None else context.task.meta):
            yield from meta or ()

    return frozenset(keys())
