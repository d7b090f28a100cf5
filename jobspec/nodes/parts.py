"""Which files a node's description consists of (docs/nodes.md)."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

import msgspec

from jobspec.diagnostics import Diagnostic
from jobspec.nodes.documents import parse_document
from jobspec.nodes.node_findings import UnreadableNode
from jobspec.nodes.node_json import looks_like_node
from jobspec.source import Source

_CONFIG_SUFFIXES = (".hcl", ".json")


class Parts(msgspec.Struct, frozen=True):
    """The files of one node, None where there are none. `configs`: what `load_agent` reads. `name`: for a node that no file names.

    `is_node_folder`: it has `facts/` or `cni/`, so that what it does not hold is not known.
    """

    path: str
    name: str
    configs: tuple[str, ...] = ()
    node_json: str | None = None
    interfaces: str | None = None
    routes: str | None = None
    cni_folder: str | None = None
    is_node_folder: bool = False


def find_parts(path: str | PathLike[str], found: list[Diagnostic]) -> Parts | None:
    """What a path holds. None, with a diagnostic, where it holds no node."""
    text = os.fspath(path)
    here = Path(text)
    try:
        if here.is_dir():
            return _folder(text, here, found)
        if here.is_file():
            return _file(text, here)
        if os.path.lexists(here):
            here.stat()  # a link that leads nowhere, or round and round, says so
            why = "it is neither a file nor a folder; write what it gives to a file first"
        else:
            why = "there is no such file or folder"
    except (OSError, ValueError) as error:
        why = reason_of(error)
    found.append(UnreadableNode.at(None, f"The node {text} cannot be read: {why}."))
    return None


def reason_of(error: OSError | ValueError) -> str:
    """Why a file cannot be read."""
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)


def _folder(text: str, here: Path, found: list[Diagnostic]) -> Parts | None:
    facts = here / "facts"
    configs = any(entry.suffix in _CONFIG_SUFFIXES and entry.is_file() for entry in here.iterdir())
    name = here.name if here.name not in ("", "node") else here.absolute().parent.name
    node_json, interfaces, routes = (str(facts / file) if (facts / file).is_file() else None
                                     for file in ("node.json", "interfaces.json", "routes.json"))
    parts = Parts(text, name, (text,) if configs else (), node_json, interfaces, routes,
                  str(here / "cni") if (here / "cni").is_dir() else None, facts.is_dir() or (here / "cni").is_dir())
    if not configs and not facts.is_dir() and parts.cni_folder is None:
        found.append(UnreadableNode.at(None, f"The folder {text} describes no node.",
                                       help="A node folder holds agent configs (*.hcl, *.json), a folder cni/ or a folder facts/."))
        return None
    return parts


def _file(text: str, here: Path) -> Parts:
    data = here.read_bytes()
    if data.lstrip()[:1] in (b"{", b"["):
        document, _ = parse_document(Source.from_bytes(data, text))
        if document is not None and looks_like_node(document.value):
            return Parts(text, here.stem, node_json=text)
    return Parts(text, here.stem, (text,))
