"""NODE222, NODE223, NODE224: what cannot be foreseen."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.rules.node.rule import NodeRule


class PlacementByChance(NodeRule):
    """Nodes or groups that Nomad's scheduler takes for equal, and that differ in their networks.

    ## What it finds
    Groups that only some nodes of one class can take, for want of a CNI network or a host network. Nomad's computed class of a node holds
    its datacenter, pool, attributes and metadata, but not its networks. And groups without a network block beside others with one that a
    node lacks.

    ## Why it matters
    The scheduler looks at one node of a class and believes the others to be like it. Whether it finds a node, and whether that node has the
    network at all, is then chance. A group without a network block is checked for the network of the group that was looked at before it,
    in random order.

    ## Example
        network {
          mode = "cni/elsewhere"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE222"
    name = "placement-by-chance"
    severity = Severity.WARNING
    nomad = False


class UnknownInstance(NodeRule):
    """An instance of a periodic or parameterized job, of which something is not known yet.

    ## What it finds
    Plans of periodic and parameterized jobs without the id of an instance, or without the metadata and payload that a dispatch needs.

    ## Why it matters
    The id of an instance holds the time of its launch and is in the names of allocations and in environments: there it is made up.

    ## Example
        job "nightly" {
          type = "batch"
          periodic {
            crons = ["0 3 * * *"]
          }
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "nightly" {
          type = "batch"
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    code = "NODE223"
    name = "unknown-instance"
    severity = Severity.INFO
    nomad = False
    scope = "file"


class Unplannable(NodeRule):
    """A node of which too little is known to check a job against it.

    ## What it finds
    Jobs with ports and nodes whose description holds no address.

    ## Why it matters
    Nothing can be said of the job's ports there.

    ## Example
        network {
          port "http" {}
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE224"
    name = "unplannable"
    nomad = False
