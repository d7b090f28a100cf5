"""Networks, devices and ports of a configured client on its machine, and what keeps it from finding them."""

from __future__ import annotations

import msgspec

from jobspec.diagnostics import Diagnostic, Span
from jobspec.models.agent_client import ClientConfig
from jobspec.models.node import Fact, HostNetwork, Interface, Node, NodeDevice, NodeNetwork, Route
from jobspec.nodes.assumed import assumed_machine
from jobspec.nodes.client_checks import host_network_span
from jobspec.nodes.fingerprint import NetworkOptions, merged, node_devices, node_networks
from jobspec.nodes.node_findings import (
    HostNetworkWithoutAddress,
    NoDefaultInterface,
    UnknowableInterface,
    UnknownHostInterface,
    UnknownNetworkInterface,
)
from jobspec.nodes.options import is_listed, option_bool, option_names
from jobspec.nodes.sockaddr import Machine, default_device
from jobspec.nodes.sockaddr_template import Evaluated, evaluate

_ASSUMED_INTERFACES = Fact("assumed", "assumed: no interfaces given, addresses made up from the CIDRs of host networks")


class _Machine(msgspec.Struct, frozen=True):
    """Interfaces and routes as far as they are known, or made up (`known` false)."""

    interfaces: tuple[Interface, ...]
    routes: tuple[Route, ...]
    known: bool
    fact: Fact


def with_networks(node: Node, found: list[Diagnostic]) -> Node:
    """The node with the networks that its client finds, marked as assumed where its interfaces are not known."""
    client = (None if node.config is None else node.config.client) or ClientConfig()
    machine = _machine(node, client)
    templates = Machine(machine.interfaces, machine.routes) if machine.known else None
    default = _default(node, client, machine, templates, found)
    options = NetworkOptions(
        default_device=default,
        host_networks=node.host_networks,
        interface_names=_interface_names(node, client, machine, templates, found),
        preferred_family=client.preferred_address_family,
        disallow_link_local=bool(option_bool(client.options or {}, "fingerprint.network.disallow_link_local")),
        speed=client.network_speed,
        bridge_device=client.bridge_network_name,
    )
    enabled = _Enabled(client)
    bridge = (NodeNetwork("bridge", options.bridge_device),) if enabled("bridge") else ()
    cni = tuple(NodeNetwork(f"cni/{name}") for name in _cni_names(node)) if enabled("cni") else ()
    hosts = node_networks(machine.interfaces, options) if enabled("network") else ()
    networks = merged((bridge, cni, hosts))
    if machine.known:
        _check_addresses(node, client, networks, found)
    origins = {**node.origins, "networks": machine.fact, **_made_up(node, machine)}
    changed = msgspec.structs.replace(node, networks=networks, origins=origins)
    if node.origin_of("devices").kind == "node":
        return changed
    devices = (*(NodeDevice(network.mode) for network in (*bridge, *cni)),
               *(node_devices(machine.interfaces, options) if enabled("network") else ()))
    return _with_devices(changed, devices, machine.fact)


def _made_up(node: Node, machine: _Machine) -> dict[str, Fact]:
    """Where addresses come from that are not this machine's: the range of their host network, or the servers' word for the default."""
    if machine.known:
        return {}
    facts = {f"networks.{network.name}": _assumed_from(node, network) for network in node.host_networks}
    facts["networks.default"] = Fact("assumed", "assumed: no interfaces given")
    if node.origin_of("devices").kind == "node":
        facts["networks.default"] = node.origin_of("devices")
    return facts


def _assumed_from(node: Node, network: HostNetwork) -> Fact:
    what = "its CIDR" if network.cidr else "its name"
    return Fact("assumed", f"assumed from {what}", node.origin_of(f"host_networks.{network.name}").span)


def _with_devices(node: Node, devices: tuple[NodeDevice, ...], fact: Fact) -> Node:
    """The node with its devices, and the attribute that follows from them."""
    attributes = dict(node.attributes)
    origins = {**node.origins, "devices": fact}
    first = next((device.ip for device in devices if device.mode == "host"), "")
    if first:
        attributes["unique.network.ip-address"] = first
        origins["attributes.unique.network.ip-address"] = fact
    return msgspec.structs.replace(node, devices=devices, attributes=attributes, origins=origins)


def _cni_names(node: Node) -> list[str]:
    """The CNI networks of the folder, else those that the servers saw."""
    if node.cni_networks is not None:
        return [network.name for network in node.cni_networks]
    return [device.mode.removeprefix("cni/") for device in node.devices if device.mode.startswith("cni/")]


class _Enabled:
    """Which fingerprinters run (client/fingerprint_manager.go)."""

    __slots__ = ("_allowed", "_denied")

    def __init__(self, client: ClientConfig) -> None:
        options = client.options or {}
        self._allowed = option_names(options, "fingerprint.allowlist", "fingerprint.whitelist")
        self._denied = option_names(options, "fingerprint.denylist", "fingerprint.blacklist")

    def __call__(self, name: str) -> bool:
        return is_listed(name, self._allowed, self._denied)


