"""NET118: the old port_map beside a group's network."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.places import place_of
from jobspec.rules.rule import Findings, Rule, related_to

DRIVERS = ("docker", "nspawn", "podman")


class PortMapWithoutNetwork(Rule):
    """A port_map that has no network to map.

    ## What it finds
    `port_map` in the config of a docker, nspawn or podman task without a `network` in its `resources`.

    ## Why it matters
    The driver maps only ports of a task's own network that way. Nomad accepts and places the job, and the task fails: "'port_map' cannot
    map group network ports, use 'ports' instead", or "Trying to map ports but no network interface is available".

    ## Example
        network {
          port "http" {}
        }
        task "web" {
          driver = "docker"
          config {
            image = "nginx"
            port_map {
              http = 80
            }
          }
        }

    ## Use instead
        network {
          port "http" {
            to = 80
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

    code = "NET118"
    name = "port-map-without-network"

    def check_task(self, task: Task, context: Context) -> Findings:
        """drivers/docker/driver.go createContainerConfig; nomad-driver-podman portMappings, nomad-driver-nspawn StartTask."""
        config = task.config or {}
        if task.driver not in DRIVERS or not any(config.get("port_map") or ()) or (task.resources is not None and task.resources.networks):
            return
        networks = context.in_group().networks
        if config.get("ports") and task.driver == "docker":
            return
        yield self.at(
            place_of(task, ("port_map",)),
            f'port_map of task "{task.name}" has nothing to map: its resources have no network',
            related=related_to(networks[0].span(), "ports of the group's network take no port_map") if networks else (),
            help=_instead(config["port_map"]),
        )


def _instead(port_map: object) -> str:
    """The group's ports and the driver's option that do the same."""
    found: dict[str, object] = {}
    for entry in port_map if isinstance(port_map, (list, tuple)) else [port_map]:
        found.update(entry if isinstance(entry, dict) else {})
    declared = " ".join(f'port "{label}" {{ to = {port} }}' for label, port in found.items())
    named = ", ".join(f'"{label}"' for label in found)
    return f"Write {declared} into the group's network and ports = [{named}] here."
