"""Whether a node has the network that a group asks for, and the host networks of its ports (NetworkChecker)."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.go_version import VersionError, parse_constraints, parse_version, satisfies
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_network import NETWORK_MODES, NetworkResource, Port
from jobspec.models.node import Node
from jobspec.models.plan import Reason
from jobspec.models.suggestion import closest_advice
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names, host_networks, modes
from jobspec.plan.feasible.targets import resolve

_OLD = parse_constraints("< 0.12", semver=False)


def network_of(group: TaskGroup) -> NetworkResource | None:
    """The network of a group that counts: its first."""
    return group.networks[0] if group.networks else None


def ports_of(network: NetworkResource) -> tuple[Port, ...]:
    """Ports in the order in which the checker looks at them."""
    return (*(network.dynamic_ports or ()), *(network.reserved_ports or ()))


def check_network(group: TaskGroup, node: Node, names: Names, findings: Findings) -> None:
    """The mode, then every port's host network. A group without a network wants the host's, as far as the scheduler is concerned."""
    network = network_of(group)
    mode = "host" if network is None else network.mode or "host"
    if mode == "none":
        return
    if mode not in modes(node):
        if _is_assumed(mode, node):
            findings.assume(f'the network mode "{mode}" is there')
        elif not (mode == "bridge" and _predates_bridge(node)):
            _without_mode(mode, group, network, node, names, findings)
    if network is not None:
        _check_host_networks(network, node, names, findings)


def _is_assumed(mode: str, node: Node) -> bool:
    """Modes that no description but Nomad's own could rule out."""
    if mode.startswith("cni/") and len(mode) > len("cni/"):
        return node.cni_networks is None and not node.attributes_known
    return mode in ("host", "bridge") and not node.attributes_known and not node.devices


def _predates_bridge(node: Node) -> bool:
    try:
        return satisfies(parse_version(node.attributes.get("nomad.version", "")), _OLD)
    except VersionError:
        return False


def _without_mode(mode: str, group: TaskGroup, network: NetworkResource | None, node: Node, names: Names, findings: Findings) -> None:
    span = group.span() if network is None else network.span_of("mode")
    fact: str | None = "devices"
    help_: str | None = None
    if mode.startswith("cni/"):
        wanted = mode.removeprefix("cni/")
        fact = "cni_networks"
        known = sorted(one.name for one in node.cni_networks or ()) or _cni_names(modes(node))
        listed = f"it has {', '.join(known)}" if known else f"there is none in {node.cni_config_dir}"
        message = f'the node has no CNI network "{wanted}": {listed}' if wanted else 'the mode "cni/" lacks the name of a CNI network'
        others = {*_cni_names(names.of("mode")), *known} - {wanted}  # another node may have the very network
        help_ = closest_advice(wanted, sorted(others), "cni/") if wanted else None
    elif mode in NETWORK_MODES:
        message = f'the node offers no network of mode "{mode}"'
        help_ = "Nomad looks for the kernel's bridge module when its client starts." if mode == "bridge" else None
    else:
        message = f'"{mode}" is not a network mode that the node has'
        help_ = names.advice(mode, "mode", "Expected host, bridge, none or cni/NAME.")
    findings.against(Reason(code="NODE202", message=message, nomad="missing network", span=span, help=help_), fact)


def _cni_names(offered: Iterable[str]) -> list[str]:
    return sorted(mode.removeprefix("cni/") for mode in offered if mode.startswith("cni/"))


def _check_host_networks(network: NetworkResource, node: Node, names: Names, findings: Findings) -> None:
    known = host_networks(node)
    for port in ports_of(network):
        if not port.host_network:
            continue
        span = port.span_of("host_network")
        wanted = resolve(port.host_network, node)
        if wanted is None:
            if port.host_network.startswith("${attr.") and not node.attributes_known:
                findings.assume(f'{port.host_network}, the host network of port "{port.label}", is one of the node')
                continue
            findings.against(Reason(
                code="NODE201", span=span, message=f'port "{port.label}": {port.host_network} has no value on the node',
                nomad=f'invalid host network "{port.host_network}" template for port "{port.label}"'))
        elif wanted not in known:
            findings.against(_missing(port, wanted, node, names), "host_networks")


def _missing(port: Port, wanted: str, node: Node, names: Names) -> Reason:
    nomad = f'missing host network "{wanted}" for port "{port.label}"'
    declared = next((network for network in node.host_networks if network.name == wanted), None)
    span = port.span_of("host_network")
    if declared is not None:
        where = " and ".join(part for part in (declared.cidr, declared.interface) if part)
        return Reason(code="NODE201", nomad=nomad, span=span,
                      message=f'port "{port.label}": no address of the node belongs to host network "{wanted}" ({where})')
    own = sorted(host_networks(node))
    listed = f"it has {', '.join(own)}" if own else "it has none"
    return Reason(code="NODE201", nomad=nomad, span=span, help=names.advice(wanted, "host network"),
                  message=f'port "{port.label}": the node has no host network "{wanted}": {listed}')