def _machine(node: Node, client: ClientConfig) -> _Machine:
    if node.interfaces is None:
        name = "" if "{{" in client.network_interface else client.network_interface
        interfaces, routes = assumed_machine(name, node.host_networks, node.devices)
        return _Machine(interfaces, routes, False, _ASSUMED_INTERFACES)
    fact = node.origin_of("interfaces")
    if node.routes is not None:
        return _Machine(node.interfaces, node.routes, True, fact)
    usable = [interface for interface in node.interfaces if interface.up and not interface.loopback and interface.addresses]
    routes = (Route("default", usable[0].name, "assumed"),) if usable else ()
    if client.network_interface:
        return _Machine(node.interfaces, routes, True, fact)
    words = f"{fact.text}; no routes given, the default interface is assumed to be {usable[0].name}" if usable else fact.text
    return _Machine(node.interfaces, routes, True, Fact("assumed", words, fact.span))


def _default(node: Node, client: ClientConfig, machine: _Machine, templates: Machine | None, found: list[Diagnostic]) -> str:
    """The default interface: `network_interface`, or that of the default route; empty, with an error, where the client finds none."""
    if not client.network_interface:
        device = default_device(machine.routes)
        if not device and machine.known and _Enabled(client)("network"):
            found.append(NoDefaultInterface.at(
                None if node.routes is None else node.origin_of("routes").span,
                "This node has no default route (IPv4, by a gateway), and its client no network_interface.",
                help="Set network_interface in the client block.",
                nomad="Error while detecting network interface  during fingerprinting: no default interface found"))
        return device
    span = client.span_of("network_interface")
    result = evaluate(client.network_interface, templates)
    if result.text is None:
        if result.failed:
            found.append(UnknownNetworkInterface.at(span, f"network_interface cannot be evaluated: {result.problem}.",
                                                    nomad=f"Failed to parse network-interface: {result.problem}"))
            return ""
        found.append(_unknown(f"The default interface is not known: network_interface depends on {result.problem}.", span, result))
        return default_device(machine.routes)
    name = result.text.strip()
    if machine.known and name not in {interface.name for interface in machine.interfaces}:
        words = f'network_interface makes "{name}"' if "{{" in client.network_interface else f'network_interface is "{name}"'
        found.append(UnknownNetworkInterface.at(
            span, f"{words}, and this node has no such interface.",
            help="Its interfaces: " + ", ".join(interface.name for interface in machine.interfaces) + ".",
            nomad=f'Failed to parse network-interface: invalid interface name "{name}"'))
        return ""
    return name


def _interface_names(node: Node, client: ClientConfig, machine: _Machine, templates: Machine | None,
                     found: list[Diagnostic]) -> dict[str, str | None]:
    """The interface of each host network that names one. What fails in Nomad matches no interface, and it says nothing."""
    names: dict[str, str | None] = {}
    known = {interface.name for interface in machine.interfaces}
    for network in node.host_networks:
        if not network.interface:
            continue
        span = host_network_span(client, network, "interface")
        result = evaluate(network.interface, templates)
        names[network.name] = result.text
        if result.text is None and not result.failed:
            found.append(_unknown(f'The addresses of host network "{network.name}" are not known: its interface depends on '
                                  f"{result.problem}.", span, result))
            names[network.name] = f"assumed-{network.name}"
        elif result.text is None:
            found.append(UnknownHostInterface.at(
                span, f'The interface of host network "{network.name}" cannot be evaluated: {result.problem}. Nomad says nothing, and '
                      "no address belongs to the network."))
        elif machine.known and result.text not in known:
            found.append(UnknownHostInterface.at(
                span, f'Host network "{network.name}" is on interface "{result.text}", which this node does not have.',
                help="Its interfaces: " + ", ".join(sorted(known)) + "."))
    return names


def _check_addresses(node: Node, client: ClientConfig, networks: tuple[NodeNetwork, ...], found: list[Diagnostic]) -> None:
    """Host networks to which nothing belongs, and parts of their CIDRs that Nomad skips."""
    aliases = {address.alias for network in networks for address in network.addresses}
    told = {diagnostic.span for diagnostic in found if diagnostic.code == UnknownHostInterface.code}
    for network in node.host_networks:
        if network.name not in aliases and host_network_span(client, network, "interface") not in told:
            wanted = " and ".join([f"in {network.cidr}"] * bool(network.cidr) + [f"on {network.interface}"] * bool(network.interface))
            found.append(HostNetworkWithoutAddress.at(
                host_network_span(client, network, "cidr"),
                f'No address of this node is {wanted or "there"}: host network "{network.name}" stands for nothing.',
                help="A job that asks for it is never placed on this node."))


def _unknown(message: str, span: Span | None, result: Evaluated) -> Diagnostic:
    return UnknowableInterface.at(span, message, help="Give the node's interfaces (--interfaces, --routes)."
                                  if "interfaces" in result.problem else None)
