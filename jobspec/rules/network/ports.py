"""NET101: ports of a group's networks."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.go_text import quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_network import NetworkResource, Port
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

LARGEST = 65535


class InvalidPorts(Rule):
    """Ports that Nomad refuses.

    ## What it finds
    Two ports of a group with one label; two static ports with one number on the same host network (across the networks of the
    group and of its tasks); a port number above 65535; a `to` below -1 or above 65535; `ignore_collision` in a mode other
    than `host`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        network {
          port "http" {
            static = 8080
          }
          port "admin" {
            static = 8080
          }
        }

    ## Use instead
        network {
          port "http" {
            static = 8080
          }
          port "admin" {
            static = 8081
          }
        }
    """

    code = "NET101"
    name = "invalid-ports"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.validateNetworks."""
        labels: dict[str, Port] = {}
        statics: dict[tuple[str, int], tuple[Port, str]] = {}
        for network in group.networks or ():
            for port in ports_of(network):
                if port.label in labels:
                    yield from self._duplicate_label(port, labels[port.label])
                else:
                    labels[port.label] = port
                yield from self._static(port, statics, "taskgroup network")
                yield from self._target(port, network)
        for task in group.tasks or ():
            networks = (task.resources.networks if task.resources is not None else None) or ()
            for network in networks:
                for port in ports_of(network):
                    if port.label in labels:
                        yield from self._duplicate_label(port, labels[port.label])
                    yield from self._static(port, statics, task.name)

    def _duplicate_label(self, port: Port, first: Port) -> Findings:
        yield self.at(
            port.span(),
            f'port label "{port.label}" is already in use in this group',
            nomad=f"Port label {port.label} already in use by taskgroup network",
            related=related_to(first.span(), "the first port of that label"),
            help="Give every port of a group a label of its own.",
        )

    def _static(self, port: Port, statics: dict[tuple[str, int], tuple[Port, str]], owner: str) -> Findings:
        number = port.static
        if number == 0:
            return
        host_network = port.host_network or "default"
        other = statics.get((host_network, number))
        if other is not None:
            if not (port.ignore_collision and owner == "taskgroup network"):
                yield self.at(
                    port.span_of("static"),
                    f'port {number} is already taken on host network "{host_network}" by port "{other[0].label}"',
                    nomad=f"Static port {number} already reserved by {other[1]}",
                    related=related_to(other[0].span_of("static"), "taken here"),
                    help="Use another number, or another host_network.",
                )
        elif number > LARGEST:
            yield self.at(
                port.span_of("static"),
                f"static is {number}; the largest port is {LARGEST}",
                nomad=f"Port {port.label} ({number}) cannot be greater than {LARGEST}",
            )
        else:
            statics[host_network, number] = (port, f"{owner}:{port.label}")

    def _target(self, port: Port, network: NetworkResource) -> Findings:
        if port.to < -1:
            yield self.at(
                port.span_of("to"),
                f"to is {port.to}; expected a port, or -1 for the same number as on the host",
                nomad=f"Port {quote(port.label)} cannot be mapped to negative value {port.to}",
            )
        elif port.to > LARGEST:
            yield self.at(
                port.span_of("to"),
                f"to is {port.to}; the largest port is {LARGEST}",
                nomad=f"Port {quote(port.label)} cannot be mapped to a port ({port.to}) greater than {LARGEST}",
            )
        if port.ignore_collision and network.mode not in ("", "host"):
            yield self.at(
                port.span_of_name("ignore_collision"),
                f'ignore_collision is true in mode "{network.mode}"; only mode "host" takes it',
                nomad=f"Port {quote(port.label)} collision may not be ignored on non-host network mode {quote(network.mode)}",
                related=related_to(network.span_of("mode"), "the mode"),
            )


def ports_of(network: NetworkResource) -> Iterator[Port]:
    """Static ports, then dynamic ones, as Nomad goes through them."""
    yield from network.reserved_ports or ()
    yield from network.dynamic_ports or ()


def declaring(label: str, group: TaskGroup) -> str:
    """How a port of the group is declared: in its network, or with one where there is none."""
    declaration = f'port "{label}" {{ }}'
    return f"{declaration} in the group's network" if group.networks else f"network {{ {declaration} }} in the group"
