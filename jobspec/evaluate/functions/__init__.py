"""The functions of Nomad's job language (jobspec2/functions.go), by name."""

from __future__ import annotations

from typing import Final

from jobspec.evaluate.functions import (
    crypto,
    encoding,
    encoding_json,
    files,
    identity,
    lists,
    maps,
    network,
    numbers,
    sets,
    strings,
    trying,
    yaml,
)
from jobspec.evaluate.functions.signature import Function

_FAMILIES: Final = (
    numbers.FUNCTIONS,
    strings.FUNCTIONS,
    lists.FUNCTIONS,
    maps.FUNCTIONS,
    sets.FUNCTIONS,
    trying.FUNCTIONS,
    encoding_json.FUNCTIONS,
    encoding.FUNCTIONS,
    yaml.FUNCTIONS,
    crypto.FUNCTIONS,
    identity.FUNCTIONS,
    network.FUNCTIONS,
    files.FUNCTIONS,
)

FUNCTIONS: Final[dict[str, Function]] = {function.name: function for family in _FAMILIES for function in family}
