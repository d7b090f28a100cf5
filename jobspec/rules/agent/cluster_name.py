"""AGT110: names of Consul and Vault clusters."""

from __future__ import annotations

import re

from jobspec.diagnostics import Severity
from jobspec.go_text import quote
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}\Z", re.ASCII)


class InvalidClusterName(AgentRule):
    """A name of a Consul or Vault cluster that jobs cannot use.

    ## What it finds
    `name` of a `consul` or `vault` block that is longer than 128 characters, or not made of letters, digits, hyphens and underscores.

    ## Why it matters
    Nomad says so when it starts, and goes on. No job can name the cluster.

    ## Example
        vault {
          name = "team a"
        }

    ## Use instead
        vault {
          name = "team-a"
        }
    """

    code = "AGT110"
    name = "invalid-cluster-name"
    severity = Severity.WARNING
    nomad = True

    def check_config(self, config: AgentConfig) -> Findings:
        for kind, clusters in (("Consul", config.consuls or ()), ("Vault", config.vaults or ())):
            for cluster in clusters:
                if _NAME.match(cluster.name) is None:
                    regex = "must match regex ^[a-zA-Z0-9-_]{1,128}$"
                    yield self.at(cluster.span_of("name"), f'"{cluster.name}" is no name of a {kind} cluster',
                                  nomad=f"Invalid {kind} configuration: invalid name {quote(cluster.name)}, {regex}")
