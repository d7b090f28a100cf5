"""The network of one allocation: namespace, plugin calls, address, files."""

from __future__ import annotations

import re

from msgspec.structs import replace

from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork, CniPlan, Dns, Failure, Origin
from jobspec.plan.network.addresses import parse_address, parse_prefix
from jobspec.plan.network.arguments import cni_arguments, consul_dns, transparent_service
from jobspec.plan.network.chain import Outcome, Target, run_chain
from jobspec.plan.network.conf_list import ADMIN_CHAIN, ConfList, bridge_list, user_list
from jobspec.plan.network.drivers import capabilities
from jobspec.plan.network.failures import CONFIGURE, HOOK, NetworkError, failed
from jobspec.plan.network.files import hosts_file, resolver_file, unfit_host, unfit_server
from jobspec.plan.network.namespaces import Namespace, isolation_of, make_namespace, mode_of
from jobspec.plan.network.plugins.bridge import LONGEST_NAME
from jobspec.plan.network.port_mappings import port_mappings
from jobspec.plan.network.state import NetworkState
from jobspec.plan.network.status import Status, alloc_status
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.environment import allocation_environment
from jobspec.plan.tasks.names import unknown

INTERFACE = "eth0"


def build_network(placed: Placed, state: NetworkState) -> tuple[AllocationNetwork, CniPlan | None]:
    """What the client does for the network of an allocation (network_hook.go), and whether it succeeds.

    Allocations of a node come here in the order in which they start: each leaves its leases in `state`.
    """
    mode = mode_of(placed)
    network = AllocationNetwork(mode=mode, dns=_job_dns(placed))
    try:
        namespace = make_namespace(placed)
        if isolation_of(mode) != "group":
            return _with_files(placed, network, None), None
        conf = _conf_list(placed, mode)
        hostname = _hostname(placed)
        if conf is None:
            return _with_failure(network, _no_network(placed)), None
        network = replace(network, namespace=namespace.path, hostname=hostname or None)
        return _configured(placed, state, network, conf, namespace)
    except NetworkError as error:
        return _with_failure(network, error.failure), None


def _conf_list(placed: Placed, mode: str) -> ConfList | None:
    """newNetworkConfigurator: the list of plugins, None for mode none."""
    lower = mode.lower()
    if lower == "bridge":
        return bridge_list(placed.node.bridge, transparent_service(placed.group) is not None)
    return user_list(placed.node, mode) if lower.startswith("cni/") else None


def _no_network(placed: Placed) -> Failure:
    """Mode none has no configurator, and the hook takes its silence for a network that must have been there before."""
    span = placed.group.networks[0].span_of("mode") if placed.group.networks else None
    return Failure(code="NODE306", message="Nomad's client cannot start a group with network mode none: it makes the namespace and then "
                   "looks for the status of a network that nobody set up.",
                   nomad=HOOK + "network already configured but not found in state",
                   help="Use bridge mode, or leave the network block out.", span=span)


def _configured(placed: Placed, state: NetworkState, network: AllocationNetwork, conf: ConfList,
                namespace: Namespace) -> tuple[AllocationNetwork, CniPlan]:
    arguments = cni_arguments(placed, allocation_environment(placed), namespace.path)
    target = Target(placed.id, namespace.path, INTERFACE, arguments, {"portMappings": port_mappings(placed.ports, placed.node)})
    bridge = placed.node.bridge.name
    if conf.forwarded and len(bridge.encode()) > LONGEST_NAME:
        raise failed("NODE311", f'The client\'s bridge name "{bridge}" is longer than the {LONGEST_NAME} bytes of an interface\'s name: '
                     "iptables refuses it.",
                     f"{CONFIGURE}failed to initialize table forwarding rules: running [iptables -t filter -C {ADMIN_CHAIN} -o {bridge} "
                     f"-d {conf.forwarded[0]} -j ACCEPT --wait]: interface name `{bridge}' must be shorter than IFNAMSIZ ({LONGEST_NAME})")
    for subnet in conf.forwarded:
        if parse_prefix(subnet) is None and parse_address(subnet) is None:
            raise failed("NODE311", f'The client\'s bridge subnet "{subnet}" is no network: iptables refuses it.',
                         f"{CONFIGURE}failed to initialize table forwarding rules: running [iptables -t filter -A {ADMIN_CHAIN} "
                         f"-d {subnet}]: host/network `{subnet}' not found")
    outcome = run_chain(conf, target, state)
    plan = CniPlan(config=conf.source, add=outcome.add, delete=outcome.delete)
    if outcome.error:
        return _with_failure(network, _plugin_failure(placed, conf, outcome)), plan
    if outcome.result is None or (not outcome.complete and not outcome.result.ips):
        return _with_files(placed, replace(network, interface=INTERFACE, origin="assumed"), namespace), plan
    try:
        status = alloc_status(outcome.result, INTERFACE)
    except NetworkError as error:
        return _with_failure(network, error.failure), plan
    return _with_files(placed, _with_status(placed, network, status, outcome.origin), namespace), plan


