"""NET113: settings of a network that its mode ignores."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class IgnoredByMode(Rule):
    """A hostname or CNI arguments in a mode that has no network namespace of its own.

    ## What it finds
    `hostname` or `cni` in a network of mode `host` (the default) or `none`.

    ## Why it matters
    Nomad accepts and ignores them: only modes `bridge` and `cni/…` set a hostname and call CNI plugins.

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
        if context.task is not None or context.index > 0 or network.mode not in ("", "host", "none"):
            return
        mode = network.mode or "host"
        where = related_to(network.span_of("mode"), "the mode") if network.mode else ()
        if network.hostname:
            yield self.at(
                network.span_of_name("hostname"), f'hostname has no effect in mode "{mode}"', related=where, help='Set mode = "bridge".'
            )
        if network.cni is not None and network.cni.args:
            yield self.at(network.cni.span() or network.span(), f'CNI arguments have no effect in mode "{mode}"', related=where)
