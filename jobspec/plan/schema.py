"""The JSON Schema (draft 2020-12) of `plan.v1`, from the declarations of the models; schemas/plan.v1.schema.json keeps it."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from jobspec.models.plan import AllocatedPort, Plan
from jobspec.source import Source

_POSITION = {"type": "object", "required": ["line", "column", "byte"], "additionalProperties": False,
             "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1},
                            "byte": {"type": "integer", "minimum": 0}}}
_RANGE = {"type": "object", "required": ["start", "end"], "additionalProperties": False,
          "properties": {"start": _POSITION, "end": _POSITION}}
_PLACE = {
    "description": "A place in a file. Lines and columns count from 1, columns in grapheme clusters; bytes from 0. `end` is exclusive.",
    "type": "object", "required": ["file", "range"], "additionalProperties": False,
    "properties": {"file": {"type": "string"}, "range": _RANGE},
}
_RENAMED = {"span": "place", "node_span": "node_place"}
#: What a port of the group leaves out.
_OPTIONAL = {AllocatedPort.__name__: {"task"}}


def plan_schema() -> dict[str, Any]:
    """The schema of `jobspec plan --format json`."""
    _, definitions = msgspec.json.schema_components([Plan], ref_template="#/$defs/{name}", schema_hook=_hook)
    del definitions["Span"]
    for name, definition in definitions.items():
        properties = {_RENAMED.get(key, key): value for key, value in definition["properties"].items()}
        for key in ("place", "node_place"):
            if key in properties:
                properties[key] = {"anyOf": [{"$ref": "#/$defs/Place"}, {"type": "null"}]}
        for shape in properties.values():
            shape.pop("default", None)
        required = [key for key in properties if key not in _OPTIONAL.get(name, ())]
        definition.update(properties=properties, required=required, additionalProperties=False)
        definition.pop("title", None)
        definition["description"] = inspect.cleandoc(definition.get("description", ""))
    plan = definitions.pop(Plan.__name__)
    plan["properties"] = {"version": {"const": "plan.v1"}, **plan["properties"]}
    plan["required"] = list(plan["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "plan.v1.schema.json",
        "title": "Plan of jobspec, version 1",
        "description": "What `jobspec plan --format json` prints. "
                       "Fields may be added within version 1; none is removed or changes its meaning.",
        **{key: plan[key] for key in ("type", "required", "properties", "additionalProperties")},
        "$defs": {"Place": _PLACE, **dict(sorted(definitions.items()))},
    }


def _hook(kind: type) -> dict[str, Any]:
    if kind is Source:  # below Span, which Place stands for
        return {"type": "string"}
    raise NotImplementedError
