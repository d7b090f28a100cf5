"""Agent configs as JSON."""

from __future__ import annotations

from typing import Any

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.base import Model
from jobspec.models.fields import fields_of

_ROOT = ("bind_addr", "data_dir", "datacenter", "name", "region")
_CLIENT = (
    "bind_wildcard_default_host_network", "bridge_network_hairpin_mode", "bridge_network_name", "bridge_network_subnet",
    "bridge_network_subnet_ipv6", "cni_config_dir", "cni_path", "cpu_total_compute", "disk_total_mb", "enabled", "max_dynamic_port",
    "memory_total_mb", "meta", "min_dynamic_port", "network_interface", "network_speed", "node_class", "node_pool", "options",
    "preferred_address_family",
)


def agent_to_json(config: AgentConfig) -> dict[str, Any]:
    """What concerns nodes and networks: settings under their names in HCL, blocks inside as Nomad's API writes them."""
    client = config.client or ClientConfig()
    found: dict[str, Any] = {name: getattr(config, name) for name in _ROOT}
    settings: dict[str, Any] = {name: getattr(client, name) for name in _CLIENT}
    settings["host_network"] = _json(client.host_networks)
    settings["host_volume"] = _json(client.host_volumes)
    settings["reserved"] = _json(client.reserved)
    found["client"] = dict(sorted(settings.items()))
    return dict(sorted(found.items()))


def complete_agent_json(config: AgentConfig) -> dict[str, Any]:
    """All of it, under the names of Nomad's API (`config` of /v1/agent/self), without what Nomad adds itself and the texts of durations."""
    return {key: value for key, value in _model(config).items() if key != "Version"}


def _model(model: Model) -> dict[str, Any]:
    return {field.json: _json(getattr(model, name)) for name, field in fields_of(type(model)).items() if field.json is not None}


def _json(value: object) -> Any:
    if isinstance(value, Model):
        return _model(value)
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return value
