"""A client node as a scheduler and a job see it: networks and their aliases, ports, CNI networks, drivers, attributes.

`jobspec.nodes` makes one from agent configs, Nomad's node JSON, interfaces, routes and a CNI folder; `jobspec.rules` and `jobspec.plan`
read it. What Nomad's own structs hold has Nomad's names (nomad/structs/structs.go Node, NodeResources, NodeNetworkResource).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from jobspec.diagnostics import Span
from jobspec.models.agent_config import AgentConfig
from jobspec.models.cni import CniNetwork

FactKind = Literal["config", "node", "interfaces", "routes", "cni", "default", "assumed"]


class Fact(msgspec.Struct, frozen=True):
    """Where something known of a node comes from.

    `kind`: an agent config, Nomad's node JSON, interfaces, routes, a CNI file, Nomad's default, or an assumption of this tool. `text`
    says it to people (`client.hcl:3`, `assumed from the CIDR of host network "public"`); `span` is the place, where there is one.
    """

    kind: FactKind
    text: str
    span: Span | None = None


class NodeAddress(msgspec.Struct, frozen=True):
    """An address of a device under one alias (structs.NodeNetworkAddress). `alias` is a host network's name, or `default`.

    `reserved_ports`: ports of this address that no job gets, as written (`22,80,8500-8600`).
    """

    alias: str
    address: str
    family: str  # "ipv4" or "ipv6"
    gateway: str = ""
    reserved_ports: str = ""


class NodeNetwork(msgspec.Struct, frozen=True):
    """One of NodeResources.NodeNetworks (structs.NodeNetworkResource). `mode`: host, bridge or cni/NAME. `speed` in Mbit/s."""

    mode: str
    device: str = ""
    mac_address: str = ""
    speed: int = 0
    addresses: tuple[NodeAddress, ...] = ()


class NodeDevice(msgspec.Struct, frozen=True):
    """One of NodeResources.Networks, the older list (structs.NetworkResource): what task-level networks are given from."""

    mode: str
    device: str = ""
    cidr: str = ""
    ip: str = ""
    mbits: int = 0


class HostNetwork(msgspec.Struct, frozen=True):
    """A `host_network` block of the client (structs.ClientHostNetworkConfig)."""

    name: str
    cidr: str = ""
    interface: str = ""
    reserved_ports: str = ""


class NodeDriver(msgspec.Struct, frozen=True):
    """A task driver (structs.DriverInfo)."""

    detected: bool
    healthy: bool
    attributes: dict[str, str] = {}
    health_description: str = ""


class NodeResources(msgspec.Struct, frozen=True, kw_only=True):
    """What a node has and what it keeps for itself; None where it is not known. CPU in MHz, memory and disk in MB."""

    cpu_shares: int | None = None
    cores: tuple[int, ...] | None = None
    memory_mb: int | None = None
    disk_mb: int | None = None
    reserved_cpu_shares: int = 0
    reserved_cores: tuple[int, ...] = ()
    reserved_memory_mb: int = 0
    reserved_disk_mb: int = 0


class HostVolume(msgspec.Struct, frozen=True):
    """A host volume (structs.ClientHostVolumeConfig); `id` is set for dynamic ones."""

    name: str
    path: str = ""
    read_only: bool = False
    id: str = ""


class DeviceGroup(msgspec.Struct, frozen=True):
    """Devices of one kind (structs.NodeDeviceResource): `healthy` and `total` instances; attributes in Nomad's texts."""

    vendor: str
    type: str
    name: str
    total: int
    healthy: int
    attributes: dict[str, str | int | float | bool] = {}


class BridgeSettings(msgspec.Struct, frozen=True):
    """The bridge network that Nomad builds in, as the client's options make it; defaults of client/allocrunner are filled in."""

    name: str = "nomad"
    subnet: str = "172.26.64.0/20"
    subnet_ipv6: str = ""
    hairpin: bool = False


class Interface(msgspec.Struct, frozen=True):
    """A network interface of the machine (`ip -json addr`). `addresses` are in CIDR form, in the kernel's order; `flags` the kernel's."""

    name: str
    index: int = 0
    mac_address: str = ""
    up: bool = True
    loopback: bool = False
    addresses: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class Route(msgspec.Struct, frozen=True):
    """A route of the machine (`ip -json route`). `destination` is `default` or a network.

    `plain`: IPv4 by a gateway and nothing else, so that `ip route` prints `… via GATEWAY dev DEVICE`. Nomad sees no other default route.
    """

    destination: str
    device: str
    gateway: str = ""
    metric: int = 0
    plain: bool = True


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One client node.

    `attributes` and `meta` are Nomad's maps (`kernel.name`, `unique.hostname`, …). `drivers` is None where they are not known: then every
    driver is assumed to be there but those in `missing_drivers`, which the configuration leaves out, with the reason. `attributes_known`
    is false without Nomad's node JSON: an attribute that is missing may then exist. `cni_networks` are the networks of
    `cni_config_dir`, None where that folder is not known (only their names may be, from `devices`). `cni_plugins` maps the names of
    installed plugins to versions, None where not known. `alloc_dir` is where allocation folders stand. `max_allocs`: how many
    allocations it takes, 0 without limit. `config` is the agent configuration, None where none was given.
    `origins` says where each fact comes from, by dotted name (`datacenter`, `host_networks.public`, `attributes.kernel.name`,
    `cni_networks.mynet`, `drivers`).
    """

    name: str
    id: str = ""
    datacenter: str = "dc1"
    region: str = "global"
    node_class: str = ""
    node_pool: str = "default"
    status: str = "ready"
    eligible: bool = True
    attributes: dict[str, str] = {}
    attributes_known: bool = False
    meta: dict[str, str] = {}
    drivers: dict[str, NodeDriver] | None = None
    missing_drivers: dict[str, str] = {}
    networks: tuple[NodeNetwork, ...] = ()
    devices: tuple[NodeDevice, ...] = ()
    host_networks: tuple[HostNetwork, ...] = ()
    reserved_host_ports: str = ""
    min_dynamic_port: int = 20000
    max_dynamic_port: int = 32000
    resources: NodeResources = NodeResources()
    host_volumes: dict[str, HostVolume] = {}
    device_groups: tuple[DeviceGroup, ...] = ()
    csi_plugins: tuple[str, ...] = ()
    max_allocs: int = 0
    cgroup_parent: str = ""
    bridge: BridgeSettings = BridgeSettings()
    cni_path: tuple[str, ...] = ("/opt/cni/bin", "/usr/libexec/cni")
    cni_config_dir: str = "/opt/cni/config"
    cni_networks: tuple[CniNetwork, ...] | None = None
    cni_plugins: dict[str, str] | None = None
    bind_wildcard_default_host_network: bool = True
    alloc_dir: str = ""
    alloc_mounts_dir: str = ""
    interfaces: tuple[Interface, ...] | None = None
    routes: tuple[Route, ...] | None = None
    config: AgentConfig | None = None
    origins: dict[str, Fact] = {}

    def origin_of(self, name: str) -> Fact:
        """Where a fact comes from: its own entry, else that of the nearest group above it, else assumed."""
        while name:
            fact = self.origins.get(name)
            if fact is not None:
                return fact
            name = name.rpartition(".")[0]
        return Fact("assumed", "assumed")
