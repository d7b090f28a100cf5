"""The list of plugins that the client runs for an allocation: its own bridge network, or one of the CNI folder."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.diagnostics import Span
from jobspec.models.cni import CniNetwork
from jobspec.models.node import BridgeSettings, Node
from jobspec.plan.network.addresses import parse_prefix
from jobspec.plan.network.failures import failed
from jobspec.plan.network.rules import PacketRule

ADMIN_CHAIN = "NOMAD-ADMIN"


class ConfList(msgspec.Struct, frozen=True):
    """A list: `plugins` are their configurations as they are written, `source` says where the list comes from.

    `rules`: what the client itself adds to the packet filter before it runs the list, for the subnets in `forwarded`.
    `places`: where each plugin stands in the source.
    """

    name: str
    version: str
    plugins: tuple[dict[str, Any], ...]
    source: str
    rules: tuple[PacketRule, ...] = ()
    forwarded: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()


def bridge_list(bridge: BridgeSettings, transparent_proxy: bool) -> ConfList:
    """Nomad's own list for mode `bridge` (client/allocrunner/cni NewNomadBridgeConflist)."""
    ranges: list[list[dict[str, str]]] = [[{"subnet": bridge.subnet}]]
    routes = [{"dst": "0.0.0.0/0"}]
    if bridge.subnet_ipv6:
        ranges.append([{"subnet": bridge.subnet_ipv6}])
        routes.append({"dst": "::/0"})
    plugins: list[dict[str, Any]] = [
        {"type": "loopback"},
        {"type": "bridge", "bridge": bridge.name, "ipMasq": True, "isGateway": True, "forceAddress": True, "hairpinMode": bridge.hairpin,
         "ipam": {"type": "host-local", "ranges": ranges, "routes": routes, "dataDir": "/var/run/cni"}},
        {"type": "firewall", "backend": "iptables", "iptablesAdminChainName": ADMIN_CHAIN},
        {"type": "portmap", "capabilities": {"portMappings": True}, "snat": True},
    ]
    if transparent_proxy:
        plugins.append({"type": "consul-cni", "log_level": "debug"})
    return ConfList("nomad", "0.4.0", tuple(plugins), "nomad (built in)", _admin_rules(bridge),
                    tuple(subnet for subnet in (bridge.subnet_ipv6, bridge.subnet) if subnet))


def _admin_rules(bridge: BridgeSettings) -> tuple[PacketRule, ...]:
    """bridgeNetworkConfigurator.ensureForwardingRules"""
    return tuple(PacketRule("filter", f"{ADMIN_CHAIN} -d {_network_of(subnet)} -o {bridge.name} -j ACCEPT",
                            f"Nomad's client lets packets to {subnet} through that leave by {bridge.name}.", is_ipv6)
                 for subnet, is_ipv6 in ((bridge.subnet_ipv6, True), (bridge.subnet, False)) if subnet)


def _network_of(subnet: str) -> str:
    """A subnet as iptables-save prints it; what is none stays as it is."""
    prefix = parse_prefix(subnet)
    return subnet if prefix is None else str(prefix.network)


def user_list(node: Node, mode: str) -> ConfList:
    """The network of mode `cni/NAME`, whose name the client takes in lower case (loadCNIConf)."""
    name = mode.lower()[4:]
    networks = node.cni_networks
    if networks is None:
        return ConfList(name, "", (), f"{node.cni_config_dir}: not known")
    lead = "failed to initialize network configurator: failed to load CNI config: "
    if not networks:
        raise failed("NODE301", f"The client's CNI folder {node.cni_config_dir} holds no network.",
                     lead + f"no CNI network config found in {node.cni_config_dir}",
                     help="Put the network's file there, or set cni_config_dir.")
    network = next((one for one in networks if one.name == name), None)
    if network is not None:
        return _list_of(network)
    written = next((one for one in networks if one.name.lower() == name), None)
    message = f'The client looks for the CNI network "{name}" in {node.cni_config_dir} and finds none of that name'
    if written is not None:
        message += f': it is named "{written.name}" there, and the client compares in lower case'
    raise failed("NODE302", f"{message}.", lead + f'CNI network config not found for name "{name}"',
                 help=f'Name the network "{name}" in {written.path}.' if written else None, node_span=written.origin if written else None)


def _list_of(network: CniNetwork) -> ConfList:
    """The client hands on the file's own text (libcni Bytes): plugins in a folder beside it are read, and then lost."""
    inline = [plugin for plugin in network.plugins if plugin.origin.source.name == network.path]
    if not inline:
        message = (f"The plugins of CNI network \"{network.name}\" stand in a folder beside {network.path}: Nomad's client loads only "
                   "those in the file itself, and crashes over a list without any.")
        raise failed("NODE313", message, "panic: runtime error: invalid memory address or nil pointer dereference",
                     help='Put them into "plugins" of the file.', node_span=network.origin)
    return ConfList(network.name, network.cni_version, tuple(plugin.config for plugin in inline), network.path,
                    places=tuple(plugin.origin for plugin in inline))
