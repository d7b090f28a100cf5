"""NET116: inner ports that nothing maps."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_network import NetworkResource, Port
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule

#: Drivers that publish the ports that their config names in `ports`, from a network of their own.
PUBLISHING = ("docker", "podman")
#: Drivers whose tasks use the network of the host as it is, where the group's mode is host.
ON_THE_HOST = ("exec", "exec2", "java", "raw_exec")


class ToWithoutEffect(Rule):
    """An inner port in a group that has no network of its own.

    ## What it finds
    `to` of a port in a network of mode `host` (the default), where no task of the group maps it: a docker or podman task would, if it named
    the label in `ports`, unless its `network_mode` is `host`. Groups with tasks of other drivers than these, exec, exec2, java and raw_exec
    are not looked at, nor are ports of services and checks with `address_mode = "driver"`.

    ## Why it matters
    `NOMAD_PORT_…` is the number in `to`, so that the task listens there; services, checks and other jobs are given the port of the host,
    where nothing answers.

    ## Example
        network {
          port "http" {
            to = 8080
          }
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {
            to = 8080
          }
        }
    """

    code = "NET116"
    name = "to-without-effect"
    severity = Severity.WARNING

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """client/taskenv/env.go addPorts; drivers/docker/driver.go createContainerConfig."""
        if context.task is not None or context.index > 0 or network.mode not in ("", "host"):
            return
        tasks = context.in_group().tasks or ()
        if not tasks or not all(task.driver in PUBLISHING or task.driver in ON_THE_HOST for task in tasks):
            return
        published: set[str] = set()
        for task in tasks:
            labels = _published(task)
            if labels is None:
                return
            published |= labels
        for port in ports_of(network):
            if port.to > 0 and port.to != port.static and port.label not in published:
                if any(_names_inner(task, port) for task in tasks):
                    continue
                yield self.at(
                    port.span_of("to"),
                    f'to = {port.to} maps nothing: the network is the host\'s, and no task publishes port "{port.label}"',
                    help=f'Use mode = "bridge", or name "{port.label}" in ports of a docker task\'s config; else remove it.',
                )


def _published(task: Task) -> frozenset[str] | None:
    """The labels that a task's driver publishes; None where its config is only known later."""
    config = task.config or {}
    if task.driver not in PUBLISHING or config.get("network_mode") == "host":
        return frozenset()
    ports = config.get("ports") or ()
    if isinstance(ports, str) or any("${" in str(label) for label in ports):
        return None
    return frozenset(map(str, ports))


def _names_inner(task: Task, port: Port) -> bool:
    """Whether a service or check of the task gives out the inner port (serviceregistration.GetAddress, mode driver)."""
    return any(
        "driver" in (service.address_mode, *(check.address_mode for check in service.checks or ()))
        and port.label in (service.port, *(check.port for check in service.checks or ()))
        for service in task.services or ()
    )
