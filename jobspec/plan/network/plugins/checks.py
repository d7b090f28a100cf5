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


def check_deletion(plugin: str, release: str, version: str, config: Options) -> None:
    """The plugin's error where it does not even take its work back."""
    check_configuration(plugin, release, version, config)
    policy = config.text("ingressPolicy") if plugin == "firewall" else ""
    if policy not in _POLICIES:
        raise PluginError(f'unknown ingress policy: "{policy}"')
