"""Which ports of a node's addresses are taken, and which ones an allocation gets (nomad/structs/network.go, NetworkIndex)."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from jobspec.models.job_network import NetworkResource, Port
from jobspec.models.node import Node, NodeAddress, NodeDevice
from jobspec.models.plan import AllocatedPort
from jobspec.models.port_ranges import HIGHEST_PORT, parse_port_ranges
from jobspec.plan.feasible.targets import resolve

Trouble = Literal["taken", "exhausted", "no address", "out of range", "bandwidth", "no network", "pin"]


#: Problems of one ask that are told. Nomad stops at the first; a job with more wrong ports than this has one thing wrong with all of them.
MOST_PROBLEMS = 100


class PortProblem(msgspec.Struct, frozen=True):
    """Why a port cannot be given; `nomad` is AssignPorts' or AssignTaskNetwork's error. `reserved`: the node keeps the port for itself.

    `task` is that of the network that asks, None for the group's own.
    """

    trouble: Trouble
    port: Port | None
    host_network: str
    nomad: str
    reserved: bool = False
    task: str | None = None


class TaskNetwork(msgspec.Struct, frozen=True):
    """What a task's own network got: the device and address, and its ports."""

    device: str
    ip: str
    mbits: int
    ports: tuple[AllocatedPort, ...]


