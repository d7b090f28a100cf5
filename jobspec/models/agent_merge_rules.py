"""Where merging agent configs does not follow the common rule (what is set wins), by model and field."""

from __future__ import annotations

from enum import Enum, auto

from jobspec.models.agent_client import ArtifactConfig, ClientConfig, DrainConfig
from jobspec.models.agent_clusters import ConsulConfig, VaultConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_operations import RPCConfig
from jobspec.models.agent_security import AuditConfig, SentinelConfig, TLSConfig
from jobspec.models.agent_server import ClientIntroduction, ServerConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.agent_template import ClientTemplateConfig
from jobspec.models.agent_ui import UIConfig
from jobspec.models.base import Model


class Lists(Enum):
    """How a list meets a later one: takes its place unless that is empty, or even then; is followed by it (and is there, if only
    empty); has items of the same name replaced; has fingerprints of the same name merged."""

    REPLACE = auto()
    REPLACE_EVEN_BY_EMPTY = auto()
    APPEND = auto()
    APPEND_TO_SOME = auto()
    BY_NAME = auto()
    FINGERPRINTS = auto()


LISTS: dict[type[Model], dict[str, Lists]] = {
    ClientConfig: {
        "servers": Lists.APPEND, "host_networks": Lists.APPEND, "host_volumes": Lists.BY_NAME, "fingerprints": Lists.FINGERPRINTS,
    },
    ServerConfig: {"enabled_schedulers": Lists.APPEND, "start_join": Lists.APPEND_TO_SOME, "retry_join": Lists.APPEND_TO_SOME},
    Telemetry: {
        "datadog_tags": Lists.REPLACE_EVEN_BY_EMPTY, "prefix_filter": Lists.REPLACE_EVEN_BY_EMPTY,
        "allowed_metadata_keys_in_metrics": Lists.APPEND,
    },
    ClientTemplateConfig: {"function_denylist": Lists.REPLACE_EVEN_BY_EMPTY, "function_blacklist": Lists.REPLACE_EVEN_BY_EMPTY},
    ArtifactConfig: {"filesystem_isolation_extra_paths": Lists.REPLACE_EVEN_BY_EMPTY},
    AuditConfig: {"sinks": Lists.BY_NAME, "filters": Lists.BY_NAME},
    SentinelConfig: {"imports": Lists.APPEND, "additional_enabled_modules": Lists.APPEND},
    ConsulConfig: {"tags": Lists.APPEND},
}

#: Fields whose later value Nomad forgets to take: what a file says there never has an effect.
FORGOTTEN: dict[type[Model], frozenset[str]] = {
    AgentConfig: frozenset({"version", "dev_mode", "consuls", "vaults", "keyrings", "plugins"}),
    ClientConfig: frozenset({"log_file"}),
    ServerConfig: frozenset({"log_file", "license_env"}),
    TLSConfig: frozenset({"key_loader", "checksum"}),
    VaultConfig: frozenset({"token"}),
}

#: Blocks that take the place of earlier ones as a whole.
WHOLE: dict[type[Model], frozenset[str]] = {
    ServerConfig: frozenset({"default_scheduler_config", "raft_logstore", "raft_boltdb"}),
}

#: Fields that the later block always decides, set or not.
REPLACED: dict[type[Model], frozenset[str]] = {UIConfig: frozenset({"enabled"})}

#: Numbers that count only above zero.
POSITIVE: dict[type[Model], frozenset[str]] = {
    ServerConfig: frozenset({"bootstrap_expect"}),
    ClientIntroduction: frozenset({"default_identity_ttl", "max_identity_ttl"}),
    RPCConfig: frozenset({
        "accept_backlog", "keep_alive_interval", "connection_write_timeout", "stream_open_timeout", "stream_close_timeout", "dial_timeout",
    }),
}

#: Switches that can be unset, and yet cannot be turned off.
ONLY_ON: dict[type[Model], frozenset[str]] = {DrainConfig: frozenset({"ignore_system_jobs", "force"})}


def is_pointer(model: type[Model], name: str) -> bool:
    """Whether a field tells apart what is not set from what is empty, zero or off: a pointer in Go."""
    return model.__struct_defaults__[model.__struct_fields__.index(name)] is None and name not in ONLY_ON.get(model, ())
