"""What makes a configuration unfit to describe a node, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.diagnostics import Diagnostic, Span
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.node import HostNetwork
from jobspec.nodes.configured import fact_of
from jobspec.nodes.node_findings import NoClient


def check_client(config: AgentConfig) -> Iterator[Diagnostic]:
    """A fragment need not say `enabled`; a server that says nothing of being a client is none."""
    client = config.client or ClientConfig()
    if config.server is not None and config.server.enabled and not client.enabled:
        yield NoClient.at(config.server.span_of("enabled"), "This agent is a server and no client: no job is ever placed on it.",
                          help="Give a client's configuration as the node, or set enabled in its client block.")


def host_network_span(client: ClientConfig, network: HostNetwork, attribute: str) -> Span | None:
    """Where an attribute of a host network is written, else where the network is."""
    written = next((one for one in reversed(client.host_networks or ()) if one.name == network.name), None)
    return None if written is None else fact_of(written, attribute).span or written.span()
