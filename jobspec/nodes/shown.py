"""What `node.v1` holds beside Nomad's own node JSON, read back: a node that was shown is the same node again."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import field

from jobspec.diagnostics import Diagnostic, Result
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.models.json_words import in_words
from jobspec.models.node import BridgeSettings, Fact, FactKind, Interface, Node, Route
from jobspec.models.node_api import VERSION
from jobspec.nodes.documents import Document
from jobspec.nodes.node_findings import NotNodeJson

#: Kinds of facts that stay what they are when a node is read back; the others stand in the JSON itself then.
_KEPT = ("assumed", "default")


class _Json(msgspec.Struct, frozen=True, rename="pascal"):
    """Base of the structs below: the names of node.v1."""


class _Bridge(_Json, frozen=True):
    name: str
    subnet: str
    subnet_ipv6: str = field(name="SubnetIPv6")
    hairpin_mode: bool


class _CniNetwork(_Json, frozen=True):
    name: str
    cni_version: str = field(name="CNIVersion")
    path: str
    is_list: bool
    configs: list[dict[str, Any]]


class _Interface(_Json, frozen=True):
    name: str
    index: int
    mac_address: str
    flags: tuple[str, ...]
    addresses: tuple[str, ...]


class _Route(_Json, frozen=True):
    destination: str
    gateway: str
    device: str
    metric: int


class _Client(_Json, frozen=True):
    alloc_dir: str
    alloc_mounts_dir: str
    attributes_known: bool
    bind_wildcard_default_host_network: bool
    bridge: _Bridge
    cni_path: tuple[str, ...] = field(name="CNIPath")
    cni_config_dir: str = field(name="CNIConfigDir")
    cni_networks: list[_CniNetwork] | None = field(name="CNINetworks")
    cni_plugins: dict[str, str] | None = field(name="CNIPlugins")
    missing_drivers: dict[str, str]
    interfaces: tuple[_Interface, ...] | None
    routes: tuple[_Route, ...] | None


class _Fact(_Json, frozen=True):
    kind: FactKind
    text: str


class _Shown(_Json, frozen=True):
    client: _Client
    origins: dict[str, _Fact]
    region: str


def with_shown(node: Node, document: Document) -> Result[Node]:
    """The node with what else its JSON says, where that is `node.v1`. Interfaces, routes and CNI networks that are known stay."""
    if not isinstance(document.value, dict) or document.value.get("version") != VERSION:
        return Result(node)
    try:
        shown = msgspec.convert(document.value, _Shown)
    except msgspec.ValidationError as error:
        return Result(node, (_unreadable(document, error),))
    client = shown.client
    facts: dict[str, Any] = {
        "region": shown.region, "alloc_dir": client.alloc_dir, "alloc_mounts_dir": client.alloc_mounts_dir,
        "attributes_known": client.attributes_known, "bind_wildcard_default_host_network": client.bind_wildcard_default_host_network,
        "bridge": BridgeSettings(client.bridge.name, client.bridge.subnet, client.bridge.subnet_ipv6, client.bridge.hairpin_mode),
        "cni_path": client.cni_path, "cni_config_dir": client.cni_config_dir, "cni_plugins": client.cni_plugins,
        "missing_drivers": client.missing_drivers,
    }
    if node.interfaces is None and client.interfaces is not None:
        facts["interfaces"] = tuple(map(_interface, client.interfaces))
    if node.routes is None and client.routes is not None:
        facts["routes"] = tuple(map(_route, client.routes))
    if node.cni_networks is None and client.cni_networks is not None:
        facts["cni_networks"] = tuple(_network(network, index, document) for index, network in enumerate(client.cni_networks))
    here = document.place(("Client",))
    origins = {name: Fact("node", f"{document.source.name}:{here.line}", here) for name in facts if name not in node.origins}
    kept = {name: Fact(fact.kind, fact.text) for name, fact in shown.origins.items() if fact.kind in _KEPT}
    return Result(msgspec.structs.replace(node, **facts, origins={**node.origins, **origins, **kept}))


def _unreadable(document: Document, error: msgspec.ValidationError) -> Diagnostic:
    return NotNodeJson.at(document.place(("Client",)), f"This node cannot be read: {in_words(error)}.",
                          help="Write it anew with `jobspec node show NODE --json`.")


def _interface(read: _Interface) -> Interface:
    return Interface(read.name, read.index, read.mac_address, "UP" in read.flags, "LOOPBACK" in read.flags, read.addresses, read.flags)


def _route(read: _Route) -> Route:
    return Route(read.destination, read.device, read.gateway, read.metric, bool(read.gateway) and ":" not in read.gateway)


def _network(read: _CniNetwork, index: int, document: Document) -> CniNetwork:
    here = ("Client", "CNINetworks", index)
    plugins = tuple(_plugin(config, (*here, "Configs", number), document) for number, config in enumerate(read.configs))
    return CniNetwork(read.name, read.cni_version, plugins, read.path, read.is_list, document.place((*here, "Name")))


def _plugin(config: dict[str, Any], path: tuple[str | int, ...], document: Document) -> CniPlugin:
    able = config.get("capabilities")
    capabilities = {name: value is True for name, value in able.items()} if isinstance(able, dict) else {}
    return CniPlugin(str(config.get("type", "")), capabilities, config, document.place(path), document.below(path, config))
