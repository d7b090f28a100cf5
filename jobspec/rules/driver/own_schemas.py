"""Schemas that users bring for drivers of their own: any JSON Schema for the `config` block.

A config reaches its schema as drivers take it: blocks are lists of objects, unless the schema asks for an object there; numbers and
true or false may be written as texts; a text with `${…}` may become anything.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from jobspec.rules.driver.schemas import BOOLEANS, Problem, is_number

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

Schema = Mapping[str, Any]


def load_schema(path: str) -> Schema | str:
    """The schema in a file, or what keeps it from being used."""
    try:
        return _load(path, os.stat(path).st_mtime_ns)
    except OSError as error:
        return f"{path} cannot be read: {(error.strerror or str(error)).lower()}"


@lru_cache(maxsize=256)
def _load(path: str, changed: int) -> Schema | str:
    import json

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        with open(path, "rb") as file:
            schema = json.loads(file.read())
        Draft202012Validator.check_schema(schema)
    except (ValueError, RecursionError) as error:
        return f"{path} is no JSON: {error}"
    except SchemaError as error:
        where = "".join(f".{step}" for step in error.absolute_path)
        return f"{path} is no JSON Schema: {where.lstrip('.') or 'the whole'}: {error.message}"
    return cast("Schema", schema) if isinstance(schema, dict) else f"{path} is no JSON Schema of an object"


def own_problems(schema: Schema, config: Mapping[str, object]) -> list[Problem]:
    """What a user's schema finds in a config."""
    found: list[Problem] = []
    for error in _validator(schema).iter_errors(unwrapped(schema, config)):
        found.extend(_problems(error))
    return found


def unwrapped(schema: Schema, value: object) -> Any:
    """A config with blocks as the schema wants them: a list of one object becomes the object where only an object is allowed."""
    if not isinstance(schema, dict):
        return value
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and schema.get("type") == "object":
        value = value[0]
    if isinstance(value, Mapping):
        declared, others = schema.get("properties", {}), schema.get("additionalProperties")
        return {name: unwrapped(declared.get(name, others), item) for name, item in value.items()}
    if isinstance(value, list):
        return [unwrapped(schema.get("items", {}), item) for item in value]
    return value


def _validator(schema: Schema) -> Validator:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    def is_boolean(checker: object, value: object) -> bool:
        return isinstance(value, bool) or (isinstance(value, str) and (value in BOOLEANS or "${" in value))

    def is_numeric(checker: object, value: object) -> bool:
        return not isinstance(value, bool) and (isinstance(value, (int, float)) or (isinstance(value, str) and is_number(value)))

    def is_text(checker: object, value: object) -> bool:
        return isinstance(value, (str, int, float, bool))

    checker = Draft202012Validator.TYPE_CHECKER.redefine_many({"boolean": is_boolean, "number": is_numeric, "string": is_text})
    return cast("Validator", extend(Draft202012Validator, type_checker=checker)(schema))


def _problems(error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    instance = error.instance
    if isinstance(instance, str) and "${" in instance:
        return
    match error.validator:
        case "additionalProperties" | "unevaluatedProperties" if isinstance(instance, Mapping):
            declared = error.schema.get("properties", {})
            for name in instance:
                if name not in declared:
                    yield Problem("unknown", (*path, name), name, tuple(declared))
        case "required":
            missing = next((name for name in error.validator_value if name not in instance), "")
            yield Problem("missing", path, f'"{missing}"')
        case "type":
            wanted = error.validator_value
            names = [wanted] if isinstance(wanted, str) else wanted
            yield Problem("type", path, " or ".join(_WORDS.get(name, name) for name in names))
        case "enum":
            known = tuple(str(choice) for choice in error.validator_value)
            yield Problem("value", path, f'"{instance}"; expected {" or ".join(known)}', known, str(instance))
        case _:
            yield Problem("value", path, f'"{instance}": {error.message}')


_WORDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a block",
    "array": "a list",
}
