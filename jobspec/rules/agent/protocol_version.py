"""AGT121: a setting of the past."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class DeprecatedProtocolVersion(AgentRule):
    """A setting of servers that never did anything.

    ## What it finds
    `protocol_version` of a server.

    ## Why it matters
    Nomad ignores it and asks for its removal.

    ## Example
        server {
          protocol_version = 1
        }

    ## Use instead
        server {
          enabled = true
        }
    """

    code = "AGT121"
    name = "deprecated-protocol-version"
    severity = Severity.WARNING
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        if server.protocol_version:
            yield self.at(server.span_of_name("protocol_version"), "protocol_version has no effect", help="remove it",
                          nomad="Please remove deprecated protocol_version field from config.")
