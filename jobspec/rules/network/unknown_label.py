"""NET108: port labels that services name and no network declares."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from jobspec.diagnostics import Severity, Span
from jobspec.models.job_connect import ConsulConnect
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.network.ports import declaring, ports_of
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import renaming
from jobspec.rules.texts import place_in

DRIVERS_WITH_PORTS = ("docker", "nspawn", "podman")


class UnknownPortLabel(Rule):
    """A port label that no network of the group declares.

    ## What it finds
    `port` of a group's service or of its checks, or `listener_port` of a path that a sidecar exposes, with a label that no `network` of
    the group or its tasks declares; the same in `ports` of a docker, nspawn or podman task's config. Texts with `${…}` are not looked at,
    nor are labels that Connect makes itself; services and checks may also name a number.

    ## Why it matters
    Nomad accepts the job and places it. The allocation then fails on the client. Only docker is lenient, and the finding a warning: where
    the group declares no port at all, the container starts and nothing is published, and in a group with a network of its own (mode
    `bridge` or `cni/…`), `ports` has no effect.

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

    code = "NET108"
    name = "unknown-port-label"

    def check_service(self, service: Service, context: Context) -> Findings:
        """client/serviceregistration/address.go; services of tasks are Nomad's own matter (SVC104)."""
        if context.task is None and not service.port.lstrip("+-").isdigit():
            yield from self._label(service.port, place_in(service, "port", service.port), context, "service")

    def check_check(self, check: ServiceCheck, context: Context) -> Findings:
        """client/serviceregistration/address.go."""
        if context.task is None and not check.port.lstrip("+-").isdigit():
            yield from self._label(check.port, place_in(check, "port", check.port), context, "check")

    def check_connect(self, connect: ConsulConnect, context: Context) -> Findings:
        """command/agent/consul/connect.go connectProxyExpose: a listener's port is always a label."""
        sidecar = connect.sidecar_service
        expose = sidecar.proxy.expose if sidecar is not None and sidecar.proxy is not None else None
        for path in (expose.paths if expose is not None else None) or ():
            yield from self._label(
                path.listener_port, place_in(path, "listener_port", path.listener_port), context, "exposed path"
            )

    def check_task(self, task: Task, context: Context) -> Findings:
        """drivers/docker/driver.go createContainerConfig, nomad-driver-podman portMappings, nomad-driver-nspawn StartTask."""
        config = task.config or {}
        ports = config.get("ports") if task.driver in DRIVERS_WITH_PORTS else None
        if not isinstance(ports, (list, tuple)) or (task.driver == "docker" and _joins_a_container(config)):
            return
        lenient = _why_docker_starts(config, context.in_group()) if task.driver == "docker" else None
        for position, label in enumerate(ports):
            if isinstance(label, str):
                span = place_of(task, ("ports", position))
                for finding in self._label(label, span, context, "task's config"):
                    told = finding if lenient is None else replace(
                        finding, message=finding.message + lenient, severity=Severity.WARNING,
                        help=finding.help if finding.fix else f"Remove it from ports, or declare {declaring(label, context.in_group())}.",
                    )
                    yield told if task.driver == "docker" else weighed(told, task, context)

    def _label(self, label: str, span: Span | None, context: Context, where: str) -> Findings:
        if not label or "${" in label or label.startswith(("connect-", "svc_")):
            return
        group = context.in_group()
        known = context.once(lambda: declared_labels(group), "declared labels", id(group))
        if label not in known:
            yield self.at(
                span,
                f'the {where} names port "{label}", which no network of group "{group.name}" declares',
                help=f"Declare {declaring(label, group)}.",
                slip=(label, known),
                fix=renaming(span, label, known),
            )


def _joins_a_container(config: Mapping[str, object]) -> bool:
    return str(config.get("network_mode", "")).startswith("container:")


def _why_docker_starts(config: Mapping[str, object], group: TaskGroup) -> str | None:
    """Why a container with labels that do not exist starts all the same; None where it does not."""
    networks = group.networks or ()
    if networks and networks[0].mode not in ("", "host") and not config.get("network_mode"):
        return f'; in mode "{networks[0].mode}", ports of a docker task have no effect'
    if not any(ports_of(network) for network in networks):
        return ": nothing is published"
    return None


def declared_labels(group: TaskGroup) -> set[str]:
    """The labels of every port that the group and its tasks declare."""
    networks = [*(group.networks or ())]
    for task in group.tasks or ():
        if task.resources is not None:
            networks += task.resources.networks or ()
    return {port.label for network in networks for port in ports_of(network)}
