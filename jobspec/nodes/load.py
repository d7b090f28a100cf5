"""One node from whatever describes it: an agent config, Nomad's node JSON, or a node folder, with interfaces, routes and CNI networks."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

import msgspec

from jobspec.diagnostics import Diagnostic, Result
from jobspec.models.node import Fact, Node
from jobspec.nodes.agent.load import load_agent
from jobspec.nodes.client_checks import check_client
from jobspec.nodes.cni import load_cni_folder
from jobspec.nodes.configured import with_config
from jobspec.nodes.contradictions import contradictions
from jobspec.nodes.discovery import with_networks
from jobspec.nodes.documents import Document, parse_document
from jobspec.nodes.finding_kind import FindingKind
from jobspec.nodes.machine import read_interfaces, read_routes
from jobspec.nodes.node_findings import NotNodeJson, UnreadableMachine, UnreadableNode
from jobspec.nodes.node_json import NodeJson, read_node_json
from jobspec.nodes.parts import Parts, find_parts, reason_of
from jobspec.nodes.served import with_served
from jobspec.nodes.shown import with_shown
from jobspec.source import Source


def load_node(path: str | PathLike[str], interfaces: str | PathLike[str] | None = None, routes: str | PathLike[str] | None = None,
              cni_config_dir: str | PathLike[str] | None = None) -> Result[Node]:
    """The node that a path describes, and what is wrong with the description.

    `path`: an agent config file, a folder of them, Nomad's node JSON, or a node folder (agent configs, `cni/`, `facts/`). `interfaces`
    and `routes` are files written by `ip -json addr` and `ip -json route`; they and `cni_config_dir` take the place of what the folder
    holds. An error means that the node's client would not start, or that a file cannot be read.
    """
    found: list[Diagnostic] = []
    parts = find_parts(path, found)
    if parts is None:
        return Result(None, tuple(found))
    parts = _given(parts, interfaces, routes, cni_config_dir)
    node = Node(name=parts.name, origins={"name": Fact("assumed", f"assumed from the name of {parts.path}")})
    node = _with_agent(node, parts, found)
    node = _with_machine(node, parts, found)
    node = _with_cni(node, parts, found)
    served = _served(parts, found)
    if served is None:
        node = with_networks(node, found)
    else:
        node = _with_both(node, *served, found)
    return Result(node, tuple(found))


def _with_both(node: Node, served: NodeJson, document: Document, found: list[Diagnostic]) -> Node:
    """The servers' view on top of what the configuration says. Without aliases in it, they are found from the interfaces."""
    seen = with_served(node, served, document)
    if node.config is None:
        shown = with_shown(seen, document)
        found += shown.diagnostics
        seen = shown.value or seen
    if served.node_resources is None or served.node_resources.node_networks is None:
        return with_networks(seen, found)
    if node.config is not None:
        found += contradictions(with_networks(node, found), seen)
    return seen


def _given(parts: Parts, interfaces: str | PathLike[str] | None, routes: str | PathLike[str] | None,
           cni_config_dir: str | PathLike[str] | None) -> Parts:
    """The parts with what the caller names in the place of what was found."""
    named = {"interfaces": interfaces, "routes": routes, "cni_folder": cni_config_dir}
    return msgspec.structs.replace(parts, **{name: os.fspath(value) for name, value in named.items() if value is not None})


def _with_agent(node: Node, parts: Parts, found: list[Diagnostic]) -> Node:
    """The node with what its agent configuration says."""
    if not parts.configs:
        return node
    result = load_agent(parts.configs)
    found += result.diagnostics
    config = result.value
    if config is None:
        return node
    found += check_client(config)
    return with_config(node, config)


def _with_machine(node: Node, parts: Parts, found: list[Diagnostic]) -> Node:
    origins = dict(node.origins)
    interfaces, routes = node.interfaces, node.routes
    if parts.interfaces is not None and (document := _document(parts.interfaces, UnreadableMachine, found)) is not None:
        result = read_interfaces(document)
        found += result.diagnostics
        interfaces = result.value
        origins["interfaces"] = Fact("interfaces", document.source.name, document.place(()))
    if parts.routes is not None and (document := _document(parts.routes, UnreadableMachine, found)) is not None:
        routes_result = read_routes(document)
        found += routes_result.diagnostics
        routes = routes_result.value
        origins["routes"] = Fact("routes", document.source.name, document.place(()))
    return msgspec.structs.replace(node, interfaces=interfaces, routes=routes, origins=origins)


def _with_cni(node: Node, parts: Parts, found: list[Diagnostic]) -> Node:
    folder = parts.cni_folder or _cni_folder_here(node, parts)
    if folder is None:
        return node
    if parts.cni_folder is not None and not Path(folder).is_dir():
        found.append(UnreadableNode.at(None, f"The CNI networks in {folder} cannot be read: there is no such folder."))
        return node
    result = load_cni_folder(folder)
    found += result.diagnostics
    origins = {**node.origins, "cni_networks": Fact("cni", folder)}
    for network in result.value or ():
        origins[f"cni_networks.{network.name}"] = Fact("cni", f"{network.path}:{network.origin.line}", network.origin)
    return msgspec.structs.replace(node, cni_networks=result.value, origins=origins)


def _cni_folder_here(node: Node, parts: Parts) -> str | None:
    """The `cni_config_dir` that a configuration writes, where it is a folder on this machine and the configuration stands alone.

    A relative one is looked for beside the configuration. A node folder that holds facts is of another machine than this one.
    """
    client = None if node.config is None else node.config.client
    if client is None or not client.was_written("cni_config_dir") or parts.is_node_folder:
        return None
    path = Path(parts.path) if Path(parts.path).is_dir() else Path(parts.path).parent
    folder = path / client.cni_config_dir
    return str(folder) if folder.is_dir() else None


def _served(parts: Parts, found: list[Diagnostic]) -> tuple[NodeJson, Document] | None:
    if parts.node_json is None:
        return None
    document = _document(parts.node_json, NotNodeJson, found)
    if document is None:
        return None
    result = read_node_json(document)
    found += result.diagnostics
    return None if result.value is None else (result.value, document)


def _document(path: str, kind: type[FindingKind], found: list[Diagnostic]) -> Document | None:
    """A JSON file; None with a diagnostic where there is none."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        found.append(UnreadableNode.at(None, f"{path} cannot be read: {reason_of(error)}."))
        return None
    document, problem = parse_document(Source.from_bytes(data, path))
    if document is None:
        words = "" if problem is None else f": {problem.message}"
        found.append(kind.at(None if problem is None else problem.span, f"This file is not JSON{words}"))
    return document
