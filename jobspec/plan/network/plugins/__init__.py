"""What CNI plugins answer, as far as it can be known without running them (containernetworking/plugins 1.8)."""

from __future__ import annotations

from jobspec.plan.network.plugins.addressing import ADDRESS_PLUGINS, addresses_for, on_interface
from jobspec.plan.network.plugins.bridge import bridge
from jobspec.plan.network.plugins.chained import bandwidth, sbr, tuning, vrf
from jobspec.plan.network.plugins.firewall import firewall
from jobspec.plan.network.plugins.invocation import Answer, Invocation, Simulator
from jobspec.plan.network.plugins.links import dummy, host_device, ipvlan, loopback, macvlan, ptp, tap, vlan
from jobspec.plan.network.plugins.portmap import portmap
from jobspec.plan.network.plugins.unknown import unknown

__all__ = ["ADDRESS_PLUGINS", "SIMULATORS", "Answer", "Invocation", "Simulator", "addresses_for", "on_interface", "unknown"]

SIMULATORS: dict[str, Simulator] = {
    "bandwidth": bandwidth,
    "bridge": bridge,
    "dummy": dummy,
    "firewall": firewall,
    "host-device": host_device,
    "ipvlan": ipvlan,
    "loopback": loopback,
    "macvlan": macvlan,
    "portmap": portmap,
    "ptp": ptp,
    "sbr": sbr,
    "tap": tap,
    "tuning": tuning,
    "vlan": vlan,
    "vrf": vrf,
}
