"""The rules that `ipMasq` of bridge and ptp leaves (pkg/ip/ipmasq_iptables_linux.go)."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.plan.network.addresses import Prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.invocation import Invocation
from jobspec.plan.network.rules import PacketRule, chain_name, comment


def masquerade_rules(invocation: Invocation, addresses: Iterable[Prefix]) -> tuple[PacketRule, ...]:
    """What leaves the network of an address gets an address of the host."""
    backend = _backend(invocation.config)
    chain = chain_name(invocation.network, invocation.container)
    note = comment(f'name: "{invocation.network}" id: "{invocation.container}"')
    found: list[PacketRule] = []
    for prefix in addresses:
        network, address, v6 = prefix.network, prefix.address, not prefix.is_ipv4
        multicast = "ff00::/8" if v6 else "224.0.0.0/4"
        words = f"Packets from {address} to addresses outside of {network} and of multicast leave with the address of the host's interface."
        if backend == "nftables":
            found.append(PacketRule("nat", "", words, v6))
            continue
        found += [
            PacketRule("nat", f"{chain} -d {network} {note} -j ACCEPT", f"Packets from {address} to its own network {network} keep their "
                       "address.", v6),
            PacketRule("nat", f"{chain} ! -d {multicast} {note} -j MASQUERADE", words, v6),
            PacketRule("nat", f"POSTROUTING -s {address}/{address.max_prefixlen} {note} -j {chain}",
                       f"Packets from {address} go through chain {chain} before they leave.", v6),
        ]
    return tuple(dict.fromkeys(found))


def _backend(config: Options) -> str:
    backend = config.text("ipMasqBackend") if config.has("ipMasqBackend") else "iptables"
    if backend not in ("iptables", "nftables"):
        raise PluginError(f'unknown ipmasq backend "{backend}"')
    return backend
