"""The functions of Nomad's job language (jobspec2/functions.go), by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jobspec.evaluate.functions.signature import Function


class _Functions(Mapping[str, Function]):
    """All functions by name. Their modules are imported when one is looked up for the first time: most files call none."""

    __slots__ = ("_loaded",)

    def __init__(self) -> None:
        self._loaded: dict[str, Function] = {}

    def __getitem__(self, name: str) -> Function:
        return (self._loaded or self._load())[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded or self._load())

    def __len__(self) -> int:
        return len(self._loaded or self._load())

    def _load(self) -> dict[str, Function]:
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

        families = (
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
        self._loaded = {function.name: function for family in families for function in family}
        return self._loaded


FUNCTIONS: Final[Mapping[str, Function]] = _Functions()
