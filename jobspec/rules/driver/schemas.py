"""The schemas of drivers' `config` blocks, and a walk over a config that finds what its driver refuses.

Only the keywords that these schemas use are read: type, properties, required, dependentRequired, additionalProperties, items, maxItems,
enum, pattern, minimum, maximum, anyOf over `required`, and not (by itself or in allOf) over `required` and the `const` of properties.
What a driver converts (hcldec and cty: texts to numbers and to true or false) is accepted, and a text with `${…}` is accepted
everywhere, as its later value is unknown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

BOOLEANS = ("true", "false", "1", "0")
#: What an option that is written may have and yet counts as not set.
_NOTHING: tuple[object, ...] = (None, False, "false", "", 0, "0", [], ())

#: Patterns of the schemas in words.
_FORMS = {
    "^/": "an absolute path",
    "^$|^/": "an absolute path",
    "^$|^[+-]?[0-9]+[bkmg]$": "a number and a unit: b, k, m or g",
    "^[rwm]*$": "any of the letters r, w and m",
    "^[+-]?[0-9]+(:[+-]?[0-9]+)?$": "a number, or two with a colon between",
    "^$|^[hH][oO][sS][tT]$": '"host"',
}
_DURATION_UNITS = "(ns|us|"


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with a config.

    `kind` is unknown, type, value, missing or excluded; `path` what leads there: names of options and positions in lists; `value` the
    wrong one and `known` the right ones, where there is a list of them: names, values, or the options of the block that is expected.
    """

    kind: str
    path: tuple[str | int, ...]
    detail: str
    known: tuple[str, ...] = ()
    value: str = ""

    @property
    def name(self) -> str:
        """The names of the path, with dots between them."""
        return ".".join(step for step in self.path if isinstance(step, str))


@lru_cache(maxsize=256)
def driver_schema(driver: str) -> Mapping[str, Any] | None:
    """The schema that ships for a driver, or None where there is none."""
    if not driver.replace("-", "").replace("_", "").isalnum():
        return None
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for folder in (package, os.path.dirname(package)):
        try:
            with open(os.path.join(folder, "schemas", "drivers", f"{driver}.json"), "rb") as file:
                schema: Mapping[str, Any] = msgspec.json.decode(file.read())
        except FileNotFoundError:
            continue
        return schema
    return None


def config_problems(driver: str, config: Mapping[str, Any]) -> list[Problem]:
    """Everything that the driver's schema finds in a config; nothing for a driver without one."""
    schema = driver_schema(driver)
    return [] if schema is None else list(problems(schema, config, ()))


def problems(schema: Mapping[str, Any], value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Walk a value beside its schema."""
    if value is None or (isinstance(value, str) and "${" in value):
        return
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if kinds and not _is_a(value, kinds):
        yield Problem("type", path, _expected(kinds, schema), tuple(schema.get("properties", ())), value if isinstance(value, str) else "")
    elif isinstance(value, Mapping):
        yield from _object(schema, value, path)
    elif not isinstance(value, (list, tuple)):
        expected = _expected_value(schema, value)
        if expected is not None:
            known = tuple(str(choice) for choice in schema.get("enum", ()) if choice != "")
            yield Problem("value", path, f'"{_plain(value)}"; expected {expected}', known, _plain(value))
    else:
        if len(value) > schema.get("maxItems", len(value)):
            yield Problem("type", path, "a single block")
        for position, item in enumerate(value):
            yield from problems(schema.get("items", {}), item, (*path, position))


def _object(schema: Mapping[str, Any], value: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Problem]:
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
    for name, needed in schema.get("dependentRequired", {}).items():
        for other in needed if value.get(name) else ():
            if not value.get(other):
                yield Problem("missing", path, f'"{other}" beside "{name}"')
    choices = [choice["required"] for choice in schema.get("anyOf", ())]
    if choices and not any(all(value.get(name) for name in names) for names in choices):
        yield Problem("missing", path, " or ".join(f'"{name}"' for names in choices for name in names))
    for excluded in (schema, *schema.get("allOf", ())):
        if "not" in excluded:
            yield from _together(excluded["not"], value, path)


def _together(excluded: Mapping[str, Any], value: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Options that are all switched on or set, those with a `const` to that value."""
    names: list[str] = excluded["required"]
    constants = {name: entry["const"] for name, entry in excluded.get("properties", {}).items()}
    if all(value.get(name) == constants.get(name, value.get(name)) and value.get(name) not in _NOTHING for name in names):
        shown = [f'{name} = "{constants[name]}"' if name in constants else f'"{name}"' for name in names]
        yield Problem("excluded", (*path, names[-1]), " and ".join(shown))


def _expected_value(schema: Mapping[str, Any], value: Any) -> str | None:
    """What a single value should be, by its schema; None where it is fine."""
    text = _plain(value)
    if "enum" in schema and text not in schema["enum"]:
        return " or ".join(f'"{choice}"' for choice in schema["enum"] if choice != "")
    if "pattern" in schema and re.search(schema["pattern"], text) is None:
        return _form(schema["pattern"])
    if "minimum" in schema and float(text) < schema["minimum"]:
        return f"{schema['minimum']} or more"
    if "maximum" in schema and float(text) > schema["maximum"]:
        return f"{schema['maximum']} or less"
    return None


def _form(pattern: str) -> str:
    if _DURATION_UNITS in pattern:
        return 'a duration such as "5m"'
    return _FORMS.get(pattern, f"something of the form {pattern}")


def _plain(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _is_a(value: Any, kinds: tuple[str, ...]) -> bool:
    if isinstance(value, bool):
        return "boolean" in kinds
    if isinstance(value, (int, float)):
        return "number" in kinds
    if isinstance(value, str):
        if "string" not in kinds:
            return False
        if "number" in kinds and "boolean" not in kinds:
            return is_number(value)
        return "number" in kinds or "boolean" not in kinds or value in BOOLEANS
    return ("object" if isinstance(value, Mapping) else "array") in kinds


def is_number(text: str) -> bool:
    """Whether a driver converts a text to a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _expected(kinds: tuple[str, ...], schema: Mapping[str, Any]) -> str:
    if "object" in kinds:
        return "a block"
    if schema.get("items", {}).get("type") == "object":
        return "a block, or a list of objects"
    if "array" in kinds:
        return "a list"
    if "number" in kinds:
        return "a text" if "boolean" in kinds else "a number"
    return "true or false"
