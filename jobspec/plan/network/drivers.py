"""What task drivers can do with networks (the Capabilities of each driver)."""

from __future__ import annotations

import msgspec


class NetworkCapabilities(msgspec.Struct, frozen=True):
    """`modes` are host, group and task isolation; `initiates`: the driver makes the namespace itself, as a container that only waits.

    `mounts_hosts` and `mounts_resolver`: it puts Nomad's /etc/hosts and /etc/resolv.conf into the task.
    """

    modes: frozenset[str]
    initiates: bool = False
    mounts_hosts: bool = False
    mounts_resolver: bool = False


_HOST_AND_GROUP = frozenset({"host", "group"})
_ALL = frozenset({"host", "group", "task"})

CAPABILITIES = {
    "docker": NetworkCapabilities(_ALL, initiates=True, mounts_hosts=True, mounts_resolver=True),
    "exec": NetworkCapabilities(_HOST_AND_GROUP, mounts_resolver=True),
    "java": NetworkCapabilities(_HOST_AND_GROUP, mounts_resolver=True),
    "qemu": NetworkCapabilities(_HOST_AND_GROUP),
    "raw_exec": NetworkCapabilities(_HOST_AND_GROUP),
    # plugins of their own
    "podman": NetworkCapabilities(_ALL),
    "exec2": NetworkCapabilities(frozenset({"none", "host", "group"})),
    "containerd-driver": NetworkCapabilities(frozenset({"group", "task"}), mounts_resolver=True),
}


def capabilities(driver: str) -> NetworkCapabilities:
    """A driver's capabilities; of an unknown driver those are assumed that nearly all have."""
    return CAPABILITIES.get(driver, NetworkCapabilities(_HOST_AND_GROUP))
