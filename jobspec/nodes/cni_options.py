"""Options of CNI plugins against the schemas in `schemas/cni`."""

from __future__ import annotations

import json
from pathlib import Path as FilePath
from typing import Any

from jobspec.diagnostics import Diagnostic, Span
from jobspec.models.cni import CniPlugin
from jobspec.models.suggestion import closest
from jobspec.nodes.cni_findings import RefusedPluginOption, UnknownPluginOption

PLUGINS = (
    "bandwidth", "bridge", "firewall", "host-device", "ipvlan", "loopback", "macvlan",
    "portmap", "ptp", "sbr", "tuning", "vlan", "vrf",
)
ADDRESS_PLUGINS = ("dhcp", "host-local", "static")
_TYPES = {"boolean": "true or false", "string": "a string", "integer": "a whole number", "object": "an object", "array": "a list"}


def check_plugin(plugin: CniPlugin) -> list[Diagnostic]:
    """What the plugin would refuse (error), and keys near to one of its options, which it ignores (warning).

    A plugin that is not one of the CNI project's own is not looked into.
    """
    found: list[Diagnostic] = []
    if plugin.type in PLUGINS:
        found += _check(plugin, plugin.type, plugin.config, ())
    ipam_key = next((key for key in plugin.config if key.casefold() == "ipam"), "ipam")
    ipam = plugin.config.get(ipam_key)
    kind = ipam.get("type") if isinstance(ipam, dict) else None
    if isinstance(ipam, dict) and kind in ADDRESS_PLUGINS:
        found += _check(plugin, kind, ipam, (ipam_key,))
    return found


def _schema(folder: FilePath, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def _folder() -> FilePath:
    package = FilePath(__file__).parent.parent
    inside = package / "schemas" / "cni"
    return inside if inside.is_dir() else package.parent / "schemas" / "cni"


def _check(plugin: CniPlugin, name: str, config: dict[str, Any], base: tuple[str, ...]) -> list[Diagnostic]:
    from jsonschema import Draft202012Validator

    schema = _schema(_folder(), name)
    known = schema["properties"]
    by_folded = {key.casefold(): key for key in known}
    written = {by_folded.get(key.casefold(), key): key for key in config}
    canonical = {by_folded.get(key.casefold(), key): value for key, value in config.items()}
    found = []
    for error in Draft202012Validator(schema).iter_errors(canonical):
        path = list(error.absolute_path)
        if path:
            path[0] = written.get(str(path[0]), path[0])
        place = _place(plugin, (*base, *path))
        found.append(RefusedPluginOption.at(place, f"Plugin {name}: {_words(error, path)}",
                                            help="Nomad loads the file; the plugin refuses it when an allocation starts."))
    for key in config:
        near = None if key.casefold() in by_folded else closest(key, known)
        if near is not None and _alike(key, near):
            found.append(UnknownPluginOption.at(_place(plugin, (*base, key)), f'Plugin {name} has no option "{key}" and ignores it.',
                                                help=f'Did you mean "{near}"?'))
    return found


def _alike(key: str, option: str) -> bool:
    """Plugins ignore what they do not know, and people keep notes there: only a misspelling is worth a word."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, key.casefold(), option.casefold()).ratio() > 0.82


def _place(plugin: CniPlugin, path: tuple[str | int, ...]) -> Span:
    while path and path not in plugin.places:
        path = path[:-1]
    return plugin.places.get(path, plugin.origin)


def _words(error: Any, path: list[str | int]) -> str:
    """The finding in words that name the key."""
    key = ".".join(str(step) for step in path)
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f'"{missing[0]}" is required.' if missing else "a required key is missing."
    value = json.dumps(error.instance, ensure_ascii=False)[:60]
    if error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        return f'"{key}" must be {_TYPES.get(wanted[0], wanted[0])}, not {value}.'
    if error.validator == "enum":
        near = closest(error.instance, [v for v in error.validator_value if v]) if isinstance(error.instance, str) else None
        values = ", ".join(v for v in error.validator_value if v)
        return f'"{key}" must be one of {values}, not {value}.' + ("" if near is None else f' Did you mean "{near}"?')
    if error.validator in ("minimum", "maximum"):
        return f'"{key}" must be {"at least" if error.validator == "minimum" else "at most"} {error.validator_value}, not {value}.'
    return f'"{key}": {value} is not allowed here.'
