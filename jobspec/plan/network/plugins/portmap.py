"""The plugin portmap: packets to ports of the host go to ports of the allocation (plugins/meta/portmap)."""

from __future__ import annotations

import msgspec

from jobspec.plan.network.addresses import Prefix, parse_address
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.invocation import Answer, Invocation
from jobspec.plan.network.results import CURRENT, converted
from jobspec.plan.network.rules import PacketRule, chain_name, comment
from jobspec.plan.network.state import NetworkState


class Mapping(msgspec.Struct, frozen=True):
    """An entry of the capability portMappings; `host` is empty for any address."""

    host_port: int
    port: int
    protocol: str
    host: str = ""


def portmap(invocation: Invocation, _: NetworkState) -> Answer:
    """cmdAdd of portmap: it passes the result on, and maps to the first address of each family on the allocation's interface."""
    config = invocation.config
    mappings = _mappings(config)
    if invocation.previous is None:
        raise PluginError("must be called as chained plugin")
    rules: list[PacketRule] = []
    if mappings:
        for target in _targets(invocation):
            rules += _nft_rules(target, mappings) if _backend(config) == "nftables" else _rules(invocation, target, mappings)
    return Answer(invocation.previous, rules=tuple(dict.fromkeys(rules)))


def _mappings(config: Options) -> list[Mapping]:
    entries = config.section("runtimeConfig").sections("portMappings")
    return [Mapping(one.number("hostPort"), one.number("containerPort"), one.text("protocol"), one.text("hostIP")) for one in entries]


def check_portmap(config: Options) -> None:
    """parseConfig and ensureBackend: what they refuse."""
    mappings = _mappings(config)
    lead = "failed to parse config: "
    if config.has("markMasqBit") and config.has("externalSetMarkChain"):
        raise PluginError(lead + "Cannot specify externalSetMarkChain and markMasqBit")
    if config.has("markMasqBit") and not 0 <= config.number("markMasqBit") <= 31:
        raise PluginError(lead + "MasqMarkBit must be between 0 and 31")
    backend = _backend(config)
    wrong = ["externalSetMarkChain"] if config.has("externalSetMarkChain") and backend != "iptables" else []
    for key in ("conditionsV4", "conditionsV6"):
        texts = config.texts(key)
        if texts and texts[0] and (texts[0][0] in "-!") is not (backend == "iptables"):
            wrong.append(key)
    if wrong:
        other = "nftables" if backend == "iptables" else "iptables"
        raise PluginError(lead + f"{backend} backend was requested but configuration contains {other}-specific options [{' '.join(wrong)}]")
    if backend not in ("iptables", "nftables"):
        raise PluginError(lead + f'unrecognized backend "{backend}"')
    for one in mappings:
        if one.port <= 0:
            raise PluginError(lead + f"Invalid container port number: {one.port}")
        if one.host_port <= 0:
            raise PluginError(lead + f"Invalid host port number: {one.host_port}")


def _backend(config: Options) -> str:
    return config.text("backend") if config.has("backend") else "iptables"


def _targets(invocation: Invocation) -> list[Prefix]:
    """The first address of each family that is not known to be on another interface."""
    result = converted(invocation.previous, CURRENT) if invocation.previous is not None else None
    found: dict[int, Prefix] = {}
    for ip in result.ips if result is not None else ():
        if result is not None and ip.interface is not None and 0 <= ip.interface < len(result.interfaces):
            interface = result.interfaces[ip.interface]
            if interface.name != invocation.interface or not interface.sandbox:
                continue
        found.setdefault(ip.address.address.version, ip.address)
    return [found[family] for family in (4, 6) if family in found]


