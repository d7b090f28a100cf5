"""AGT113: reserved ports."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.agent_client import ClientConfig, ClientHostNetworkConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.port_ranges import port_ranges_problem
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class InvalidReservedPorts(AgentRule):
    """A list of reserved ports that Nomad cannot read.

    ## What it finds
    `reserved_ports` of `reserved` or of a `host_network` that is no list of ports and ranges such as `22,80,8500-8600`.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          reserved {
            reserved_ports = "22;80"
          }
        }

    ## Use instead
        client {
          reserved {
            reserved_ports = "22,80"
          }
        }
    """

    code = "AGT113"
    name = "invalid-reserved-ports"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        ports = client.reserved.reserved_ports if client.reserved is not None else ""
        problem = port_ranges_problem(ports)
        if client.reserved is not None and problem is not None:
            yield self.at(client.reserved.span_of("reserved_ports"), f'"{ports}" is no list of ports: {problem.words}',
                          help='write ports and ranges with commas between: "22,80,8500-8600"',
                          nomad=f"reserved.reserved_ports {quote(ports)} invalid: {problem.nomad}")

    def check_host_network(self, network: ClientHostNetworkConfig, client: ClientConfig) -> Findings:
        ports = network.reserved_ports
        problem = port_ranges_problem(ports)
        if problem is not None:
            yield self.at(network.span_of("reserved_ports"), f'"{ports}" is no list of ports: {problem.words}',
                          help='write ports and ranges with commas between: "22,80,8500-8600"',
                          nomad=f"host_network[{quote(network.name)}].reserved_ports {quote(ports)} invalid: {problem.nomad}")
