"""Several sources of configuration as one: the command line wins over the environment, that over the file."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jobspec.config.model import TABLES, Config


class Layer(msgspec.Struct, frozen=True):
    """A source of configuration and what it is called: `command line`, `environment`, `default`, or the path of a `file`."""

    name: str
    config: Config
    file: bool = False


def merged(layers: Sequence[Layer]) -> tuple[Config, dict[str, Layer]]:
    """One configuration of several, the first winning, and where each value comes from: by `field`, or `field.key` for entries of
    tables, which are merged one by one."""
    values: dict[str, object] = {}
    origins: dict[str, Layer] = {}
    for layer in reversed(layers):
        for field in Config.__struct_fields__:
            given = getattr(layer.config, field)
            if given is None:
                continue
            if field in TABLES:
                earlier = values.get(field)
                values[field] = {**(earlier if isinstance(earlier, dict) else {}), **given}
                origins.update({f"{field}.{key}": layer for key in given})
            else:
                values[field] = given
                origins[field] = layer
    return msgspec.structs.replace(Config(), **values), origins
