"""Where the servers' view of a node (its JSON) and its own configuration disagree: one of the two is out of date, or of another node."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.diagnostics import Diagnostic, Related
from jobspec.models.node import Fact, HostNetwork, Node, NodeNetwork
from jobspec.nodes.node_findings import Contradiction

_PLAIN = {
    "name": "name", "datacenter": "datacenter", "node_class": "node class", "node_pool": "node pool",
    "reserved_host_ports": "reserved ports", "min_dynamic_port": "lowest dynamic port", "max_dynamic_port": "highest dynamic port",
}


def contradictions(configured: Node, served: Node) -> Iterator[Diagnostic]:
    """What the configuration writes and the JSON denies. `configured`: from the configuration, `served`: with the JSON on top."""
    for name, words in _PLAIN.items():
        fact = configured.origin_of(name)
        ours, theirs = getattr(configured, name), getattr(served, name)
        if fact.kind == "config" and ours != theirs:
            yield _differ(words, f'"{ours}"', f'"{theirs}"', fact, served.origin_of(name))
    for key, value in configured.meta.items():
        fact = configured.origin_of(f"meta.{key}")
        if fact.kind == "config" and served.meta.get(key) != value:
            yield _differ(f"meta {key}", f'"{value}"', _said(served.meta.get(key)), fact, served.origin_of(f"meta.{key}"))
    theirs = {network.name: network for network in served.host_networks}
    for network in configured.host_networks:
        if theirs.get(network.name) != network:
            yield _differ(f'host network "{network.name}"', _described(network), _described(theirs.get(network.name)),
                          configured.origin_of(f"host_networks.{network.name}"), served.origin_of("host_networks"))
    yield from _networks(configured, served)


def _networks(configured: Node, served: Node) -> Iterator[Diagnostic]:
    """Addresses, where the interfaces are known, and CNI networks, where their folder is."""
    if configured.origin_of("networks").kind == "interfaces" and served.origin_of("networks").kind == "node":
        ours, theirs = _addresses(configured.networks), _addresses(served.networks)
        for alias in sorted(ours.keys() | theirs.keys() if _is_whole(configured) else ours.keys()):
            if ours.get(alias) != theirs.get(alias):
                yield _differ(f'addresses of "{alias}"', _listed(ours.get(alias)), _listed(theirs.get(alias)),
                              configured.origin_of("networks"), served.origin_of("networks"))
    if configured.cni_networks is not None and served.origin_of("devices").kind == "node":
        here = {f"cni/{network.name}" for network in configured.cni_networks}
        there = {device.mode for device in served.devices if device.mode.startswith("cni/")}
        if here != there:
            yield _differ("CNI networks", _listed(here), _listed(there), configured.origin_of("cni_networks"), served.origin_of("devices"))


def _is_whole(node: Node) -> bool:
    """Whether the configuration is a client's and not a fragment, which may leave host networks out."""
    return node.config is not None and node.config.client is not None and node.config.client.enabled


def _addresses(networks: tuple[NodeNetwork, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for network in networks:
        for address in network.addresses:
            found.setdefault(address.alias, set()).add(address.address)
    return found


def _described(network: HostNetwork | None) -> str:
    if network is None:
        return "none"
    parts = {"cidr": network.cidr, "interface": network.interface, "reserved ports": network.reserved_ports}
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value) or "nothing"


def _said(value: str | None) -> str:
    return "nothing" if value is None else f'"{value}"'


def _listed(values: set[str] | None) -> str:
    return ", ".join(sorted(values or ())) or "none"


def _differ(what: str, ours: str, theirs: str, here: Fact, there: Fact) -> Diagnostic:
    return Contradiction.at(
        here.span or there.span, f"The node's {what}: {ours} by {here.text}, {theirs} by {there.text}. What the servers saw is taken.",
        related=() if there.span is None or here.span is None else (Related(there.span, "what the servers saw"),),
        help="One of the two is older, or of another node.")
