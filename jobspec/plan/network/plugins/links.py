"""Plugins that make one interface in the namespace: ptp, macvlan, ipvlan, vlan, dummy, tap, host-device, loopback."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.plan.network.addresses import parse_prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.addressing import addresses_for, on_interface
from jobspec.plan.network.plugins.bridge import check_free, has_dns, veth_name
from jobspec.plan.network.plugins.configure import configure
from jobspec.plan.network.plugins.invocation import Answer, Invocation, hardware_address
from jobspec.plan.network.plugins.masquerade import masquerade_rules
from jobspec.plan.network.results import CURRENT, CniResult, ResultAddress, ResultInterface, converted, read_dns
from jobspec.plan.network.state import NetworkState

_LOOPBACK = (("127.0.0.1/8", 0), ("::1/128", 0))


def loopback(invocation: Invocation, _: NetworkState) -> Answer:
    """The loopback interface goes up; first in a list it answers with its addresses, later it passes on what it got."""
    if invocation.previous is not None:
        return Answer(invocation.previous)
    ips = tuple(ResultAddress(prefix, None, index) for text, index in _LOOPBACK if (prefix := parse_prefix(text)) is not None)
    interface = ResultInterface("lo", "00:00:00:00:00:00", invocation.namespace)
    # it stamps its result with the list's version, and so prints the newest structs under any version
    result = CniResult(invocation.version or CURRENT, (interface,), ips)
    return Answer(result, layout="" if not invocation.version else CURRENT)


def ptp(invocation: Invocation, state: NetworkState) -> Answer:
    """A veth pair without a bridge; the host end has the gateway's address."""
    answer = addresses_for(invocation, state)
    check_free(invocation)
    result = replace(on_interface(answer, 1), interfaces=(
        ResultInterface(veth_name(invocation)), ResultInterface(invocation.interface, "", invocation.namespace)))
    configure(result, invocation.interface)
    for ip in result.ips:
        _reroute(ip)
    if any(ip.gateway is None for ip in result.ips):
        raise PluginError("failed to add IP addr (&net.IPNet{IP:net.IP(nil), Mask:net.IPMask{0xff, 0xff, 0xff, 0xff}}) to veth: "
                          "numerical result out of range")
    rules = masquerade_rules(invocation, (ip.address for ip in result.ips)) if invocation.config.flag("ipMasq") else ()
    if has_dns(invocation.config):
        result = replace(result, dns=read_dns(invocation.config))
    return Answer(result, answer.origin, rules, answer.complete)


def _reroute(ip: ResultAddress) -> None:
    """setupContainerVeth: the route to the address's own network gives way to one through the gateway."""
    address, route = ip.address, "{{Ifindex: 2 Dst: {} Src: {} Gw: <nil> Flags: [] Table: 0 Realm: 0}}"
    if address.is_ipv4 and address.length == 32:
        raise PluginError(f"failed to delete route {route.format(address.network, '<nil>')}: no such process")
    if ip.gateway is None and not address.is_ipv4:
        raise PluginError(f"failed to add route {route.format('<nil>', address.address)}: invalid argument")
    if ip.gateway is not None and ip.gateway.version != address.address.version:
        why = "source and destination ip are not the same IP family"
        raise PluginError(f"failed to add route {route.format('<nil>', address.address)}: {why}")


def macvlan(invocation: Invocation, state: NetworkState) -> Answer:
    config = invocation.config
    _existing(_master(config, state), config, state, "Link not found")
    mac = config.section("runtimeConfig").text("mac") or invocation.arguments_for("MAC").get("MAC", "") or config.text("mac")
    _mode(config, "macvlan", ("", "bridge", "private", "vepa", "passthru"))
    return _one(invocation, state, hardware_address(mac, f"invalid args {mac} for MAC addr: "))


def ipvlan(invocation: Invocation, state: NetworkState) -> Answer:
    """In a chain without addresses of its own it takes those of the plugin before it, and that plugin's interface as master."""
    config, previous = invocation.config, invocation.previous
    if not config.text("master") and previous is not None:
        interfaces = previous.interfaces
        if len(interfaces) != 1 or not interfaces[0].name:
            raise PluginError("chained master failure. PrevResult lacks a single named interface")
    else:
        _mode(config, "ipvlan", ("", "l2", "l3", "l3s"))
        master = _master(config, state)
        _existing(master, config, state, f'failed to lookup master "{master}": Link not found')
    _mode(config, "ipvlan", ("", "l2", "l3", "l3s"))
    if not config.section("ipam").text("type") and previous is not None and previous.ips:
        interface = ResultInterface(invocation.interface, "", invocation.namespace)
        result = on_interface(Answer(converted(previous, CURRENT)), 0)
        return Answer(replace(result, interfaces=(interface,), dns=read_dns(config)), "assumed")
    return _one(invocation, state, "", needs_addresses=True)


