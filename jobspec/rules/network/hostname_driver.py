"""NET117: hostnames that a group's drivers cannot set."""

from __future__ import annotations

from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

#: Drivers that let Nomad make the network, and so cannot name it. Others may be plugins that can.
WITHOUT_HOSTNAME = ("containerd-driver", "exec", "exec2", "java", "nspawn", "podman", "qemu", "raw_exec")


class HostnameWithDriver(Rule):
    """A hostname in a group with a task whose driver cannot set it.

    ## What it finds
    `hostname` in a network of mode `bridge`, `cni/…` or `none` of a group with a task of driver containerd-driver, exec, exec2, java,
    nspawn, podman, qemu or raw_exec.

    ## Why it matters
    Nomad accepts and places the group, and then its allocations fail: "hostname is not currently supported on driver …". Only docker
    can set one.

    ## Example
        network {
          mode     = "bridge"
          hostname = "web"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NET117"
    name = "hostname-with-driver"

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """client/allocrunner/network_manager_linux.go newNetworkManager."""
        mode = network.mode.lower()
        if context.task is not None or context.index > 0 or not network.hostname:
            return
        if mode not in ("bridge", "none") and not mode.startswith("cni/"):
            return
        for task in context.in_group().tasks or ():
            if task.driver in WITHOUT_HOSTNAME:
                yield self.at(
                    network.span_of("hostname"),
                    f'driver "{task.driver}" of task "{task.name}" cannot set the hostname "{network.hostname}": the allocation fails',
                    related=related_to(task.span_of("driver"), "the driver"),
                    help="Remove hostname; only the driver docker sets one.",
                )
                return
