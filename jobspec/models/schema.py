"""JSON Schemas (draft 2020-12) of the API's JSON, from the declarations of the models; schemas/job.schema.json keeps the one of jobs."""

from __future__ import annotations

from typing import Any

from jobspec.models.api_json import INTEGER_RANGES
from jobspec.models.fields import Field, fields_of, nested_models
from jobspec.models.job_job import Job

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def job_schema() -> dict[str, Any]:
    """The schema of a job file in JSON, with or without the outer {"Job": …}."""
    definitions: dict[str, Any] = {}
    define(Job, definitions)
    job = {"$ref": "#/$defs/Job"}
    return {
        "$schema": DRAFT,
        "title": "Nomad job",
        "description": "A job as Nomad's HTTP API takes it and `nomad job run -output` prints it. Durations are nanoseconds.",
        "anyOf": [{"type": "object", "required": ["Job"], "properties": {"Job": job}}, job],
        "$defs": dict(sorted(definitions.items())),
    }


def define(model: type, definitions: dict[str, Any]) -> None:
    """Add the definition of a model class and of all that it holds. Every field may be absent or null, as in Go."""
    if model.__name__ in definitions:
        return
    properties: dict[str, Any] = {}
    definitions[model.__name__] = {"type": "object", "description": _first_line(model), "properties": properties}
    nested = nested_models(model)
    for name, field in fields_of(model).items():
        if field.json is not None:
            properties[field.json] = _property(field, nested.get(name))
            if name in nested:
                define(nested[name], definitions)


def _property(field: Field, nested: type | None) -> dict[str, Any]:
    shape = _shape(field.type, nested)
    if "$ref" in shape:
        shape = {"anyOf": [shape, {"type": "null"}]}
    elif "type" in shape:
        shape["type"] = [shape["type"], "null"]
    description = f"{field.doc} In nanoseconds." if field.type == "duration" else field.doc
    return {"description": description, **shape}


def _shape(type_name: str, nested: type | None) -> dict[str, Any]:
    if type_name == "list(uint8)":
        return {"type": "string", "contentEncoding": "base64"}
    if type_name == "map(any)":
        return {"type": "object"}
    if type_name.startswith("list("):
        return {"type": "array", "items": _shape(type_name[5:-1], nested)}
    if type_name.startswith("map("):
        return {"type": "object", "additionalProperties": _shape(type_name[4:-1], nested)}
    if type_name in INTEGER_RANGES:
        low, high = INTEGER_RANGES[type_name]
        return {"type": "integer", "minimum": low, "maximum": high}
    if type_name == "bool":
        return {"type": "boolean"}
    return {"type": "string"} if type_name == "string" else {"$ref": f"#/$defs/{type_name}"}


def _first_line(model: type) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]
