"""SVC109: address modes that give no address."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.diagnostics import Severity, Span
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import has_namespace
from jobspec.rules.rule import Findings, Rule, related_to

#: Drivers that never report a network of their own.
WITHOUT_NETWORK = ("exec", "exec2", "java", "raw_exec")


class UnreachableAddress(Rule):
    """An address mode that cannot give an address where it stands.

    ## What it finds
    `address_mode` `alloc` or `alloc_ipv6` of a group's service, or of a check in one, where the group has no network of mode `bridge` or
    `cni/…`; `driver` of a service or check in a task of driver exec, exec2, java or raw_exec.

    ## Why it matters
    Nomad accepts and places the job. A group's service then cannot be registered, as there is no such address, and the allocation fails (an
    error); a task runs, and none of its services is registered (a warning).

    ## Example
        network {
          port "http" {}
        }
        service {
          name         = "web"
          provider     = "nomad"
          port         = "http"
          address_mode = "alloc"
        }

    ## Use instead
        network {
          mode = "bridge"
          port "http" {}
        }
        service {
          name         = "web"
          provider     = "nomad"
          port         = "http"
          address_mode = "alloc"
        }
    """

    code = "SVC109"
    name = "unreachable-address"

    def check_service(self, service: Service, context: Context) -> Findings:
        """client/serviceregistration/address.go GetAddress."""
        yield from self._mode(service.address_mode, service.span_of("address_mode"), context)

    def check_check(self, check: ServiceCheck, context: Context) -> Findings:
        """The same; Nomad's own checks have no mode but their service's."""
        yield from self._mode(check.address_mode, check.span_of("address_mode"), context)

    def _mode(self, mode: str, span: Span | None, context: Context) -> Findings:
        group, task = context.in_group(), context.task
        if task is None and mode in ("alloc", "alloc_ipv6") and not has_namespace(group):
            network = group.networks[0] if group.networks else None
            where = "the group has no network" if network is None else f'the group\'s network has mode "{network.mode or "host"}"'
            yield self.at(
                span,
                f'address_mode "{mode}" gives no address: {where}, in which allocations have none of their own',
                related=() if network is None else related_to(network.span_of("mode"), "the network"),
                help='Use mode = "bridge" in the network, or address_mode = "host".',
            )
        elif task is not None and mode == "driver" and task.driver in WITHOUT_NETWORK:
            finding = self.at(
                span,
                f'address_mode "driver" gives no address: driver "{task.driver}" has no network of its own',
                related=related_to(task.span_of("driver"), "the driver"),
                help='Use address_mode = "host" and a port\'s label.',
            )
            yield replace(finding, severity=Severity.WARNING)
