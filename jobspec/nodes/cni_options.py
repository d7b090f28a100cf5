"""Options of CNI plugins against the schemas in `schemas/cni`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobspec.diagnostics import Diagnostic, Span
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.models.suggestion import closest
from jobspec.nodes.cidr import parse_address, parse_cidr
from jobspec.nodes.cni_conf import fold
from jobspec.nodes.cni_findings import RefusedPluginOption, UnknownPluginOption

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

PLUGINS = (
    "bandwidth", "bridge", "calico", "cilium-cni", "firewall", "host-device", "ipvlan", "loopback", "macvlan",
    "portmap", "ptp", "sbr", "tuning", "vlan", "vrf",
)
ADDRESS_PLUGINS = ("calico-ipam", "dhcp", "host-local", "static")
_LATER = "Nomad loads the file; the plugin refuses it when an allocation starts."
_TYPES = {"boolean": "true or false", "string": "a string", "integer": "a whole number", "object": "an object", "array": "a list"}
_FORMATS = {"cidr": "a network in CIDR notation such as 10.0.0.0/24", "ip": "an address"}


def check_options(network: CniNetwork) -> list[Diagnostic]:
    """What the plugins of a network would refuse (error), and keys near to one of their options, which they pass over (warning).

    A plugin that is not one of the CNI project's own, Cilium's or Calico's is not looked into.
    """
    found: list[Diagnostic] = []
    for index, plugin in enumerate(network.plugins):
        if plugin.type in PLUGINS:
            found += _check(plugin, plugin.type, plugin.config, ())
            if index == 0 and _schema(plugin.type).get("x-chained") and "prevResult" not in plugin.config:
                words = f"Plugin {plugin.type} works on what another plugin made, and it is the first here."
                found.append(RefusedPluginOption.at(_place(plugin, ("type",)), words, help=_LATER))
        ipam_key = next((key for key in plugin.config if fold(key) == "ipam"), "ipam")
        ipam = plugin.config.get(ipam_key)
        kind = ipam.get("type") if isinstance(ipam, dict) else None
        if isinstance(ipam, dict) and kind in ADDRESS_PLUGINS:
            found += _check(plugin, kind, ipam, (ipam_key,))
    return sorted(found, key=lambda one: -1 if one.span is None else one.span.start)


@cache
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((_folder() / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def _folder() -> Path:
    package = Path(__file__).parent.parent
    inside = package / "schemas" / "cni"
    return inside if inside.is_dir() else package.parent / "schemas" / "cni"


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, FormatChecker

    checker = FormatChecker(formats=())
    checker.checks("cidr")(lambda value: not isinstance(value, str) or parse_cidr(value) is not None)
    checker.checks("ip")(lambda value: not isinstance(value, str) or value == "" or parse_address(value) is not None)
    return Draft202012Validator(_schema(name), format_checker=checker)


def _check(plugin: CniPlugin, name: str, config: dict[str, Any], base: tuple[str, ...]) -> list[Diagnostic]:
    known = _schema(name)["properties"]
    by_folded = {fold(key): key for key in known}
    written = {by_folded.get(fold(key), key): key for key in config}
    canonical = {by_folded.get(fold(key), key): value for key, value in config.items()}
    found = []
    for error in _validator(name).iter_errors(canonical):
        path = list(error.absolute_path)
        if path:
            path[0] = written.get(str(path[0]), path[0])
        found.append(RefusedPluginOption.at(_place(plugin, (*base, *path)), f"Plugin {name}: {_words(error, path)}", help=_LATER))
    for way, near in _misspelled(_schema(name), config, ()):
        found.append(UnknownPluginOption.at(_place(plugin, (*base, *way)), f'Plugin {name} has no option "{way[-1]}" and ignores it.',
                                            help=f'Did you mean "{near}"?'))
    return found


def _misspelled(schema: dict[str, Any], value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Keys that a schema does not know and that look like one that it does, and that one; also of objects in lists and objects."""
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        by_folded = {fold(key): key for key in known}
        for key, inner in value.items():
            own = by_folded.get(fold(key))
            near = closest(key, known) if own is None else None
            if own is not None:
                yield from _misspelled(known[own], inner, (*path, key))
            elif near is not None and _alike(key, near):
                yield (*path, key), near
    elif isinstance(value, list) and "items" in schema:
        for index, inner in enumerate(value):
            yield from _misspelled(schema["items"], inner, (*path, index))


def _alike(key: str, option: str) -> bool:
    """Plugins ignore what they do not know, and people keep notes there: only a misspelling is worth a word."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, key.casefold(), option.casefold()).ratio() > 0.82


def _place(plugin: CniPlugin, path: tuple[str | int, ...]) -> Span:
    while path and path not in plugin.places:
        path = path[:-1]
    return plugin.places.get(path, plugin.origin)


def _words(error: ValidationError, path: list[str | int]) -> str:
    """The finding in words that name the key."""
    key = ".".join(str(step) for step in path)
    value = json.dumps(error.instance, ensure_ascii=False)[:60]
    wanted = error.validator_value
    match error.validator:
        case "required" | "dependentRequired":
            needed = wanted if isinstance(wanted, list) else [name for names in wanted.values() for name in names]
            missing = [name for name in needed if name not in error.instance]
            return f'"{missing[0]}" is required{f" in {key}" if key else ""}.'
        case "anyOf":
            return "one of " + ", ".join(f'"{name}"' for branch in wanted for name in branch["required"]) + " is required."
        case "type":
            kind = next((name for name in ([wanted] if isinstance(wanted, str) else wanted) if name != "null"), "null")
            return f'"{key}" must be {_TYPES[kind]}, not {value}.'
        case "enum":
            choices = [choice for choice in wanted if choice]
            near = closest(error.instance, choices) if isinstance(error.instance, str) else None
            return f'"{key}" must be one of {", ".join(choices)}, not {value}.' + ("" if near is None else f' Did you mean "{near}"?')
        case "format":
            return f'"{key}" must be {_FORMATS[wanted]}, not {value}.'
        case "minLength":
            return f'"{key}" must not be empty.'
        case "minimum" | "maximum":
            return f'"{key}" must be {"at least" if error.validator == "minimum" else "at most"} {wanted}, not {value}.'
        case _:
            return f'"{key}": {value} is not allowed here.'
