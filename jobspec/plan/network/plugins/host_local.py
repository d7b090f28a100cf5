"""The address plugin host-local: ranges, round robin, leases (plugins/ipam/host-local)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jobspec.models.plan import Origin
from jobspec.plan.network.addresses import Address, next_address, parse_address, parse_prefix
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.invocation import Answer, Invocation
from jobspec.plan.network.plugins.ranges import Range, RangeSet, overlapping, ranges_of, read_addresses, shown
from jobspec.plan.network.results import CniResult, ResultAddress, read_routes
from jobspec.plan.network.state import NetworkState, Pool


def host_local(invocation: Invocation, state: NetworkState) -> Answer:
    """cmdAdd of host-local: one address from each range set, or none at all."""
    ipam = invocation.config.section("ipam")
    routes = tuple(read_routes(ipam))
    wanted = _wanted(invocation)
    range_sets = _range_sets(invocation, ipam)
    pool = state.pool(ipam.text("dataDir"), invocation.network)
    holder = (invocation.container, invocation.interface)
    ips = []
    try:
        for index, ranges in enumerate(range_sets):
            asked = next((address for address in wanted if _holding(ranges, address)), None)
            if asked is not None:
                wanted.remove(asked)
            else:
                asked = next((address for address in state.seen if _holding(ranges, address) and address not in pool.reserved), None)
            try:
                ips.append(_lease(pool, holder, index, ranges, asked))
            except PluginError as error:
                raise PluginError(f"failed to allocate for range {index}: {error}") from error
        if wanted:
            raise PluginError("failed to allocate all requested IPs: " + " ".join(str(address) for address in wanted))
    except PluginError:
        pool.reserved = {address: owner for address, owner in pool.reserved.items() if owner != holder or not ips}
        raise
    # resolvConf names a file of the host, whose resolvers nobody here can read
    return Answer(CniResult(ips=tuple(ips), routes=routes), _origin(state, ips, ipam))


def _origin(state: NetworkState, ips: list[ResultAddress], ipam: Options) -> Origin:
    known = state.known or all(ip.address.address in state.seen for ip in ips)
    return "exact" if known and not ipam.text("resolvConf") else "assumed"


def _lease(pool: Pool, holder: tuple[str, str], index: int, ranges: RangeSet, asked: Address | None) -> ResultAddress:
    """IPAllocator.Get."""
    if asked is not None:
        chosen = _holding(ranges, asked)
        if chosen is None:
            raise PluginError(f"{asked} not in range set {shown(ranges)}")
        if asked == chosen.gateway:
            raise PluginError(f"requested ip {asked} is subnet's gateway")
        if not pool.reserve(asked, holder, index):
            raise PluginError(f"requested IP address {asked} is not available in range set {shown(ranges)}")
        return ResultAddress(chosen.with_length(asked), chosen.gateway)
    for held in pool.held_by(holder):
        if _holding(ranges, held):
            raise PluginError(f"{held} has been allocated to {holder[0]}, duplicate allocation is not allowed")
    for address, chosen in _in_turn(ranges, pool.last.get(index)):
        if pool.reserve(address, holder, index):
            return ResultAddress(chosen.with_length(address), chosen.gateway)
    raise PluginError(f"no IP addresses available in range set: {shown(ranges)}")


def _in_turn(ranges: RangeSet, last: Address | None) -> Iterator[tuple[Address, Range]]:
    """RangeIter: all addresses but gateways, round robin from the one after the last that was given out."""
    at = next((index for index, one in enumerate(ranges) if last is not None and one.contains(last)), None)
    if at is None or last is None:
        at, current = 0, ranges[0].start
        started = current
        if current != ranges[0].gateway:
            yield current, ranges[0]
    else:
        current = last
        started = None
    while True:
        if current == ranges[at].end:
            at = (at + 1) % len(ranges)
            current = ranges[at].start
        else:
            current = next_address(current)
        if started is None:
            started = current
        elif current == started:
            return
        if current != ranges[at].gateway:
            yield current, ranges[at]


def _holding(ranges: RangeSet, address: Address) -> Range | None:
    return next((one for one in ranges if one.contains(address)), None)


def _range_sets(invocation: Invocation, ipam: Options) -> list[RangeSet]:
    """allocator.LoadIPAMConfig."""
    if not invocation.config.has("ipam"):
        raise PluginError("IPAM config missing 'ipam' key")
    written: list[list[Options]] = [_members(one) for one in invocation.config.section("runtimeConfig").items("ipRanges")]
    if ipam.prefix("subnet") is not None:
        written.append([ipam])
    written += [_members(one) for one in ipam.items("ranges")]
    if not written:
        raise PluginError("no IP ranges specified")
    for member in (member for members in written for member in members):
        read_addresses(member)
    found = []
    for index, members in enumerate(written):
        try:
            found.append(ranges_of(members))
        except PluginError as error:
            raise PluginError(f"invalid range set {index}: {error}") from error
    families = [one[0].start.version for one in found]
    if max(families.count(4), families.count(6)) > 1 and invocation.version in ("", "0.1.0", "0.2.0"):
        raise PluginError(f"CNI version {invocation.version} does not support more than 1 address per family")
    for first, one in enumerate(found):
        for second, other in enumerate(found[first + 1 :], first + 1):
            if overlapping(one, other):
                raise PluginError(f"range set {first} overlaps with {second}")
    return found


def _members(value: Any) -> list[Options]:
    return Options({"ranges": value}, "ipam").sections("ranges")


def _wanted(invocation: Invocation) -> list[Address]:
    """The addresses that are asked for: CNI_ARGS, `args.cni.ips`, `runtimeConfig.ips`. With or without a prefix."""
    config, argument = invocation.config, invocation.arguments_for("IP").get("IP", "")
    found = {_asked(argument, f'ARGS: error parsing value of pair "IP={argument}": '): None} if argument else {}
    for text in config.section("args").section("cni").texts("ips") + config.section("runtimeConfig").texts("ips"):
        found[_asked(text, "")] = None
    return list(found)


def _asked(text: str, lead: str) -> Address:
    prefix = parse_prefix(text)
    address = prefix.address if prefix is not None else parse_address(text)
    if address is None:
        raise PluginError(lead + (f"invalid CIDR address: {text}" if "/" in text else f"invalid IP address {text}"))
    return address
