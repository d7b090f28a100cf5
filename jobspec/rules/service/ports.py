"""SVC104: ports that services of tasks name."""

from __future__ import annotations

import re

from jobspec.go_text import quote
from jobspec.models.base import Model
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import ServiceCheck
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.network.ports import declaring, ports_of
from jobspec.rules.rule import Findings, Rule, related_to

_NUMBER = re.compile(r"[+-]?[0-9]+\Z")
LARGEST_INT = 2**63 - 1


class TaskServicePorts(Rule):
    """Services of a task whose ports or names do not fit.

    ## What it finds
    A port label that neither the group's first network nor the task's own networks declare; a check that needs a port and has none;
    a number as a check's port without `address_mode = "driver"`; two services of a task with one name and port; two checks
    of a service with one name.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        service {
          name     = "web"
          provider = "nomad"
          port     = "htpp"
        }

    ## Use instead
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
        }
    """

    code = "SVC104"
    name = "task-service-ports"
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.validateServices."""
        if not task.services:
            return
        wanted: dict[str, dict[str, Model]] = {}
        names: dict[str, Model] = {}
        for service in task.services:
            context.service = service
            name = context.service_name(service, task)
            if name + service.port in names:
                yield self.at(
                    service.span_of("name"),
                    f'service "{name}" is already registered for the same port in this task',
                    nomad=f"service {quote(name)} is duplicate",
                    related=related_to(names[name + service.port].span(), "the first one"),
                )
            names.setdefault(name + service.port, service)
            if service.port and not (service.address_mode == "driver" and is_number(service.port)):
                wanted.setdefault(service.port, {}).setdefault(name, service)
            checks: dict[str, Model] = {}
            for check in service.checks or ():
                check_name = context.check_name(check)
                if check_name in checks:
                    yield self.at(
                        check.span(),
                        f"the check's name, {check_name!r}, is already used in this service",
                        nomad=f"check {quote(check_name)} is duplicate",
                        related=related_to(checks[check_name].span(), "the first one"),
                        help="Give the checks names of their own; without one, all get the same.",
                    )
                checks.setdefault(check_name, check)
                yield from self._check_port(check, check.port or service.port, check_name)
                if needs_label(check, service.port):
                    wanted.setdefault(check.port or service.port, {}).setdefault(name, check if check.port else service)
        context.service = None
        yield from self._unknown(task, context, wanted)

    def _check_port(self, check: ServiceCheck, port: str, name: str) -> Findings:
        if check.type not in ("grpc", "http", "tcp"):
            return
        if not port:
            yield self.at(
                check.span(),
                f'a check of type "{check.type}" needs a port, and neither the check nor its service names one',
                nomad=f"check {quote(name)} is missing a port",
                help="Set port in the service or in the check.",
            )
        elif is_number(port):
            number = int(port)
            if check.address_mode != "driver":
                yield self.at(
                    check.span_of("port"),
                    f"the check's port is the number {number}; expected a port's label",
                    nomad=f'check {quote(name)} cannot use a numeric port {number} without setting address_mode="driver"',
                    help='Declare port "…" in the group\'s network and name it here, or set address_mode = "driver".',
                )
            elif number <= 0:
                yield self.at(
                    check.span_of("port"),
                    f"the check's port is {number}; expected 1 or more",
                    nomad=f"check {quote(name)} has invalid numeric port {number}",
                )

    def _unknown(self, task: Task, context: Context, wanted: dict[str, dict[str, Model]]) -> Findings:
        networks = [*(context.in_group().networks or ())[:1], *((task.resources.networks if task.resources else None) or ())]
        known = {port.label for network in networks for port in ports_of(network)}
        for label in sorted(wanted):
            if label not in known:
                users = sorted(wanted[label])
                place = wanted[label][users[0]]
                yield self.at(
                    place.span_of("port"),
                    f'no network of the group or task declares a port "{label}"',
                    nomad=f"port label {quote(label)} referenced by services {', '.join(users)} does not exist",
                    help=_advice(label, context.in_group()),
                    slip=(label, known),
                )


def _advice(label: str, group: TaskGroup) -> str:
    if is_number(label):
        return f'A port is named by its label: declare port "http" {{ to = {label} }} in the group\'s network, and write "http" here.'
    return f"Declare {declaring(label, group)}."


def is_number(text: str) -> bool:
    """Whether strconv.Atoi takes a text."""
    return _NUMBER.match(text) is not None and -LARGEST_INT - 1 <= int(text) <= LARGEST_INT


def needs_label(check: ServiceCheck, service_port: str) -> bool:
    """Whether the check's port has to be a declared label."""
    port = check.port or service_port
    return check.type in ("grpc", "http", "tcp") and bool(port) and not is_number(port)
