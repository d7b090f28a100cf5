"""A node that most examples of rules about nodes are read against, and others that differ in one thing."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from jobspec.diagnostics import Span
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.models.node import (
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
from jobspec.source import Source


def cni_network(name: str, *plugins: dict[str, object]) -> CniNetwork:
    path = f"/opt/cni/config/{name}.conflist"
    span = Span(Source(json.dumps(plugins), path), 0, 1)
    made = tuple(CniPlugin(str(one["type"]), {}, one, span, {}) for one in plugins)
    return CniNetwork(name, "1.0.0", made, path, True, span)


HOST_LOCAL = {"type": "host-local", "subnet": "10.9.0.0/24"}
MYNET = cni_network("mynet", {"type": "bridge", "ipam": HOST_LOCAL})
PLUGINS = ("bridge", "firewall", "host-local", "loopback", "portmap")
EDGE = Node(
    name="edge-1",
    id="2ff575aa-dc60-ec16-00eb-9c4f12159d3f",
    attributes={"kernel.name": "linux", "nomad.version": "2.0.6", "nomad.service_discovery": "true", "consul.version": "1.20.0",
                "plugins.secrets.nomad.version": "1.0.0", **{f"plugins.cni.version.{plugin}": "v1.8.0" for plugin in PLUGINS}},
    attributes_known=True,
    meta={"rack": "r1"},
    drivers={"docker": NodeDriver(True, True), "raw_exec": NodeDriver(True, True), "exec": NodeDriver(True, True),
             "qemu": NodeDriver(True, True), "java": NodeDriver(True, False, {}, "no java here")},
    networks=(NodeNetwork(mode="host", device="eth0", addresses=(
        NodeAddress("default", "192.0.2.10", "ipv4"), NodeAddress("public", "203.0.113.10", "ipv4"),
        NodeAddress("edge", "203.0.113.10", "ipv4"),
    )),),
    devices=(NodeDevice("host", "eth0", "192.0.2.10/32", "192.0.2.10", 1000), NodeDevice("bridge"), NodeDevice("cni/mynet")),
    host_networks=(HostNetwork("public", "203.0.113.0/24"), HostNetwork("edge", "203.0.113.0/24")),
    reserved_host_ports="22",
    min_dynamic_port=20000,
    max_dynamic_port=20002,
    resources=NodeResources(cpu_shares=4000, cores=(0, 1), memory_mb=4096, disk_mb=50000),
    host_volumes={"data": HostVolume("data", "/srv/data")},
    cni_networks=(MYNET,),
    cni_plugins=dict.fromkeys(PLUGINS, "v1.8.0"),
    alloc_dir="/opt/nomad/data/alloc",
    origins={"host_networks.public": Fact("config", "client.hcl:3", MYNET.origin)},
)


def with_cni(*networks: CniNetwork) -> Node:
    modes = tuple(NodeDevice(f"cni/{network.name}") for network in (MYNET, *networks))
    return replace(EDGE, cni_networks=(MYNET, *networks), devices=(*EDGE.devices[:2], *modes))


ELSEWHERE = cni_network("elsewhere", {"type": "bridge", "ipam": HOST_LOCAL})
TINY = {"type": "host-local", "subnet": "10.9.0.0/31"}
CAPITALS = cni_network("MyNet", {"type": "bridge"})

#: Nodes for rules whose example needs others than EDGE: beside it, or in its place.
NODES: dict[str, tuple[Node, ...]] = {
    "NODE301": (replace(EDGE, cni_networks=()),),
    "NODE302": (replace(EDGE, cni_networks=(CAPITALS,), devices=(*EDGE.devices[:2], NodeDevice("cni/MyNet"))),),
    "NODE307": (with_cni(cni_network("bare", {"type": "bridge"})),),
    "NODE310": (with_cni(cni_network("calico", {"type": "calico"})),),
    "NODE311": (with_cni(cni_network("full", {"type": "bridge", "ipam": TINY})),),
    "NODE313": (with_cni(replace(cni_network("beside", {"type": "bridge"}), path="/opt/cni/config/other.conflist")),),
    "NODE222": (EDGE, replace(with_cni(ELSEWHERE), name="edge-2")),
    "NODE224": (replace(EDGE, networks=(), devices=(NodeDevice("bridge"),), attributes_known=False),),
}


@pytest.fixture(scope="session")
def nodes_for() -> Callable[[str], tuple[Node, ...]]:
    """The nodes that the example of a rule is read against, by the rule's code."""
    return lambda code: NODES.get(code, (EDGE,))


@pytest.fixture(scope="session")
def edge() -> Node:
    """A node in dc1 with the host networks default, public and edge, and the CNI network mynet."""
    return EDGE
