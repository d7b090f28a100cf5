"""Nodes of one kind: alike in everything that the scheduler looks at for the job at hand, whatever their names and addresses.

Large clusters have a handful of kinds; a group is checked once for each of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import msgspec

from jobspec.models.node import Node
from jobspec.plan.feasible.targets import is_unknown, resolve


class Asked(msgspec.Struct, frozen=True):
    """What a job looks at of nodes beside what every job does: sides of constraints and attributes, drivers, host volumes."""

    targets: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()


def kinds(nodes: Sequence[Node], asked: Asked) -> tuple[list[list[int]], list[int]]:
    """The positions of the nodes of each kind, in the order of their first ones; and for each kind the first one that differs from it in
    sizes and reserved ports only, if at all: what does not depend on those need not be looked at again."""
    found: dict[Hashable, list[int]] = {}
    alike: dict[Hashable, int] = {}
    first: list[int] = []
    for position, node in enumerate(nodes):
        offers = _offers(node, asked)
        members = found.setdefault((offers, _room(node)), [])
        members.append(position)
        if len(members) == 1:
            first.append(alike.setdefault(offers, len(first)))
    return list(found.values()), first


def _room(node: Node) -> Hashable:
    """How much a node takes: sizes, and the ports that it does not give."""
    has = node.resources
    return (
        node.max_allocs, node.reserved_host_ports, node.min_dynamic_port, node.max_dynamic_port,
        has.cpu_shares, has.cores, has.memory_mb, has.disk_mb, has.reserved_cpu_shares, has.reserved_cores, has.reserved_memory_mb,
        has.reserved_disk_mb,
    )


def _offers(node: Node, asked: Asked) -> Hashable:
    """What a node is like, whatever runs on it."""
    return (
        node.status, node.eligible, node.datacenter, node.node_pool, node.attributes_known,
        tuple([resolve(target, node) for target in asked.targets]),
        None if node.attributes_known else tuple([is_unknown(target, node) for target in asked.targets]),
        None if node.drivers is None else tuple([_driver(node, name) for name in asked.drivers]),
        tuple([_volume(node, name) for name in asked.volumes]),
        tuple([node.missing_drivers.get(name) for name in asked.drivers]),
        _addresses(node),
        tuple([(network.name, network.cidr, network.interface) for network in node.host_networks]),
        tuple([(group.vendor, group.type, group.name, group.healthy, frozenset(group.attributes.items())) for group in node.device_groups]),
        node.csi_plugins, node.cni_path, node.cni_config_dir,
        None if node.cni_networks is None else tuple(
            [(network.name, None if network.origin is None else network.origin.source.text) for network in node.cni_networks]),
    )


def _driver(node: Node, name: str) -> Hashable:
    driver = (node.drivers or {}).get(name)
    return None if driver is None else (driver.detected, driver.healthy, driver.health_description)


def _volume(node: Node, name: str) -> Hashable:
    volume = node.host_volumes.get(name)
    return None if volume is None else (volume.read_only, bool(volume.id))


def _addresses(node: Node) -> Hashable:
    """Which host networks share which addresses: each address counts as the number of its first appearance."""
    seen: dict[str, int] = {}
    return (
        tuple([(device.mode, device.device, seen.setdefault(device.ip, len(seen)), device.mbits, device.cidr.rpartition("/")[2])
               for device in node.devices]),
        tuple([(address.alias, seen.setdefault(address.address, len(seen)), address.reserved_ports)
               for network in node.networks for address in network.addresses]),
    )
