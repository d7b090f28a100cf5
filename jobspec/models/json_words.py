"""What msgspec finds wrong with JSON, in words for those who wrote the file."""

from __future__ import annotations

import re
from typing import Final

import msgspec

_KINDS: Final = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false", "null": "null", "array": "a list",
    "object": "an object", "bytes": "a text in base64",
}
_TYPES: Final = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")
_MISSING: Final = re.compile(r"Object missing required field `([^`]*)`")
_UNKNOWN: Final = re.compile(r"Object contains unknown field `([^`]*)`")
_PLACE: Final = re.compile(r" - at `(?:key in )?\$?\.?([^`]*)`$")


def in_words(error: msgspec.ValidationError) -> str:
    """`ports.http: expected a whole number, found a text`."""
    text = str(error)
    place = _PLACE.search(text)
    words = text if place is None else text[: place.start()]
    if match := _TYPES.search(words):
        words = f"expected {_any_of(match[1])}, found {_any_of(match[2])}"
    elif match := _MISSING.search(words):
        words = f'"{match[1]}" is missing'
    elif match := _UNKNOWN.search(words):
        words = f'"{match[1]}" is no name that belongs there'
    where = "" if place is None else place[1].removesuffix("[...]")
    return f"{where}: {words}" if where else words


def _any_of(types: str) -> str:
    return " or ".join(_KINDS.get(one.strip(), one.strip()) for one in types.split("|"))
