"""AGT102: names of regions and datacenters."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class InvalidAgentName(AgentRule):
    """A region or datacenter with a character that it must not have.

    ## What it finds
    `region` with a NUL character, `datacenter` with one or with an asterisk.

    ## Why it matters
    The agent does not start: jobs use the asterisk to name several datacenters.

    ## Example
        datacenter = "dc*"

    ## Use instead
        datacenter = "dc1"
    """

    code = "AGT102"
    name = "invalid-agent-name"
    nomad = True

    def check_config(self, config: AgentConfig) -> Findings:
        if "\0" in config.region:
            yield self.at(config.span_of("region"), "the region contains a NUL character", nomad="Region contains invalid characters")
        if "\0" in config.datacenter or "*" in config.datacenter:
            yield self.at(config.span_of("datacenter"), f'datacenter "{config.datacenter}" contains an asterisk or a NUL character',
                          nomad="Datacenter contains invalid characters (null or '*')")
