"""The JSON Schema of configuration files, from the declarations of `Config`; schemas/config.schema.json keeps it."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.config.model import Config
from jobspec.triage.selection import ALL, GROUPS


def config_schema() -> dict[str, Any]:
    """The schema of jobspec.toml, and of the table `tool.jobspec` in a pyproject.toml."""
    _, definitions = msgspec.json.schema_components([Config], ref_template="#/$defs/{name}")
    config = definitions.pop("Config")
    selector = {"type": "string", "pattern": f"^({ALL}|[A-Z]+|({'|'.join(GROUPS)})[0-9]{{1,3}})$"}
    properties = {key: _given(shape) for key, shape in config["properties"].items()}
    for key in ("select", "ignore"):
        properties[key]["items"] = selector
    properties["per-file-ignores"]["additionalProperties"]["items"] = selector
    properties["severity"]["propertyNames"] = selector
    properties["output"]["propertyNames"] = {"$ref": "#/$defs/Format"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "config.schema.json",
        "title": "Configuration of jobspec",
        "description": "What stands in jobspec.toml, or in the table [tool.jobspec] of pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": definitions,
    }


def _given(shape: dict[str, Any]) -> dict[str, Any]:
    """The shape of a value that is there: TOML has no null, and a key that is absent has its default."""
    choices = [choice for choice in shape.pop("anyOf", ()) if choice != {"type": "null"}]
    shape.pop("default", None)
    if len(choices) == 1:
        return {**shape, **choices[0]}
    return {**shape, "anyOf": choices} if choices else shape
