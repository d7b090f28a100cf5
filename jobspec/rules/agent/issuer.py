"""AGT117: the issuer of workload identities."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.urls import url_problem


class InvalidIssuer(AgentRule):
    """An OIDC issuer that is no URL.

    ## What it finds
    `oidc_issuer` of an enabled server that cannot be read as a URL.

    ## Why it matters
    The agent does not start.

    ## Example
        server {
          enabled     = true
          oidc_issuer = "https://nomad.example.com:port"
        }

    ## Use instead
        server {
          enabled     = true
          oidc_issuer = "https://nomad.example.com"
        }
    """

    code = "AGT117"
    name = "invalid-oidc-issuer"
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        problem = url_problem(server.oidc_issuer) if server.enabled and server.oidc_issuer else None
        if problem is not None:
            yield self.at(server.span_of("oidc_issuer"), f'"{server.oidc_issuer}" is no URL: {problem}',
                          nomad=f'Error using server.oidc_issuer = "{server.oidc_issuer}" as a base URL')
