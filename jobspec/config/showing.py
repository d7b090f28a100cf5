"""A configuration as TOML lines, each with where its value comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from jobspec.config.layers import Layer, merged
from jobspec.config.model import TABLES, Color, Config, Format, key_of
from jobspec.diagnostics import Severity

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
    lines: list[tuple[str, str]] = []
    for field in Config.__struct_fields__:
        value = getattr(config, field)
        if value is None:
            continue
        if field in TABLES:
            lines += [(f"{key_of(field)}.{_key(key)} = {_toml(item)}", origins[f"{field}.{key}"]) for key, item in value.items()]
        else:
            lines.append((f"{key_of(field)} = {_toml(value)}", origins[field]))
    width = min(max((len(text) for text, _ in lines), default=0), 60)
    for text, origin in lines:
        yield f"{text:{width}}  # {origin}"


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
