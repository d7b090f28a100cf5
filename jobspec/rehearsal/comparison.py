"""A plugin's result beside the planned one, without what nobody can foresee: hardware addresses and names of veth links."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MAC = re.compile(r"\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b", re.IGNORECASE)
_VETH = re.compile(r"\bveth[0-9A-Za-z]+\b")
#: Keys whose values are the kernel's or the release's own business. `version` in an address only repeats its family.
_FREE = frozenset({"mac", "mtu", "version", "socketPath", "pciID", "cniVersion"})


def comparable(value: object) -> object:
    """A result with random names masked, and without empty values and what is of no account."""
    if isinstance(value, dict):
        made = {key: comparable(item) for key, item in value.items() if key not in _FREE}
        return {key: item for key, item in made.items() if item not in (None, {}, [], "")}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, str):
        return _VETH.sub("veth*", _MAC.sub("*", value))
    return value


def differences(planned: object, found: object) -> list[tuple[str, str, str]]:
    """Path, planned value and found value of each difference; `-` stands for nothing."""
    return list(_differences(comparable(planned), comparable(found), ""))


def _differences(planned: object, found: object, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(planned, dict) and isinstance(found, dict):
        for key in sorted(planned.keys() | found.keys()):
            yield from _differences(planned.get(key), found.get(key), f"{path}.{key}" if path else key)
    elif isinstance(planned, list) and isinstance(found, list):
        for index in range(max(len(planned), len(found))):
            yield from _differences(_item(planned, index), _item(found, index), f"{path}[{index}]")
    elif planned != found:
        yield path, _shown(planned), _shown(found)


def _item(values: list[object], index: int) -> object:
    return values[index] if index < len(values) else None


def _shown(value: object) -> str:
    return "-" if value is None else str(value)
