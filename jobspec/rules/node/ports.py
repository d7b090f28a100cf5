"""NODE209, NODE210, NODE218, NODE219: ports that nodes cannot give."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class StaticPortTaken(NodeRule):
    """A static port that is reserved or taken on the node.

    ## What it finds
    Static ports that the client reserves (`reserved_ports`, for all addresses or for one host network), that another group of the job has,
    or that a second allocation of the group would need on the same node.

    ## Why it matters
    The node cannot take the allocation. Nomad's words are `network: reserved port collision LABEL=NUMBER`.

    ## Example
        network {
          port "ssh" {
            static = 22
          }
        }

    ## Use instead
        network {
          port "ssh" {
            static = 2222
          }
        }
    """

    code = "NODE209"
    name = "static-port-taken"


class DynamicPortsExhausted(NodeRule):
    """The node's range of dynamic ports is too small.

    ## What it finds
    Groups that want more dynamic ports than are free between `min_dynamic_port` and `max_dynamic_port` on an address of the node.

    ## Why it matters
    The node cannot take the allocation. Nomad's words are `network: dynamic port selection failed`.

    ## Example
        network {
          port "a" {}
          port "b" {}
          port "c" {}
          port "d" {}
        }

    ## Use instead
        network {
          port "a" {}
          port "b" {}
        }
    """

    code = "NODE210"
    name = "dynamic-ports-exhausted"


class TaskNetworkUnavailable(NodeRule):
    """The network of a task, in its old form, asks for what no interface of the node has.

    ## What it finds
    `network` blocks in the resources of tasks that want more bandwidth than the node's default interface has left, or that stand before
    a node without one.

    ## Why it matters
    The node cannot take the allocation. Nomad's words are `network: bandwidth exceeded` or `network: no networks available`.

    ## Example
        task "web" {
          driver = "raw_exec"
          resources {
            network {
              mbits = 5000
              port "http" {}
            }
          }
        }

    ## Use instead
        network {
          port "http" {}
        }
    """

    code = "NODE218"
    name = "task-network-unavailable"


class StaticPortTwice(NodeRule):
    """One static port on two host networks that share an address of the node.

    ## What it finds
    Two ports of a group with one static number on different host networks, where both host networks have the same address on the node.

    ## Why it matters
    Nomad's scheduler does not notice and offers both; its leader then refuses the plan, again and again, until the evaluation fails with
    `maximum attempts reached`. No other group of the job is placed on that node either, and no reason is given.

    ## Example
        network {
          port "outside" {
            static       = 8443
            host_network = "public"
          }
          port "inside" {
            static       = 8443
            host_network = "edge"
          }
        }

    ## Use instead
        network {
          port "outside" {
            static       = 8443
            host_network = "public"
          }
        }
    """

    code = "NODE219"
    name = "static-port-twice"
