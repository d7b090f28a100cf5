"""Models as blocks: the declarations say what is a label, an attribute or a block; what Nomad's parser treats apart is here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from jobspec.decode.completion import COMPLETIONS
from jobspec.decode.plan import absent_values, labels_of
from jobspec.decode.run import Fields
from jobspec.models.base import Model
from jobspec.models.fields import Field, fields_of, nested_models
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_policies import ScalingPolicy
from jobspec.models.job_task import Task
from jobspec.writing.free import free_items
from jobspec.writing.syntax import Attribute, Block
from jobspec.writing.values import duration_text, is_identifier

Items = Iterator[Attribute | Block]

#: Free blocks that may stand as an attribute too, and so hold keys of any form (hcl_conversions.go decodeAsAttribute).
AS_ATTRIBUTE: Final = {(Job, "meta"), (TaskGroup, "meta"), (Task, "meta"), (Task, "env")}
#: Label of a task's scaling policy by its type (hcl_conversions.go decodeTaskScalingPolicies).
TASK_POLICIES: Final = {"vertical_cpu": "cpu", "vertical_mem": "mem"}


def job_block(job: Job) -> Block:
    """The `job` block."""
    label = job.id or ""
    return Block("job", (label,), tuple(_items(replace(job, id=None, name=None if job.name == label else job.name))))


def _block(type_name: str, model: Model) -> Block:
    return Block(type_name, tuple(str(getattr(model, name) or "") for name in labels_of(type(model))), tuple(_items(model)))


def _items(model: Model) -> Items:
    """What stands between the braces of a model's block: all that its absence would not bring by itself."""
    absent = _absent(type(model))
    for name, field in fields_of(type(model)).items():
        if field.kind in ("label", "api"):
            continue
        value = getattr(model, name)
        if value == absent[name] and not field.required:
            continue
        if value is None or (value == () and field.kind == "blocks"):
            continue
        yield from _field(model, name, field, value)
    if isinstance(model, Task) and model.identity is not None and not model.identities:
        yield _block("identity", model.identity)


def _absent(model: type[Model]) -> Fields:
    """What each field holds when a file says nothing: the class's defaults, and what Nomad's parser fills in."""
    found = _ABSENT.get(model)
    if found is None:
        completed: Fields = {}
        if model in COMPLETIONS:
            COMPLETIONS[model](completed)
        elif model in (Constraint, Affinity):
            completed["operator"] = "="
        found = _ABSENT[model] = {**absent_values(model), **completed}
    return found


_ABSENT: dict[type[Model], Fields] = {}


def _field(model: Model, name: str, field: Field, value: Any) -> Iterable[Attribute | Block]:
    if isinstance(model, NetworkResource) and name == "reserved_ports":
        return ()  # written with the other ports
    if isinstance(model, (Task, TaskGroup)) and field.type in ("ScalingPolicy", "list(ScalingPolicy)"):
        return _scaling(value)
    match field.kind:
        case "attribute":
            return (Attribute(field.hcl, duration_text(value) if field.type == "duration" else value),)
        case "block":
            return (_block(field.hcl, value),)
        case "blocks":
            if isinstance(model, Task) and name == "identities" and model.identity is not None:
                value = (model.identity, *value)
            return [_block(field.hcl, item) for item in value]
        case _:
            return _by_label(model, name, field, value)


def _scaling(value: ScalingPolicy | tuple[ScalingPolicy, ...]) -> Iterable[Block]:
    """A group's policy, whose type is always horizontal, or those of a task, whose labels say their types."""
    if isinstance(value, ScalingPolicy):
        return (_block("scaling", replace(value, type="" if value.type == "horizontal" else value.type)),)
    return [
        Block("scaling", (TASK_POLICIES[policy.type],), tuple(_items(replace(policy, type=""))))
        for policy in value if policy.type in TASK_POLICIES
    ]


def _by_label(model: Model, name: str, field: Field, value: dict[str, Any]) -> Iterable[Attribute | Block]:
    if field.type == "map(any)":
        return (Block(field.hcl, (), tuple(free_items(value))),)
    if name in nested_models(type(model)):
        return [_block(field.hcl, item) for item in value.values()]
    if (type(model), name) in AS_ATTRIBUTE and not all(map(is_identifier, value)):
        return (Attribute(field.hcl, value),)
    return (Block(field.hcl, (), tuple(Attribute(key, item) for key, item in value.items() if is_identifier(key))),)
