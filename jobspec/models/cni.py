"""CNI networks as a client finds them in its `cni_config_dir`."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.diagnostics import Span


class CniPlugin(msgspec.Struct, frozen=True):
    """One plugin of a network. `config` is its raw configuration; `places` maps the path of each key to where it stands."""

    type: str
    capabilities: dict[str, bool]
    config: dict[str, Any]
    origin: Span
    places: dict[tuple[str | int, ...], Span]


class CniNetwork(msgspec.Struct, frozen=True):
    """One network: `is_list` is false where it comes from a single-plugin file (`.conf`, `.json`)."""

    name: str
    cni_version: str
    plugins: tuple[CniPlugin, ...]
    path: str
    is_list: bool
    origin: Span

    def has_capability(self, capability: str) -> bool:
        """Whether some plugin takes the capability, as `portMappings` for published ports."""
        return any(plugin.capabilities.get(capability, False) for plugin in self.plugins)
