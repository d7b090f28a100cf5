"""CNI networks of a folder, as Nomad's client fingerprints them (client/fingerprint/cni.go, libcni/conf.go)."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from jobspec.diagnostics import Diagnostic, Related, Result, Severity
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.nodes.cni_conf import field_text, read_plugin, refused
from jobspec.nodes.cni_files import is_cni_file
from jobspec.nodes.cni_findings import DuplicateCniNetwork, UnknownCniVersion, UnreadableCniFile, UnusableCniName
from jobspec.nodes.cni_list import read_list
from jobspec.nodes.cni_options import check_options
from jobspec.nodes.cni_versions import KNOWN
from jobspec.nodes.documents import Document, parse_document
from jobspec.source import Source

SUFFIXES = (".conf", ".conflist", ".json")


def load_cni_folder(path: str | PathLike[str]) -> Result[tuple[CniNetwork, ...]]:
    """The networks of a cni_config_dir in the order in which the client reads the files; of one name the first counts.

    A file that libcni refuses keeps the agent from starting: an error with `nomad` true. A folder that is not there holds no networks.
    """
    try:
        names = _files(path, SUFFIXES)
    except FileNotFoundError:
        return Result(())
    except (OSError, ValueError) as error:
        return Result(None, (_unreadable(os.fspath(path), error),))
    networks: dict[str, CniNetwork] = {}
    found: list[Diagnostic] = []
    for name in names:
        result = load_cni_file(name)
        found += result.diagnostics
        network = result.value
        if network is None:
            continue
        first = networks.setdefault(network.name, network)
        if first is not network:
            found.append(duplicate(first, network))
    return Result(tuple(networks.values()), tuple(found))


def duplicate(first: CniNetwork, later: CniNetwork) -> Diagnostic:
    """The finding of a network whose name an earlier one has."""
    return DuplicateCniNetwork.at(
        later.origin, f'The CNI network "{later.name}" is defined in {first.path} already: Nomad\'s client ignores this file.',
        related=(Related(first.origin, "the definition that counts"),), help="Give one of them another name, or remove it.",
        nomad="duplicate CNI config names found, ignoring file")


def check_cni_file(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """What is wrong with one file of a folder that is taken for a cni_config_dir: also that an earlier file there has its network."""
    folder = Path(name).parent
    result = read_cni(data, name, folder)
    network = result.value
    try:
        siblings = [] if network is None else _files(folder, SUFFIXES)
    except (OSError, ValueError):
        siblings = []
    here = Path(name).name
    if network is None or here not in {Path(sibling).name for sibling in siblings}:
        return result.diagnostics
    for sibling in siblings:
        if Path(sibling).name == here:
            break
        first = _named_like(sibling, network.name)
        if first is not None:
            return (*result.diagnostics, duplicate(first, network))
    return result.diagnostics


def _named_like(path: str, name: str) -> CniNetwork | None:
    """The network in a file, if it has the name. Other JSON may stand in a folder that is no cni_config_dir: it is passed over."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError):
        return None
    if not is_cni_file(path, data):
        return None
    network = read_cni(data, path, Path(path).parent).value
    return network if network is not None and network.name == name else None


def load_cni_file(path: str | PathLike[str]) -> Result[CniNetwork]:
    """One file of a cni_config_dir. Plugins in a folder beside it that has the network's name belong to it too."""
    name = os.fspath(path)
    try:
        data = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        return Result(None, (_unreadable(name, error),))
    return read_cni(data, name, Path(name).parent)


