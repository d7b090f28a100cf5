"""Leaving out what Nomad's API fills in by itself, so that a stored job reads like one that a person wrote."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from jobspec.decode.plan import absent_values
from jobspec.models.base import Model
from jobspec.models.canonical import canonical_job
from jobspec.models.fields import Field, fields_of
from jobspec.models.job_job import Job
from jobspec.writing.remnants import without_remnants

#: How often values may be put back because others depend on them.
ROUNDS = 6
#: What the bare twins keep of a job, because other defaults depend on it.
KEPT = frozenset({"id", "name", "type"})


def without_defaults(job: Job) -> Job:
    """The smallest job that canonicalization (api/jobs.go Canonicalize) makes `job` of again.

    Two bare twins, one without and one with empty optional blocks, show what Nomad fills in; where leaving a value out changes
    another one, it is put back.
    """
    job = canonical_job(without_remnants(job))
    lone = canonical_job(_bare(job, blocks=False))
    open_ = canonical_job(_bare(job, blocks=True))
    small: Job = _stripped(job, lone, open_)
    for _ in range(ROUNDS):
        again = canonical_job(small)
        if same(again, job):
            return small
        small = _restored(small, again, job)
    return job


def writable_fields(model: type[Model]) -> list[tuple[str, Field]]:
    """The declarations of what a job file can say, by Python name."""
    return [(name, field) for name, field in fields_of(model).items() if field.kind != "api" or field.type == "WorkloadIdentity"]


def _bare(model: Any, blocks: bool) -> Any:
    """A model with labels, required attributes and the structure of its lists alone; `blocks`: with empty single blocks, too."""
    kept: dict[str, Any] = {}
    for name, field in fields_of(type(model)).items():
        value = getattr(model, name)
        if field.kind == "label" or field.required or (type(model) is Job and name in KEPT):
            kept[name] = value
        elif isinstance(value, Model):
            if blocks:
                kept[name] = _bare(value, blocks)
        elif _are_models(value):
            kept[name] = tuple(_bare(item, blocks) for item in value)
        elif isinstance(value, dict) and any(isinstance(item, Model) for item in value.values()):
            kept[name] = {key: _bare(item, blocks) for key, item in value.items()}
    return type(model)(**kept)


def _stripped(model: Any, lone: Any, opened: Any) -> Any:
    """`model` without the values that a twin has as well."""
    absent = absent_values(type(model))
    changes: dict[str, Any] = {}
    for name, field in writable_fields(type(model)):
        value = getattr(model, name)
        if field.kind == "label" or field.required or value is None or (type(model) is Job and name in KEPT and value != "service"):
            continue
        alone = None if lone is None else getattr(lone, name)
        filled = None if opened is None else getattr(opened, name)
        if lone is not None and value == alone:
            changes[name] = absent[name]
        elif isinstance(value, Model):
            changes[name] = _stripped(value, alone, filled)
        elif _are_models(value):
            changes[name] = tuple(_stripped(item, _at(alone, i), _at(filled, i)) for i, item in enumerate(value))
        elif isinstance(value, dict) and any(isinstance(item, Model) for item in value.values()):
            changes[name] = {key: _stripped(item, _at(alone, key), _at(filled, key)) for key, item in value.items()}
        elif lone is None and opened is not None and value == filled:
            changes[name] = absent[name]
    return replace(model, **changes)


def _at(container: Any, key: Any) -> Any:
    if isinstance(container, tuple):
        return container[key] if key < len(container) else None
    return container.get(key) if isinstance(container, dict) else None


def same(ours: Any, theirs: Any) -> bool:
    """Whether two models agree in all that a file can say; absent and empty lists and maps are the same."""
    if isinstance(theirs, Model):
        if not isinstance(ours, Model):
            return False
        return all(same(getattr(ours, name), getattr(theirs, name)) for name, _ in writable_fields(type(theirs)))
    if isinstance(theirs, tuple) and isinstance(ours, tuple):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(same(ours[key], theirs[key]) for key in theirs)
    return bool(ours == theirs) or (not ours and not theirs and not isinstance(ours or theirs, (bool, int, str)))


def _are_models(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Model)


def _restored(small: Any, again: Any, wanted: Any) -> Any:
    """`small` with the values of `wanted` where canonicalization (`again`) came to others."""
    changes: dict[str, Any] = {}
    for name, _ in writable_fields(type(wanted)):
        value, found, kept = getattr(wanted, name), getattr(again, name), getattr(small, name)
        if same(found, value):
            continue
        if isinstance(value, Model) and isinstance(kept, Model) and isinstance(found, Model):
            changes[name] = _restored(kept, found, value)
        elif _are_models(value) and _are_models(kept) and len(value) == len(kept) == len(found or ()):
            changes[name] = tuple(map(_restored, kept, found, value))
        else:
            changes[name] = value
    return replace(small, **changes) if changes else small
