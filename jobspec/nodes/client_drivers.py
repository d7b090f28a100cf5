"""Which task drivers a client's configuration switches on and off, as far as it alone decides that."""

from __future__ import annotations

from collections.abc import Mapping

from jobspec.models.agent_config import AgentConfig
from jobspec.models.job_task import BUILT_IN_DRIVERS
from jobspec.models.node import NodeDriver
from jobspec.nodes.options import is_listed, option_bool, option_names


def configured_drivers(config: AgentConfig, options: Mapping[str, str]) -> tuple[dict[str, NodeDriver] | None, dict[str, str]]:
    """The drivers there can be (None: any), taken for healthy, and those that are surely off, with the reason.

    drivers/rawexec (`enabled`) and client/pluginmanager/drivermanager (allow and deny lists).
    """
    allowed = option_names(options, "driver.allowlist", "driver.whitelist")
    denied = option_names(options, "driver.denylist", "driver.blacklist")
    missing = dict.fromkeys(sorted(denied), "driver.denylist names it")
    missing |= {name: "driver.allowlist does not name it" for name in BUILT_IN_DRIVERS if allowed and name not in allowed}
    if not _raw_exec_enabled(config, options):
        missing.setdefault("raw_exec", 'plugin "raw_exec" does not set enabled = true')
    if not allowed:
        return None, missing
    return {name: NodeDriver(True, True) for name in sorted(allowed) if is_listed(name, allowed, denied) and name not in missing}, missing


def _raw_exec_enabled(config: AgentConfig, options: Mapping[str, str]) -> bool:
    """The plugin block counts where it has a config, else the old option."""
    for plugin in reversed(config.plugins or ()):
        if plugin.name == "raw_exec" and plugin.config is not None:
            return plugin.config.get("enabled") in (True, 1, "true", "1")
    return bool(option_bool(options, "driver.raw_exec.enable"))
