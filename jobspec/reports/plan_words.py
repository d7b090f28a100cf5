"""A plan's parts in words: what each CNI plugin does, how far a value can be relied on, long lists cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address
from typing import Any

from jobspec.models.plan import CniCall, Origin, PlannedCheck, Preempted
from jobspec.reports.counting import count

#: How `chosen` and `assumed` values are marked on a page, with unicode and without; `exact` ones need no mark.
MARKS: dict[Origin, tuple[str, str]] = {"exact": ("", ""), "chosen": ("◐", "(c)"), "assumed": ("○", "(a)")}
LEGEND: dict[Origin, str] = {
    "exact": "follows from the job and the node alone",
    "chosen": "Nomad picks at random; this is the lowest free one (pin it: --port, --alloc-id, --pin, --alloc)",
    "assumed": "depends on what the node description does not hold, such as earlier leases",
}
#: Nomad's word for a node that has as many allocations as it takes.
_FULL = "max allocation exceeded"


def mark(origin: Origin, unicode: bool = True) -> str:
    """The sign of an origin; empty for `exact`."""
    return MARKS[origin][0 if unicode else 1]


def endpoint(address: str | None, port: int) -> str:
    """`192.0.2.10:80`, `[fd00::1]:80`; `?` for an address that is not known."""
    if not address:
        return f"?:{port}"
    try:
        six = ip_address(address).version == 6
    except ValueError:
        six = False
    return f"[{address}]:{port}" if six else f"{address}:{port}"


def check_in_words(check: PlannedCheck) -> str:
    """`http 192.0.2.10:80/health`; a check that goes to no address is only its type."""
    return check.type if check.port is None else f"{check.type} {endpoint(check.address, check.port)}{check.path}"


def given_in_words(one: Preempted) -> str:
    """What an allocation is stopped for: `port 80, port 443`, `memory, disk`, in place of Nomad's own terms."""
    words = ["place, as the node takes no more allocations" if what == _FULL else what for what in one.gives]
    return ", ".join(words)


def some_of(names: Sequence[str], most: int = 4) -> str:
    """`a, b, c and 7 more`."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"


def plugin_in_words(call: CniCall) -> str:
    """One phrase on what an ADD of this plugin does with this configuration. Plugins that are not CNI's own have only a name."""
    words = _PLUGINS.get(call.plugin)
    return "a plugin that is not among CNI's own" if words is None else words(call)


def addresses_of(call: CniCall) -> list[str]:
    """The addresses that a call's result holds, as `172.26.64.2/20 via 172.26.64.1`; those of `lo` are left out."""
    found = []
    for entry in _list((call.result or {}).get("ips")):
        if isinstance(entry, dict) and call.plugin != "loopback":
            gateway = entry.get("gateway")
            found.append(f"{entry.get('address')}" + (f" via {gateway}" if gateway else ""))
    return found


def _bridge(call: CniCall) -> str:
    conf = call.stdin
    parts = [f"joins {_interface(call)} to bridge {conf.get('bridge', 'cni0')}", _ipam(conf)]
    if conf.get("isGateway") or conf.get("isDefaultGateway"):
        parts.append("the bridge is its gateway")
    if conf.get("ipMasq"):
        parts.append("traffic to elsewhere leaves with the host's address")
    if conf.get("hairpinMode"):
        parts.append("it reaches itself through the host (hairpin)")
    if conf.get("vlan"):
        parts.append(f"VLAN {conf['vlan']}")
    return _joined(parts)


def _ptp(call: CniCall) -> str:
    masked = "traffic to elsewhere leaves with the host's address" if call.stdin.get("ipMasq") else ""
    return _joined([f"a cable of its own from the host to {_interface(call)}", _ipam(call.stdin), masked])


