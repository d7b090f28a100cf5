"""NODE206, NODE207, NODE208: nodes that the scheduler does not even look at."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class WrongDatacenter(NodeRule):
    """The node is in a datacenter that the job does not want.

    ## What it finds
    Nodes whose `datacenter` matches none of the job's `datacenters`. `*` stands for any text; without the attribute, every datacenter
    will do.

    ## Why it matters
    Nomad gives no reason at all: the node simply is not available.

    ## Example
        job "web" {
          datacenters = ["dc2"]
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "web" {
          datacenters = ["dc*"]
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    code = "NODE206"
    name = "wrong-datacenter"
    scope = "file"


class WrongNodePool(NodeRule):
    """The node is in a pool that the job does not want.

    ## What it finds
    Nodes whose `node_pool` is not the job's; without the attribute it is `default`. The pool `all` holds every node.

    ## Why it matters
    Nomad gives no reason at all: the node simply is not available.

    ## Example
        job "web" {
          node_pool = "gpu"
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "web" {
          node_pool = "all"
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    code = "NODE207"
    name = "wrong-node-pool"
    scope = "file"


class NodeNotReady(NodeRule):
    """The node is down, drained, or not eligible.

    ## What it finds
    Node descriptions from Nomad itself whose `Status` is not `ready`, whose `SchedulingEligibility` is `ineligible`, or that are drained.

    ## Why it matters
    The scheduler does not look at such nodes.

    ## Example
        task "web" {
          driver = "raw_exec"
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
        }
    """

    code = "NODE208"
    name = "node-not-ready"
