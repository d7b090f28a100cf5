"""The schemas of drivers against what the drivers' own sources declare (hclspec), as `recorded_specs.json` has it.

There `name!` is a required attribute, an object a block, a list of one object a block that may be repeated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobspec.rules.driver.schemas import driver_schema

RECORDED = json.loads(Path(__file__).with_name("recorded_specs.json").read_text(encoding="utf-8"))
#: What the schemas write for a type: texts, numbers and booleans are converted to each other.
SCALARS = {"string": {"string", "number", "boolean"}, "number": {"number", "string"}, "bool": {"boolean", "string"}}


def _kinds(schema: dict[str, Any]) -> set[str]:
    kinds = schema["type"]
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _differences(spec: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    names = {name.removesuffix("!") for name in spec}
    if names != set(schema["properties"]):
        yield f"{path}: {sorted(names ^ set(schema['properties']))}"
    if schema["additionalProperties"] is not False:
        yield f"{path}: takes anything"
    required = {name.removesuffix("!") for name in spec if name.endswith("!")}
    if not required <= set(schema.get("required", ())):
        yield f"{path}: {sorted(required)} are required"
    for name, wanted in spec.items():
        plain = name.removesuffix("!")
        if plain in schema["properties"]:
            yield from _difference(wanted, schema["properties"][plain], f"{path}.{plain}")


def _difference(wanted: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    match wanted:
        case {}:
            if schema.get("maxItems") != 1:
                yield f"{path}: may stand once"
            yield from _differences(wanted, schema, path)
            yield from _differences(wanted, schema["items"], path)
        case [inner]:
            if "maxItems" in schema:
                yield f"{path}: may stand several times"
            yield from _differences(inner, schema, path)
            yield from _differences(inner, schema["items"], path)
        case "any" | "map(string)":
            return
        case str() if wanted.startswith("list("):
            element = wanted[5:-1]
            inner = schema["items"]["additionalProperties"] if element.startswith("map(") else schema["items"]
            if _kinds(schema) != {"array"} or _kinds(inner) != SCALARS[element.removeprefix("map(").removesuffix(")")]:
                yield f"{path}: {wanted}"
        case _:
            if _kinds(schema) != SCALARS[wanted]:
                yield f"{path}: {wanted}"


@pytest.mark.parametrize("driver", RECORDED)
def test_a_schema_declares_what_the_driver_does(driver: str) -> None:
    schema = driver_schema(driver)
    assert schema is not None
    assert list(_differences(RECORDED[driver]["spec"], dict(schema), driver)) == []
