"""The JSON Schema (draft 2020-12) of agent configs in JSON, from the declarations of the models, with the conversions that HCL 1 makes;
schemas/agent.schema.json keeps it."""

from __future__ import annotations

from typing import Any

from jobspec.models.agent_config import AgentConfig
from jobspec.models.base import Model
from jobspec.models.fields import Field, fields_of, nested_models
from jobspec.models.schema import DRAFT

#: What HCL 1 takes for a value of each type.
_VALUES: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "number", "boolean", "null"]},
    "bool": {"enum": [True, False, 1, 0, "true", "false", "1", "0"]},
    "int": {"type": ["integer", "string"], "pattern": "^[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]*|[1-9][0-9_]*)$"},
    "float": {"type": "number"},
    "duration": {"type": "string", "pattern": "^$|^[+-]?(0|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)"
                                              "(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h))*)$"},
    "list(string)": {"type": "array", "items": {"type": ["string", "number"]}},
    "map(any)": {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]},
}
_TEXT_MAP = {"type": "object", "additionalProperties": _VALUES["string"]}


def agent_schema() -> dict[str, Any]:
    """The schema of a file. HCL 1 takes names in any case of letters; here they are as the manual writes them."""
    definitions: dict[str, Any] = {}
    _define(AgentConfig, definitions)
    return {
        "$schema": DRAFT,
        "title": "Nomad agent configuration",
        "description": "A file of a Nomad agent's configuration in JSON, with the conversions that Nomad makes.",
        "$ref": "#/$defs/AgentConfig",
        "$defs": dict(sorted(definitions.items())),
    }


def _define(model: type[Model], definitions: dict[str, Any]) -> None:
    if model.__name__ in definitions:
        return
    properties: dict[str, Any] = {}
    definition: dict[str, Any] = {"type": "object", "description": (model.__doc__ or "").partition("\n")[0], "properties": properties}
    definitions[model.__name__] = definition
    rest: dict[str, Any] | bool = not model.refuses_unknown
    nested = nested_models(model)
    for name, field in fields_of(model).items():
        inner = nested.get(name)
        if field.kind == "remain":
            rest = {"type": "string"}
        elif field.hcl:
            properties[field.hcl] = {"description": field.doc, **_shape(field, inner)}
            if inner is not None:
                _define(inner, definitions)
    if rest is not True:
        definition["additionalProperties"] = rest


def _shape(field: Field, nested: type[Model] | None) -> dict[str, Any]:
    if nested is None:
        if field.type == "map(string)":
            return {"anyOf": [_TEXT_MAP, {"type": "array", "items": _TEXT_MAP}]}
        return _VALUES.get(field.type, {"not": {}})
    block = {"$ref": f"#/$defs/{nested.__name__}"}
    several = {"anyOf": [block, {"type": "array", "items": block}]}
    if not any(inner.kind == "label" for inner in fields_of(nested).values()):
        return several
    labelled = {"type": "object", "additionalProperties": several}
    return {"anyOf": [labelled, {"type": "array", "items": labelled}]}
