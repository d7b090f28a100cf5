"""NET113: settings of a network that its mode ignores."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.diagnostics import Related, Severity
from jobspec.models.job_network import DNSConfig, NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

#: Drivers whose tasks see the host's /etc/resolv.conf, whatever the group's network says.
WITH_HOST_RESOLVER = frozenset(("exec2", "raw_exec"))


class IgnoredByMode(Rule):
    """Settings of a network that its mode, or the drivers of its tasks, cannot put into effect.

    ## What it finds
    `hostname` in a network of mode `host` (the default); `cni` in mode `host` or `none`; `dns` in mode `none`, and in a group all of whose
    tasks have driver exec2 or raw_exec.

    ## Why it matters
    Nomad accepts them. A hostname in mode `host` makes the allocation fail; only modes `bridge` and `cni/…` call CNI plugins; in mode
    `none` no DNS server can be reached, and exec2 and raw_exec leave the host's resolver as it is.

    ## Example
        network {
          hostname = "web"
        }

    ## Use instead
        network {
          mode     = "bridge"
          hostname = "web"
        }
    """

    code = "NET113"
    name = "ignored-by-mode"
    severity = Severity.WARNING

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """client/allocrunner/network_manager_linux.go and networking_cni.go."""
        if context.task is not None or context.index > 0:
            return
        mode = network.mode or "host"
        where = related_to(network.span_of("mode"), "the mode") if network.mode else ()
        dns = network.dns
        if dns is not None and (dns.servers or dns.searches or dns.options):
            yield from self._dns(dns, mode, where, context)
        if mode not in ("host", "none"):
            return
        if network.hostname and mode == "host":
            finding = self.at(
                network.span_of_name("hostname"),
                f'a hostname cannot be set in mode "{mode}": the allocation fails',
                related=where,
                help='Set mode = "bridge", or remove hostname.',
            )
            yield replace(finding, severity=Severity.ERROR)
        if network.cni is not None and network.cni.args:
            yield self.at(
                network.cni.span() or network.span(),
                f'CNI arguments have no effect in mode "{mode}"',
                related=where,
                help='Use mode = "cni/NAME" or "bridge", or remove them.',
            )

    def _dns(self, dns: DNSConfig, mode: str, where: tuple[Related, ...], context: Context) -> Findings:
        drivers = {task.driver for task in context.in_group().tasks or ()}
        if mode == "none":
            yield self.at(dns.span(), 'dns has no effect in mode "none": there is no network to ask over', related=where,
                          help='Remove dns, or use mode = "bridge".')
        elif drivers and drivers <= WITH_HOST_RESOLVER:
            yield self.at(
                dns.span(),
                f"dns has no effect on tasks of driver {' and '.join(sorted(drivers))}, which see the host's files",
                help="Remove it, or use a driver with files of its own, such as docker or exec.",
            )
