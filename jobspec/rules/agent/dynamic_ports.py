"""AGT112: the range of dynamic ports."""

from __future__ import annotations

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

#: structs.MaxValidPort, one more than the highest port.
MAX_VALID_PORT = 65536


class InvalidDynamicRange(AgentRule):
    """A range of dynamic ports that is none.

    ## What it finds
    `min_dynamic_port` or `max_dynamic_port` outside of 0 to 65536, or the first above the second.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          min_dynamic_port = 33000
        }

    ## Use instead
        client {
          min_dynamic_port = 33000
          max_dynamic_port = 40000
        }
    """

    code = "AGT112"
    name = "invalid-dynamic-range"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        low, high = client.min_dynamic_port, client.max_dynamic_port
        for name, port in (("min_dynamic_port", low), ("max_dynamic_port", high)):
            if not 0 <= port <= MAX_VALID_PORT:
                yield self.at(client.span_of(name), f"{name} is {port}, and ports end at 65535",
                              nomad=f"Invalid dynamic port range: {name}={port}")
        if low > high:
            name = "min_dynamic_port" if client.was_written("min_dynamic_port") else "max_dynamic_port"
            yield self.at(client.span_of(name), f"the range of dynamic ports begins at {low} and ends at {high}",
                          nomad=f"Invalid dynamic port range: min_dynamic_port={low} and max_dynamic_port={high}")
