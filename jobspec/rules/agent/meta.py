"""AGT107: keys of node meta."""

from __future__ import annotations

import re

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

#: helper.IsValidInterpVariable
_KEY = re.compile(r"[^.]+(\.[^.]+)*\Z")


class InvalidMetaKey(AgentRule):
    """A key of a client's meta that constraints cannot name.

    ## What it finds
    A key in `meta` of an enabled client that is empty, begins or ends with a dot, or has two dots in a row.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          enabled = true
          meta {
            "rack." = "7"
          }
        }

    ## Use instead
        client {
          enabled = true
          meta {
            "rack" = "7"
          }
        }
    """

    code = "AGT107"
    name = "invalid-meta-key"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        for key in client.meta or () if client.enabled else ():
            if _KEY.match(key) is None:
                yield self.at(client.span_of("meta"), f'"{key}" is no key for meta: each dot stands between other characters',
                              nomad=f"Invalid Client.Meta key: {key}")
