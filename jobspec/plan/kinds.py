"""Nodes of one kind: alike in everything that the scheduler looks at, whatever their names and addresses.

Large clusters have a handful of kinds; a group is checked once for each of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from jobspec.models.node import Node
from jobspec.plan.feasible.targets import resolve

UNIQUE = "unique."


def kinds(nodes: Sequence[Node], targets: Iterable[str]) -> list[list[int]]:
    """The positions of the nodes of each kind, in the order of their first ones.

    `targets`: sides of constraints that differ from node to node (`${node.unique.name}`), whose values count too.
    """
    asked = sorted(set(targets))
    found: dict[Hashable, list[int]] = {}
    for position, node in enumerate(nodes):
        found.setdefault(_key(node, asked), []).append(position)
    return list(found.values())


def _key(node: Node, asked: list[str]) -> Hashable:
    return (
        node.status, node.eligible, node.datacenter, node.node_class, node.node_pool, node.attributes_known, node.max_allocs,
        frozenset([item for item in node.attributes.items() if not item[0].startswith(UNIQUE)]),
        frozenset([item for item in node.meta.items() if not item[0].startswith(UNIQUE)]),
        None if node.drivers is None else frozenset(
            [(name, driver.detected, driver.healthy, driver.health_description) for name, driver in node.drivers.items()]),
        frozenset(node.missing_drivers),
        _addresses(node),
        tuple([(network.name, network.cidr, network.interface) for network in node.host_networks]),
        node.reserved_host_ports, node.min_dynamic_port, node.max_dynamic_port, _resources(node),
        frozenset([(name, volume.read_only, bool(volume.id)) for name, volume in node.host_volumes.items()]),
        tuple([(group.vendor, group.type, group.name, group.healthy, frozenset(group.attributes.items())) for group in node.device_groups]),
        node.csi_plugins, node.cni_path, node.cni_config_dir,
        None if node.cni_networks is None else tuple(
            [(network.name, None if network.origin is None else network.origin.source.text) for network in node.cni_networks]),
        None if node.cni_plugins is None else frozenset(node.cni_plugins.items()),
        tuple([resolve(target, node) for target in asked]),
    )


def _resources(node: Node) -> Hashable:
    has = node.resources
    return (has.cpu_shares, has.cores, has.memory_mb, has.disk_mb, has.reserved_cpu_shares, has.reserved_cores, has.reserved_memory_mb,
            has.reserved_disk_mb)


def _addresses(node: Node) -> Hashable:
    """Which host networks share which addresses: each address counts as the number of its first appearance."""
    seen: dict[str, int] = {}
    return (
        tuple([(device.mode, device.device, seen.setdefault(device.ip, len(seen)), device.mbits, device.cidr.rpartition("/")[2])
               for device in node.devices]),
        tuple([(address.alias, seen.setdefault(address.address, len(seen)), address.reserved_ports)
               for network in node.networks for address in network.addresses]),
    )