def vlan(invocation: Invocation, state: NetworkState) -> Answer:
    config = invocation.config
    master = config.text("master")
    if not master:
        raise PluginError('"master" field is required. It specifies the host interface name to create the VLAN for')
    if not 0 <= config.number("vlanId") <= 4094:
        raise PluginError(f"invalid VLAN ID {config.number('vlanId')} (must be between 0 and 4095 inclusive)")
    _existing(master, config, state, "Link not found")
    try:
        return _one(invocation, state, "", needs_addresses=True)
    except PluginError as error:
        if str(error).startswith(("IPAM plugin returned", "failed to add")):
            raise
        raise PluginError(f"failed to execute IPAM delegate: {error}") from error


def dummy(invocation: Invocation, state: NetworkState) -> Answer:
    if not invocation.config.section("ipam").text("type"):
        raise PluginError("dummy interface requires an IPAM configuration")
    return _one(invocation, state, "", needs_addresses=True, own_dns=False)


def tap(invocation: Invocation, state: NetworkState) -> Answer:
    config = invocation.config
    mac = config.section("runtimeConfig").text("mac") or invocation.arguments_for("MAC").get("MAC", "") or config.text("mac")
    return _one(invocation, state, hardware_address(mac, f"invalid args {mac} for MAC addr: "))


def host_device(invocation: Invocation, state: NetworkState) -> Answer:
    """A device of the host moves into the namespace and takes the interface's name."""
    config = invocation.config
    device, hardware = config.text("device"), config.text("hwaddr")
    if not any(config.text(key) for key in ("device", "hwaddr", "kernelpath", "pciBusID")):
        raise PluginError('specify either "device", "hwaddr", "kernelpath" or "pciBusID"')
    if not device and hardware and state.node.interfaces is not None:
        wanted = hardware_address(hardware)
        device = next((one.name for one in state.node.interfaces if one.mac_address.lower() == wanted and state.has_device(one.name)), "")
        if not device:
            raise PluginError("failed to find host device: failed to find physical interface")
    if device:
        if not state.has_device(device):
            raise PluginError("failed to find host device: Link not found")
        state.move_away(device)
    mac = next((one.mac_address for one in state.node.interfaces or () if one.name == device), "")
    return _one(invocation, state, mac)


def _one(invocation: Invocation, state: NetworkState, mac: str, needs_addresses: bool = False, own_dns: bool = True) -> Answer:
    """The interface with the addresses of the address plugin, or without any where none is named.

    `own_dns`: the plugin's own resolver settings stand in the result, never those of the address plugin.
    """
    interface = ResultInterface(invocation.interface, mac, invocation.namespace)
    if not needs_addresses and not invocation.config.section("ipam").text("type"):
        return Answer(CniResult(interfaces=(interface,), dns=read_dns(invocation.config)))
    answer = addresses_for(invocation, state)
    result = replace(on_interface(answer, 0), interfaces=(interface,))
    if own_dns:
        result = replace(result, dns=read_dns(invocation.config))
    configure(result, invocation.interface)
    return Answer(result, answer.origin, (), answer.complete)


def _mode(config: Options, plugin: str, modes: tuple[str, ...]) -> None:
    if config.text("mode") not in modes:
        raise PluginError(f'unknown {plugin} mode: "{config.text("mode")}"')


def _master(config: Options, state: NetworkState) -> str:
    """The interface below; the one of the default route where none is named."""
    master = config.text("master")
    routes = state.node.routes
    if master or routes is None:
        return master
    found = next((route.device for route in routes if route.destination in ("default", "0.0.0.0/0", "::/0")), "")
    if not found:
        raise PluginError("no default route interface found")
    return found


def _existing(master: str, config: Options, state: NetworkState, error: str) -> None:
    if master and not config.flag("linkInContainer") and not state.has_device(master):
        raise PluginError(error)
