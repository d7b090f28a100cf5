"""What an agent configuration says of a node by itself, over Nomad's defaults (command/agent convertClientConfig, client setupNode)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.base import Model
from jobspec.models.node import BridgeSettings, Fact, HostNetwork, HostVolume, Node, NodeResources
from jobspec.nodes.client_drivers import configured_drivers

# client/client.go setupNode: metadata that every node has unless its configuration sets it.
_CONNECT_META = {
    "connect.sidecar_image": "docker.io/envoyproxy/envoy:v${NOMAD_envoy_version}",
    "connect.gateway_image": "docker.io/envoyproxy/envoy:v${NOMAD_envoy_version}",
    "connect.log_level": "info",
    "connect.proxy_concurrency": "1",
    "connect.transparent_proxy.default_uid": "101",
    "connect.transparent_proxy.default_outbound_port": "15001",
}
_DEFAULT = Fact("default", "Nomad's default")
_ID_RANGE = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_MOST_IDS = 65536  # more cores than any machine has; Nomad has no bound here
_CGROUP_PARENT = "nomad.slice"  # client/config DefaultConfig; the agent's own cgroup_parent never reaches it


def with_config(node: Node, config: AgentConfig) -> Node:
    """The node with all that follows from its configuration alone; networks and devices come later."""
    client = config.client or ClientConfig()
    reserved = client.reserved
    options = client.options or {}
    drivers, missing = configured_drivers(config, options)
    facts: dict[str, Any] = {
        "name": config.name or node.name,
        "datacenter": config.datacenter or "dc1",
        "region": config.region or "global",
        "node_class": client.node_class,
        "node_pool": client.node_pool or "default",
        "eligible": not client.default_ineligible,
        "meta": _CONNECT_META | (client.meta or {}),
        "attributes": _attributes(client),
        "drivers": drivers,
        "missing_drivers": missing,
        "host_networks": tuple(HostNetwork(one.name, one.cidr, one.interface, one.reserved_ports) for one in client.host_networks or ()),
        "reserved_host_ports": "" if reserved is None else reserved.reserved_ports,
        "min_dynamic_port": client.min_dynamic_port or 20000,
        "max_dynamic_port": client.max_dynamic_port or 32000,
        "resources": _resources(client),
        "host_volumes": {one.name: HostVolume(one.name, one.path, one.read_only) for one in client.host_volumes or ()},
        "max_allocs": client.node_max_allocs,
        "cgroup_parent": _CGROUP_PARENT,
        "bridge": BridgeSettings(client.bridge_network_name or "nomad", client.bridge_network_subnet or "172.26.64.0/20",
                                 client.bridge_network_subnet_ipv6, client.bridge_network_hairpin_mode),
        "cni_path": tuple((client.cni_path or "/opt/cni/bin:/usr/libexec/cni").split(":")),
        "cni_config_dir": client.cni_config_dir or "/opt/cni/config",
        "bind_wildcard_default_host_network": client.bind_wildcard_default_host_network,
        "alloc_dir": client.alloc_dir or (posixpath.join(config.data_dir, "alloc") if config.data_dir else ""),
        "alloc_mounts_dir": client.alloc_mounts_dir or (
            posixpath.join(posixpath.dirname(config.data_dir), "alloc_mounts") if config.data_dir else ""),
    }
    origins = {**node.origins, **dict(_origins(config, client))}
    if config.name:
        origins["name"] = fact_of(config, "name")
    return msgspec.structs.replace(node, **facts, config=config, origins=origins)


def fact_of(model: Model, hcl_name: str) -> Fact:
    """Where an attribute or block of the configuration was written; Nomad's default where it was not."""
    span = model.span_of(hcl_name) if model.was_written(hcl_name) else None
    return _DEFAULT if span is None else Fact("config", f"{span.source.name}:{span.line}", span)


def block_fact(block: Model | None) -> Fact:
    """Where a block of the configuration stands."""
    span = None if block is None else block.span()
    return _DEFAULT if span is None else Fact("config", f"{span.source.name}:{span.line}", span)


def _attributes(client: ClientConfig) -> dict[str, str]:
    """Attributes that follow from the configuration. The kernel is taken to be Linux: nothing else here is written for another."""
    found = {
        "kernel.name": "linux",
        "nomad.bridge.hairpin_mode": "true" if client.bridge_network_hairpin_mode else "false",
        "nomad.service_discovery": "false" if client.nomad_service_discovery is False else "true",
    }
    if client.cpu_total_compute:
        found["cpu.totalcompute"] = str(client.cpu_total_compute)
    return found


