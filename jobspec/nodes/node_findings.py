"""What can be wrong with the description of a node."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.nodes.finding_kind import FindingKind


class UnreadableNode(FindingKind):
    """A node description that is not there.

    ## What it finds
    A path given as a node that does not exist, cannot be read, or is a folder without agent configurations, `cni/` and `facts/`; or a
    part of its description that cannot be read: what `--interfaces`, `--routes` and `--cni-config-dir` name, or a file in `facts/`.

    ## Why it matters
    Nothing is known of the node, and nothing can be checked against it.

    ## Example
        jobspec validate web.nomad --node clinet.hcl

    ## Use instead
        jobspec validate web.nomad --node client.hcl
    """

    code = "NODE100"
    name = "unreadable-node"
    scope = "command"


class NotNodeJson(FindingKind):
    """Node JSON that Nomad would not print.

    ## What it finds
    A `node.json` that is not JSON, is no node, holds several nodes, or has values of other types than Nomad's.

    ## Why it matters
    What the servers know of the node is taken from it. A file that was changed by hand may say what no server ever saw.

    ## Example
        {"ID": "5b5f", "Datacenter": 1}

    ## Use instead
        {"ID": "5b5f", "Datacenter": "dc1"}
    """

    code = "NODE101"
    name = "not-node-json"
    scope = "node"


class UnreadableMachine(FindingKind):
    """Interfaces or routes that are not what `ip` prints.

    ## What it finds
    A file given as `--interfaces` or `--routes`, or in `facts/`, that is not the JSON of `ip -json addr` or `ip -json route`.

    ## Why it matters
    Without the interfaces the addresses of the node have to be assumed.

    ## Example
        {"eth0": "10.0.0.1"}

    ## Use instead
        [{"ifname": "eth0", "ifindex": 2, "flags": ["UP"], "addr_info": [{"family": "inet", "local": "10.0.0.1", "prefixlen": 24}]}]
    """

    code = "NODE102"
    name = "unreadable-machine"
    scope = "interfaces"


class NoClient(FindingKind):
    """An agent that is given as a node and is no client.

    ## What it finds
    A configuration that enables the server and not the client.

    ## Why it matters
    Only clients run jobs: nothing that is checked against this agent says where a job can run.

    ## Example
        server {
          enabled = true
        }

    ## Use instead
        client {
          enabled = true
        }
    """

    code = "NODE104"
    name = "no-client"
    severity = Severity.WARNING


class NoDefaultInterface(FindingKind):
    """A node without a default route whose client does not name an interface.

    ## What it finds
    Routes among which no IPv4 default route by a gateway is, and a client block without `network_interface`. Default routes without
    a gateway, by several gateways or by a next hop object are not seen by Nomad.

    ## Why it matters
    The client takes its default address from that route. Without one its fingerprinting fails, and the agent does not start.

    ## Example
        client {
          enabled = true
        }

    ## Use instead
        client {
          enabled           = true
          network_interface = "eth0"
        }
    """

    code = "NODE110"
    name = "no-default-interface"
    nomad = True
    scope = "client without routes"


class UnknownNetworkInterface(FindingKind):
    """A `network_interface` that the node does not have.

    ## What it finds
    A name, or a go-sockaddr template that makes a name, of no interface of the node, and a template that fails.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          enabled           = true
          network_interface = "eth9"
        }

    ## Use instead
        client {
          enabled           = true
          network_interface = "{{ GetDefaultInterfaces | attr \\"name\\" }}"
        }
    """

    code = "NODE111"
    name = "unknown-network-interface"
    nomad = True


class UnknownHostInterface(FindingKind):
    """A host network on an interface that the node does not have.

    ## What it finds
    A `host_network` whose `interface` names no interface of the node, or whose template fails.

    ## Why it matters
    Nomad says nothing. The network has no addresses, and a job that asks for it is never placed on the node.

    ## Example
        client {
          host_network "public" {
            interface = "eth9"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            interface = "eth1"
          }
        }
    """

    code = "NODE112"
    name = "unknown-host-interface"
    severity = Severity.WARNING


class HostNetworkWithoutAddress(FindingKind):
    """A host network to which no address of the node belongs.

    ## What it finds
    A `host_network` whose `cidr` (and `interface`) match none of the node's addresses.

    ## Why it matters
    Nomad says nothing. A job that asks for the network is never placed on the node: "missing host network".

    ## Example
        client {
          host_network "public" {
            cidr = "172.30.0.0/16"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
        }
    """

    code = "NODE113"
    name = "host-network-without-address"
    severity = Severity.WARNING


class UnknowableInterface(FindingKind):
    """An interface that only the machine itself can tell.

    ## What it finds
    A go-sockaddr template in `network_interface` or in a host network's `interface`, where the node's interfaces are not given, or
    which uses a part of Go's template language that this tool does not evaluate.

    ## Why it matters
    The addresses that follow from it are assumed, and so is what is planned on them.

    ## Example
        client {
          network_interface = "{{ with GetDefaultInterfaces }}{{ attr \\"name\\" . }}{{ end }}"
        }

    ## Use instead
        client {
          network_interface = "{{ GetDefaultInterfaces | attr \\"name\\" }}"
        }
    """

    code = "NODE115"
    name = "unknowable-interface"
    severity = Severity.INFO


class Contradiction(FindingKind):
    """A node whose JSON and whose configuration disagree.

    ## What it finds
    A datacenter, class, pool, metadata, host network, reserved port, port range, address or CNI network that the configuration (with
    the interfaces and the CNI folder) and the servers' JSON give differently.

    ## Why it matters
    What the servers saw is taken, since they place by it. But one of the two is out of date, or of another node: after the next start
    of the agent the node is not what was checked.

    ## Example
        datacenter = "dc7"

    ## Use instead
        datacenter = "dc1"
    """

    code = "NODE120"
    name = "contradiction"
    severity = Severity.WARNING
    scope = "client with node"


NODE_FINDINGS: tuple[type[FindingKind], ...] = (
    UnreadableNode, NotNodeJson, UnreadableMachine, NoClient, NoDefaultInterface, UnknownNetworkInterface,
    UnknownHostInterface, HostNetworkWithoutAddress, UnknowableInterface, Contradiction,
)