def _plugin_failure(placed: Placed, conf: ConfList, outcome: Outcome) -> Failure:
    """A plugin failed three times; the first error is what the task event shows."""
    missing = re.search('failed to find plugin "([^"]*)"', outcome.error)
    span = placed.group.networks[0].span_of("mode") if placed.group.networks else None
    nomad = CONFIGURE + "failed to configure network: " + outcome.error
    place = conf.places[outcome.failed] if conf.places else None
    if missing:
        folders = ", ".join(placed.node.cni_path)
        return Failure(code="NODE310", message=f'The CNI plugin "{missing[1]}" of network "{conf.name}" is not installed in {folders}.',
                       nomad=nomad, help="Install it there, or set cni_path in the client's configuration.", span=span,
                       node_span=place)
    return Failure(code="NODE311", message=f'A CNI plugin of network "{conf.name}" fails: {outcome.error}.', nomad=nomad, span=span,
                   node_span=place)


def _with_status(placed: Placed, network: AllocationNetwork, status: Status, origin: Origin) -> AllocationNetwork:
    """cniToAllocNet, and Consul's DNS for transparent proxies. Resolver settings of the job come before those of plugins."""
    dns = network.dns
    consul = consul_dns(placed)
    if dns is None and (status.dns or consul):
        servers = (consul,) if consul else tuple(status.dns.get("nameservers", ()))
        dns = Dns(servers, tuple(status.dns.get("search", ())), tuple(status.dns.get("options", ())))
    return replace(network, interface=status.interface, ip=status.address or None, ipv6=status.ipv6 or None, gateway=status.gateway,
                   routes=status.routes, dns=dns, origin=origin)


def _with_files(placed: Placed, network: AllocationNetwork, namespace: Namespace | None) -> AllocationNetwork:
    """What drivers mount. The hosts file needs a namespace that docker made: only then there is a host name to write."""
    able = [capabilities(task.driver or "") for task in placed.group.tasks or ()]
    if network.dns is not None and any(one.mounts_resolver for one in able):
        unfit = unfit_server(network.dns)
        if unfit is not None:
            nomad = f'failed to build mount for resolv.conf: bad nameserver address: ParseAddr("{unfit}"): unable to parse IP'
            message = f'"{unfit}" is no address of a DNS server: the driver cannot write resolv.conf.'
            return _with_failure(network, Failure(code="NODE312", message=message, nomad=nomad))
        network = replace(network, resolv_conf=resolver_file(network.dns))
    sharing = [task for task in placed.group.tasks or () if capabilities(task.driver or "").mounts_hosts
               and not (task.config or {}).get("network_mode")]
    if namespace is None or not namespace.driver or not network.ip or not sharing:
        return network
    extra = _extra_hosts(placed, sharing)
    unfit = unfit_host(extra)
    if unfit is not None:
        return _with_failure(network, Failure(
            code="NODE314", message=f'Task "{sharing[0].name}": {unfit} in extra_hosts, where NAME:ADDRESS is expected.',
            nomad=f"failed to build mount for /etc/hosts: {unfit}", span=sharing[0].span_of("config")))
    return replace(network, hosts_file=hosts_file(network.ip, network.hostname or unknown("id of docker's container"), extra))


def _extra_hosts(placed: Placed, sharing: list[Task]) -> tuple[str, ...]:
    """The extra hosts of the one task that writes the file; of several tasks, which one comes first is chance, and none is taken."""
    value = (sharing[0].config or {}).get("extra_hosts") if len(sharing) == 1 else None
    entries = value if isinstance(value, list | tuple) else ()
    return allocation_environment(placed).filled_all(tuple(entry for entry in entries if isinstance(entry, str)))


def _with_failure(network: AllocationNetwork, failure: Failure) -> AllocationNetwork:
    return replace(network, failure=failure)


def _job_dns(placed: Placed) -> Dns | None:
    """Resolver settings of the group's network block, with their variables filled in."""
    network = placed.group.networks[0] if placed.group.networks else None
    if network is None or network.dns is None:
        return None
    known = allocation_environment(placed)
    return Dns(known.filled_all(network.dns.servers), known.filled_all(network.dns.searches), known.filled_all(network.dns.options))


def _hostname(placed: Placed) -> str:
    """The host name with its variables filled in; the client checks it once more then (network_hook.go Prerun)."""
    network = placed.group.networks[0] if placed.group.networks else None
    hostname = allocation_environment(placed).filled(network.hostname) if network is not None and network.hostname else ""
    if hostname and not _is_domain_name(hostname):
        span = network.span_of("hostname") if network is not None else None
        raise failed("NODE303", f'The host name "{hostname}" is not a DNS name.',
                     HOOK + f'network hostname "{hostname}" is not a valid DNS name', span=span)
    return hostname


def _is_domain_name(name: str) -> bool:
    """dns.IsDomainName of miekg/dns: labels of 1 to 63 bytes, 255 in all."""
    labels = name.removesuffix(".").split(".")
    return len(name.encode()) <= 254 and (name == "." or all(0 < len(label.encode()) < 64 for label in labels))
