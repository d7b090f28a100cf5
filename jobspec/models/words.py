"""Texts to which Nomad gives a meaning of their own, by the attributes that take them (nomad/structs/structs.go and siblings)."""

from __future__ import annotations

from typing import Final

from jobspec.models.job_network import NETWORK_MODES
from jobspec.models.job_policies import RESTART_MODES
from jobspec.models.job_task import BUILT_IN_DRIVERS

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "access_mode": ("single-node-writer", "multi-node-multi-writer"),
    "address_mode": ("auto", "alloc", "host", "driver"),
    "attachment_mode": ("file-system", "block-device"),
    "attribute": ("${attr.kernel.name}", "${node.unique.name}", "${meta.rack}"),
    "change_mode": ("noop", "restart", "signal", "script"),
    "driver": (*BUILT_IN_DRIVERS, "podman"),
    "hook": ("prestart", "poststart", "poststop"),
    "host_network": ("default",),
    "left_delimiter": ("[[", "<<"),
    "mode": (*NETWORK_MODES, "cni/some", *RESTART_MODES, "file", "service"),
    "namespace": ("default",),
    "network_mode": ("host", "bridge", "none"),
    "node_pool": ("default", "all"),
    "on_update": ("require_healthy", "ignore", "ignore_warnings"),
    "operator": ("=", "regexp", "version", "semver", "set_contains", "is_set", "distinct_hosts", "distinct_property"),
    "propagation_mode": ("private", "host-to-task", "bidirectional"),
    "protocol": ("http", "tcp", "grpc"),
    "provider": ("consul", "nomad", "vault"),
    "region": ("global",),
    "right_delimiter": ("]]", ">>"),
    "type": ("service", "batch", "system", "sysbatch", "http", "tcp", "grpc", "script", "host", "csi", "docker", "bind", "volume"),
}
