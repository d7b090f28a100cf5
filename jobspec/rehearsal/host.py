"""The machine that the plan is for, drawn as a scratch network namespace: which links, addresses and routes it needs.

Each interface of the node becomes one end of a veth pair with the same name and addresses; the other end lives in a second namespace, the
world outside, with an address of the same network: the gateway's where the node has one there. Nothing here touches the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Interface, IPv4Network, IPv6Interface, IPv6Network, ip_address, ip_interface, ip_network

import msgspec

from jobspec.models.node import Node
from jobspec.models.plan import Allocation

#: The namespace of everything outside of the host.
WORLD = "jobspec-world"
#: Where addresses stand that the plan uses and no known interface has.
SPARE = "host0"
#: Neighbours of networks that have room for a single address (RFC 2544, RFC 5180).
_ALONE = {4: "198.18.0.{}", 6: "2001:2::{}"}

Cidr = IPv4Interface | IPv6Interface


class Link(msgspec.Struct, frozen=True):
    """An interface of the scratch host and its neighbour in the world; `world` has an address for each network of `addresses`."""

    name: str
    peer: str
    addresses: tuple[str, ...]
    world: tuple[str, ...]


class Host(msgspec.Struct, frozen=True):
    """Links, what stands on `lo` beside the usual, and routes as arguments of `ip route add` (IPv6 ones begin with `-6`)."""

    links: tuple[Link, ...]
    loopback: tuple[str, ...]
    routes: tuple[tuple[str, ...], ...]


def scratch_host(node: Node, allocations: Iterable[Allocation]) -> Host:
    """The host for a node and what is planned on it."""
    planned = tuple(allocations)
    made, masters = _plugin_links(planned)
    addresses = _interfaces(node, made, masters)
    wanted = dict.fromkeys(filter(is_address, (port.host_ip for allocation in planned for port in allocation.ports)))
    present = {str(entry.ip) for entries in addresses.values() for entry in entries}
    spare = [_sized(address, node) for address in wanted if address not in present and not ip_address(address).is_loopback]
    if spare:
        addresses.setdefault(SPARE, []).extend(spare)
    loopback = tuple(str(entry) for entry in addresses.pop("lo", []) if not entry.ip.is_loopback)
    taken = {*present, *wanted, *_planned_addresses(planned)}
    gateways = [route.gateway for route in node.routes or () if route.gateway]
    links = tuple(_links(addresses, gateways, taken))
    return Host(links, loopback, tuple(_routes(node, links)))


def setup_commands(host: Host) -> Iterator[tuple[str, ...]]:
    """The `ip` commands that make the host in a fresh namespace, in order."""
    yield ("link", "set", "lo", "up")
    for address in host.loopback:
        yield ("addr", "add", address, "dev", "lo")
    yield ("netns", "add", WORLD)
    yield ("-n", WORLD, "link", "set", "lo", "up")
    for link in host.links:
        yield ("link", "add", link.name, "type", "veth", "peer", "name", link.peer, "netns", WORLD)
        yield from (("addr", "add", address, "dev", link.name, *_without_dad(address)) for address in link.addresses)
        yield from (("-n", WORLD, "addr", "add", address, "dev", link.peer, *_without_dad(address)) for address in link.world)
        yield ("link", "set", link.name, "up")
        yield ("-n", WORLD, "link", "set", link.peer, "up")
        for address in link.world:
            neighbour = ip_interface(address)
            if neighbour.network.num_addresses == 1:
                family = ("-6",) if neighbour.version == 6 else ()
                yield (*family, "route", "add", address, "dev", link.name)
                alone = (own for own in map(ip_interface, link.addresses) if own.version == neighbour.version)
                yield from ((*family, "-n", WORLD, "route", "add", f"{own.ip}", "dev", link.peer) for own in alone)


def is_address(text: str) -> bool:
    """Whether a text is an IP address; a plan has words where one is not known."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _without_dad(address: str) -> tuple[str, ...]:
    return ("nodad",) if ":" in address else ()


