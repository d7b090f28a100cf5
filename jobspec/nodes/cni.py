"""CNI networks of a folder, as Nomad's client fingerprints them (client/fingerprint/cni.go, libcni/conf.go)."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path as FilePath
from typing import Any

from jobspec.diagnostics import Diagnostic, Related, Result, Severity
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.nodes.cni_options import check_plugin
from jobspec.nodes.documents import Document, Path, parse_document
from jobspec.source import Source

SUFFIXES = (".conf", ".conflist", ".json")


def load_cni_folder(path: str | PathLike[str]) -> Result[tuple[CniNetwork, ...]]:
    """The networks of a cni_config_dir in the order in which the client reads the files; of one name the first counts.

    A file that libcni refuses keeps the agent from starting: an error with `nomad` true. A folder that is not there holds no networks.
    """
    try:
        entries = sorted((e for e in os.scandir(path) if not e.is_dir(follow_symlinks=False)), key=lambda e: os.fsencode(e.name))
    except FileNotFoundError:
        return Result(())
    except (OSError, ValueError) as error:
        return Result(None, (_unreadable(str(path), str(error)),))
    networks: dict[str, CniNetwork] = {}
    found: list[Diagnostic] = []
    for entry in entries:
        if not _has_suffix(entry.name):
            continue
        result = load_cni_file(entry.path)
        found += result.diagnostics
        network = result.value
        if network is None:
            continue
        first = networks.setdefault(network.name, network)
        if first is not network:
            found.append(Diagnostic(
                code="CNI004", severity=Severity.WARNING, nomad=True, span=network.origin,
                message=f'The CNI network "{network.name}" is defined in {first.path} already: Nomad\'s client ignores this file.',
                related=(Related(first.origin, "the definition that counts"),), help="Give one of them another name, or remove it.",
                nomad_message="duplicate CNI config names found, ignoring file"))
    return Result(tuple(networks.values()), tuple(found))


def load_cni_file(path: str | PathLike[str]) -> Result[CniNetwork]:
    """One file of a cni_config_dir. Plugins in a folder beside it that has the network's name belong to it too."""
    name = os.fspath(path)
    try:
        data = FilePath(name).read_bytes()
    except (OSError, ValueError) as error:
        return Result(None, (_unreadable(name, str(error)),))
    return read_cni(data, name, FilePath(name).parent)


def read_cni(data: bytes, name: str, folder: FilePath | None = None) -> Result[CniNetwork]:
    """The network in the text of a file; `.conflist` in its name makes it a list. `folder`: where more plugins are looked for."""
    document, problem = parse_document(Source.from_bytes(data, name))
    if document is None:
        return Result(None, (_no_json(problem),))
    found: list[Diagnostic] = []
    is_list = name.endswith(".conflist")
    plugins = _listed(document, found) if is_list else [_plugin(document, (), found)]
    value = document.value
    network_name = _text(value, "name", is_list)
    if is_list and isinstance(value, dict) and folder is not None and network_name and not _truth(value.get("loadOnlyInlinedPlugins")):
        plugins += _beside(folder, network_name, found)
    if is_list and not plugins and not found:
        found.append(_refused(document, (), "This CNI list has no plugins.", "no plugin configs found"))
    kept = tuple(plugin for plugin in plugins if plugin is not None)
    if any(d.severity is Severity.ERROR for d in found) or len(kept) != len(plugins):
        return Result(None, tuple(found))
    network = CniNetwork(network_name, _text(value, "cniVersion", is_list), kept, name, is_list, document.place(("name",)))
    found += _name_traps(network)
    for plugin in kept:
        found += check_plugin(plugin)
    return Result(network, tuple(found))


def _has_suffix(name: str) -> bool:
    return "." in name and name[name.rindex(".") :] in SUFFIXES


def _unreadable(name: str, why: str) -> Diagnostic:
    return Diagnostic(code="CNI001", severity=Severity.ERROR, nomad=True, message=f"The CNI configuration {name} cannot be read: {why}.",
                      help="Nomad's client does not start while this is so.")


def _no_json(problem: Diagnostic | None) -> Diagnostic:
    return Diagnostic(code="CNI001", severity=Severity.ERROR, nomad=True, span=None if problem is None else problem.span,
                      message="This CNI file is not JSON" + ("." if problem is None else f": {problem.message}"),
                      help="Nomad's client does not start while a file of its cni_config_dir cannot be read: mend it or move it away.")


def _refused(document: Document, path: Path, message: str, nomad: str) -> Diagnostic:
    return Diagnostic(code="CNI002", severity=Severity.ERROR, nomad=True, message=message, span=document.place(path), nomad_message=nomad,
                      help="Nomad's client does not start while it finds this file in its cni_config_dir.")


def _text(value: Any, key: str, exact: bool) -> str:
    """A string by its key. Go's struct fields take keys in any case, its maps do not."""
    if not isinstance(value, dict):
        return ""
    text = value.get(key)
    if not exact:
        text = next((v for k, v in reversed(value.items()) if k.casefold() == key.casefold() and v is not None), None)
    return text if isinstance(text, str) else ""


def _truth(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() == "true")


