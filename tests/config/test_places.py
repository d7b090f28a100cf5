"""Keys and values of TOML are found where they stand, however they are written."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobspec.config.places import places

TEXT = '''\
# a = 1
a.b = "x # y" # z
"c.d" = [1, [2, "]"], # [
  { e = 'f}', "g" = """
h]""" } ]
[ t . "u v" ]
w = 2001-01-01 00:00:00
[[many]]
x = true
[[many]]
x = {}
y = \'\'\'
']\'\'\'
'''


def value_at(text: str, path: tuple[str | int, ...]) -> str:
    place = places(text)[path]
    return text[place.value_start : place.value_end]


def test_values_of_all_kinds_are_found() -> None:
    assert value_at(TEXT, ("a", "b")) == '"x # y"'
    assert value_at(TEXT, ("c.d", 1, 1)) == '"]"'
    assert value_at(TEXT, ("c.d", 2, "e")) == "'f}'"
    assert value_at(TEXT, ("c.d", 2, "g")) == '"""\nh]"""'
    assert value_at(TEXT, ("t", "u v", "w")) == "2001-01-01 00:00:00"
    assert value_at(TEXT, ("many", 1, "x")) == "{}"
    assert value_at(TEXT, ("many", 1, "y")) == "'''\n']'''"


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths of everything in a document as tomllib reads it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {inner for key, item in pairs for inner in ({(*path, key)} | paths_of(item, (*path, key)))}


KEYS = st.text(st.characters(codec="ascii"), max_size=4)
VALUES = st.recursive(
    st.booleans() | st.integers(-5, 5) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def written(value: object) -> str:
    """A value as TOML, on one line or over several where TOML allows."""
    import json

    match value:
        case dict():
            return "{ " + ", ".join(f"{json.dumps(key)} = {written(item)}" for key, item in value.items()) + " }"
        case list():
            return "[" + "".join(f"\n {written(item)} , # ]" for item in value) + "\n]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_places_found_are_those_of_everything_that_tomllib_reads(document: dict[str, Any]) -> None:
    import json

    text = "".join(f"{json.dumps(key)} = {written(value)}\n" for key, value in document.items())
    read = tomllib.loads(text)
    assert read == document
    found = places(text)
    assert set(found) == paths_of(read)
    for path, place in found.items():
        value: Any = read
        for step in path:
            value = value[step]
        assert tomllib.loads(f"x = {text[place.value_start : place.value_end]}")["x"] == value
