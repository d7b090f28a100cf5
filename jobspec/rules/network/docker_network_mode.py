"""NET114: a container's own network mode beside its group's network."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.places import place_of
from jobspec.rules.rule import Findings, Rule, related_to

DRIVERS = ("docker", "podman")


class DockerNetworkMode(Rule):
    """A container's own network_mode beside its group's network.

    ## What it finds
    `network_mode` in the config of a docker or podman task whose group has a network of mode `bridge` or `cni/…`.

    ## Why it matters
    With docker, the driver's own mode wins: the container does not join the group's network, so that the group's ports, its services'
    addresses and the other tasks' loopback interface do not lead to it. With podman it is the other way round: network_mode has no effect.

    ## Example
        network {
          mode = "bridge"
          port "http" {
            to = 80
          }
        }
        task "web" {
          driver = "docker"
          config {
            image        = "nginx"
            network_mode = "host"
          }
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {
            to = 80
          }
        }
        task "web" {
          driver = "docker"
          config {
            image = "nginx"
          }
        }
    """

    code = "NET114"
    name = "docker-network-mode"
    severity = Severity.WARNING

    def check_task(self, task: Task, context: Context) -> Findings:
        """drivers/docker/driver.go createContainerConfig: network_mode is looked at first; nomad-driver-podman: the group's network is."""
        networks = context.in_group().networks
        own = (task.config or {}).get("network_mode") if task.driver in DRIVERS else None
        if not networks or not isinstance(own, str) or not own or "${" in own:
            return
        mode = networks[0].mode
        if mode == "bridge" or mode.startswith("cni/"):
            yield self.at(
                place_of(task, ("network_mode",)),
                f'task "{task.name}" sets network_mode = "{own}" and so leaves its group\'s network of mode "{mode}"'
                if task.driver == "docker"
                else f'network_mode = "{own}" of task "{task.name}" has no effect: podman joins its group\'s network of mode "{mode}"',
                related=related_to(networks[0].span_of("mode"), "the group's mode"),
                help="Remove network_mode from the config, or mode from the group's network.",
            )
