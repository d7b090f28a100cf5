"""A plugin's configuration as its Go structs take it: keys in any case, zero values for what is missing, errors for wrong types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jobspec.plan.network.addresses import Address, Prefix, parse_address, parse_prefix
from jobspec.plan.network.failures import PluginError

_KINDS = ((bool, "bool"), (int, "number"), (float, "number"), (str, "string"), (list, "array"), (dict, "object"))


class Options:
    """A JSON object with Go's view of it. `where` names it in messages (`NetConf`, `ipam`)."""

    __slots__ = ("_fields", "where")

    def __init__(self, fields: Mapping[str, Any], where: str) -> None:
        self._fields = {key.casefold(): value for key, value in fields.items() if value is not None}
        self.where = where

    def has(self, name: str) -> bool:
        return name.casefold() in self._fields

    def raw(self, name: str) -> Any:
        """The value as it stands in the file, None where there is none."""
        return self._fields.get(name.casefold())

    def flag(self, name: str) -> bool:
        value = self.raw(name)
        if value is None:
            return False
        return value if isinstance(value, bool) else self._wrong(name, value, "bool")

    def number(self, name: str) -> int:
        value = self.raw(name)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(name, value, "int")
        if isinstance(value, float) and not value.is_integer():
            raise PluginError(f"json: cannot unmarshal number {value} into Go struct field {self.where}.{name} of type int")
        return int(value)

    def text(self, name: str) -> str:
        value = self.raw(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else self._wrong(name, value, "string")

    def section(self, name: str) -> Options:
        """An object inside of this one; an empty one where it is missing."""
        value = self.raw(name)
        if value is None:
            return Options({}, name)
        return Options(value, name) if isinstance(value, dict) else self._wrong(name, value, "struct")

    def items(self, name: str) -> list[Any]:
        value = self.raw(name)
        if value is None:
            return []
        return value if isinstance(value, list) else self._wrong(name, value, "[]")

    def sections(self, name: str) -> list[Options]:
        """A list of objects; null stands for an empty one."""
        found = []
        for value in self.items(name):
            if value is not None and not isinstance(value, dict):
                self._wrong(name, value, "struct")
            found.append(Options(value or {}, name))
        return found

    def texts(self, name: str) -> list[str]:
        found = []
        for value in self.items(name):
            if value is not None and not isinstance(value, str):
                self._wrong(name, value, "string")
            found.append(value or "")
        return found

    def address(self, name: str) -> Address | None:
        """An IP address (net.IP); empty text is none."""
        text = self.text(name)
        if not text:
            return None
        address = parse_address(text)
        if address is None:
            raise PluginError(f"invalid IP address: {text}")
        return address

    def prefix(self, name: str) -> Prefix | None:
        """An address with its prefix (types.IPNet)."""
        if not self.has(name):
            return None
        text = self.text(name)
        prefix = parse_prefix(text)
        if prefix is None:
            raise PluginError(f"invalid CIDR address: {text}")
        return prefix

    def _wrong(self, name: str, value: Any, wanted: str) -> Any:
        kind = next((word for type_, word in _KINDS if isinstance(value, type_)), "value")
        raise PluginError(f"json: cannot unmarshal {kind} into Go struct field {self.where}.{name} of type {wanted}")
