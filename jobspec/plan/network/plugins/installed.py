"""Which plugins a node has, and which versions of the specification they speak."""

from __future__ import annotations

import re

from jobspec.models.node import Node
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.results import VERSIONS

# The oldest version that a plugin takes, where that is not 0.1.0 (main of each).
_OLDEST = {"firewall": "0.4.0", "bandwidth": "0.3.0", "vrf": "0.3.1"}
# The releases of the CNI project's plugins from which on a newer version is known.
_NEWEST = (((1, 6), "1.1.0"), ((1, 0), "1.0.0"))
_RELEASE = re.compile(r"v?(\d+)\.(\d+)")


def find_plugin(name: str, node: Node) -> str:
    """The path of a plugin (invoke.FindInPath): the first folder of the CNI path, as nobody knows in which of them it is."""
    if not name:
        raise PluginError("no plugin name provided")
    if "/" in name:
        raise PluginError(f"invalid plugin name: {name}")
    if not node.cni_path:
        raise PluginError("no paths provided")
    if node.cni_plugins is not None and name not in node.cni_plugins:
        raise PluginError(f'failed to find plugin "{name}" in path [{" ".join(node.cni_path)}]')
    return f"{node.cni_path[0].rstrip('/')}/{name}"


def older_than(release: str, major: int, minor: int) -> bool:
    """Whether a plugin is from before a release; one whose release is not known is taken to be new."""
    match = _RELEASE.match(release)
    return match is not None and (int(match[1]), int(match[2])) < (major, minor)


def check_version(plugin: str, release: str, version: str) -> None:
    """What the plugin's own skeleton checks first: whether it speaks the list's version. `release` is empty where it is not known."""
    newest = next((spoken for since, spoken in _NEWEST if not older_than(release, *since)), "0.4.0")
    spoken = VERSIONS[VERSIONS.index(_OLDEST.get(plugin, "0.1.0")) : VERSIONS.index(newest) + 1]
    if (version or "0.1.0") not in spoken:
        listed = " ".join(f'"{one}"' for one in spoken)
        raise PluginError(f'incompatible CNI versions; config is "{version or "0.1.0"}", plugin supports [{listed}]')