def read_cni(data: bytes, name: str, folder: Path | None = None) -> Result[CniNetwork]:
    """The network in the text of a file; `.conflist` in its name makes it a list. `folder`: where more plugins are looked for."""
    document, problem = parse_document(Source.from_bytes(data, name))
    if document is None:
        return Result(None, (_no_json(problem),))
    found: list[Diagnostic] = []
    network = (_from_list if name.endswith(".conflist") else _from_plugin)(document, name, folder, found)
    if network is None or any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return Result(None, tuple(found))
    found += _name_traps(network)
    if network.cni_version not in KNOWN:
        found.append(UnknownCniVersion.at(document.place(("cniVersion",)), f'There is no CNI version "{network.cni_version}".',
                                          help="Versions are " + ", ".join(KNOWN[1:]) + "."))
    found += check_options(network)
    return Result(network, tuple(found))


def _from_list(document: Document, name: str, folder: Path | None, found: list[Diagnostic]) -> CniNetwork | None:
    read = read_list(document, found)
    if read is None:
        return None
    plugins = list(read.plugins)
    if folder is not None and not read.only_inline:
        plugins += _beside(folder, read.name, found)
    if not plugins and not found:
        found.append(refused(document, (), "This CNI list has no plugins.", "no plugin configs found"))
    return CniNetwork(read.name, read.version, tuple(plugins), name, True, document.place(("name",)))


def _from_plugin(document: Document, name: str, folder: Path | None, found: list[Diagnostic]) -> CniNetwork | None:
    plugin = read_plugin(document, (), found)
    if plugin is None:
        return None
    fields = list(plugin.config.items())
    return CniNetwork(field_text(fields, "name"), field_text(fields, "cniversion"), (plugin,), name, False, document.place(("name",)))


def _files(folder: str | PathLike[str], suffixes: tuple[str, ...]) -> list[str]:
    """Files with one of the suffixes, in the order of their names' bytes (libcni ConfFiles). Links to folders are files here too."""
    entries = [entry for entry in os.scandir(folder) if not entry.is_dir(follow_symlinks=False)]
    entries.sort(key=lambda entry: os.fsencode(entry.name))
    return [entry.path for entry in entries if "." in entry.name and entry.name[entry.name.rindex(".") :] in suffixes]


def _beside(folder: Path, network: str, found: list[Diagnostic]) -> list[CniPlugin]:
    """Plugins in `<folder>/<network>/*.conf` (libcni NetworkPluginConfsFromFiles). A network without a name looks in the folder itself.

    A name that leads out of the folder is not followed: nobody names a network so who means well.
    """
    plugins: list[CniPlugin] = []
    if ".." in network.split("/"):
        return plugins
    place = folder / network.lstrip("/")
    try:
        contents = [(name, Path(name).read_bytes()) for name in _files(place, (".conf",))]
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        found.append(_unreadable(str(place), error))
        return []
    for name, data in contents:
        document, problem = parse_document(Source.from_bytes(data, name))
        plugin = None if document is None else read_plugin(document, (), found)
        if document is None:
            found.append(_no_json(problem))
        if plugin is not None:
            plugins.append(plugin)
    return plugins


def _unreadable(name: str, error: OSError | ValueError) -> Diagnostic:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableCniFile.at(None, f"The CNI configuration {name} cannot be read: {why}.",
                                help="Nomad's client does not start while this is so.")


def _no_json(problem: Diagnostic | None) -> Diagnostic:
    return UnreadableCniFile.at(None if problem is None else problem.span,
                                "This CNI file is not JSON" + ("." if problem is None else f": {problem.message}"),
                                help="Nomad's client does not start while a file of its cni_config_dir cannot be read: mend it or move "
                                     "it away.")


def _name_traps(network: CniNetwork) -> list[Diagnostic]:
    """Names that are found by the scheduler and not by the client, or by nobody."""
    name, span = network.name, network.origin
    if not name:
        return [UnusableCniName.at(span, "This CNI network has no name: no job can use it.", help='Set "name".')]
    if name != name.lower():
        return [UnusableCniName.at(span, f'The CNI network "{name}" has capitals: Nomad places jobs on it, and then its client looks for '
                                         f'"{name.lower()}" and every allocation fails.', help=f'Name it "{name.lower()}".')]
    return []
