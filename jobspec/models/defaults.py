"""How defaults and inherited values fill the gaps of a frozen model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec.structs import replace

from jobspec.models.base import Model
from jobspec.models.fields import fields_of

AnyModel = TypeVar("AnyModel", bound=Model)
Item = TypeVar("Item")

MICROSECOND = 1_000
MILLISECOND = 1_000 * MICROSECOND
SECOND = 1_000 * MILLISECOND
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

#: Allocations of all groups of a job together that servers take (`job_max_count`).
LARGEST_COUNT = 50_000


def filled(model: AnyModel, **defaults: Any) -> AnyModel:
    """The model with `defaults` in those fields that are None; the very same model where none is."""
    missing = {name: value for name, value in defaults.items() if getattr(model, name) is None}
    return replace(model, **missing) if missing else model


def over(base: AnyModel | None, model: AnyModel | None) -> AnyModel | None:
    """What `model` says, and what `base` says where it does not (the Merge methods of Nomad's api package).

    The result stands where `model` stands in the file, or where `base` does if there is no `model`.
    """
    if model is None or base is None:
        return base if model is None else model
    missing = {}
    for name in fields_of(type(model)):
        if getattr(model, name) is None:
            inherited = getattr(base, name)
            if inherited is not None:
                missing[name] = inherited
    return replace(model, **missing) if missing else model


def without_empty(model: AnyModel, *names: str) -> AnyModel:
    """The model with None instead of empty lists and maps in the named fields."""
    empty = {name: None for name in names if (value := getattr(model, name)) is not None and not value}
    return replace(model, **empty) if empty else model


def each(function: Callable[[Item], Item], items: Iterable[Item] | None) -> tuple[Item, ...] | None:
    """The function applied to every item of an optional list."""
    return None if items is None else tuple(map(function, items))
