"""SVC201: what Connect needs from a group."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic, Span
from jobspec.go_text import quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class ConnectNeeds(Rule):
    """A Connect service in a group that cannot hold it.

    ## What it finds
    A sidecar or an exposed check in a group that has not exactly one network, or one in another mode than `bridge` or `cni/…`
    (gateways may use `host`, too); capital letters in the names of a service with a sidecar, or of its group; a native service whose task
    does not exist or, with several tasks, is not named; a mesh gateway without a port; an exposed check of a
    service without a sidecar, of a task, or without a port to expose.

    ## Why it matters
    `nomad job validate` without a server accepts the job; the server refuses it.

    ## Example
        service {
          name = "web"
          port = "8080"
          connect {
            sidecar_service {}
          }
        }

    ## Use instead
        network {
          mode = "bridge"
        }
        service {
          name = "web"
          port = "8080"
          connect {
            sidecar_service {}
          }
        }
    """

    code = "SVC201"
    name = "connect-needs"
    nomad = True

    def check_service(self, service: Service, context: Context) -> Findings:
        """job_endpoint_hook_connect.go groupConnectValidate and groupConnectHook; job_endpoint_hook_expose_check.go."""
        connect, group = service.connect, context.in_group()
        if context.task is None and connect is not None:
            if connect.sidecar_service is not None:
                yield from self._sidecar(service, group, context)
            elif connect.native:
                yield from self._native(service, group, context)
            elif connect.gateway is not None:
                yield from self._network(group, connect.span() or service.span(), "connect gateway", allow_host=True)
                if connect.gateway.mesh is not None and group.networks and not service.port:
                    yield self.at(
                        service.span(), "a mesh gateway's service has no port", nomad="service.port must be set for mesh gateway service"
                    )
        yield from self._exposed(service, group, context)

    def _sidecar(self, service: Service, group: TaskGroup, context: Context) -> Findings:
        name = context.service_name(service, None)
        place = (service.connect.span() if service.connect is not None else None) or service.span()
        yield from self._network(group, place, "connect sidecar", allow_host=False)
        if name != name.lower():
            yield self.at(
                service.span_of("name"),
                f'the Connect service\'s name "{name}" has capital letters',
                nomad=f"Consul Connect service name {quote(name)} in group {quote(group.name or '')} must not contain uppercase characters",
            )
        if group.name and group.name != group.name.lower():
            yield self.at(
                group.span(),
                f'group "{group.name}" of a Connect service has capital letters in its name',
                nomad=f"Consul Connect group {quote(group.name)} with service {quote(name)} must not contain uppercase characters",
            )

    def _native(self, service: Service, group: TaskGroup, context: Context) -> Findings:
        """getNamedTaskForNativeService."""
        name = context.service_name(service, None)
        tasks = [task.name for task in group.tasks or ()]
        if not service.task:
            if len(tasks) != 1:
                yield self.at(
                    service.span(),
                    f'Connect native service "{name}" does not say which of {len(tasks)} tasks it is',
                    nomad=f"task for Consul Connect Native service {group.name}->{name} is ambiguous and must be set",
                    help='Set task = "…" in the service.',
                )
        elif service.task not in tasks:
            yield self.at(
                service.span_of("task"),
                f'group "{group.name}" has no task "{service.task}"',
                nomad=f"task {service.task} named by Consul Connect Native service {group.name}->{name} does not exist",
            )

    def _network(self, group: TaskGroup, place: Span | None, what: str, *, allow_host: bool) -> Findings:
        """groupConnectNetworkModeValidate."""
        networks = group.networks or ()
        if len(networks) != 1:
            yield self._networks(group, place, what, len(networks))
            return
        mode = networks[0].mode
        if mode == "bridge" or mode.startswith("cni/") or (allow_host and mode == "host"):
            return
        allowed = '"bridge", "host", or "cni/*"' if allow_host else '"bridge" or "cni/*"'
        yield self.at(
            networks[0].span_of("mode"),
            f'{what}: the network\'s mode is "{mode or "host"}"; expected {allowed}',
            nomad=f"{what}: invalid network mode for Consul Connect: group {quote(group.name or '')} uses network mode "
            f"{quote(mode)}; must be {allowed}",
            help='Set mode = "bridge" in the group\'s network.',
        )

    def _networks(self, group: TaskGroup, place: Span | None, what: str, count: int) -> Diagnostic:
        return self.at(
            place,
            f'{what}: group "{group.name}" has {count} networks; expected exactly one',
            nomad=f"{what}: must have exactly one network for Consul Connect: group {quote(group.name or '')} has {count} networks",
            help='Add network { mode = "bridge" } to the group.' if count == 0 else None,
        )

    def _exposed(self, service: Service, group: TaskGroup, context: Context) -> Findings:
        """tgValidateUseOfCheckExpose and exposePathForCheck."""
        exposed = [check for check in service.checks or () if check.expose]
        if not exposed:
            return
        name = context.service_name(service, context.task)
        sidecar = service.connect is not None and service.connect.sidecar_service is not None
        if context.task is None:
            yield from self._network(group, exposed[0].span_of("expose"), "connect expose check", allow_host=False)
        for check in exposed:
            check_name = context.check_name(check)
            place = check.span_of("expose")
            if context.task is not None:
                yield self.at(
                    place,
                    "expose is true in a check of a task; only checks of group services can be exposed",
                    nomad=f"exposed service check {group.name}[{context.task.name}]->{name}->{check_name} is not a task-group service",
                )
            elif not sidecar:
                yield self.at(
                    place,
                    "expose is true in a check of a service without a sidecar",
                    nomad=f"exposed service check {group.name}->{name}->{check_name} requires use of sidecar_proxy",
                    help="Add connect { sidecar_service {} } to the service.",
                )
            elif check.type.lower() in ("grpc", "http") and check.path.startswith("/") and not _local_port(service, group):
                yield self.at(
                    service.span_of("port"),
                    f'the service\'s port "{service.port}" is neither a number nor a static port of the group, so there '
                    "is nothing to expose",
                    nomad=f"unable to determine local service port for service check {group.name}->{name}->{check_name}",
                )


def _local_port(service: Service, group: TaskGroup) -> int:
    """The port inside of the network namespace: a static port's number, or the number itself; 0 where there is none."""
    for network in group.networks or ():
        for port in (*(network.reserved_ports or ()), *(network.dynamic_ports or ())):
            if port.label == service.port and port.static > 0:
                return port.static
    return int(service.port) if service.port.isascii() and service.port.isdigit() else 0
