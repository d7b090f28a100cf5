"""Plans of larger jobs on more nodes: what a node costs, and what nodes of few kinds cost."""

from __future__ import annotations

from msgspec.structs import replace

import jobspec
from benchmarks.inputs import generated_groups
from benchmarks.timing import Row, medians, shown
from jobspec.models.job_job import Job
from jobspec.models.node import Node, NodeAddress, NodeDevice, NodeDriver, NodeNetwork, NodeResources

PLUGINS = ("bridge", "firewall", "host-local", "loopback", "portmap")


def nodes(count: int, kinds: int) -> list[Node]:
    """Nodes with names, ids and addresses of their own, alike in everything else but `kinds` sizes of memory."""
    base = Node(
        name="", attributes_known=True, drivers={"docker": NodeDriver(True, True)}, cni_plugins=dict.fromkeys(PLUGINS, "v1.8.0"),
    )
    common = {f"attribute.number.{number}": str(number) for number in range(40)} | {
        "kernel.name": "linux", "nomad.version": "2.0.6", "nomad.service_discovery": "true",
        **{f"plugins.cni.version.{plugin}": "v1.8.0" for plugin in PLUGINS}}
    found = []
    for number in range(count):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        network = NodeNetwork(mode="host", device="eth0", addresses=(NodeAddress("default", address, "ipv4"),))
        devices = (NodeDevice("host", "eth0", f"{address}/32", address, 1000), NodeDevice("bridge"))
        attributes = common | {"unique.hostname": f"node-{number}"}
        size = NodeResources(cpu_shares=100_000, cores=tuple(range(64)), memory_mb=1_000_000 + number % kinds, disk_mb=1_000_000)
        found.append(replace(base, name=f"node-{number}", id=f"id-{number}", attributes=attributes, networks=(network,), devices=devices,
                             resources=size))
    return found


def job(groups: int) -> Job:
    """A job of that many groups in bridge mode, each with a port, a service and a task."""
    result = jobspec.parse_job(generated_groups(groups), variables=["tag=1"])
    assert result.value is not None
    return result.value


def rows(quick: bool) -> list[Row]:
    """Time per node of a large plan beside a small one; many nodes of few kinds beside the kinds alone."""
    small, large = job(10), job(50)
    few, many = nodes(20, 20), nodes(200, 200)
    before, after = medians([lambda: jobspec.plan_job(small, few), lambda: jobspec.plan_job(large, many)], 3 if quick else 7)
    out = [Row("planning: 50 groups on 200 different nodes, per node, beside 10 groups on 20", shown(after / 200), shown(before / 20),
               (after / 200) / (before / 20), 2.0)]
    fleet, kinds = nodes(1_000 if quick else 10_000, 6), nodes(6, 6)
    alone, together = medians([lambda: jobspec.plan_job(small, kinds), lambda: jobspec.plan_job(small, fleet)], 3)
    what = f"planning: 10 groups on {len(fleet):,} nodes of 6 kinds, beside 6 nodes"
    return [*out, Row(what, shown(together), shown(alone), together / alone, 20)]
