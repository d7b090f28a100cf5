"""NODE401, NODE402, NODE403: services and checks without an address."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.rules.node.rule import NodeRule


class GroupServiceWithoutAddress(NodeRule):
    """A group's service that cannot be registered.

    ## What it finds
    `port` of a group's service with a label that no network declares, or an `address_mode` that has no address in the group's network mode.

    ## Why it matters
    Nomad accepts the job and places it; the allocation fails before any task starts.

    ## Example
        network {
          port "http" {}
        }
        service {
          name     = "web"
          provider = "nomad"
          port     = "https"
        }

    ## Use instead
        network {
          port "http" {}
        }
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
        }
    """

    code = "NODE401"
    name = "group-service-without-address"


class TaskServiceWithoutAddress(NodeRule):
    """A task's service that is not registered.

    ## What it finds
    `port` and `address_mode` of a task's service for which there is no address.

    ## Why it matters
    The task runs, and none of its services is registered; only an event of the task says so.

    ## Example
        network {
          mode = "bridge"
          port "http" {}
        }
        task "web" {
          driver = "raw_exec"
          service {
            name         = "web"
            provider     = "nomad"
            port         = "http"
            address_mode = "driver"
          }
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {}
        }
        task "web" {
          driver = "raw_exec"
          service {
            name     = "web"
            provider = "nomad"
            port     = "http"
          }
        }
    """

    code = "NODE402"
    name = "task-service-without-address"
    severity = Severity.WARNING


class CheckWithoutAddress(NodeRule):
    """A check that can never pass.

    ## What it finds
    Checks of Nomad's own services for whose port there is no address.

    ## Why it matters
    The service is registered, and its check always fails: a deployment never becomes healthy.

    ## Example
        network {
          port "http" {}
        }
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
          check {
            type     = "tcp"
            port     = "health"
            interval = "10s"
            timeout  = "2s"
          }
        }

    ## Use instead
        network {
          port "http" {}
        }
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
          check {
            type     = "tcp"
            interval = "10s"
            timeout  = "2s"
          }
        }
    """

    code = "NODE403"
    name = "check-without-address"
    severity = Severity.WARNING
