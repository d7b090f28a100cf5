"""A node as JSON: `node.v1`, Nomad's own node JSON with what else is known of the client, and where each fact comes from.

What Nomad prints of a node (`nomad node status -json`, the HTTP API) stands under the same names in the same places, so that the two
can be compared, and so that this JSON can be given as a node again.
"""

from __future__ import annotations

from typing import Any

from jobspec.models.cni import CniNetwork
from jobspec.models.node import DeviceGroup, Fact, Interface, Node, NodeDevice, NodeNetwork, Route

VERSION = "node.v1"


def node_to_json(node: Node) -> dict[str, Any]:
    """The node in the shape that docs/nodes.md describes."""
    return {
        "version": VERSION,
        "ID": node.id,
        "Name": node.name,
        "Region": node.region,
        "Datacenter": node.datacenter,
        "NodeClass": node.node_class,
        "NodePool": node.node_pool,
        "Status": node.status,
        "SchedulingEligibility": "eligible" if node.eligible else "ineligible",
        "NodeMaxAllocs": node.max_allocs,
        "CgroupParent": node.cgroup_parent,
        "Attributes": dict(sorted(node.attributes.items())),
        "Meta": dict(sorted(node.meta.items())),
        "Drivers": None if node.drivers is None else {
            name: {"Attributes": driver.attributes, "Detected": driver.detected, "HealthDescription": driver.health_description,
                   "Healthy": driver.healthy} for name, driver in sorted(node.drivers.items())},
        "HostNetworks": {
            network.name: {"CIDR": network.cidr, "Interface": network.interface, "Name": network.name,
                           "ReservedPorts": network.reserved_ports} for network in node.host_networks} or None,
        "HostVolumes": {
            name: {"ID": volume.id, "Name": volume.name, "Path": volume.path, "ReadOnly": volume.read_only}
            for name, volume in sorted(node.host_volumes.items())},
        "CSINodePlugins": {name: {} for name in node.csi_plugins},
        "NodeResources": _resources(node),
        "ReservedResources": {
            "Cpu": {"CpuShares": node.resources.reserved_cpu_shares, "ReservedCpuCores": list(node.resources.reserved_cores) or None},
            "Memory": {"MemoryMB": node.resources.reserved_memory_mb},
            "Disk": {"DiskMB": node.resources.reserved_disk_mb},
            "Networks": {"ReservedHostPorts": node.reserved_host_ports},
        },
        "Client": _client(node),
        "Origins": {name: _fact(fact) for name, fact in sorted(node.origins.items())},
    }


def _resources(node: Node) -> dict[str, Any]:
    own = node.resources
    return {
        "Cpu": {"CpuShares": own.cpu_shares, "ReservableCpuCores": None if own.cores is None else list(own.cores)},
        "Memory": {"MemoryMB": own.memory_mb},
        "Disk": {"DiskMB": own.disk_mb},
        "MinDynamicPort": node.min_dynamic_port,
        "MaxDynamicPort": node.max_dynamic_port,
        "Networks": [_device(device) for device in node.devices],
        "NodeNetworks": [_network(network) for network in node.networks],
        "Devices": [_group(group) for group in node.device_groups] or None,
    }


def _device(device: NodeDevice) -> dict[str, Any]:
    values = {"CIDR": device.cidr, "Device": device.device, "IP": device.ip, "MBits": device.mbits, "Mode": device.mode}
    return {name: value for name, value in values.items() if value}


def _network(network: NodeNetwork) -> dict[str, Any]:
    addresses = [
        {"Address": address.address, "Alias": address.alias, "Family": address.family, "Gateway": address.gateway,
         "ReservedPorts": address.reserved_ports} for address in network.addresses]
    return {"Addresses": addresses or None, "Device": network.device, "MacAddress": network.mac_address, "Mode": network.mode,
            "Speed": network.speed}


def _group(group: DeviceGroup) -> dict[str, Any]:
    instances = [{"ID": str(number), "Healthy": number < group.healthy} for number in range(group.total)]
    return {"Vendor": group.vendor, "Type": group.type, "Name": group.name, "Instances": instances,
            "Attributes": {name: _attribute(value) for name, value in group.attributes.items()}}


def _attribute(value: str | int | float | bool) -> dict[str, Any]:
    kinds: tuple[tuple[type, str], ...] = ((bool, "Bool"), (int, "Int"), (float, "Float"), (str, "String"))
    return {next(name for kind, name in kinds if isinstance(value, kind)): value}


def _client(node: Node) -> dict[str, Any]:
    """What Nomad's node JSON does not hold."""
    return {
        "AllocDir": node.alloc_dir,
        "AllocMountsDir": node.alloc_mounts_dir,
        "AttributesKnown": node.attributes_known,
        "BindWildcardDefaultHostNetwork": node.bind_wildcard_default_host_network,
        "Bridge": {"Name": node.bridge.name, "Subnet": node.bridge.subnet, "SubnetIPv6": node.bridge.subnet_ipv6,
                   "HairpinMode": node.bridge.hairpin},
        "CNIPath": list(node.cni_path),
        "CNIConfigDir": node.cni_config_dir,
        "CNINetworks": None if node.cni_networks is None else [_cni(network) for network in node.cni_networks],
        "CNIPlugins": None if node.cni_plugins is None else dict(sorted(node.cni_plugins.items())),
        "MissingDrivers": dict(sorted(node.missing_drivers.items())),
        "Interfaces": None if node.interfaces is None else [_interface(interface) for interface in node.interfaces],
        "Routes": None if node.routes is None else [_route(route) for route in node.routes],
    }


def _cni(network: CniNetwork) -> dict[str, Any]:
    return {"Name": network.name, "CNIVersion": network.cni_version, "Plugins": [plugin.type for plugin in network.plugins],
            "PortMappings": network.has_capability("portMappings"), "Path": network.path, "IsList": network.is_list,
            "Configs": [plugin.config for plugin in network.plugins]}


def _interface(interface: Interface) -> dict[str, Any]:
    return {"Name": interface.name, "Index": interface.index, "MacAddress": interface.mac_address, "Flags": list(interface.flags),
            "Addresses": list(interface.addresses)}


def _route(route: Route) -> dict[str, Any]:
    return {"Destination": route.destination, "Gateway": route.gateway, "Device": route.device, "Metric": route.metric}


def _fact(fact: Fact) -> dict[str, Any]:
    place = {} if fact.span is None else {"File": fact.span.source.name, "Line": fact.span.line}
    return {"Kind": fact.kind, "Text": fact.text, **place}
