"""CNI results: one shape for all versions of the specification, and the JSON of each (cni/pkg/types/020, 040, 100)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jobspec.plan.network.addresses import Address, Prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options

CURRENT = "1.1.0"
_LEGACY = ("0.1.0", "0.2.0")
_MIDDLE = ("0.3.0", "0.3.1", "0.4.0")
_NEW = ("1.0.0", CURRENT)
VERSIONS = (*_LEGACY, *_MIDDLE, *_NEW)


class ResultInterface(msgspec.Struct, frozen=True):
    """An interface that a plugin made. `sandbox` is the namespace's path, empty on the host. An unknown `mac` stays empty."""

    name: str
    mac: str = ""
    sandbox: str = ""


class ResultAddress(msgspec.Struct, frozen=True):
    """An address. `interface` is an index into the result's interfaces; `version` stands in results of 0.3.0 to 0.4.0 only."""

    address: Prefix
    gateway: Address | None = None
    interface: int | None = None
    version: str = ""


class ResultRoute(msgspec.Struct, frozen=True):
    """A route; `extras` are mtu, advmss, priority, table and scope where they are set. `is_default_gateway`: bridge added it itself."""

    destination: Prefix
    gateway: Address | None = None
    extras: tuple[tuple[str, int], ...] = ()
    is_default_gateway: bool = False


class CniResult(msgspec.Struct, frozen=True):
    """What a plugin answers. `dns` has the keys nameservers, domain, search and options where they are not empty."""

    version: str = CURRENT
    interfaces: tuple[ResultInterface, ...] = ()
    ips: tuple[ResultAddress, ...] = ()
    routes: tuple[ResultRoute, ...] = ()
    dns: Mapping[str, Any] = {}


def converted(result: CniResult, version: str) -> CniResult:
    """The result in another version (cni/pkg/types/internal Convert). No version means 0.1.0."""
    version = version or "0.1.0"
    if result.version == version:
        return result
    if version not in VERSIONS:
        raise PluginError(f"no converter for CNI result version {result.version} to {version}")
    if version in _NEW:
        plain = tuple(msgspec.structs.replace(ip, version="") for ip in result.ips)
        return msgspec.structs.replace(result, version=version, ips=plain)
    ips = result.ips
    if result.version in _NEW:
        ips = tuple(msgspec.structs.replace(ip, version="4" if ip.address.is_ipv4 else "6") for ip in ips)
    if version in _MIDDLE:
        return msgspec.structs.replace(result, version=version, ips=ips)
    return _legacy(result, version, ips)


def _legacy(result: CniResult, version: str, ips: tuple[ResultAddress, ...]) -> CniResult:
    """0.1.0 and 0.2.0 hold one address of each family, and no interfaces."""
    kept = [next((ip for ip in ips if ip.version == family), None) for family in ("4", "6")]
    addresses = tuple(ResultAddress(ip.address, ip.gateway, None, ip.version) for ip in kept if ip is not None)
    if not addresses:
        raise PluginError("cannot convert: no valid IP addresses")
    families = {ip.address.is_ipv4 for ip in addresses}
    routes = tuple(ResultRoute(route.destination, route.gateway) for route in result.routes if route.destination.is_ipv4 in families)
    return CniResult(version, (), addresses, routes, result.dns)


def encoded(result: CniResult, layout: str = "") -> dict[str, Any]:
    """The JSON of a result. `layout` is the version whose structs print it, where that is not the result's own."""
    layout = layout or result.version
    out: dict[str, Any] = {"cniVersion": result.version}
    if layout in _LEGACY:
        for key, is_ipv4 in (("ip4", True), ("ip6", False)):
            for ip in result.ips:
                if ip.address.is_ipv4 is is_ipv4:
                    routes = [_route(route) for route in result.routes if route.destination.is_ipv4 is is_ipv4]
                    out[key] = {"ip": str(ip.address), **_gateway(ip.gateway), **({"routes": routes} if routes else {})}
        return {**out, "dns": dict(result.dns)}
    if result.interfaces:
        out["interfaces"] = [_interface(one) for one in result.interfaces]
    if result.ips:
        out["ips"] = [_address(ip, layout in _MIDDLE) for ip in result.ips]
    if result.routes:
        out["routes"] = [_route(route) for route in result.routes]
    if result.dns or layout in _MIDDLE:
        out["dns"] = dict(result.dns)
    return out


def _interface(one: ResultInterface) -> dict[str, Any]:
    return {"name": one.name, **({"mac": one.mac} if one.mac else {}), **({"sandbox": one.sandbox} if one.sandbox else {})}


def _address(ip: ResultAddress, with_version: bool) -> dict[str, Any]:
    out: dict[str, Any] = {"version": ip.version} if with_version else {}
    if ip.interface is not None:
        out["interface"] = ip.interface
    return {**out, "address": str(ip.address), **_gateway(ip.gateway)}


def _gateway(gateway: Address | None) -> dict[str, str]:
    return {} if gateway is None else {"gateway": str(gateway)}


def _route(route: ResultRoute) -> dict[str, Any]:
    out: dict[str, Any] = {"dst": str(route.destination)}
    if route.gateway is not None:
        out["gw"] = str(route.gateway)
    return {**out, **dict(route.extras)}


def decoded(value: Mapping[str, object], version: str = "") -> CniResult:
    """A result from its JSON (types/create). `version` stands for a missing cniVersion; a list of interfaces keeps names only once read."""
    options = Options(value, "Result")
    version = options.text("cniVersion") or version or "0.1.0"
    if version not in VERSIONS:
        raise PluginError(f'unsupported CNI result version "{version}"')
    dns = read_dns(options)
    if version in _LEGACY:
        ips: list[ResultAddress] = []
        routes: list[ResultRoute] = []
        for key, family in (("ip4", "4"), ("ip6", "6")):
            part = options.section(key)
            address = part.prefix("ip")
            if address is not None:
                ips.append(ResultAddress(address, part.address("gateway"), None, family))
                routes += read_routes(part)
        return CniResult(version, (), tuple(ips), tuple(routes), dns)
    interfaces = tuple(ResultInterface(one.text("name"), one.text("mac"), one.text("sandbox")) for one in options.sections("interfaces"))
    ips = []
    for one in options.sections("ips"):
        address = one.prefix("address")
        if address is not None:
            index = one.number("interface") if one.has("interface") else None
            ips.append(ResultAddress(address, one.address("gateway"), index, one.text("version") if version in _MIDDLE else ""))
    return CniResult(version, interfaces, tuple(ips), tuple(read_routes(options)), dns)


def read_routes(options: Options) -> list[ResultRoute]:
    """The `routes` of a result or of an address plugin's configuration (types.Route)."""
    routes = []
    for one in options.sections("routes"):
        destination = one.prefix("dst")
        gateway = one.address("gw")
        numbers = [(key, one.number(key)) for key in ("mtu", "advmss", "priority")]
        pointers = [(key, one.number(key)) for key in ("table", "scope") if one.has(key)]
        if destination is not None:
            routes.append(ResultRoute(destination, gateway, (*((key, number) for key, number in numbers if number), *pointers)))
    return routes


def read_dns(options: Options) -> dict[str, Any]:
    """The `dns` of a result or of a configuration (types.DNS), without what is empty."""
    dns = options.section("dns")
    found: dict[str, Any] = {key: dns.texts(key) for key in ("nameservers", "search", "options")}
    found["domain"] = dns.text("domain")
    return {key: found[key] for key in ("nameservers", "domain", "search", "options") if found[key]}
