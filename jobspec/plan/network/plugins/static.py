"""The address plugin static: addresses as they are written (plugins/ipam/static)."""

from __future__ import annotations

from jobspec.plan.network.addresses import Address, Prefix, parse_address, parse_prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.plugins.invocation import Answer, Invocation
from jobspec.plan.network.results import CniResult, ResultAddress, read_dns, read_routes
from jobspec.plan.network.state import NetworkState


def static(invocation: Invocation, _: NetworkState) -> Answer:
    """cmdAdd of static. Addresses of `args` replace those of the file, those of `runtimeConfig` replace both."""
    config = invocation.config
    ipam = config.section("ipam")
    if not config.has("ipam"):
        raise PluginError("IPAM config missing 'ipam' key")
    addresses: list[tuple[str, Prefix | None, Address | None]] = []
    for one in ipam.sections("addresses"):
        addresses.append((one.text("address"), None, one.address("gateway")))
    arguments = invocation.arguments_for("IP", "GATEWAY")
    for text in _listed(arguments.get("IP", "")):
        prefix = parse_prefix(text)
        if prefix is None:
            raise PluginError(f"the 'ip' field is expected to be in CIDR notation, got: '{text}'")
        addresses.append((text, prefix, None))
    for text in _listed(arguments.get("GATEWAY", "")):
        gateway = parse_address(text)
        if gateway is None:
            raise PluginError(f"invalid gateway address: {text}")
        # addresses of the file have not been read yet, so that no gateway lies in them
        addresses = [(written, prefix, gateway if prefix is not None and prefix.contains(gateway) else old)
                     for written, prefix, old in addresses]
    for texts in (config.section("args").section("cni").texts("ips"), config.section("runtimeConfig").texts("ips")):
        if texts:
            addresses = [(text, _in_ips(text), None) for text in texts]
    ips = tuple(ResultAddress(_read(text, prefix), gateway) for text, prefix, gateway in addresses)
    families = [ip.address.is_ipv4 for ip in ips]
    if max(families.count(True), families.count(False)) > 1 and invocation.version in ("", "0.1.0", "0.2.0"):
        raise PluginError(f"CNI version {invocation.version} does not support more than 1 address per family")
    return Answer(CniResult(ips=ips, routes=tuple(read_routes(ipam)), dns=read_dns(ipam)))


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",")] if text else []


def _in_ips(text: str) -> Prefix:
    prefix = parse_prefix(text)
    if prefix is None:
        raise PluginError(f"an entry in the 'ips' field is NOT in CIDR notation, got: '{text}'")
    return prefix


def _read(text: str, prefix: Prefix | None) -> Prefix:
    found = prefix or parse_prefix(text)
    if found is None:
        raise PluginError(f"the 'address' field is expected to be in CIDR notation, got: '{text}'")
    return found
