"""Plugins that work on what others made: firewall, bandwidth, tuning, sbr, vrf."""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec.structs import replace

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.invocation import Answer, Invocation, hardware_address
from jobspec.plan.network.results import CURRENT, CniResult, ResultInterface, converted
from jobspec.plan.network.rules import PacketRule
from jobspec.plan.network.state import NetworkState

_RATES = ("ingressRate", "ingressBurst", "egressRate", "egressBurst")


def bandwidth(invocation: Invocation, _: NetworkState) -> Answer:
    """Rates on the host end of a veth pair; an egress rate adds an ifb device to the result."""
    previous, rates = invocation.previous, _rates(invocation.config)
    if not any(rates.values()):
        if previous is None:
            raise PluginError('netplugin failed: "panic: runtime error: invalid memory address or nil pointer dereference"')
        return Answer(previous)
    if previous is None:
        raise PluginError("must be called as chained plugin")
    result = converted(previous, CURRENT)
    if not result.interfaces:
        raise PluginError("no interfaces provided")
    if not any(not one.sandbox for one in result.interfaces):
        raise PluginError(f"container interface {invocation.interface} has no veth peer: <nil>")
    rules = [_rate(invocation, "to", rates["ingressRate"])] if rates["ingressRate"] else []
    if rates["egressRate"]:
        name = "bwp" + hashlib.sha512((invocation.network + invocation.container).encode()).hexdigest()[:12]
        result = replace(result, interfaces=(*result.interfaces, ResultInterface(name)))
        rules.append(_rate(invocation, "from", rates["egressRate"]))
    return Answer(result, rules=tuple(rules))


def check_bandwidth(config: Options) -> None:
    """parseConfig: what it refuses."""
    rates = _rates(config)
    for way in ("ingress", "egress"):
        rate, burst = rates[f"{way}Rate"], rates[f"{way}Burst"]
        if rate and not burst:
            raise PluginError("if rate is set, burst must also be set")
        if burst and not rate:
            raise PluginError("if burst is set, rate must also be set")
        if burst // 8 >= 2**32 - 1:
            raise PluginError("burst cannot be more than 4GB")


def _rates(config: Options) -> dict[str, int]:
    limits = config if any(config.has(key) for key in _RATES) else config.section("runtimeConfig").section("bandwidth")
    return {key: limits.number(key) for key in _RATES}


def _rate(invocation: Invocation, way: str, rate: int) -> PacketRule:
    return PacketRule("tc", "", f"Traffic {way} {invocation.interface} of the allocation is held to {rate} bit/s.")


def tuning(invocation: Invocation, _: NetworkState) -> Answer:
    """Settings of the kernel and of the interface in the namespace."""
    config, previous = invocation.config, invocation.previous
    args = config.section("args").section("cni")
    mac = (args.text("mac") or config.section("runtimeConfig").text("mac") or invocation.arguments_for("MAC").get("MAC", "")
           or config.text("mac"))
    if previous is None:
        raise PluginError("Required prevResult missing")
    settings = {**_settings(config), **_settings(args)}
    for key in settings:
        if not _is_net(key, invocation.interface):
            written = key.replace(".", "/").replace("IFNAME", invocation.interface, 1)
            raise PluginError(f'invalid net sysctl key: "{written}"')
    rules = tuple(PacketRule("sysctl", "", f"{key} is {value} in the allocation's namespace.") for key, value in sorted(settings.items()))
    if not mac:
        return Answer(previous, rules=rules)
    hardware_address(mac, f"invalid args {mac} for MAC addr: ")
    result = converted(previous, CURRENT)
    interfaces = tuple(replace(one, mac=mac) if one.name == invocation.interface else one for one in result.interfaces)
    return Answer(replace(result, interfaces=interfaces), rules=rules)


def _settings(options: Options) -> dict[str, str]:
    value: Any = options.raw("sysctl")
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise PluginError("failed to load netconf: json: cannot unmarshal into Go struct field TuningConf.sysctl of type string")
    return dict(value)


def _is_net(key: str, interface: str) -> bool:
    parts: list[str] = []
    for part in key.replace(".", "/").replace("IFNAME", interface, 1).split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return len(parts) > 1 and parts[0] == "net"


def sbr(invocation: Invocation, _: NetworkState) -> Answer:
    """Routes by source address: a rule and a table for each address."""
    previous = _previous(invocation, "This plugin must be called as chained plugin")
    result = converted(previous, CURRENT)
    if not result.ips:
        raise PluginError(f"No IP addresses supplied on interface: {invocation.interface}")
    table = invocation.config.number("table") if invocation.config.has("table") else None
    rules = []
    for number, ip in enumerate(_own(result, invocation.interface)):
        words = f"Packets from {ip} in the allocation's namespace are routed by table {100 + number if table is None else table}."
        rules.append(PacketRule("rule", "", words))
    return Answer(result, rules=tuple(rules))


def _own(result: CniResult, interface: str) -> list[str]:
    return [str(ip.address.address) for ip in result.ips
            if ip.interface is None or not 0 <= ip.interface < len(result.interfaces) or result.interfaces[ip.interface].name == interface]


def vrf(invocation: Invocation, _: NetworkState) -> Answer:
    """The interface becomes part of a VRF of the namespace."""
    return Answer(converted(_previous(invocation, "missing prevResult from earlier plugin"), CURRENT))


def check_vrf(config: Options) -> None:
    """parseConf: what it refuses."""
    if not config.text("vrfname"):
        raise PluginError("configuration is expected to have a valid vrf name")


def _previous(invocation: Invocation, error: str) -> CniResult:
    if invocation.previous is None:
        raise PluginError(error)
    return invocation.previous
