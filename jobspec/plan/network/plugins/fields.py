"""The types that plugins' Go structs give to their options, checked before anything is done (encoding/json)."""

from __future__ import annotations

from typing import Any

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options

# plugin → how its error begins, the name of its struct, and its options by Go type
_PLUGINS: dict[str, tuple[str, str, dict[str, tuple[str, ...]]]] = {
    "bridge": ("failed to load netconf: ", "NetConf", {
        "string": ("bridge", "ipMasqBackend"),
        "bool": ("isGateway", "isDefaultGateway", "forceAddress", "ipMasq", "hairpinMode", "promiscMode", "preserveDefaultVlan",
                 "macspoofchk", "enabledad", "disableContainerInterface", "portIsolation"),
        "int": ("mtu", "vlan")}),
    "ptp": ("failed to load netconf: ", "NetConf", {"string": ("ipMasqBackend",), "bool": ("ipMasq",), "int": ("mtu",)}),
    "macvlan": ("failed to load netconf: ", "NetConf", {
        "string": ("master", "mode", "mac"), "bool": ("linkInContainer",), "int": ("mtu",), "uint32": ("bcqueuelen",)}),
    "ipvlan": ("failed to load netconf: ", "NetConf", {"string": ("master", "mode"), "bool": ("linkInContainer",), "int": ("mtu",)}),
    "vlan": ("failed to load netconf: ", "NetConf", {"string": ("master",), "bool": ("linkInContainer",), "int": ("vlanId", "mtu")}),
    "host-device": ("failed to load netconf: ", "NetConf", {"string": ("device", "hwaddr", "kernelpath", "pciBusID")}),
    "tap": ("failed to load netconf: ", "NetConf", {
        "string": ("mac", "selinuxContext", "bridge"), "bool": ("multiQueue",), "int": ("mtu",), "uint32": ("owner", "group")}),
    "portmap": ("failed to parse config: failed to parse network configuration: ", "PortMapConf", {
        "string": ("backend", "externalSetMarkChain"), "bool": ("snat", "masqAll"), "int": ("markMasqBit",)}),
    "firewall": ("failed to load netconf: ", "FirewallNetConf", {
        "string": ("backend", "iptablesAdminChainName", "firewalldZone", "ingressPolicy")}),
    "bandwidth": ("failed to parse network configuration: ", "PluginConf.BandwidthEntry", {
        "uint64": ("ingressRate", "ingressBurst", "egressRate", "egressBurst")}),
    "tuning": ("failed to load netconf: ", "TuningConf", {
        "string": ("dataDir", "mac"), "bool": ("promisc", "allmulti"), "int": ("mtu", "txQLen")}),
    "sbr": ("failed to parse network configuration: ", "PluginConf", {"int": ("table",)}),
    "vrf": ("failed to load netconf: ", "VRFNetConf", {"string": ("vrfname",), "uint32": ("table",)}),
}


def check_types(plugin: str, config: Options) -> None:
    """The error of the first option, in the plugin's order, that has a type which Go does not take."""
    lead, struct, kinds = _PLUGINS.get(plugin, ("", "", {}))
    for kind, names in kinds.items():
        for name in names:
            word = _misfit(config.raw(name), kind)
            if word:
                raise PluginError(f"{lead}json: cannot unmarshal {word} into Go struct field {struct}.{name} of type {kind}")


def _misfit(value: Any, kind: str) -> str:
    """What Go calls the value, where it does not fit; empty where it does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "" if kind == "bool" else "bool"
    if isinstance(value, int | float):
        if kind in ("bool", "string"):
            return "number"
        return "" if float(value).is_integer() and (value >= 0 or not kind.startswith("u")) else f"number {value}"
    if isinstance(value, str):
        return "" if kind == "string" else "string"
    return "array" if isinstance(value, list) else "object"
