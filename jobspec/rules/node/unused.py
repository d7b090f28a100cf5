"""NODE220, NODE221: what the nodes of a run offer and no job of it uses."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.rules.node.rule import NodeRule


class UnusedHostNetwork(NodeRule):
    """A host network that no job uses.

    ## What it finds
    `host_network` blocks of the nodes whose name no port of any checked job asks for. It looks at runs over job files with `--node`.

    ## Why it matters
    Perhaps a job misspells it, or it is left over.

    ## Example
        network {
          port "http" {}
        }

    ## Use instead
        network {
          port "http" {
            host_network = "public"
          }
          port "admin" {
            host_network = "edge"
          }
        }
    """

    code = "NODE220"
    name = "unused-host-network"
    severity = Severity.INFO
    nomad = False


class UnusedCniNetwork(NodeRule):
    """A CNI network that no job uses.

    ## What it finds
    Files of the nodes' CNI folders whose network no group of any checked job has as its mode. It looks at runs over job files with
    `--node`.

    ## Why it matters
    Perhaps a job misspells it, or it is left over. A file that does not parse keeps the whole client from starting, used or not.

    ## Example
        network {
          mode = "bridge"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE221"
    name = "unused-cni-network"
    severity = Severity.INFO
    nomad = False
