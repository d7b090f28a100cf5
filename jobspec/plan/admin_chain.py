"""What Nomad's client itself puts into the packet filter before it calls the plugins of a bridge network."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jobspec.models.plan import Allocation


class AdminRule(msgspec.Struct, frozen=True):
    """Traffic to `subnet` that leaves by `bridge` is accepted in `chain` of the filter table. `command`: iptables or ip6tables."""

    command: str
    chain: str
    bridge: str
    subnet: str


def admin_rules(allocation: Allocation) -> tuple[AdminRule, ...]:
    """The rules of an allocation in bridge mode (client/allocrunner/networking_bridge_linux.go, ensureForwardingRules), IPv6 first."""
    if allocation.network.mode != "bridge" or allocation.cni is None:
        return ()
    chains = [str(call.stdin.get("iptablesAdminChainName", "")) for call in allocation.cni.add if call.plugin == "firewall"]
    found: list[AdminRule] = []
    for call in allocation.cni.add:
        if call.plugin == "bridge" and chains:
            for subnet in _subnets(call.stdin.get("ipam")):
                command = "ip6tables" if ":" in subnet else "iptables"
                found.append(AdminRule(command, chains[0], str(call.stdin.get("bridge", "")), subnet))
    return tuple(sorted(found, key=lambda rule: rule.command))


def _subnets(ipam: object) -> Iterator[str]:
    ranges = ipam.get("ranges") if isinstance(ipam, dict) else None
    for group in ranges if isinstance(ranges, list) else ():
        for entry in group if isinstance(group, list) else ():
            if isinstance(entry, dict) and entry.get("subnet"):
                yield str(entry["subnet"])
