"""What Nomad's node JSON says, put on top of what is known of a node already: it is what the servers saw."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.models.node import (
    BridgeSettings,
    DeviceGroup,
    Fact,
    HostNetwork,
    HostVolume,
    Node,
    NodeAddress,
    NodeDevice,
    NodeDriver,
    NodeNetwork,
    NodeResources,
)
from jobspec.nodes.documents import Document
from jobspec.nodes.node_json import AttributeJson, DeviceJson, DriverJson, NetworkJson, NodeJson, NodeNetworkJson

_PLUGIN_ATTRIBUTE = "plugins.cni.version."
_HAIRPIN_ATTRIBUTE = "nomad.bridge.hairpin_mode"


class _Taken:
    """Facts of the node that the JSON gives, and where each stands. `None` stands for what it does not hold."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.places: dict[str, tuple[str, ...]] = {}

    def take(self, name: str, value: object, *path: str) -> None:
        if value is not None:
            self.facts[name] = value
            self.places[name] = path


def with_served(node: Node, served: NodeJson, document: Document) -> Node:
    """The node with every fact of the JSON, and where each stands. What the JSON does not hold stays as it was."""
    taken = _Taken()
    _take_itself(served, taken)
    _take_offers(served, taken)
    _take_resources(node, served, taken)
    return msgspec.structs.replace(node, **taken.facts, origins=_origins(node, served, taken, document))


def _take_itself(served: NodeJson, taken: _Taken) -> None:
    taken.take("id", served.id, "ID")
    taken.take("name", served.name or served.id, "Name")
    taken.take("datacenter", served.datacenter, "Datacenter")
    taken.take("node_class", served.node_class, "NodeClass")
    taken.take("node_pool", served.node_pool or None, "NodePool")
    taken.take("status", served.status, "Status")
    taken.take("eligible", _eligible(served), "SchedulingEligibility")
    taken.take("meta", served.meta, "Meta")
    taken.take("max_allocs", served.node_max_allocs, "NodeMaxAllocs")
    taken.take("cgroup_parent", served.cgroup_parent or None, "CgroupParent")
    if served.attributes is not None:
        taken.take("attributes", served.attributes, "Attributes")
        taken.facts["attributes_known"] = True
        plugins = {k.removeprefix(_PLUGIN_ATTRIBUTE): v for k, v in served.attributes.items() if k.startswith(_PLUGIN_ATTRIBUTE)}
        taken.take("cni_plugins", plugins, "Attributes")


def _take_offers(served: NodeJson, taken: _Taken) -> None:
    """What jobs can ask for by name."""
    if served.drivers is not None:
        drivers = {name: _driver(driver) for name, driver in served.drivers.items() if driver is not None}
        taken.take("drivers", drivers, "Drivers")
    if served.host_volumes is not None:
        volumes = {name: HostVolume(name, volume.path or "", bool(volume.read_only), volume.id or "")
                   for name, volume in served.host_volumes.items() if volume is not None}
        taken.take("host_volumes", volumes, "HostVolumes")
    if served.host_networks is not None:
        networks = tuple(
            HostNetwork(network.name or name, network.cidr or "", network.interface or "", network.reserved_ports or "")
            for name, network in sorted(served.host_networks.items()) if network is not None)
        taken.take("host_networks", networks, "HostNetworks")
    if served.csi_node_plugins is not None:
        taken.take("csi_plugins", tuple(sorted(served.csi_node_plugins)), "CSINodePlugins")


def _take_resources(node: Node, served: NodeJson, taken: _Taken) -> None:
    resources, reserved = served.node_resources, served.reserved_resources
    if resources is not None:
        if resources.networks is not None:
            taken.take("devices", tuple(_device(network) for network in resources.networks), "NodeResources", "Networks")
        if resources.node_networks is not None:
            taken.take("networks", tuple(_network(network) for network in resources.node_networks), "NodeResources", "NodeNetworks")
        taken.take("device_groups", tuple(_group(device) for device in resources.devices or ()), "NodeResources", "Devices")
        taken.take("min_dynamic_port", resources.min_dynamic_port or None, "NodeResources", "MinDynamicPort")
        taken.take("max_dynamic_port", resources.max_dynamic_port or None, "NodeResources", "MaxDynamicPort")
    if reserved is not None and reserved.networks is not None:
        taken.take("reserved_host_ports", reserved.networks.reserved_host_ports, "ReservedResources", "Networks", "ReservedHostPorts")
    taken.take("resources", _resources(node.resources, served), "NodeResources")
    taken.facts["bridge"], bridge_places = _bridge(node.bridge, served)
    taken.places |= bridge_places


