"""AGT109: the node pool of a client."""

from __future__ import annotations

import re

from jobspec.go_text import quote
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}\Z", re.ASCII)


class InvalidAgentNodePool(AgentRule):
    """A node pool that a client cannot join.

    ## What it finds
    `node_pool` of a client that is `all`, or longer than 128 characters, or not made of letters, digits, hyphens and underscores.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          node_pool = "edge nodes"
        }

    ## Use instead
        client {
          node_pool = "edge-nodes"
        }
    """

    code = "AGT109"
    name = "invalid-agent-node-pool"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        pool = client.node_pool
        if pool and _NAME.match(pool) is None:
            yield self.at(client.span_of("node_pool"), f'"{pool}" is no name of a node pool: letters, digits, hyphens and underscores',
                          help="nothing fills in ${…} when Nomad reads the file" if "${" in pool else None,
                          nomad=f"Invalid node pool: invalid name {quote(pool)}, must match regex ^[a-zA-Z0-9-_]{{1,128}}$")
        if pool == "all":
            yield self.at(client.span_of("node_pool"), 'the node pool "all" holds every node and cannot be joined',
                          nomad='Invalid node pool: node is not allowed to register in node pool "all"')
