"""A configuration as TOML lines, each with where its value comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from jobspec.config.layers import Layer, merged
from jobspec.config.model import TABLES, Color, Config, Format, key_of
from jobspec.config.places import Path, places
from jobspec.config.reading import table_of
from jobspec.diagnostics import Severity
from jobspec.discovery import read_bytes
from jobspec.source import Source

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def defaults(environ: Mapping[str, str]) -> Layer:
    """What holds where no source says anything."""
    on_github = environ.get("GITHUB_ACTIONS") == "true"
    config = Config(
        select=("ALL",), ignore=(), fail_on=Severity.ERROR, exclude=(), base_dir=".", allow_outside=False, lax=False, every_node=False,
        format=Format.GITHUB if on_github else Format.TEXT, color=Color.AUTO,
    )
    return Layer("default", config)


def shown(layers: Sequence[Layer], environ: Mapping[str, str]) -> Iterator[str]:
    """`key = value  # origin`, in the order of the declarations; settings that have no value are left out."""
    config, origins = merged((*layers, defaults(environ)))
    places_in = {layer.name: key_lines(layer.name) for layer in layers if layer.file}

    def origin(layer: Layer, *path: str) -> str:
        """`file:line`, the name of a variable in the environment, or what the source is called."""
        if layer.name == "environment":
            return f"JOBSPEC_{path[0].upper().replace('-', '_')}"
        line = places_in.get(layer.name, {}).get(path)
        return layer.name if line is None else f"{layer.name}:{line}"

    lines: list[tuple[str, str]] = []
    for field in Config.__struct_fields__:
        value = getattr(config, field)
        if value is None:
            continue
        if field in TABLES:
            for key, item in value.items():
                lines.append((f"{key_of(field)}.{_key(key)} = {_toml(item)}", origin(origins[f"{field}.{key}"], key_of(field), str(key))))
        else:
            lines.append((f"{key_of(field)} = {_toml(value)}", origin(origins[field], key_of(field))))
    width = min(max((len(text) for text, _ in lines), default=0), 60)
    for text, where in lines:
        yield f"{text:{width}}  # {where}"


def key_lines(path: str) -> dict[Path, int]:
    """The lines of the keys in a configuration file, by their paths below its table."""
    content = read_bytes(path)
    source = Source.from_bytes(content if isinstance(content, bytes) else b"", path)
    base = table_of(path)
    return {way[len(base) :]: source.line_at(place.start) for way, place in places(source.text).items() if way[: len(base)] == base}


def _key(key: str) -> str:
    return str(key) if _BARE.fullmatch(key) else _toml(str(key))


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Enum():
            return _toml(value.value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case dict():
            return "{" + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value)
