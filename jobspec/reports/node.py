"""A node for people: tables of what is known of it, each fact with its origin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jobspec.models.node import Fact, Node
from jobspec.reports.visible import visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_MARKS = {"assumed": "yellow", "default": "dim"}


def node_tables(node: Node, path: str = "") -> list[RenderableType]:
    """The node's tables, those without rows left out. Origins below `path`, where the node was loaded from, are shown without it."""
    folder = path.rstrip("/") + "/"
    shorter = {name: replace(fact, text=fact.text.replace(folder, "")) for name, fact in node.origins.items()}
    node = replace(node, origins=shorter)
    tables = (_facts(node), _addresses(node), _cni(node), _drivers(node), _volumes(node), _names(node, "attributes"), _names(node, "meta"))
    return [table for table in tables if table.row_count]


def _table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column == "name")
    return table


def _add(table: Table, fact: Fact, *cells: str) -> None:
    table.add_row(*map(_plain, cells), _plain(fact.text), style=_MARKS.get(fact.kind, ""))


def _plain(text: str) -> str:
    """Text without what rich would take for markup, and without control characters."""
    from rich.markup import escape

    return escape(visible(text))


def _facts(node: Node) -> Table:
    table = _table(f"Node {_plain(node.name)}", "fact", "value", "from")
    for name, words, value in _plain_facts(node):
        if value:
            _add(table, node.origin_of(name), words, value)
    return table


def _plain_facts(node: Node) -> Iterable[tuple[str, str, str]]:
    own = node.resources
    yield "id", "id", node.id
    yield "datacenter", "datacenter", node.datacenter
    yield "node_class", "node class", node.node_class
    yield "node_pool", "node pool", node.node_pool
    yield "eligible", "takes jobs", "yes" if node.eligible and node.status == "ready" else f"no ({node.status})"
    yield "max_allocs", "allocations at most", str(node.max_allocs or "")
    yield "resources", "CPU", "" if own.cpu_shares is None else f"{own.cpu_shares} MHz"
    yield "resources", "memory", "" if own.memory_mb is None else f"{own.memory_mb} MB"
    yield "resources", "disk", "" if own.disk_mb is None else f"{own.disk_mb} MB"
    yield "reserved_host_ports", "reserved ports", node.reserved_host_ports
    yield "min_dynamic_port", "dynamic ports", f"{node.min_dynamic_port} to {node.max_dynamic_port}"
    yield "bridge.name", "bridge", node.bridge.name
    yield "bridge.subnet", "bridge subnet", ", ".join(filter(None, (node.bridge.subnet, node.bridge.subnet_ipv6)))
    yield "bridge.hairpin", "bridge hairpin", "on" if node.bridge.hairpin else ""
    yield "cni_path", "CNI plugins in", ":".join(node.cni_path)
    yield "cni_plugins", "CNI plugins", ", ".join(f"{name} {version}" for name, version in sorted((node.cni_plugins or {}).items()))
    yield "cni_config_dir", "CNI networks in", node.cni_config_dir
    yield "alloc_dir", "allocations in", node.alloc_dir


def _addresses(node: Node) -> Table:
    """Host networks and their addresses, with those that have none."""
    table = _table("Addresses", "host network", "address", "interface", "reserved ports", "from")
    seen = set()
    for network in node.networks:
        for address in network.addresses:
            seen.add(address.alias)
            _add(table, node.origin_of(f"networks.{address.alias}"), address.alias, address.address, network.device, address.reserved_ports)
    for host in node.host_networks:
        if host.name not in seen:
            _add(table, node.origin_of(f"host_networks.{host.name}"), host.name, "none", host.interface, host.reserved_ports)
    return table


def _cni(node: Node) -> Table:
    table = _table("CNI networks", "mode", "plugins", "ports", "from")
    for network in node.cni_networks or ():
        plugins = ", ".join(plugin.type for plugin in network.plugins)
        ports = "mapped" if network.has_capability("portMappings") else "not mapped"
        _add(table, node.origin_of(f"cni_networks.{network.name}"), f"cni/{network.name}", plugins, ports)
    known = {f"cni/{network.name}" for network in node.cni_networks or ()}
    for device in node.devices:
        if device.mode.startswith("cni/") and device.mode not in known:
            _add(table, node.origin_of("devices"), device.mode, "not known", "not known")
    return table


def _drivers(node: Node) -> Table:
    table = _table("Drivers", "driver", "state", "from")
    for name, driver in sorted((node.drivers or {}).items()):
        state = "healthy" if driver.healthy else driver.health_description or ("unhealthy" if driver.detected else "not there")
        _add(table, node.origin_of(f"drivers.{name}"), name, state)
    for name, why in sorted(node.missing_drivers.items()):
        if name not in (node.drivers or {}):
            _add(table, node.origin_of(f"missing_drivers.{name}"), name, f"off: {why}")
    return table


def _volumes(node: Node) -> Table:
    table = _table("Host volumes", "volume", "path", "", "from")
    for name, volume in sorted(node.host_volumes.items()):
        _add(table, node.origin_of(f"host_volumes.{name}"), name, volume.path, "read only" if volume.read_only else "")
    return table


def _names(node: Node, what: str) -> Table:
    """Attributes or metadata."""
    values: dict[str, str] = getattr(node, what)
    table = _table(what.capitalize(), "name", "value", "from")
    for name, value in sorted(values.items()):
        _add(table, node.origin_of(f"{what}.{name}"), name, value)
    return table
