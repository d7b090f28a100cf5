"""Models as the JSON of Nomad's API, by their declarations.

This gives what Go's encoding/json prints of the api structs: every field, null for absent pointers, slices and maps,
durations as nanoseconds.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from operator import attrgetter
from typing import Any, cast

from jobspec.models.base import Model
from jobspec.models.fields import fields_of

# the types that stand in JSON as they are, and the bounds of the whole numbers among them
SCALARS: dict[str, type] = {
    "string": str, "bool": bool, "duration": int, "int": int, "int8": int, "int64": int,
    "uint8": int, "uint16": int, "uint32": int, "uint64": int,
}
INTEGER_RANGES: dict[str, tuple[int, int]] = {
    "duration": (-(2**63), 2**63 - 1), "int": (-(2**63), 2**63 - 1), "int64": (-(2**63), 2**63 - 1), "int8": (-128, 127),
    "uint8": (0, 2**8 - 1), "uint16": (0, 2**16 - 1), "uint32": (0, 2**32 - 1), "uint64": (0, 2**64 - 1),
}


def to_api_json(model: Model) -> dict[str, Any]:
    """A model as encoding/json prints the api struct of the same name. Free values (`config`) are passed on, not copied."""
    plan = _WRITERS.get(type(model))
    if plan is None:
        plan = _WRITERS[type(model)] = _Writer(type(model))
    out = dict(zip(plan.names, plan.values(model), strict=True))
    for name, convert in plan.conversions:
        value = out[name]
        if value is not None:
            out[name] = convert(value)
    for name in plan.omitted:
        if out[name] is None:
            del out[name]
    return out


class _Writer:
    __slots__ = ("conversions", "names", "omitted", "values")

    def __init__(self, model: type) -> None:
        declared = {name: field for name, field in fields_of(model).items() if field.json is not None}
        self.names = tuple(cast(str, field.json) for field in declared.values())
        self.values = _reader_of_attributes(tuple(declared))
        self.conversions = [
            (cast(str, field.json), convert) for field in declared.values() if (convert := _conversion(field.type)) is not None
        ]
        self.omitted = tuple(cast(str, field.json) for field in declared.values() if field.omitempty)


def _reader_of_attributes(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda model: ()
    if len(names) == 1:
        single = attrgetter(names[0])
        return lambda model: (single(model),)
    return cast("Callable[[Any], tuple[Any, ...]]", attrgetter(*names))


def _conversion(type_name: str) -> Callable[[Any], Any] | None:
    if type_name in SCALARS or type_name in ("map(string)", "map(any)"):
        return None
    if type_name == "list(uint8)":
        return lambda value: b64encode(bytes(value)).decode("ascii")
    if type_name == "map(list(string))":
        return lambda value: {key: None if items is None else list(items) for key, items in value.items()}
    if type_name.startswith("list("):
        return list if type_name[5:-1] in SCALARS else lambda value: [to_api_json(item) for item in value]
    if type_name.startswith("map("):
        return lambda value: {key: to_api_json(item) for key, item in value.items()}
    return to_api_json


_WRITERS: dict[type, _Writer] = {}