def _resources(client: ClientConfig) -> NodeResources:
    reserved = client.reserved
    cores = parse_id_set(client.reservable_cores)
    own = NodeResources(
        cpu_shares=client.cpu_total_compute or None, cores=cores or None,
        memory_mb=client.memory_total_mb or None, disk_mb=client.disk_total_mb or None)
    if reserved is None:
        return own
    return msgspec.structs.replace(
        own, reserved_cpu_shares=reserved.cpu, reserved_memory_mb=reserved.memory, reserved_disk_mb=reserved.disk,
        reserved_cores=() if cores else parse_id_set(reserved.cores))


def parse_id_set(text: str) -> tuple[int, ...]:
    """`0-3,7` as numbers in order (client/lib/idset Parse, which skips what it cannot read)."""
    found: set[int] = set()
    for part in text.split(","):
        match = _ID_RANGE.fullmatch(part.strip())
        if match is not None:
            first, last = sorted((int(match[1]), int(match[2] or match[1])))
            found |= set(range(first, min(last, first + _MOST_IDS) + 1))
    return tuple(sorted(found))


# Facts by the block and the attribute that they follow from.
_AGENT_FACTS = {"datacenter": "datacenter", "region": "region", "alloc_dir": "data_dir", "alloc_mounts_dir": "data_dir"}
_CLIENT_FACTS = {
    "node_class": "node_class", "node_pool": "node_pool", "eligible": "default_ineligible", "min_dynamic_port": "min_dynamic_port",
    "max_dynamic_port": "max_dynamic_port", "max_allocs": "node_max_allocs", "cni_path": "cni_path", "cni_config_dir": "cni_config_dir",
    "bind_wildcard_default_host_network": "bind_wildcard_default_host_network", "bridge.name": "bridge_network_name",
    "bridge.subnet": "bridge_network_subnet", "bridge.subnet_ipv6": "bridge_network_subnet_ipv6",
    "bridge.hairpin": "bridge_network_hairpin_mode", "attributes.nomad.bridge.hairpin_mode": "bridge_network_hairpin_mode",
    "attributes.nomad.service_discovery": "nomad_service_discovery", "resources.cpu_shares": "cpu_total_compute",
    "attributes.cpu.totalcompute": "cpu_total_compute", "resources.memory_mb": "memory_total_mb", "resources.disk_mb": "disk_total_mb",
    "resources.cores": "reservable_cores", "meta": "meta", "drivers": "options",
}
_RESERVED_FACTS = {
    "reserved_host_ports": "reserved_ports", "resources.reserved_cpu_shares": "cpu", "resources.reserved_memory_mb": "memory",
    "resources.reserved_disk_mb": "disk", "resources.reserved_cores": "cores",
}


def _origins(config: AgentConfig, client: ClientConfig) -> Iterator[tuple[str, Fact]]:
    yield "status", Fact("assumed", "assumed to be ready")
    yield "attributes.kernel.name", Fact("assumed", "assumed: the configuration does not say it")
    for name, attribute in _AGENT_FACTS.items():
        yield name, fact_of(config, attribute)
    for name, attribute in _CLIENT_FACTS.items():
        yield name, fact_of(client, attribute)
    for name in ("alloc_dir", "alloc_mounts_dir"):
        if client.was_written(name):
            yield name, fact_of(client, name)
    for name in _CONNECT_META:
        if name not in (client.meta or {}):
            yield f"meta.{name}", _DEFAULT
    for name, attribute in _RESERVED_FACTS.items():
        yield name, _DEFAULT if client.reserved is None else fact_of(client.reserved, attribute)
    yield "missing_drivers", fact_of(client, "options")
    yield "missing_drivers.raw_exec", _DEFAULT
    yield "host_networks", _DEFAULT
    yield "host_volumes", _DEFAULT
    for network in client.host_networks or ():
        yield f"host_networks.{network.name}", block_fact(network)
    for volume in client.host_volumes or ():
        yield f"host_volumes.{volume.name}", block_fact(volume)
    for plugin in config.plugins or ():
        if plugin.name == "raw_exec":
            yield "missing_drivers.raw_exec", block_fact(plugin)
