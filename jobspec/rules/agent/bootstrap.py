"""AGT119: how many servers to wait for."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class DoubtfulBootstrap(AgentRule):
    """A cluster of one server.

    ## What it finds
    An enabled server with `bootstrap_expect = 1`.

    ## Why it matters
    One server that is lost takes the whole cluster with it.

    ## Example
        server {
          enabled          = true
          bootstrap_expect = 1
        }

    ## Use instead
        server {
          enabled          = true
          bootstrap_expect = 3
        }
    """

    code = "AGT119"
    name = "single-server"
    severity = Severity.WARNING
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        if server.enabled and server.bootstrap_expect == 1:
            yield self.at(server.span_of("bootstrap_expect"), "a cluster of a single server is lost with it",
                          nomad="WARNING: Bootstrap mode enabled! Potentially unsafe operation.")


class EvenBootstrap(AgentRule):
    """An even number of servers.

    ## What it finds
    An enabled server with an even `bootstrap_expect`.

    ## Why it matters
    Four servers stand the loss of one, as three do. A server without the setting is not looked at: it joins a cluster that is there.

    ## Example
        server {
          enabled          = true
          bootstrap_expect = 4
        }

    ## Use instead
        server {
          enabled          = true
          bootstrap_expect = 5
        }
    """

    code = "AGT120"
    name = "even-server-count"
    severity = Severity.WARNING
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        if server.enabled and server.bootstrap_expect > 0 and server.bootstrap_expect % 2 == 0:
            yield self.at(server.span_of("bootstrap_expect"), f"{server.bootstrap_expect} servers stand no more losses than one less",
                          nomad="WARNING: Number of bootstrap servers should ideally be set to an odd number.")
