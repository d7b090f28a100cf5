"""The plugin bridge: a veth pair between the namespace and a bridge of the host (plugins/main/bridge)."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from jobspec.plan.network.addresses import Address, Prefix, next_address, parse_prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.addressing import addresses_for
from jobspec.plan.network.plugins.configure import configure
from jobspec.plan.network.plugins.installed import older_than
from jobspec.plan.network.plugins.invocation import Answer, Invocation, hardware_address
from jobspec.plan.network.plugins.masquerade import masquerade_rules
from jobspec.plan.network.results import CniResult, ResultAddress, ResultInterface, ResultRoute, read_dns
from jobspec.plan.network.state import NetworkState

#: Bytes in the name of an interface (IFNAMSIZ without its zero).
LONGEST_NAME = 15


def bridge(invocation: Invocation, state: NetworkState) -> Answer:
    """cmdAdd of bridge. Interfaces are bridge, host end, container end, and the bridge's VLAN interface where it has an address."""
    config = invocation.config
    arguments = invocation.arguments_for("MAC")
    wanted = config.section("runtimeConfig").text("mac") or config.section("args").section("cni").text("mac") or arguments.get("MAC", "")
    layer3 = bool(config.section("ipam").text("type"))
    if layer3 and config.flag("disableContainerInterface"):
        raise PluginError("cannot use IPAM when DisableContainerInterface flag is set")
    if config.flag("hairpinMode") and config.flag("promiscMode"):
        raise PluginError("cannot set hairpin mode and promiscuous mode at the same time")
    mac = hardware_address(wanted, "failed to make veth pair: ")
    name = config.text("bridge") or "cni0"
    if len(name.encode()) > LONGEST_NAME:
        raise PluginError(f'failed to create bridge "{name}": could not add "{name}": numerical result out of range')
    check_free(invocation)
    interfaces = [ResultInterface(name), ResultInterface(veth_name(invocation)),
                  ResultInterface(invocation.interface, mac, invocation.namespace)]
    if not layer3:
        return Answer(CniResult(interfaces=tuple(interfaces), dns=read_dns(config)))
    answer = addresses_for(invocation, state)
    result = with_gateways(answer.result, config, 2)
    configure(result, invocation.interface)
    if config.flag("isGateway") or config.flag("isDefaultGateway"):
        vlan = config.number("vlan")
        holder = f"{name}.{vlan}" if vlan else name
        for ip in result.ips:
            if ip.gateway is not None:
                _hold(state.bridge(holder), Prefix(ip.gateway, ip.address.length), holder, config)
        if vlan:
            interfaces.append(ResultInterface(holder))
    else:
        state.bridge(name)
    rules = masquerade_rules(invocation, (ip.address for ip in result.ips)) if config.flag("ipMasq") else ()
    dns = read_dns(config) if has_dns(config) or older_than(invocation.plugin_version, 1, 2) else result.dns
    return Answer(replace(result, interfaces=tuple(interfaces), dns=dns), answer.origin, rules, answer.complete)


def veth_name(invocation: Invocation) -> str:
    """A stand-in for the random name of the host end (ip.RandomVethName), always the same for an allocation and interface."""
    return "veth" + hashlib.sha256(f"{invocation.network} {invocation.container}".encode()).hexdigest()[:8]


def check_free(invocation: Invocation) -> None:
    """makeVeth: the interface cannot be made where an earlier plugin of the list made it already."""
    interface, before = invocation.interface, invocation.previous
    if before is None or not any(one.name == interface and one.sandbox for one in before.interfaces):
        return
    if older_than(invocation.plugin_version, 1, 5):
        raise PluginError(f"container veth name provided ({interface}) already exists")
    raise PluginError(f'container veth name ("{interface}") peer provided ("{veth_name(invocation)}") already exists')


def with_gateways(result: CniResult, config: Options, index: int) -> CniResult:
    """calcGateways: gateways where the address plugin gave none, default routes for isDefaultGateway."""
    ips: list[ResultAddress] = []
    routes = list(result.routes)
    done: set[int] = set()
    for ip in result.ips:
        gateway = ip.gateway
        if gateway is None and (config.flag("isGateway") or config.flag("isDefaultGateway")):
            gateway = next_address(ip.address.first)
        family = ip.address.address.version
        default = parse_prefix("0.0.0.0/0" if family == 4 else "::/0")
        if config.flag("isDefaultGateway") and family not in done and default is not None:
            done.add(family)
            if not any(route.gateway is not None and route.destination == default for route in routes):
                routes.append(ResultRoute(default, gateway, (), True))
        ips.append(replace(ip, gateway=gateway, interface=index))
    return replace(result, ips=tuple(ips), routes=tuple(routes))


def _hold(addresses: list[Prefix], gateway: Prefix, name: str, config: Options) -> None:
    """ensureAddr: of IPv4, and of overlapping IPv6 networks, a bridge has one address."""
    if gateway in addresses:
        return
    if gateway.length > gateway.address.max_prefixlen:
        raise PluginError(f'failed to set bridge addr: could not add IP address to "{name}": invalid argument')
    for other in [one for one in addresses if one.is_ipv4 == gateway.is_ipv4]:
        if gateway.is_ipv4 or _overlap(other, gateway.address) or _overlap(gateway, other.address):
            if not config.flag("forceAddress"):
                raise PluginError(f'failed to set bridge addr: "{name}" already has an IP address different from {gateway}')
            addresses.remove(other)
    addresses.append(gateway)


def _overlap(prefix: Prefix, address: Address) -> bool:
    return prefix.contains(address)


def has_dns(config: Options) -> bool:
    """Whether a plugin has resolver settings of its own, which then come before those of the address plugin (dnsConfSet)."""
    dns = config.section("dns")
    return any(dns.has(key) for key in ("nameservers", "search", "options")) or bool(dns.text("domain"))


def check_bridge(config: Options) -> None:
    """loadNetConf: what it refuses."""
    vlan = config.number("vlan")
    if not 0 <= vlan <= 4094:
        raise PluginError(f"invalid VLAN ID {vlan} (must be between 0 and 4094)")
    for item in config.sections("vlanTrunk"):
        low, high = item.has("minID"), item.has("maxID")
        if low and high:
            if not 1 <= item.number("minID") <= 4094:
                raise PluginError("incorrect trunk minID parameter")
            if not 1 <= item.number("maxID") <= 4094:
                raise PluginError("incorrect trunk maxID parameter")
            if item.number("maxID") < item.number("minID"):
                raise PluginError("minID is greater than maxID in trunk parameter")
        elif low or high:
            raise PluginError(f"minID and maxID should be configured simultaneously, {'maxID' if low else 'minID'} is missing")
        if item.has("id") and not 1 <= item.number("id") <= 4094:
            raise PluginError("incorrect trunk id parameter")
