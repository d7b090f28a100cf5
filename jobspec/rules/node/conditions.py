"""NODE204, NODE205, NODE216, NODE217: constraints, drivers and secret providers."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class UnmetConstraint(NodeRule):
    """A constraint that the node does not meet.

    ## What it finds
    Constraints of the job, its groups and tasks, and those that servers add for what a job uses (Vault, Consul, signals, native
    services), whatever the operator. Attributes are only known from Nomad's own description of a node: without it they are assumed.

    ## Why it matters
    The scheduler leaves the node out. Nomad's words are the constraint itself.

    ## Example
        constraint {
          attribute = "${attr.kernel.name}"
          value     = "windows"
        }

    ## Use instead
        constraint {
          attribute = "${attr.kernel.name}"
          value     = "linux"
        }
    """

    code = "NODE204"
    name = "unmet-constraint"


class MissingDriver(NodeRule):
    """A task's driver is not on the node, or not healthy there.

    ## What it finds
    Drivers that the node does not have, does not detect, or reports as unhealthy. Agent configurations do not say which drivers work: they
    are assumed then.

    ## Why it matters
    The scheduler leaves the node out, and says no more than `missing drivers`.

    ## Example
        task "web" {
          driver = "podman"
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
        }
    """

    code = "NODE205"
    name = "missing-driver"


class MissingSecretsProvider(NodeRule):
    """A provider of secrets that the node does not have.

    ## What it finds
    `provider` of a task's `secret` for which the node has no attribute `plugins.secrets.NAME.version`.

    ## Why it matters
    The scheduler leaves the node out.

    ## Example
        task "web" {
          driver = "raw_exec"
          secret "key" {
            provider = "safe"
            path     = "key"
          }
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
          secret "key" {
            provider = "nomad"
            path     = "key"
          }
        }
    """

    code = "NODE216"
    name = "missing-secrets-provider"


class NotDistinct(NodeRule):
    """More allocations than there are nodes, or values of an attribute, that may hold one.

    ## What it finds
    Groups whose `count` needs more nodes than `distinct_hosts` leaves, or more values than `distinct_property` does.

    ## Why it matters
    The allocations that are left over are not placed.

    ## Example
        count = 2
        constraint {
          operator = "distinct_hosts"
          value    = "true"
        }

    ## Use instead
        count = 1
        constraint {
          operator = "distinct_hosts"
          value    = "true"
        }
    """

    code = "NODE217"
    name = "not-distinct"