def _rules(invocation: Invocation, target: Prefix, mappings: list[Mapping]) -> list[PacketRule]:
    """portMapperIPTables.forwardPorts, in the order of iptables-save within each chain."""
    config, v6 = invocation.config, not target.is_ipv4
    chain = chain_name(invocation.network, invocation.container, "DN-")
    snat = not config.has("snat") or config.flag("snat")
    mark = config.text("externalSetMarkChain") or "CNI-HOSTPORT-SETMARK"
    rules: list[PacketRule] = []

    def rule(spec: str, words: str) -> None:
        rules.append(PacketRule("nat", spec, words, v6))

    if snat and not config.has("externalSetMarkChain"):
        bit = hex(1 << (config.number("markMasqBit") if config.has("markMasqBit") else 13))
        rule(f"CNI-HOSTPORT-SETMARK {comment('CNI portfwd masquerade mark')} -j MARK --set-xmark {bit}/{bit}",
             f"Chain CNI-HOSTPORT-SETMARK marks packets with {bit}.")
        rule(f"CNI-HOSTPORT-MASQ -m mark --mark {bit}/{bit} -j MASQUERADE",
             "Marked packets leave with the address of the host's interface.")
        rule(f"POSTROUTING {comment('CNI portfwd requiring masquerade')} -j CNI-HOSTPORT-MASQ",
             "Packets that leave go through chain CNI-HOSTPORT-MASQ.")
    for entry in ("PREROUTING", "OUTPUT"):
        rule(f"{entry} -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT",
             f"Packets to addresses of the host go through chain CNI-HOSTPORT-DNAT ({entry}).")
    for one in mappings:
        for spec, words in _mapped(one, target, f"-s {target.network} " if not config.flag("masqAll") else "", mark if snat else ""):
            rule(f"{chain} {spec}", words)
    note = comment(_short(f'dnat name: "{invocation.network}" id: "{invocation.container}"'))
    addresses, conditions = _sorted(config.texts("conditionsV6" if v6 else "conditionsV4"))
    for protocol in sorted({one.protocol for one in mappings}):
        ports = [str(one.host_port) for one in mappings if one.protocol == protocol]
        for at in range(0, len(ports), 15):
            some = ",".join(ports[at : at + 15])
            rule(f"CNI-HOSTPORT-DNAT {addresses}-p {protocol} {note} -m multiport --dports {some}{conditions} -j {chain}",
                 f"{protocol} packets to host port {some} go through chain {chain}.")
    return rules


def _sorted(conditions: list[str]) -> tuple[str, str]:
    """Conditions as iptables-save orders them: addresses first, the rest behind the other matches."""
    first, rest, at = "", "", 0
    while at < len(conditions):
        if conditions[at] in ("-s", "-d") and at + 1 < len(conditions):
            first += f"{conditions[at]} {conditions[at + 1]} "
            at += 2
        else:
            rest += f" {conditions[at]}"
            at += 1
    return first, rest


def _mapped(one: Mapping, target: Prefix, source: str, mark: str) -> list[tuple[str, str]]:
    """fillDnatRules for one mapping: rules of the container's chain. `source`: whose packets are marked; empty `mark`: none are."""
    v6 = not target.is_ipv4
    host = parse_address(one.host) if one.host else None
    if one.host and (host is None or host.version == 6) != v6:
        return []
    there = f"-d {host}/{host.max_prefixlen} " if host is not None and int(host) != 0 else ""
    match = f"{there}-p {one.protocol} -m {one.protocol} --dport {one.host_port}"
    inner = f"[{target.address}]:{one.port}" if v6 else f"{target.address}:{one.port}"
    outer = f"{one.protocol} port {one.host_port} of {host if there else 'any address of the host'}"
    rules = []
    if mark:
        rules.append((f"{source}{match} -j {mark}", f"Packets from {target.network if source else 'anywhere'} to {outer} are marked."))
        if source and not v6:
            rules.append((f"-s 127.0.0.1/32 {match} -j {mark}", f"Packets from the host itself (127.0.0.1) to {outer} are marked."))
    return [*rules, (f"{match} -j DNAT --to-destination {inner}", f"Packets to {outer} go to {inner}.")]


def _nft_rules(target: Prefix, mappings: list[Mapping]) -> list[PacketRule]:
    """The same with nftables, in words only."""
    rules = []
    for one in mappings:
        host = parse_address(one.host) if one.host else None
        if one.host and (host is None or host.version == 6) == target.is_ipv4:
            continue
        outer = f"{one.protocol} port {one.host_port} of {host if host is not None and int(host) else 'any address of the host'}"
        inner = f"{target.address}:{one.port}" if target.is_ipv4 else f"[{target.address}]:{one.port}"
        rules.append(PacketRule("nat", "", f"Packets to {outer} go to {inner}.", not target.is_ipv4))
    return rules


def _short(text: str) -> str:
    return text if len(text.encode()) <= 255 else text[:253] + "..."
