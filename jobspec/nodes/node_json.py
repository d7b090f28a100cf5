"""Nomad's node JSON: what `nomad node status -json`, `GET /v1/node/ID` and `facts/node.json` of a node folder hold.

The HTTP API prints nomad/structs `Node`, the command line prints api `Node`: the same names, but the latter knows no `NodeNetworks`
(so no aliases and no addresses but those of the default interface), no reserved ports and no cores.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import field

from jobspec.diagnostics import Diagnostic, Result
from jobspec.models.json_words import in_words
from jobspec.nodes.documents import Document, Path
from jobspec.nodes.node_findings import NotNodeJson


class _Json(msgspec.Struct, frozen=True, rename="pascal"):
    """Base of the structs below: Go's names, every key may be missing."""


class AddressJson(_Json, frozen=True):
    """structs.NodeNetworkAddress."""

    alias: str | None = None
    address: str | None = None
    family: str | None = None
    gateway: str | None = None
    reserved_ports: str | None = None


class NodeNetworkJson(_Json, frozen=True):
    """structs.NodeNetworkResource."""

    mode: str | None = None
    device: str | None = None
    mac_address: str | None = None
    speed: int | None = None
    addresses: list[AddressJson] | None = None


class NetworkJson(_Json, frozen=True):
    """structs.NetworkResource."""

    mode: str | None = None
    device: str | None = None
    cidr: str | None = field(default=None, name="CIDR")
    ip: str | None = field(default=None, name="IP")
    mbits: int | None = field(default=None, name="MBits")


class CpuJson(_Json, frozen=True):
    """structs.LegacyNodeCpuResources and NodeReservedCpuResources."""

    cpu_shares: int | None = None
    total_cpu_cores: int | None = None
    reservable_cpu_cores: list[int] | None = None
    reserved_cpu_cores: list[int] | None = None


class MemoryJson(_Json, frozen=True):
    """structs.NodeMemoryResources."""

    memory_mb: int | None = field(default=None, name="MemoryMB")


class DiskJson(_Json, frozen=True):
    """structs.NodeDiskResources."""

    disk_mb: int | None = field(default=None, name="DiskMB")


class AttributeJson(_Json, frozen=True):
    """plugins/shared/structs.Attribute: one of the four, and a unit."""

    float_value: float | None = field(default=None, name="Float")
    int_value: int | None = field(default=None, name="Int")
    string: str | None = None
    bool_value: bool | None = field(default=None, name="Bool")
    unit: str | None = None


class InstanceJson(_Json, frozen=True):
    """structs.NodeDevice."""

    id: str | None = field(default=None, name="ID")
    healthy: bool | None = None


class DeviceJson(_Json, frozen=True):
    """structs.NodeDeviceResource."""

    vendor: str | None = None
    type: str | None = None
    name: str | None = None
    instances: list[InstanceJson] | None = None
    attributes: dict[str, AttributeJson | None] | None = None


class ResourcesJson(_Json, frozen=True):
    """structs.NodeResources."""

    cpu: CpuJson | None = None
    memory: MemoryJson | None = None
    disk: DiskJson | None = None
    networks: list[NetworkJson] | None = None
    node_networks: list[NodeNetworkJson] | None = None
    devices: list[DeviceJson] | None = None
    min_dynamic_port: int | None = None
    max_dynamic_port: int | None = None


class ReservedNetworksJson(_Json, frozen=True):
    """structs.NodeReservedNetworkResources."""

    reserved_host_ports: str | None = None


class ReservedJson(_Json, frozen=True):
    """structs.NodeReservedResources."""

    cpu: CpuJson | None = None
    memory: MemoryJson | None = None
    disk: DiskJson | None = None
    networks: ReservedNetworksJson | None = None


class DriverJson(_Json, frozen=True):
    """structs.DriverInfo."""

    detected: bool | None = None
    healthy: bool | None = None
    attributes: dict[str, str] | None = None
    health_description: str | None = None


class HostVolumeJson(_Json, frozen=True):
    """structs.ClientHostVolumeConfig."""

    path: str | None = None
    read_only: bool | None = None
    id: str | None = field(default=None, name="ID")


class HostNetworkJson(_Json, frozen=True):
    """structs.ClientHostNetworkConfig."""

    name: str | None = None
    cidr: str | None = field(default=None, name="CIDR")
    interface: str | None = None
    reserved_ports: str | None = None


class NodeJson(_Json, frozen=True):
    """structs.Node, and api.Node as far as it goes."""

    id: str | None = field(default=None, name="ID")
    name: str | None = None
    datacenter: str | None = None
    node_class: str | None = None
    node_pool: str | None = None
    status: str | None = None
    scheduling_eligibility: str | None = None
    drain: bool | None = None
    attributes: dict[str, str] | None = None
    meta: dict[str, str] | None = None
    drivers: dict[str, DriverJson | None] | None = None
    node_resources: ResourcesJson | None = None
    reserved_resources: ReservedJson | None = None
    host_volumes: dict[str, HostVolumeJson | None] | None = None
    host_networks: dict[str, HostNetworkJson | None] | None = None
    csi_controller_plugins: dict[str, dict[str, Any] | None] | None = field(default=None, name="CSIControllerPlugins")
    csi_node_plugins: dict[str, dict[str, Any] | None] | None = field(default=None, name="CSINodePlugins")
    cgroup_parent: str | None = None
    node_max_allocs: int | None = None


def looks_like_node(value: object) -> bool:
    """Whether parsed JSON is Nomad's node object (or a list of them) rather than an agent configuration."""
    one = value[0] if isinstance(value, list) and value else value
    return isinstance(one, dict) and "ID" in one and ("NodeResources" in one or "Datacenter" in one)


def read_node_json(document: Document) -> Result[NodeJson]:
    """The node object of a file. A list of one node stands for that node."""
    value: Any = document.value
    base: Path = ()
    if isinstance(value, list):
        if len(value) != 1:
            return Result(None, (_wrong(document, (), f"This file holds a list of {len(value)} nodes, and one node is needed.",
                                        "Take `nomad node status -json NODE_ID` of one node."),))
        value, base = value[0], (0,)
    if not looks_like_node(value):
        return Result(None, (_wrong(document, base, "This JSON is not a node as Nomad prints it: it has no ID or no NodeResources.",
                                    "Take `nomad node status -json NODE_ID`, or the HTTP API's /v1/node/NODE_ID."),))
    try:
        return Result(msgspec.convert(value, NodeJson))
    except msgspec.ValidationError as error:
        where = str(error).partition(" - at ")[2]
        return Result(None, (_wrong(document, (*base, *_path(where)), f"This node cannot be read: {in_words(error)}.",
                                    "Nomad prints no such value: was the file changed by hand?"),))


def _wrong(document: Document, path: Path, message: str, help: str) -> Diagnostic:
    return NotNodeJson.at(document.place(path), message, help=help)


def _path(where: str) -> Path:
    """msgspec's `$.NodeResources.Networks[0].IP` as a path; values of maps (`[...]`) have no name there."""
    steps: list[str | int] = []
    for name, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", where):
        if index == "...":
            break
        steps.append(name if name else int(index))
    return tuple(steps)
