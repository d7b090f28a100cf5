"""AGT209: durations that are read late."""

from __future__ import annotations

from jobspec.go_duration import DurationError, parse_duration
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.models.base import Model
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

_OF_SERVERS = (
    "node_gc_threshold", "job_gc_interval", "job_gc_threshold", "eval_gc_threshold", "batch_eval_gc_threshold", "deployment_gc_threshold",
    "csi_volume_claim_gc_interval", "csi_volume_claim_gc_threshold", "csi_plugin_gc_threshold", "acl_token_gc_threshold",
    "root_key_gc_interval", "root_key_gc_threshold", "root_key_rotation_threshold", "start_timeout",
)


class UnreadableDuration(AgentRule):
    """A duration that the agent stumbles over when it starts.

    ## What it finds
    Durations that `nomad config validate` does not look at: `max_kill_timeout`, the `…_gc_threshold` and `…_gc_interval` of servers, the
    timeouts of `limits`, `deadline` of `drain_on_shutdown`, `log_rotate_duration`, `start_timeout`.

    ## Why it matters
    The configuration is called valid, and the agent does not start with it.

    ## Example
        server {
          job_gc_threshold = "7d"
        }

    ## Use instead
        server {
          job_gc_threshold = "168h"
        }
    """

    code = "AGT209"
    name = "unreadable-duration"

    def check_config(self, config: AgentConfig) -> Findings:
        if config.log_file:
            yield from self._duration(config, "log_rotate_duration", config.log_rotate_duration)
        yield from self._duration(config.limits, "https_handshake_timeout", config.limits.https_handshake_timeout)
        yield from self._duration(config.limits, "rpc_handshake_timeout", config.limits.rpc_handshake_timeout)

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        yield from self._duration(client, "max_kill_timeout", client.max_kill_timeout)
        if client.drain_on_shutdown is not None:
            yield from self._duration(client.drain_on_shutdown, "deadline", client.drain_on_shutdown.deadline or "")

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        for name in _OF_SERVERS:
            yield from self._duration(server, name, getattr(server, name))

    def _duration(self, model: Model, name: str, text: str) -> Findings:
        if not text or model.origin is None:
            return
        try:
            parse_duration(text)
        except DurationError:
            in_days = text.endswith("d") and text[:-1].isdecimal()
            help = f'there is no unit for days: write "{int(text[:-1][:9]) * 24}h"' if in_days else 'write it like "90s" or "1h30m"'
            yield self.at(model.span_of(name), f'{name} is a duration, and "{text}" is none', help=help)