def _on_master(kind: str) -> Callable[[CniCall], str]:
    def words(call: CniCall) -> str:
        conf = call.stdin
        master = conf.get("master") or "the interface of the default route"
        mode = f", mode {conf['mode']}" if conf.get("mode") else ""
        return _joined([f"makes {_interface(call)} a {kind} of {master}{mode}", _ipam(conf)])

    return words


def _vlan(call: CniCall) -> str:
    conf = call.stdin
    return _joined([f"makes {_interface(call)} VLAN {conf.get('vlanId')} of {conf.get('master')}", _ipam(conf)])


def _host_device(call: CniCall) -> str:
    conf = call.stdin
    device = conf.get("device") or conf.get("hwaddr") or conf.get("pciBusID") or conf.get("kernelpath") or "a device"
    return _joined([f"moves the host's {device} into the namespace as {_interface(call)}", _ipam(conf)])


def _portmap(call: CniCall) -> str:
    runtime = call.stdin.get("runtimeConfig") or {}
    ports = {(m.get("HostIP", ""), m.get("HostPort")) for m in _list(runtime.get("portMappings")) if isinstance(m, dict)}
    snat = call.stdin.get("snat", True)
    return (
        _joined([f"forwards {count(len(ports), 'host port')} into the namespace", "" if snat else "without source NAT"])
        if ports
        else "has no ports to forward"
    )


def _firewall(call: CniCall) -> str:
    chain = call.stdin.get("iptablesAdminChainName", "CNI-ADMIN")
    return f"lets traffic to and from the allocation be forwarded; your own rules go into {chain}"


def _bandwidth(call: CniCall) -> str:
    conf = call.stdin
    rates = [f"{side} {conf[key]} bit/s" for side, key in (("in", "ingressRate"), ("out", "egressRate")) if conf.get(key)]
    return f"limits bandwidth: {', '.join(rates)}" if rates else "limits bandwidth, with no rates given"


def _tuning(call: CniCall) -> str:
    conf = call.stdin
    sets = [f"{name}={value}" for name, value in (conf.get("sysctl") or {}).items()]
    sets += [f"{key} {conf[key]}" for key in ("mac", "mtu", "promisc", "allmulti") if conf.get(key)]
    return f"sets {some_of(sets)}" if sets else "sets nothing"


_PLUGINS: dict[str, Callable[[CniCall], str]] = {
    "loopback": lambda call: "brings up lo",
    "bridge": _bridge,
    "ptp": _ptp,
    "macvlan": _on_master("macvlan link"),
    "ipvlan": _on_master("ipvlan link"),
    "vlan": _vlan,
    "host-device": _host_device,
    "dummy": lambda call: _joined([f"makes {_interface(call)} a link that leads nowhere", _ipam(call.stdin)]),
    "portmap": _portmap,
    "firewall": _firewall,
    "bandwidth": _bandwidth,
    "tuning": _tuning,
    "sbr": lambda call: f"routes by source: what comes from {_interface(call)} leaves by it",
    "vrf": lambda call: f"puts {_interface(call)} into VRF {call.stdin.get('vrfname')}",
    "consul-cni": lambda call: "sends the tasks' traffic through the Connect sidecar (transparent proxy)",
}


def _interface(call: CniCall) -> str:
    return call.env.get("CNI_IFNAME", "eth0")


def _ipam(conf: dict[str, Any]) -> str:
    ipam = conf.get("ipam")
    if not isinstance(ipam, dict) or not ipam.get("type"):
        return "no address management"
    kind = str(ipam["type"])
    if kind == "dhcp":
        return "address from a DHCP server"
    if kind == "static":
        return "fixed address"
    subnets = [str(r["subnet"]) for r in _ranges(ipam) if isinstance(r, dict) and r.get("subnet")]
    return f"address from {kind}" + (f" in {' and '.join(subnets)}" if subnets else "")


def _ranges(ipam: dict[str, Any]) -> Iterable[object]:
    if ipam.get("subnet"):
        yield ipam
    for group in _list(ipam.get("ranges")):
        yield from _list(group)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(part for part in parts if part)
