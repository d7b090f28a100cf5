"""NET105: networks and attributes of the time before group networks."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_resources import Resources
from jobspec.rules.context import Context
from jobspec.rules.network.moved_network import moving
from jobspec.rules.rule import Findings, Rule


class DeprecatedNetwork(Rule):
    """A network in a task's resources, or mbits in a network.

    ## What it finds
    `network` blocks inside of `resources`; `mbits` in a group's first network.

    ## Why it matters
    Nomad warns. Task networks know no modes, and their ports are not seen by group services; `mbits` has no effect.

    ## Example
        task "web" {
          driver = "docker"
          resources {
            network {
              port "http" {
                static = 8080
              }
            }
          }
        }

    ## Use instead
        network {
          port "http" {
            static = 8080
          }
        }
        task "web" {
          driver = "docker"
          config {
            image = "nginx"
            ports = ["http"]
          }
        }
    """

    code = "NET105"
    name = "deprecated-network"
    severity = Severity.WARNING
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.Warnings."""
        if group.networks and (group.networks[0].mbits or 0) > 0:
            yield self.at(
                group.networks[0].span_of_name("mbits"),
                "mbits has no effect",
                help="Remove it.",
                nomad="mbits has been deprecated as of Nomad 0.12.0. Please remove mbits from the network block",
            )

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        """structs.Task.Warnings."""
        if resources.networks:
            labels = [
                port.label for network in resources.networks for port in (*(network.reserved_ports or ()), *(network.dynamic_ports or ()))
            ]
            ports = " ".join(f'port "{label}" {{ … }}' for label in labels)
            yield self.at(
                resources.networks[0].span(),
                "the network stands in a task's resources, where it is deprecated",
                nomad="task network resources have been deprecated as of Nomad 0.12.0. "
                "Please configure networking via group network block.",
                help=f"Move it to the group: network {{ {ports} }}, and name the ports where the driver needs them." if ports
                else "Remove it, or write a network into the group.",
                fix=moving(context.in_group(), context.in_task()),
            )
