"""AGT115: the preferred address family."""

from __future__ import annotations

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.suggest import did_you_mean


class InvalidAddressFamily(AgentRule):
    """An address family that is neither IPv4 nor IPv6.

    ## What it finds
    `preferred_address_family` with anything but `ipv4` or `ipv6`, in small letters.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          preferred_address_family = "IPv6"
        }

    ## Use instead
        client {
          preferred_address_family = "ipv6"
        }
    """

    code = "AGT115"
    name = "invalid-address-family"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        family = client.preferred_address_family
        if family not in ("", "ipv4", "ipv6"):
            yield self.at(client.span_of("preferred_address_family"), f'"{family}" is no address family',
                          help=did_you_mean(family, ("ipv4", "ipv6")) or "write ipv4 or ipv6",
                          nomad=f"Invalid preferred-address-family value: {family} (valid values: ipv4, ipv6)")