def _interfaces(node: Node, made: set[str], masters: set[str]) -> dict[str, list[Cidr]]:
    """Addresses by interface: the machine's where they are known, else those that Nomad's node has."""
    found: dict[str, list[Cidr]] = {}
    if node.interfaces is not None:
        for interface in node.interfaces:
            entries = [ip_interface(text) for text in interface.addresses]
            useful = [entry for entry in entries if not entry.ip.is_link_local]
            if interface.name not in made and (useful or interface.name in masters):
                found["lo" if interface.loopback else interface.name] = useful
    else:
        for network in node.networks:
            if network.mode == "host" and network.device:
                entries = found.setdefault(network.device, [])
                fresh = (_sized(address.address, node) for address in network.addresses)
                entries += [entry for entry in fresh if entry not in entries and not entry.ip.is_link_local]
    for master in masters - made:
        found.setdefault(master, [])
    return found


def _sized(address: str, node: Node) -> Cidr:
    """An address with the size of the host network that holds it; /24 and /64 where none does."""
    for host_network in node.host_networks:
        for text in host_network.cidr.split(","):
            try:
                network = ip_network(text.strip(), strict=False)
            except ValueError:
                continue
            if ip_address(address) in network:
                return ip_interface(f"{address}/{network.prefixlen}")
    return ip_interface(f"{address}/{64 if ':' in address else 24}")


def _plugin_links(planned: tuple[Allocation, ...]) -> tuple[set[str], set[str]]:
    """Links of the host that the plugins make, and those that they stand on."""
    made: set[str] = set()
    masters: set[str] = set()
    for allocation in planned:
        for call in allocation.cni.add if allocation.cni is not None else ():
            if call.plugin == "bridge":
                made.add(str(call.stdin.get("bridge") or "cni0"))
            for key in ("master", "device"):
                if isinstance(call.stdin.get(key), str) and call.stdin[key]:
                    masters.add(call.stdin[key])
    return made, masters


def _planned_addresses(planned: tuple[Allocation, ...]) -> Iterator[str]:
    for allocation in planned:
        yield from (address for address in (allocation.network.ip, allocation.network.ipv6) if address)


def _links(addresses: dict[str, list[Cidr]], gateways: list[str], taken: set[str]) -> Iterator[Link]:
    for number, (name, entries) in enumerate(addresses.items()):
        world: list[str] = []
        networks = dict.fromkeys(entry.network for entry in entries)
        for network in networks:
            if network.num_addresses == 1:
                address = f"{_ALONE[network.version].format(number + 1)}/{network.max_prefixlen}"
            else:
                address = f"{_neighbour(network, gateways, taken)}/{network.prefixlen}"
            if address not in world:
                world.append(address)
        yield Link(name, f"world{number}", tuple(map(str, entries)), tuple(world))


def _neighbour(network: IPv4Network | IPv6Network, gateways: list[str], taken: set[str]) -> str:
    """An address of the network for the world: the gateway's, else the highest free one."""
    for gateway in gateways:
        if ip_address(gateway) in network and gateway not in taken:
            return gateway
    last = network.num_addresses - (1 if network.version == 6 or network.num_addresses == 2 else 2)
    return next((text for offset in range(last, -1, -1) if (text := str(network[offset])) not in taken), str(network[last]))


def _routes(node: Node, links: tuple[Link, ...]) -> Iterator[tuple[str, ...]]:
    """The node's routes through a gateway; where its routes are not known, a default route through the first link."""
    names = {link.name for link in links}
    if node.routes is None:
        for link in links[:1]:
            for address in link.world:
                via = ip_interface(address)
                yield (*(("-6",) if via.version == 6 else ()), "route", "add", "default", "via", str(via.ip), "dev", link.name)
        return
    for route in node.routes:
        if route.device in names and route.gateway:
            six = ("-6",) if ":" in route.gateway else ()
            metric = ("metric", str(route.metric)) if route.metric else ()
            yield (*six, "route", "add", route.destination, "via", route.gateway, "dev", route.device, *metric)
