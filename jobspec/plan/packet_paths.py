"""The way of a packet to each port of an allocation: from the host's address into the namespace, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any, Literal

import msgspec

from jobspec.models.plan import AllocatedPort, Allocation

#: Modes in which the tasks use the machine's own network namespace.
_HOST_MODES = ("", "host")


class PortMapping(msgspec.Struct, frozen=True):
    """An entry of `runtimeConfig.portMappings` as a plugin is handed it. `host_ip` is empty for all addresses of the host."""

    host_ip: str
    host_port: int
    container_port: int
    protocol: str
    plugin: str


class PacketPath(msgspec.Struct, frozen=True, kw_only=True):
    """How packets for a port arrive.

    `kind`: `host` (the task listens on the host's address itself), `mapped` (a plugin forwards the host port into the namespace), `closed`
    (the allocation has a namespace of its own and nothing forwards to it; `why` says what is missing). `inner_ip` and `inner_port` are
    where a task must listen; the address is None where it is not known. `wildcard`: the host port is taken on every address of the host.
    `way_back` is false where the namespace has no default route: then answers reach its own networks only.
    """

    port: AllocatedPort
    kind: Literal["host", "mapped", "closed"]
    inner_ip: str | None
    inner_port: int
    protocols: tuple[str, ...] = ()
    plugin: str = ""
    wildcard: bool = False
    way_back: bool = True
    why: str = ""


def port_mappings(allocation: Allocation) -> tuple[PortMapping, ...]:
    """What the plugins of an allocation are told to forward, in order."""
    return tuple(_mappings(allocation))


def packet_paths(allocation: Allocation) -> tuple[PacketPath, ...]:
    """One path for each port, in the order of the ports."""
    mappings = port_mappings(allocation)
    return tuple(_path(port, allocation, mappings) for port in allocation.ports)


def _path(port: AllocatedPort, allocation: Allocation, mappings: tuple[PortMapping, ...]) -> PacketPath:
    network = allocation.network
    if network.mode in _HOST_MODES or port.task is not None:
        return PacketPath(port=port, kind="host", inner_ip=port.host_ip, inner_port=port.host_port)
    six = is_ipv6(port.host_ip)
    inner_ip = network.ipv6 if six else network.ip
    mine = [m for m in mappings if m.host_port == port.host_port and m.host_ip in ("", port.host_ip)]
    other = network.ip if six else network.ipv6
    why = ""
    if network.failure is not None and not mine:
        why = "the allocation does not start"
    elif not mine:
        why = "nothing forwards it"
    elif other and not inner_ip:
        why = f"the allocation has no IPv{6 if six else 4} address"
    if why:
        return PacketPath(port=port, kind="closed", inner_ip=inner_ip or other, inner_port=inner_port(port), why=why)
    return PacketPath(
        port=port,
        kind="mapped",
        inner_ip=inner_ip,
        inner_port=mine[0].container_port,
        protocols=tuple(dict.fromkeys(m.protocol for m in mine)),
        plugin=mine[0].plugin,
        wildcard=not mine[0].host_ip,
        way_back=_way_back(allocation, six),
    )


def _way_back(allocation: Allocation, six: bool) -> bool:
    """Whether the plugins give the namespace a default route of the family; true where their answers are not known."""
    results = [call.result for call in (allocation.cni.add if allocation.cni is not None else ()) if call.result is not None]
    if not results:
        return True
    default = "::/0" if six else "0.0.0.0/0"
    return any(isinstance(route, dict) and route.get("dst") == default for route in results[-1].get("routes") or ())


def inner_port(port: AllocatedPort) -> int:
    """The port inside the namespace: `to`, or the host's number where `to` is 0 or -1."""
    return port.to if port.to > 0 else port.host_port


def is_ipv6(address: str) -> bool:
    """Whether a text is an IPv6 address."""
    try:
        return ip_address(address).version == 6
    except ValueError:
        return False


def _mappings(allocation: Allocation) -> Iterator[PortMapping]:
    for call in () if allocation.cni is None else allocation.cni.add:
        runtime: dict[str, Any] = call.stdin.get("runtimeConfig") or {}
        for entry in runtime.get("portMappings") or ():
            yield PortMapping(entry.get("HostIP", ""), entry["HostPort"], entry["ContainerPort"], entry.get("Protocol", "tcp"), call.plugin)