class NetworkIndex:
    """The addresses of one node by host network, and the ports taken on each.

    Made once for a node (NetworkIndex.SetNode) and copied for each placement that is tried. Raises PortRangeError where the node's
    reserved ports cannot be read.
    """

    __slots__ = ("addresses", "bandwidth", "devices", "highest", "lowest", "reserved", "taken", "used_bandwidth")

    def __init__(self, node: Node) -> None:
        everywhere = _reserved(node.reserved_host_ports)
        self.lowest, self.highest = node.min_dynamic_port or 20000, node.max_dynamic_port or 32000
        self.devices: tuple[NodeDevice, ...] = tuple(device for device in node.devices if device.device)
        self.bandwidth = {device.device: device.mbits for device in self.devices}
        self.used_bandwidth: dict[str, int] = {}
        self.addresses: dict[str, list[NodeAddress]] = {}
        self.reserved: dict[str, frozenset[int]] = {device.ip: everywhere for device in self.devices}
        self.taken: dict[str, set[int]] = {}
        for network in node.networks:
            for address in network.addresses:
                self.addresses.setdefault(address.alias, []).append(address)
                own = self.reserved.get(address.address, frozenset()) | everywhere
                self.reserved[address.address] = own | _reserved(address.reserved_ports)

    def copy(self) -> NetworkIndex:
        """An index that can be added to without touching this one."""
        other = NetworkIndex.__new__(NetworkIndex)
        other.addresses, other.bandwidth, other.devices = self.addresses, self.bandwidth, self.devices
        other.highest, other.lowest, other.reserved = self.highest, self.lowest, self.reserved
        other.taken = {address: set(ports) for address, ports in self.taken.items()}
        other.used_bandwidth = dict(self.used_bandwidth)
        return other

    def is_used(self, address: str, port: int) -> bool:
        return port in self.reserved.get(address, ()) or port in self.taken.get(address, ())

    def add(self, ports: Collection[AllocatedPort]) -> list[AllocatedPort]:
        """AddReservedPorts and AddReserved: take the ports of an allocation; those that were taken already come back.

        Where a group has ports of its own, the scheduler forgets those of its tasks' networks (AddAllocs).
        """
        collisions = []
        shared = [port for port in ports if port.task is None]
        for port in shared or ports:
            if self.is_used(port.host_ip, port.host_port):
                if not port.ignore_collision:
                    collisions.append(port)
            else:
                self.taken.setdefault(port.host_ip, set()).add(port.host_port)
        return collisions

    def add_bandwidth(self, device: str, mbits: int) -> None:
        self.used_bandwidth[device] = self.used_bandwidth.get(device, 0) + mbits

    def assign(self, ask: NetworkResource, node: Node, wanted: Mapping[str, int]) -> tuple[tuple[AllocatedPort, ...], list[PortProblem]]:
        """AssignPorts: the static ports, then the dynamic ones, each on the first address of its host network that has it free.

        A dynamic port gets the number that `wanted` has for its label, else the lowest free one. Every port that cannot be given is a
        problem, up to `MOST_PROBLEMS`, the first of which is the one that Nomad names. Ports of one offer are not compared with each other,
        as in Nomad: the same static port on two host networks of one address passes here.
        """
        offer: list[AllocatedPort] = []
        problems: list[PortProblem] = []
        static_by_network: dict[str, set[int]] = {}
        given: set[int] = set()
        free: dict[tuple[str, str], Iterator[int]] = {}
        for port in ask.reserved_ports or ():
            if len(problems) == MOST_PROBLEMS:
                break
            network = resolve(port.host_network, node) or ""
            static_by_network.setdefault(network, set()).add(port.static)
            _sort(self._static(port, network), offer, problems)
        given.update(port.host_port for port in offer)
        for port in ask.dynamic_ports or ():
            if len(problems) == MOST_PROBLEMS:
                break
            network = resolve(port.host_network, node) or ""
            static = static_by_network.get(network, set())
            found = self._dynamic(port, network, (static, given), wanted.get(port.label), free)
            if isinstance(found, AllocatedPort):
                given.add(found.host_port)
            _sort(found, offer, problems)
        return tuple(offer), problems

    def _static(self, port: Port, network: str) -> AllocatedPort | PortProblem:
        addresses = self.addresses.get(network, ())
        if addresses and not 0 <= port.static < HIGHEST_PORT:
            return PortProblem("out of range", port, network, f"invalid port {port.static} (out of range)")
        reserved = False
        for address in addresses:
            if port.ignore_collision or not self.is_used(address.address, port.static):
                return AllocatedPort(label=port.label, host_network=network, host_ip=address.address, host_port=port.static, to=port.to,
                                     static=True, ignore_collision=port.ignore_collision)
            reserved |= port.static in self.reserved[address.address]
        if not addresses:
            return _without_address(port, network)
        return PortProblem("taken", port, network, f"reserved port collision {port.label}={port.static}", reserved)

    def _dynamic(self, port: Port, network: str, used: tuple[set[int], set[int]], wanted: int | None,
                 free: dict[tuple[str, str], Iterator[int]]) -> AllocatedPort | PortProblem:
        """`used` grows from port to port; `free` are the numbers that are left, by address and host network, and never looked at twice."""
        addresses = self.addresses.get(network, ())
        if not addresses:
            return _without_address(port, network)
        for address in addresses:
            if wanted is not None:
                number = next(self._free(address.address, used, wanted), None)
            else:
                number = next(free.setdefault((address.address, network), self._free(address.address, used, None)), None)
            if number is not None:
                return AllocatedPort(label=port.label, host_network=network, host_ip=address.address, host_port=number,
                                     to=number if port.to == -1 else port.to, origin="chosen")
        if wanted is not None and any(next(self._free(address.address, used, None), None) for address in addresses):
            return PortProblem("pin", port, network, "")
        return PortProblem("exhausted", port, network, "dynamic port selection failed")

    def _free(self, address: str, used: tuple[set[int], set[int]], wanted: int | None) -> Iterator[int]:
        """The free dynamic ports of an address in order, or the wanted one where it is among them. What is `used` meanwhile is minded."""
        numbers = range(self.lowest, self.highest + 1)
        if wanted is not None:
            numbers = range(wanted, wanted + 1) if wanted in numbers else range(0)
        reserved: Collection[int] = self.reserved.get(address, ())
        taken: Collection[int] = self.taken.get(address, ())
        one, other = used
        return (
            number for number in numbers
            if number not in reserved and number not in taken and number not in one and number not in other
        )

    def assign_to_task(self, task: str, ask: NetworkResource, wanted: Mapping[str, int]) -> TaskNetwork | PortProblem:
        """AssignTaskNetwork: the old networks of tasks, on the first device that has room; host networks do not count."""
        problem = PortProblem("no network", None, "", "no networks available", task=task)
        for device in self.devices:
            for ip in self._addresses_of(device):
                found = self._on_address(task, ask, wanted, device, ip)
                if isinstance(found, TaskNetwork):
                    return found
                problem = found
        return problem

    def _addresses_of(self, device: NodeDevice) -> Iterator[str]:
        """yieldIP: every address of the device's network, up to the first on which nothing is taken: further ones would change nothing."""
        try:
            network = ipaddress.ip_network(device.cidr, strict=False)
        except ValueError:
            return
        for address in network:
            yield str(address)
            if str(address) not in self.taken and not self.reserved.get(str(address)):
                return

    def _on_address(self, task: str, ask: NetworkResource, wanted: Mapping[str, int], device: NodeDevice,
                    ip: str) -> TaskNetwork | PortProblem:
        mbits = ask.mbits or 0
        if self.used_bandwidth.get(device.device, 0) + mbits > self.bandwidth[device.device]:
            return PortProblem("bandwidth", None, "", "bandwidth exceeded", task=task)
        for port in ask.reserved_ports or ():
            if not 0 <= port.static < HIGHEST_PORT:
                return PortProblem("out of range", port, "", f"invalid port {port.static} (out of range)", task=task)
            if self.is_used(ip, port.static):
                words = f"reserved port collision {port.label}={port.static}"
                return PortProblem("taken", port, "", words, port.static in self.reserved.get(ip, ()), task)
        given = [AllocatedPort(label=port.label, host_network=port.host_network, host_ip=ip, host_port=port.static, to=port.to, task=task,
                               static=True) for port in ask.reserved_ports or ()]
        used: tuple[set[int], set[int]] = ({port.host_port for port in given}, set())
        free = self._free(ip, used, None)
        for port in ask.dynamic_ports or ():
            number = next(self._free(ip, used, wanted[port.label]) if port.label in wanted else free, None)
            if number is None:
                pinned = port.label in wanted and next(self._free(ip, used, None), None) is not None
                if pinned:
                    return PortProblem("pin", port, "", "", task=task)
                return PortProblem("exhausted", port, "", "dynamic port selection failed", task=task)
            used[1].add(number)
            given.append(AllocatedPort(label=port.label, host_network=port.host_network, host_ip=ip, host_port=number,
                                       to=number if port.to == -1 else port.to, origin="chosen", task=task))
        return TaskNetwork(device.device, ip, mbits, tuple(given))


@lru_cache(maxsize=4096)
def _reserved(text: str) -> frozenset[int]:
    return frozenset(parse_port_ranges(text))


def _sort(found: AllocatedPort | PortProblem, offer: list[AllocatedPort], problems: list[PortProblem]) -> None:
    if isinstance(found, PortProblem):
        problems.append(found)
    else:
        offer.append(found)


def _without_address(port: Port, network: str) -> PortProblem:
    return PortProblem("no address", port, network, f"no addresses available for {network} network")
