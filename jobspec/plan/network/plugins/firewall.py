"""The plugin firewall: traffic of the addresses is let through, ingress policies of bridges (plugins/meta/firewall)."""

from __future__ import annotations

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.plugins.installed import older_than
from jobspec.plan.network.plugins.invocation import Answer, Invocation
from jobspec.plan.network.results import CURRENT, CniResult, converted
from jobspec.plan.network.rules import PacketRule, comment
from jobspec.plan.network.state import NetworkState

_POLICY = "CNI firewall plugin rules (ingressPolicy: {})"


def firewall(invocation: Invocation, _: NetworkState) -> Answer:
    """cmdAdd of firewall. Without a backend it asks whether firewalld runs; here it is taken not to."""
    config = invocation.config
    if invocation.previous is None:
        raise PluginError("missing prevResult from earlier plugin")
    result = converted(invocation.previous, CURRENT)
    policy = config.text("ingressPolicy")
    if config.text("backend") == "firewalld":
        zone = config.text("firewalldZone") or "trusted"
        rules = [PacketRule("firewalld", "", f"{ip.address.address} is a source of firewalld's zone {zone}.", not ip.address.is_ipv4)
                 for ip in result.ips]
    else:
        rules = _accepting(result, config.text("iptablesAdminChainName") or "CNI-ADMIN")
    old = older_than(invocation.plugin_version, 1, 7)
    if policy == "same-bridge" or (policy == "isolated" and not old):
        rules = [*_isolating(result, policy, "same-bridge" if old else "same-bridge|isolated"), *rules]
    elif policy not in ("", "open"):
        raise PluginError(f'unknown ingress policy: "{policy}"')
    return Answer(result, rules=tuple(rules))


def _accepting(result: CniResult, admin: str) -> list[PacketRule]:
    rules: dict[PacketRule, None] = {}
    for ip in result.ips:
        address, v6 = ip.address.address, not ip.address.is_ipv4
        one = f"{address}/{address.max_prefixlen}"
        for spec, words in (
            (f"FORWARD {comment('CNI firewall plugin rules')} -j CNI-FORWARD", "Forwarded packets go through chain CNI-FORWARD first."),
            (f"CNI-FORWARD {comment('CNI firewall plugin admin overrides')} -j {admin}",
             f"The rules of chain {admin} come before those of CNI-FORWARD."),
            (f"CNI-FORWARD -d {one} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
             f"Packets to {address} are let through when they belong to a connection that exists."),
            (f"CNI-FORWARD -s {one} -j ACCEPT", f"Packets from {address} are let through."),
        ):
            rules[PacketRule("filter", spec, words, v6)] = None
    return list(rules)


def _isolating(result: CniResult, policy: str, policies: str) -> list[PacketRule]:
    """setupIngressPolicyBridgeIsolation. `policies` are those that the plugin knows, as its comments name them."""
    if not result.interfaces:
        raise PluginError(f'interface needs to be set for ingress policy "{policy}", make sure to chain "firewall" plugin with "bridge"')
    bridge = result.interfaces[0].name
    if not bridge:
        raise PluginError("got empty bridge name")
    own, all_ = comment(_POLICY.format(policy)), comment(_POLICY.format(policies))
    first, second = "CNI-ISOLATION-STAGE-1", "CNI-ISOLATION-STAGE-2"
    rules: dict[PacketRule, None] = {}
    for v6 in dict.fromkeys(not ip.address.is_ipv4 for ip in result.ips):
        texts = [(f"FORWARD {all_} -j {first}", f"Forwarded packets go through chain {first} first.")]
        if policy == "isolated":
            texts.append((f"{first} -i {bridge} -o {bridge} {own} -j DROP", f"Allocations on {bridge} cannot reach each other."))
        texts += [
            (f"{first} -i {bridge} ! -o {bridge} {own} -j {second}", f"Packets from {bridge} to elsewhere go through chain {second}."),
            (f"{first} {all_} -j RETURN", f"Other packets leave chain {first}."),
            (f"{second} -o {bridge} {all_} -j DROP", f"Packets from other bridges of this kind do not reach {bridge}."),
            (f"{second} {all_} -j RETURN", f"Other packets leave chain {second}."),
        ]
        for spec, words in texts:
            rules[PacketRule("filter", spec, words, v6)] = None
    return list(rules)