def _listed(document: Document, found: list[Diagnostic]) -> list[CniPlugin | None]:
    """The plugins of a list (libcni NetworkConfFromBytes)."""
    value = document.value
    lead = "error parsing configuration list: "
    if not isinstance(value, dict):
        found.append(_refused(document, (), "A CNI list is a JSON object.", lead + "json: cannot unmarshal array"))
        return []
    if "name" not in value:
        found.append(_refused(document, (), 'This CNI list has no "name".', lead + "no name"))
        return []
    for key in ("name", "cniVersion"):
        if key in value and not isinstance(value[key], str):
            found.append(_refused(document, (key,), f'"{key}" must be a string.', lead + f"invalid {key} type"))
            return []
    versions = value.get("cniVersions", [])
    if not isinstance(versions, list) or not all(isinstance(version, str) for version in versions):
        words = lead + "invalid type for cniVersions"
        found.append(_refused(document, ("cniVersions",), '"cniVersions" must be a list of strings.', words))
        return []
    for key in ("disableCheck", "disableGC", "loadOnlyInlinedPlugins"):
        flag = value.get(key, False)
        if not isinstance(flag, bool) and not (isinstance(flag, str) and flag.lower() in ("true", "false")):
            found.append(_refused(document, (key,), f'"{key}" must be true or false.', lead + f"invalid value for {key}"))
            return []
    if "plugins" not in value:
        if _truth(value.get("loadOnlyInlinedPlugins")):
            found.append(_refused(document, ("loadOnlyInlinedPlugins",), '"loadOnlyInlinedPlugins" is true and there is no "plugins".',
                                  lead + "`loadOnlyInlinedPlugins` is true, and no 'plugins' key"))
        return []
    plugins = value["plugins"]
    if not isinstance(plugins, list) or not plugins:
        found.append(_refused(document, ("plugins",), '"plugins" must be a list of at least one plugin.', lead + "no plugins in list"))
        return []
    return [_plugin(document, ("plugins", index), found) for index in range(len(plugins))]


def _plugin(document: Document, path: Path, found: list[Diagnostic]) -> CniPlugin | None:
    """One plugin's configuration (libcni NetworkPluginConfFromBytes, types.PluginConf)."""
    value = document.value
    for step in path:
        value = value[step]
    lead = "error parsing configuration: "
    if value is not None and not isinstance(value, dict):
        found.append(_refused(document, path, "A plugin's configuration is a JSON object.", lead + "json: cannot unmarshal"))
        return None
    config: dict[str, Any] = value or {}
    wrong = [(key, want) for key, one in config.items() if (want := _wrong(key.casefold(), one))]
    for key, want in wrong:
        found.append(_refused(document, (*path, key), f'"{key}" must be {want}.', lead + "json: cannot unmarshal"))
    kind = _text(config, "type", False)
    if not kind and not wrong:
        help_ = ' It has "plugins": a list is read only from a file named *.conflist.' if "plugins" in config and not path else ""
        found.append(_refused(document, path, f'This CNI plugin configuration has no "type".{help_}', lead + "missing 'type'"))
    if wrong or not kind:
        return None
    capabilities: dict[str, Any] = next((v for k, v in config.items() if k.casefold() == "capabilities" and v), {})
    places = {at[len(path) :]: span for at, span in document.places.items() if at[: len(path)] == path}
    return CniPlugin(kind, {k: bool(v) for k, v in capabilities.items()}, config, document.place(path), places)


def _wrong(key: str, value: Any) -> str | None:
    """What a key must hold for Go to take it, where it holds something else; null is always taken."""
    if value is None:
        return None
    if key in ("cniversion", "name", "type"):
        return None if isinstance(value, str) else "a string"
    if key == "capabilities":
        good = isinstance(value, dict) and all(v is None or isinstance(v, bool) for v in value.values())
        return None if good else "an object whose values are true or false"
    if key in ("ipam", "dns", "prevresult") and not isinstance(value, dict):
        return "an object"
    if key == "ipam" and any(k.casefold() == "type" and v is not None and not isinstance(v, str) for k, v in value.items()):
        return 'an object whose "type" is a string'
    return None


def _beside(folder: FilePath, network: str, found: list[Diagnostic]) -> list[CniPlugin | None]:
    """Plugins in `<folder>/<network>/*.conf` (libcni NetworkPluginConfsFromFiles)."""
    plugins: list[CniPlugin | None] = []
    try:
        files = sorted((p for p in (folder / network).iterdir() if p.suffix == ".conf" and not p.is_dir()), key=os.fsencode)
        contents = [(str(p), p.read_bytes()) for p in files]
    except (OSError, ValueError):
        return []
    for name, data in contents:
        document, problem = parse_document(Source.from_bytes(data, name))
        if document is None:
            found.append(_no_json(problem))
        plugins.append(None if document is None else _plugin(document, (), found))
    return plugins


def _name_traps(network: CniNetwork) -> list[Diagnostic]:
    """Names that are found by the scheduler and not by the client, or by nobody."""
    name, span = network.name, network.origin
    if not name:
        return [Diagnostic(code="CNI005", severity=Severity.WARNING, span=span, message="This CNI network has no name: no job can use it.",
                           help='Set "name".')]
    if name != name.lower():
        return [Diagnostic(code="CNI005", severity=Severity.WARNING, span=span, help=f'Name it "{name.lower()}".',
                           message=f'The CNI network "{name}" has capitals: Nomad places jobs on it, and then its client looks for '
                                   f'"{name.lower()}" and every allocation fails.')]
    return []


