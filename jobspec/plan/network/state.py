"""What allocations leave on a node while a plan is made: leases of address plugins, addresses of bridges, devices that moved away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from jobspec.models.node import Node
from jobspec.models.plan import Allocation, CniCall
from jobspec.plan.network.addresses import Address, Prefix, parse_address, parse_prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.results import decoded

DEFAULT_DATA_DIR = "/var/lib/cni/networks"


class Pool:
    """A network's folder of host-local (backend/disk): who holds which address, and the last one given out per range set."""

    __slots__ = ("last", "reserved")

    def __init__(self, reserved: Mapping[Address, tuple[str, str]] | None = None, last: Mapping[int, Address] | None = None) -> None:
        self.reserved = dict(reserved or {})
        self.last = dict(last or {})

    def reserve(self, address: Address, holder: tuple[str, str], range_set: int) -> bool:
        """Take an address; False where somebody holds it already."""
        if address in self.reserved:
            return False
        self.reserved[address] = holder
        self.last[range_set] = address
        return True

    def held_by(self, holder: tuple[str, str]) -> list[Address]:
        return [address for address, owner in self.reserved.items() if owner == holder]


def read_pool(folder: Path) -> Pool:
    """The state of a real host-local network, `<dataDir>/<network>`; empty where the folder is not there."""
    reserved: dict[Address, tuple[str, str]] = {}
    last: dict[int, Address] = {}
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not entry.is_file():
            continue
        text = entry.read_text(errors="replace").strip()
        prefix, _, index = entry.name.rpartition(".")
        address = parse_address(entry.name)
        if prefix == "last_reserved_ip" and index.isdigit():
            given = parse_address(text)
            if given is not None:
                last[int(index)] = given
        elif address is not None:
            container, _, interface = text.partition("\r\n")
            reserved[address] = (container, interface)
    return Pool(reserved, last)


def _turn(allocation: Allocation) -> int:
    """Allocations in the order of their addresses, which is that in which they came."""
    address = parse_address(allocation.network.ip or "")
    return 0 if address is None else int(address)


class NetworkState:
    """One node's networks in the course of a plan. `known` tells whether the leases at the start are those of the real node.

    `seen`: addresses that the allocation to come is known to have, because it runs already; host-local then gives it those.
    """

    __slots__ = ("_bridges", "_moved", "_pools", "known", "node", "seen")

    def __init__(self, node: Node, pools: Mapping[tuple[str, str], Pool] | None = None) -> None:
        self.node = node
        self.known = pools is not None
        self._pools = dict(pools or {})
        self._bridges: dict[str, list[Prefix]] = {}
        self._moved: set[str] = set()
        self.seen: tuple[Address, ...] = ()

    @classmethod
    def of(cls, node: Node, earlier: Iterable[Allocation] = (), pools: Mapping[tuple[str, str], Pool] | None = None,
           gone: Collection[str] = ()) -> NetworkState:
        """The state of a node after the earlier allocations of other plans; those whose ids are in `gone` have been stopped.

        `pools` are host-local's real leases by (dataDir, network name), as `read_pool` reads them; without them none are assumed.
        """
        state = cls(node, pools)
        known = [one for one in earlier if one.node == node.name and one.cni is not None]
        for allocation in sorted(known, key=_turn):
            for call in allocation.cni.add if allocation.cni is not None else ():
                state._replay(call)
            if allocation.network.failure is not None or allocation.id in gone:
                # it has been taken down again, and yet the next one gets the next address
                state.release(allocation.id)
        return state

    def pool(self, data_dir: str, network: str) -> Pool:
        return self._pools.setdefault((data_dir or DEFAULT_DATA_DIR, network), Pool())

    def release(self, container: str) -> None:
        """Give back what a container holds; the last address given out stays remembered."""
        for pool in self._pools.values():
            pool.reserved = {address: holder for address, holder in pool.reserved.items() if holder[0] != container}

    def bridge(self, name: str) -> list[Prefix]:
        """The addresses of a host interface, to be changed in place."""
        if name not in self._bridges:
            found = [one for one in self.node.interfaces or () if one.name == name]
            self._bridges[name] = [prefix for one in found for text in one.addresses if (prefix := parse_prefix(text)) is not None]
        return self._bridges[name]

    def has_device(self, name: str) -> bool:
        """Whether the host has an interface, as far as that is known."""
        if name in self._moved:
            return False
        interfaces = self.node.interfaces
        return interfaces is None or name in self._bridges or any(one.name == name for one in interfaces)

    def move_away(self, device: str) -> None:
        """A device goes into a namespace (host-device)."""
        self._moved.add(device)

    def _replay(self, call: CniCall) -> None:
        """Leases and bridge addresses as one call of an earlier allocation left them."""
        if not call.result or "code" in call.result:
            return
        options = Options(call.stdin, "NetConf")
        try:
            ips = decoded(call.result, options.text("cniVersion")).ips
            ipam = options.section("ipam")
            if ipam.text("type") == "host-local":
                pool = self.pool(ipam.text("dataDir"), options.text("name"))
                holder = (call.env.get("CNI_CONTAINERID", ""), call.env.get("CNI_IFNAME", ""))
                for index, ip in enumerate(ips):
                    pool.reserve(ip.address.address, holder, index)
            if call.plugin == "bridge" and (options.flag("isGateway") or options.flag("isDefaultGateway")):
                addresses = self.bridge(options.text("bridge") or "cni0")
                gateways = [Prefix(ip.gateway, ip.address.length) for ip in ips if ip.gateway is not None]
                addresses += [gateway for gateway in gateways if gateway not in addresses]
            if call.plugin == "host-device" and options.text("device"):
                self.move_away(options.text("device"))
        except PluginError:
            return
