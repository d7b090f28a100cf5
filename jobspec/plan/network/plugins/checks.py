"""What plugins refuse before they look at anything but their configuration, in ADD and in DEL alike."""

from __future__ import annotations

from collections.abc import Callable

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.bridge import check_bridge
from jobspec.plan.network.plugins.chained import check_bandwidth, check_vrf
from jobspec.plan.network.plugins.fields import check_types
from jobspec.plan.network.plugins.installed import check_version
from jobspec.plan.network.plugins.portmap import check_portmap
from jobspec.plan.network.results import decoded
from jobspec.plan.network.rules import chain_name

_CHECKS: dict[str, Callable[[Options], None]] = {
    "bandwidth": check_bandwidth, "bridge": check_bridge, "portmap": check_portmap, "vrf": check_vrf,
}
_POLICIES = ("", "open", "same-bridge", "isolated")


def check_configuration(plugin: str, release: str, version: str, config: Options) -> None:
    """The plugin's error where it does not take its configuration."""
    check_version(plugin, release, version)
    check_types(plugin, config)
    if plugin in _CHECKS:
        _CHECKS[plugin](config)


def check_deletion(plugin: str, release: str, version: str, config: Options, container: str) -> None:
    """The plugin's error where it does not even take its work back."""
    check_configuration(plugin, release, version, config)
    policy = config.text("ingressPolicy") if plugin == "firewall" else ""
    if policy not in _POLICIES:
        raise PluginError(f'unknown ingress policy: "{policy}"')
    if plugin in ("bridge", "ptp") and config.flag("ipMasq") and config.text("ipMasqBackend") in ("", "iptables"):
        _check_chain(config, container)


def _check_chain(config: Options, container: str) -> None:
    """TeardownIPMasqForNetworks deletes the chain with the first address of a family, while rules for others still lead to it."""
    chain = chain_name(config.text("name"), container)
    families = [ip.address.is_ipv4 for ip in decoded(config.raw("prevResult") or {}, config.text("cniVersion")).ips]
    for command, is_ipv4 in (("iptables", True), ("ip6tables", False)):
        if families.count(is_ipv4) > 1:
            raise PluginError(f"running [/usr/sbin/{command} -t nat -X {chain} --wait]: exit status 4: "
                              f"CHAIN_DEL failed (Device or resource busy): chain {chain}")
