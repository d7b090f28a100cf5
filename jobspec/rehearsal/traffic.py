"""Every port of the plan tried: from outside of the host and from the host itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address

from jobspec.plan.packet_paths import PacketPath, is_ipv6, packet_paths
from jobspec.plan.tasks.names import joined
from jobspec.rehearsal.allocation import Building
from jobspec.rehearsal.host import WORLD, is_address
from jobspec.rehearsal.outcome import Finding
from jobspec.rehearsal.probes import Spot, http_answer, listening, udp_answer

_WORLD_PATH = f"/run/netns/{WORLD}"


def try_ports(buildings: Sequence[Building]) -> Iterator[Finding]:
    """Listen wherever a task could, then probe each port. A finding for each way in."""
    paths = [(building, path) for building in buildings for path in packet_paths(building.allocation)]
    ways = [(building, path) for building, path in paths if is_address(path.port.host_ip)]
    for building, path in paths:
        if not is_address(path.port.host_ip):
            yield Finding(building.allocation.name, f"port {path.port.label}", "not compared", "", "its host address is not known")
    spots = {(spot.namespace, spot.address, spot.port): spot for spot in (_spot(*way) for way in ways)}
    try:
        with listening(list(spots.values())):
            for building, path in ways:
                yield from _probe(building, path)
    except OSError as error:
        yield Finding("", "listeners", "different", "can be opened", str(error))


def _spot(building: Building, path: PacketPath) -> Spot:
    """Where a task listens: the host's address in host mode, else every address of the namespace."""
    if path.kind == "host":
        return Spot("", path.port.host_ip, path.inner_port, _token(building, path))
    everything = "::" if is_ipv6(path.inner_ip or path.port.host_ip) else "0.0.0.0"
    return Spot(building.namespace, everything, path.inner_port, _token(building, path))


def _probe(building: Building, path: PacketPath) -> Iterator[Finding]:
    port = path.port
    name = building.allocation.name
    expected = _token(building, path)
    where = f"{port.label} {joined(port.host_ip, port.host_port)}"
    sides = [("the host", "")]
    if not ip_address(port.host_ip).is_loopback:
        sides.insert(0, ("outside", _WORLD_PATH))
    if path.kind == "closed" or not path.way_back:
        answer = http_answer(sides[0][1], port.host_ip, port.host_port, tries=1)
        why = path.why or "the namespace has no default route to answer by"
        yield _finding(name, f"{where}: HTTP from {sides[0][0]}", f"no answer: {why}", answer, answer.startswith("("))
        if path.inner_ip and is_address(path.inner_ip):
            yield _straight(building, path, expected)
        return
    for side, namespace in sides:
        if path.kind == "host" or "tcp" in path.protocols:
            answer = http_answer(namespace, port.host_ip, port.host_port)
            yield _finding(name, f"{where}: HTTP from {side}", expected, answer, answer == expected)
    if "udp" in path.protocols:
        answer = udp_answer(sides[0][1], port.host_ip, port.host_port)
        yield _finding(name, f"{where}: UDP from {sides[0][0]}", expected, answer, answer == expected)


def _straight(building: Building, path: PacketPath, expected: str) -> Finding:
    """The allocation's own address tried from outside and from the host. The plan does not say who reaches it; a failure is none of it."""
    assert path.inner_ip is not None
    told = ""
    for namespace in (_WORLD_PATH, ""):
        answer = http_answer(namespace, path.inner_ip, path.inner_port, tries=1)
        if answer == expected:
            break
        told = told or answer
    where = f"{path.port.label} {joined(path.inner_ip, path.inner_port)}: HTTP, straight"
    if answer == expected:
        return Finding(building.allocation.name, where, "as planned", expected, answer)
    return Finding(building.allocation.name, where, "not compared", "", told)


def _finding(allocation: str, subject: str, planned: str, found: str, alike: bool) -> Finding:
    return Finding(allocation, subject, "as planned" if alike else "different", planned, found)


def _token(building: Building, path: PacketPath) -> str:
    """What the listener of a port says: who it is, and the port it listens on."""
    where = "the host" if path.kind == "host" else building.allocation.name
    return f"{where} port {path.inner_port}"
