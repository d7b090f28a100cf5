"""AGT101: agents that are neither server nor client."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class NoAgentMode(AgentRule):
    """An agent that is neither a server nor a client.

    ## What it finds
    A whole configuration in which neither `server` nor `client` is enabled.

    ## Why it matters
    The agent does not start. A file by itself may well be one of several, and is then not looked at for this.

    ## Example
        data_dir = "/opt/nomad"
        client {
          node_class = "edge"
        }

    ## Use instead
        data_dir = "/opt/nomad"
        client {
          enabled    = true
          node_class = "edge"
        }
    """

    code = "AGT101"
    name = "no-agent-mode"
    nomad = True
    whole = True

    def check_config(self, config: AgentConfig) -> Findings:
        if (config.client is None or not config.client.enabled) and (config.server is None or not config.server.enabled):
            yield self.at(config.span(), "neither server nor client is enabled", help="set `enabled = true` in a server or client block",
                          nomad="Must specify either server, client or dev mode for the agent.")
