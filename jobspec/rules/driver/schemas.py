"""The schemas of drivers' `config` blocks, and a walk over a config that finds what its driver refuses.

Only the keywords that these schemas use are read: type, properties, required, additionalProperties, items, maxItems, anyOf and not
(both over `required`). What a driver converts (hcldec and cty: texts to numbers and to true or false) is accepted, and a text with
`${…}` is accepted everywhere, as its later value is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_BOOLEANS = ("true", "false", "1", "0")


class Problem(NamedTuple):
    """What is wrong with a config: `kind` is unknown, type, missing or excluded; `path` the names that lead there."""

    kind: str
    path: tuple[str, ...]
    detail: str
    known: tuple[str, ...] = ()


@cache
def driver_schema(driver: str) -> Mapping[str, Any] | None:
    """The schema that ships for a driver, or None where there is none."""
    if not driver.replace("-", "").replace("_", "").isalnum():
        return None
    import json

    package = Path(__file__).parents[2]
    for folder in (package / "schemas", package.parent / "schemas"):
        path = folder / "drivers" / f"{driver}.json"
        if path.is_file():
            schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return schema
    return None


def config_problems(driver: str, config: Mapping[str, Any]) -> list[Problem]:
    """Everything that the driver's schema finds in a config; nothing for a driver without one."""
    schema = driver_schema(driver)
    return [] if schema is None else list(problems(schema, config, ()))


def problems(schema: Mapping[str, Any], value: Any, path: tuple[str, ...]) -> Iterator[Problem]:
    """Walk a value beside its schema."""
    if value is None or (isinstance(value, str) and "${" in value):
        return
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if kinds and not _is_a(value, kinds):
        yield Problem("type", path, _expected(kinds))
    elif isinstance(value, Mapping):
        yield from _object(schema, value, path)
    elif isinstance(value, (list, tuple)):
        if len(value) > schema.get("maxItems", len(value)):
            yield Problem("type", path, "a single block")
        for item in value:
            yield from problems(schema.get("items", {}), item, path)


def _object(schema: Mapping[str, Any], value: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Problem]:
    declared: Mapping[str, Any] = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for name, item in value.items():
        if name in declared:
            yield from problems(declared[name], item, (*path, name))
        elif isinstance(others, Mapping):
            yield from problems(others, item, (*path, name))
        elif not others and name != "//" and "${" not in name:
            yield Problem("unknown", (*path, name), name, tuple(declared))
    for name in schema.get("required", ()):
        if value.get(name) is None:
            yield Problem("missing", path, f'"{name}"')
    choices = [choice["required"] for choice in schema.get("anyOf", ())]
    if choices and not any(all(value.get(name) for name in names) for names in choices):
        yield Problem("missing", path, " or ".join(f'"{name}"' for names in choices for name in names))
    together = schema.get("not", {}).get("required", ())
    if together and all(value.get(name) for name in together):
        yield Problem("excluded", (*path, together[-1]), " and ".join(f'"{name}"' for name in together))


def _is_a(value: Any, kinds: tuple[str, ...]) -> bool:
    if isinstance(value, bool):
        return "boolean" in kinds
    if isinstance(value, (int, float)):
        return "number" in kinds
    if isinstance(value, str):
        if "string" not in kinds:
            return False
        if "number" in kinds and "boolean" not in kinds:
            return _is_number(value)
        return "number" in kinds or "boolean" not in kinds or value in _BOOLEANS
    return ("object" if isinstance(value, Mapping) else "array") in kinds


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _expected(kinds: tuple[str, ...]) -> str:
    if "object" in kinds:
        return "a block"
    if "array" in kinds:
        return "a list"
    if "number" in kinds:
        return "a text" if "boolean" in kinds else "a number"
    return "true or false"
