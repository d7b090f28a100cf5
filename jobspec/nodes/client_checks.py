"""What a client's options say that Nomad passes over, or stops at only when the client is set up."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.diagnostics import Diagnostic, Span
from jobspec.go_duration import DurationError, parse_duration
from jobspec.models.agent_client import ClientConfig
from jobspec.models.node import HostNetwork
from jobspec.nodes.cidr import parse_cidr
from jobspec.nodes.configured import fact_of
from jobspec.nodes.node_findings import IgnoredRange, RefusedClientOption


def check_client(client: ClientConfig) -> list[Diagnostic]:
    """Everything that these options show by themselves."""
    return [*_bridge(client), *_kill_timeout(client), *_ranges(client)]


def host_network_span(client: ClientConfig, network: HostNetwork, attribute: str) -> Span | None:
    """Where an attribute of a host network is written, else where the network is."""
    written = next((one for one in reversed(client.host_networks or ()) if one.name == network.name), None)
    return None if written is None else fact_of(written, attribute).span or written.span()


def _bridge(client: ClientConfig) -> Iterator[Diagnostic]:
    """command/agent convertClientConfig"""
    for option, version in (("bridge_network_subnet", 4), ("bridge_network_subnet_ipv6", 6)):
        text: str = getattr(client, option)
        network = parse_cidr(text) if text else None
        if text and network is None:
            yield RefusedClientOption.at(fact_of(client, option).span, f'{option} "{text}" is not a network in CIDR notation.',
                                         nomad=f"invalid {option}: invalid CIDR address: {text}")
        elif network is not None and network.version != version:
            yield RefusedClientOption.at(fact_of(client, option).span, f'{option} "{text}" is not an IPv{version} network.',
                                         nomad=f"invalid {option}: not an IPv{version} address: {text}")


def _kill_timeout(client: ClientConfig) -> Iterator[Diagnostic]:
    try:
        parse_duration(client.max_kill_timeout or "0")
    except DurationError as error:
        yield RefusedClientOption.at(fact_of(client, "max_kill_timeout").span, f"max_kill_timeout is no duration: {error.message}.",
                                     nomad=f"Error parsing max kill timeout: {error.message}")


def _ranges(client: ClientConfig) -> Iterator[Diagnostic]:
    """Ranges of host networks that Go does not take for CIDRs: Nomad passes over them without a word."""
    for network in client.host_networks or ():
        for text in network.cidr.split(",") if network.cidr else ():
            if parse_cidr(text) is None:
                mended = parse_cidr(text.strip()) is not None
                why = "has blanks around it" if mended else "is not a network in CIDR notation"
                yield IgnoredRange.at(
                    fact_of(network, "cidr").span,
                    f'"{text}" in the cidr of host network "{network.name}" {why}: Nomad passes over it without a word.',
                    help="Separate networks by commas alone." if mended else "Write it as 10.0.0.0/8.")
