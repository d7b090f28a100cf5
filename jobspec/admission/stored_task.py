"""The stored shape of what tasks and sidecar tasks have in common (command/agent/job_endpoint.go)."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.defaults import filled
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_resources import LogConfig, Resources
from jobspec.models.job_volumes import VolumeMount


def stored_resources(resources: Resources) -> Resources:
    """ApiResourcesToStructs: the old disk size is not taken over."""
    return replace(
        filled(resources, cpu=0, cores=0, memory=0, memory_max=0, secrets=0, iops=0),
        disk=0,
        networks=stored_networks(resources.networks),
        devices=resources.devices or None,
    )


def stored_networks(networks: tuple[NetworkResource, ...] | None) -> tuple[NetworkResource, ...] | None:
    """ApiNetworkResourceToStructs: the device is not taken over. Servers leave zeros out when they store a network."""
    return tuple(_network(network) for network in networks) if networks else None


def _network(network: NetworkResource) -> NetworkResource:
    return replace(
        network,
        device="",
        mbits=network.mbits or None,
        dynamic_ports=network.dynamic_ports or None,
        reserved_ports=network.reserved_ports or None,
    )


def stored_logs(logs: LogConfig | None) -> LogConfig | None:
    """apiLogConfigToStructs"""
    if logs is None:
        return None
    return replace(filled(logs, disabled=False, max_files=0, max_file_size=0), enabled=None)


def stored_volume_mounts(mounts: tuple[VolumeMount, ...] | None) -> tuple[VolumeMount, ...] | None:
    """apiVolumeMountsToStructs: mounts without a volume are dropped."""
    if mounts is None:
        return None
    return tuple(filled(mount, destination="") for mount in mounts if mount.volume is not None)
