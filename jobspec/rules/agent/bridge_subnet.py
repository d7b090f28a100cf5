"""AGT208: networks of bridge mode."""

from __future__ import annotations

from ipaddress import ip_interface

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.host_network import cidr_problem
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class BadBridgeSubnet(AgentRule):
    """A network of bridge mode that is none.

    ## What it finds
    `bridge_network_subnet` that is no IPv4 network, `bridge_network_subnet_ipv6` that is no IPv6 network.

    ## Why it matters
    `nomad config validate` passes it. The agent then stops while it sets up its client: "invalid bridge_network_subnet".

    ## Example
        client {
          bridge_network_subnet = "172.26.64.0"
        }

    ## Use instead
        client {
          bridge_network_subnet = "172.26.64.0/20"
        }
    """

    code = "AGT208"
    name = "bad-bridge-subnet"

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        for name, text, version in (("bridge_network_subnet", client.bridge_network_subnet, 4),
                                    ("bridge_network_subnet_ipv6", client.bridge_network_subnet_ipv6, 6)):
            if not text:
                continue
            problem = cidr_problem(text)
            if problem is None and ip_interface(text).version != version:
                problem = f"it is of IPv{10 - version}"
            if problem is not None:
                yield self.at(client.span_of(name), f'"{text}" is no IPv{version} network: {problem}')
