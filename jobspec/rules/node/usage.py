"""What the networks of nodes are used for: the names that a job uses, and the host networks and CNI files that no job of a run does."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.diagnostics import Diagnostic
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.rules.network.ports import ports_of
from jobspec.rules.node.unused import UnusedCniNetwork, UnusedHostNetwork

HOST_NETWORK = "host network "
DEFAULT = "default"


def networks_used(job: Job) -> frozenset[str]:
    """The CNI modes of a job's groups (`cni/mynet`) and the host networks of its ports (`host network public`)."""
    networks = [network for group in job.task_groups or () for network in group.networks or ()]
    hosts = {HOST_NETWORK + port.host_network for network in networks for port in ports_of(network) if port.host_network}
    return frozenset(hosts | {network.mode for network in networks if network.mode.startswith("cni/")})


def unused(nodes: Sequence[Node], used: frozenset[str]) -> list[tuple[Node, Diagnostic]]:
    """What the nodes offer that is not in `used`. Host networks whose name a template may give are not looked at."""
    found: list[tuple[Node, Diagnostic]] = []
    templates = any(name.startswith(HOST_NETWORK + "${") for name in used)
    for node in nodes:
        for network in () if templates else node.host_networks:
            if network.name != DEFAULT and HOST_NETWORK + network.name not in used:
                text = f'no checked job uses the host network "{network.name}" of node {node.name}'
                found.append((node, UnusedHostNetwork().at(node.origin_of(f"host_networks.{network.name}").span, text)))
        for one in node.cni_networks or ():
            if f"cni/{one.name}" not in used:
                text = f'no checked job uses the CNI network "{one.name}" of node {node.name}'
                found.append((node, UnusedCniNetwork().at(one.origin, text)))
    return found
