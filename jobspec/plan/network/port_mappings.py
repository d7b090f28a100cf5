"""The capability portMappings: how ports of the host lead to ports of the allocation (networking_cni.go getPortMapping)."""

from __future__ import annotations

from typing import Any

from jobspec.models.node import Node
from jobspec.models.plan import AllocatedPort


def port_mappings(ports: tuple[AllocatedPort, ...], node: Node) -> list[dict[str, Any]]:
    """Every port of the group for TCP and for UDP. The host's address is left out where the client binds to all of them."""
    any_address = node.bind_wildcard_default_host_network and not node.host_networks
    return [
        {"HostPort": port.host_port, "ContainerPort": inner_port(port), "Protocol": protocol, "HostIP": "" if any_address else port.host_ip}
        for port in ports if port.task is None
        for protocol in ("tcp", "udp")
    ]


def inner_port(port: AllocatedPort) -> int:
    """The port inside of the namespace: that of the host where `to` names none."""
    return port.to if port.to >= 1 else port.host_port
