"""From the result of the last plugin to the address of an allocation (go-cni createResult, networking_cni.go cniToAllocNet)."""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.plan.network.addresses import Address
from jobspec.plan.network.failures import CONFIGURE, failed
from jobspec.plan.network.results import CURRENT, CniResult, ResultAddress, converted


class Status(msgspec.Struct, frozen=True):
    """structs.AllocNetworkStatus. `ipv4` is the address of the allocation, an IPv6 one where there is no other."""

    interface: str
    address: str
    ipv6: str
    gateway: str | None
    routes: tuple[str, ...]
    dns: dict[str, Any]


class _Config(msgspec.Struct):
    """An interface with its addresses (go-cni Config)."""

    sandbox: str = ""
    ips: list[ResultAddress] = []


def alloc_status(result: CniResult, interface: str) -> Status:
    """The first interface with an address counts, in order of names, those in a namespace first."""
    result = converted(result, CURRENT)
    found: dict[str, _Config] = {interface: _Config()}
    for one in result.interfaces:
        found[one.name] = _Config(one.sandbox)
    for ip in result.ips:
        if ip.interface is not None and ip.interface >= len(result.interfaces):
            raise failed("NODE308", f"The last plugin gives an address to interface {ip.interface}, which its result does not have.",
                         CONFIGURE + f"failed to configure network: invalid interface config: invalid IP configuration (interface number "
                         f"{ip.interface} is > number of interfaces {len(result.interfaces)}): invalid result")
        found[interface if ip.interface is None else result.interfaces[ip.interface].name].ips.append(ip)
    for sandboxed in (True, False):
        for name in sorted(found):
            config = found[name]
            if config.ips and (config.sandbox or not sandboxed):
                return _status(name, config.ips, result)
    raise failed("NODE307", "The CNI plugins made no interface with an address, and Nomad needs one.",
                 CONFIGURE + "failed to configure network: no interface with an address",
                 help="Give the network an address plugin (ipam) such as host-local, static or dhcp.")


def _status(name: str, ips: list[ResultAddress], result: CniResult) -> Status:
    ipv4 = next((ip for ip in ips if ip.address.is_ipv4), None)
    ipv6 = next((ip for ip in ips if not ip.address.is_ipv4), None)
    first = ipv4 or ipv6
    gateway: Address | None = first.gateway if first is not None else None
    routes = tuple(str(route.destination) + (f" via {route.gateway}" if route.gateway is not None else "") for route in result.routes)
    return Status(name, str(first.address.address) if first is not None else "", "" if ipv6 is None else str(ipv6.address.address),
                  None if gateway is None else str(gateway), routes, dict(result.dns) if result.dns.get("nameservers") else {})