def _origins(node: Node, served: NodeJson, taken: _Taken, document: Document) -> dict[str, Fact]:
    base = (0,) if isinstance(document.value, list) else ()
    origins = dict(node.origins)
    for name, path in taken.places.items():
        _forget(origins, name)
        origins[name] = _fact(document, (*base, *path))
    maps = (("attributes", "Attributes", served.attributes), ("meta", "Meta", served.meta),
            ("host_networks", "HostNetworks", served.host_networks))
    for fact, key, values in maps:
        for name in values or ():
            origins[f"{fact}.{name}"] = _fact(document, (*base, key, name))
    return origins


def _fact(document: Document, path: tuple[str | int, ...]) -> Fact:
    span = document.place(path)
    return Fact("node", f"{document.source.name}:{span.line}", span)


def _forget(origins: dict[str, Fact], name: str) -> None:
    """Origins of what is replaced as a whole."""
    for old in [old for old in origins if old.startswith(f"{name}.")]:
        del origins[old]


def _bridge(known: BridgeSettings, served: NodeJson) -> tuple[BridgeSettings, dict[str, tuple[str, ...]]]:
    """The bridge as far as servers know it: its device, where the configuration names one, and an attribute for hairpin mode."""
    places: dict[str, tuple[str, ...]] = {}
    own = served.node_resources
    for network in (own.node_networks if own is not None else None) or ():
        if network.mode == "bridge" and network.device:
            known = msgspec.structs.replace(known, name=network.device)
            places["bridge.name"] = ("NodeResources", "NodeNetworks")
    hairpin = (served.attributes or {}).get(_HAIRPIN_ATTRIBUTE)
    if hairpin is not None:
        known = msgspec.structs.replace(known, hairpin=hairpin == "true")
        places["bridge.hairpin"] = ("Attributes", _HAIRPIN_ATTRIBUTE)
    return known, places


def _eligible(served: NodeJson) -> bool | None:
    if served.drain:
        return False
    return None if served.scheduling_eligibility is None else served.scheduling_eligibility != "ineligible"


def _driver(driver: DriverJson) -> NodeDriver:
    return NodeDriver(bool(driver.detected), bool(driver.healthy), driver.attributes or {}, driver.health_description or "")


def _network(network: NodeNetworkJson) -> NodeNetwork:
    addresses = tuple(
        NodeAddress(address.alias or "", address.address or "", address.family or _family(address.address or ""), address.gateway or "",
                    address.reserved_ports or "")
        for address in network.addresses or ())
    return NodeNetwork(network.mode or "host", network.device or "", network.mac_address or "", network.speed or 0, addresses)


def _family(address: str) -> str:
    return "ipv6" if ":" in address else "ipv4"


def _device(network: NetworkJson) -> NodeDevice:
    return NodeDevice(network.mode or "host", network.device or "", network.cidr or "", network.ip or "", network.mbits or 0)


def _group(device: DeviceJson) -> DeviceGroup:
    instances = device.instances or []
    attributes = {name: _attribute(one) for name, one in (device.attributes or {}).items() if one is not None}
    return DeviceGroup(device.vendor or "", device.type or "", device.name or "", len(instances),
                       sum(bool(instance.healthy) for instance in instances), attributes)


def _attribute(attribute: AttributeJson) -> str | int | float | bool:
    """A value with a unit becomes Nomad's text of it (`11441 MiB`)."""
    for value in (attribute.string, attribute.bool_value, attribute.int_value, attribute.float_value):
        if value is not None:
            return f"{value} {attribute.unit}" if attribute.unit else value
    return ""


def _resources(known: NodeResources, served: NodeJson) -> NodeResources | None:
    """Resources with what is given here in place of what was known."""
    own, reserved = served.node_resources, served.reserved_resources
    changes: dict[str, Any] = {}
    if own is not None:
        if own.cpu is not None:
            changes["cpu_shares"] = own.cpu.cpu_shares
            changes["cores"] = None if own.cpu.reservable_cpu_cores is None else tuple(own.cpu.reservable_cpu_cores)
        changes["memory_mb"] = own.memory.memory_mb if own.memory is not None else None
        changes["disk_mb"] = own.disk.disk_mb if own.disk is not None else None
    if reserved is not None:
        if reserved.cpu is not None:
            changes["reserved_cpu_shares"] = reserved.cpu.cpu_shares
            changes["reserved_cores"] = None if reserved.cpu.reserved_cpu_cores is None else tuple(reserved.cpu.reserved_cpu_cores)
        changes["reserved_memory_mb"] = reserved.memory.memory_mb if reserved.memory is not None else None
        changes["reserved_disk_mb"] = reserved.disk.disk_mb if reserved.disk is not None else None
    changes = {name: value for name, value in changes.items() if value is not None}
    return msgspec.structs.replace(known, **changes) if changes else None
