"""The variables of ports and addresses (client/taskenv/env.go)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jobspec.models.job_connect import ConsulUpstream
from jobspec.models.job_group import TaskGroup
from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.models.variables import clean_name
from jobspec.plan.tasks.names import joined, unknown


def own_task_ports(ports: Iterable[AllocatedPort], task: str, inside: Mapping[str, int]) -> dict[str, str]:
    """buildNetworkEnv: ports of a task's own network. `inside` are the driver's ports by label, known once the task runs."""
    variables: dict[str, str] = {}
    for port in ports:
        if port.task != task:
            continue
        family = "NOMAD_IPv6_" if ":" in port.host_ip else "NOMAD_IPv4_"
        variables[f"NOMAD_IP_{port.label}"] = port.host_ip
        variables[f"{family}{port.label}"] = port.host_ip
        variables[f"NOMAD_HOST_PORT_{port.label}"] = str(port.host_port)
        variables[f"NOMAD_ADDR_{port.label}"] = joined(port.host_ip, port.host_port)
        variables[f"NOMAD_PORT_{port.label}"] = str(inside.get(port.label) or port.host_port)
    return variables


def other_ports(ports: Iterable[AllocatedPort], task: str) -> dict[str, str]:
    """Builder.setAlloc's otherPorts: those of other tasks' own networks, always as the host has them; then those of the group."""
    variables: dict[str, str] = {}
    group: list[AllocatedPort] = []
    for port in ports:
        if port.task is None:
            group.append(port)
        elif port.task != task:
            name = f"{port.task}_{port.label}"
            variables[f"NOMAD_ADDR_{name}"] = joined(port.host_ip, port.host_port)
            variables[f"NOMAD_IP_{name}"] = port.host_ip
            variables[f"NOMAD_PORT_{name}"] = str(port.host_port)
    for port in group:
        address, inner = joined(port.host_ip, port.host_port), str(port.to if port.to > 0 else port.host_port)
        variables[f"NOMAD_ADDR_{port.label}"] = address
        variables[f"NOMAD_HOST_ADDR_{port.label}"] = address
        variables[f"NOMAD_IP_{port.label}"] = port.host_ip
        variables[f"NOMAD_HOST_IP_{port.label}"] = port.host_ip
        variables[f"NOMAD_PORT_{port.label}"] = inner
        variables[f"NOMAD_ALLOC_PORT_{port.label}"] = inner
        variables[f"NOMAD_HOST_PORT_{port.label}"] = str(port.host_port)
    return variables


def namespace_ports(ports: Iterable[AllocatedPort], network: AllocationNetwork) -> dict[str, str]:
    """addNomadAllocNetwork: the group's ports as they are inside of the allocation's network namespace, where it has one."""
    if not has_namespace(network):
        return {}
    address = unknown("address of the allocation") if network.ip is None else network.ip
    variables: dict[str, str] = {}
    for port in ports:
        if port.task is None:
            variables[f"NOMAD_ALLOC_INTERFACE_{port.label}"] = network.interface
            variables[f"NOMAD_ALLOC_IP_{port.label}"] = address
            variables[f"NOMAD_ALLOC_ADDR_{port.label}"] = joined(address, port.to or port.host_port)
    return variables


def has_namespace(network: AllocationNetwork) -> bool:
    """Whether the client has a network status for the allocation: its network was configured in a namespace."""
    return network.mode == "bridge" or network.mode.startswith("cni/")


def upstreams(group: TaskGroup) -> tuple[ConsulUpstream, ...]:
    """The upstreams of all sidecars of a group."""
    found: list[ConsulUpstream] = []
    for service in group.services or ():
        sidecar = None if service.connect is None else service.connect.sidecar_service
        if sidecar is not None and sidecar.proxy is not None:
            found.extend(sidecar.proxy.upstreams or ())
    return tuple(found)


def upstream_variables(group: TaskGroup) -> dict[str, str]:
    """buildUpstreamsEnv: where the proxies make other services reachable. Names as written, and cleaned."""
    variables: dict[str, str] = {}
    for upstream in upstreams(group):
        for name in (upstream.destination_name, clean_name(upstream.destination_name)):
            variables[f"NOMAD_UPSTREAM_IP_{name}"] = "127.0.0.1"
            variables[f"NOMAD_UPSTREAM_PORT_{name}"] = str(upstream.local_bind_port)
            variables[f"NOMAD_UPSTREAM_ADDR_{name}"] = joined("127.0.0.1", upstream.local_bind_port)
    return variables
