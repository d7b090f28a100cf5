"""A list of plugins as libcni reads it (libcni NetworkConfFromBytes)."""

from __future__ import annotations

from typing import Any

from jobspec.diagnostics import Diagnostic
from jobspec.models.cni import CniPlugin
from jobspec.nodes.cni_conf import read_plugin, refused
from jobspec.nodes.cni_versions import VersionError, highest
from jobspec.nodes.documents import Document

_LEAD = "error parsing configuration list: "


class ListFile:
    """What a `*.conflist` file says itself; `only_inline`: plugins in a folder beside it do not count."""

    __slots__ = ("name", "only_inline", "plugins", "version")

    def __init__(self, name: str, version: str, plugins: list[CniPlugin], only_inline: bool) -> None:
        self.name = name
        self.version = version
        self.plugins = plugins
        self.only_inline = only_inline


def read_list(document: Document, found: list[Diagnostic]) -> ListFile | None:
    """The list in a file; None, with a finding, where libcni refuses it. It stops at its first objection, and so does this."""
    value = document.value
    if value is not None and not isinstance(value, dict):
        found.append(refused(document, (), "A CNI list is a JSON object.", _LEAD + "json: cannot unmarshal array"))
        return None
    members: dict[str, Any] = value or {}
    problem = _header_problem(document, members) or _flag_problem(document, members)
    if problem is not None:
        found.append(problem)
        return None
    version: str = members.get("cniVersion", "")
    try:
        if "cniVersions" in members:
            version = highest(members["cniVersions"], version)
    except VersionError as error:
        key = "cniVersions" if "entry" in str(error) else "cniVersion"
        found.append(refused(document, (key,), f'"{key}" holds what is no version: {error}.', f"{_LEAD}{error}"))
        return None
    plugins = _plugins(document, members, found)
    return None if plugins is None else ListFile(members["name"], version, plugins, _truth(members.get("loadOnlyInlinedPlugins")))


def _header_problem(document: Document, members: dict[str, Any]) -> Diagnostic | None:
    """Name and versions."""
    if "name" not in members:
        return refused(document, (), 'This CNI list has no "name".', _LEAD + "no name")
    for key in ("name", "cniVersion"):
        if key in members and not isinstance(members[key], str):
            return refused(document, (key,), f'"{key}" must be a string.', _LEAD + f"invalid {key} type")
    versions = members.get("cniVersions", [])
    if not isinstance(versions, list) or not all(isinstance(version, str) for version in versions):
        return refused(document, ("cniVersions",), '"cniVersions" must be a list of strings.', _LEAD + "invalid type for cniVersions")
    return None


def _flag_problem(document: Document, members: dict[str, Any]) -> Diagnostic | None:
    """Flags are true or false, or texts that say so in any case."""
    for key in ("disableCheck", "disableGC", "loadOnlyInlinedPlugins"):
        flag = members.get(key, False)
        if not isinstance(flag, bool) and not (isinstance(flag, str) and flag.lower() in ("true", "false")):
            return refused(document, (key,), f'"{key}" must be true or false.', _LEAD + f"invalid value for {key}")
    return None


def _plugins(document: Document, members: dict[str, Any], found: list[Diagnostic]) -> list[CniPlugin] | None:
    if "plugins" not in members:
        if not _truth(members.get("loadOnlyInlinedPlugins")):
            return []
        found.append(refused(document, ("loadOnlyInlinedPlugins",), '"loadOnlyInlinedPlugins" is true and there is no "plugins".',
                             _LEAD + "`loadOnlyInlinedPlugins` is true, and no 'plugins' key"))
        return None
    values = members["plugins"]
    if not isinstance(values, list) or not values:
        found.append(refused(document, ("plugins",), '"plugins" must be a list of at least one plugin.', _LEAD + "no plugins in list"))
        return None
    plugins = [read_plugin(document, ("plugins", index), found) for index in range(len(values))]
    good = [plugin for plugin in plugins if plugin is not None]
    return good if len(good) == len(plugins) else None


def _truth(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() == "true")
