"""Ranges of host-local: what is filled in, what is refused (plugins/ipam/host-local/backend/allocator)."""

from __future__ import annotations

import msgspec

from jobspec.plan.network.addresses import Address, Prefix, next_address
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options


class Range(msgspec.Struct, frozen=True):
    """A range: `start` and `end` belong to it; the gateway is never given out."""

    subnet: Prefix
    start: Address
    end: Address
    gateway: Address

    def contains(self, address: Address) -> bool:
        return self.subnet.contains(address) and int(self.start) <= int(address) <= int(self.end)

    def with_length(self, address: Address) -> Prefix:
        return Prefix(address, self.subnet.length)


RangeSet = tuple[Range, ...]


def ranges_of(members: list[Options]) -> RangeSet:
    """RangeSet.Canonicalize."""
    if not members:
        raise PluginError("empty range set")
    found: list[Range] = []
    for member in members:
        one = _range(member)
        if found and one.start.version != found[0].start.version:
            raise PluginError("mixed address families")
        found.append(one)
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            if overlapping((one,), (other,)):
                raise PluginError(f"subnets {shown((one,))} and {shown((other,))} overlap")
    return tuple(found)


def overlapping(first: RangeSet, second: RangeSet) -> bool:
    """Whether an end of some range of one set lies in a range of the other."""
    return any(one.start.version == other.start.version
               and (one.contains(other.start) or one.contains(other.end) or other.contains(one.start) or other.contains(one.end))
               for one in first for other in second)


def shown(ranges: RangeSet) -> str:
    """A range set as host-local's messages write it."""
    return ",".join(f"{one.start}-{one.end}" for one in ranges)


def read_addresses(member: Options) -> None:
    """What JSON decoding refuses of a range, before anything is made of it: texts that are no addresses."""
    member.prefix("subnet")
    for key in ("rangeStart", "rangeEnd", "gateway"):
        member.address(key)


def _range(member: Options) -> Range:
    """Range.Canonicalize: the gateway is the first address, the range all but network, and broadcast in IPv4."""
    subnet = member.prefix("subnet")
    if subnet is None:
        raise PluginError("IP <nil> not v4 nor v6")
    if subnet.length > subnet.address.max_prefixlen - 2:
        raise PluginError(f"Network {subnet} too small to allocate from")
    if subnet.address != subnet.first:
        raise PluginError(f"Network has host bits set. For a subnet mask of length {subnet.length} the network address is {subnet.first}")
    last = subnet.network.broadcast_address
    if subnet.is_ipv4:
        last = type(last)(int(last) - 1)
    gateway = member.address("gateway")
    whole = Range(subnet, subnet.first, subnet.network.broadcast_address, subnet.first)
    start, end = member.address("rangeStart"), member.address("rangeEnd")
    if (start is not None and not whole.contains(start)) or (start is not None and end is not None and int(start) > int(end)):
        raise PluginError(f"RangeStart {start} not in network {subnet}")
    start = next_address(subnet.first) if start is None else start
    if end is not None and not (whole.contains(end) and int(end) >= int(start)):
        raise PluginError(f"RangeEnd {end} not in network {subnet}")
    return Range(subnet, start, last if end is None else end, next_address(subnet.first) if gateway is None else gateway)
