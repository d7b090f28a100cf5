"""host-local hands out what its ranges hold, each address once and in turn."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobspec.models.node import Node
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins.host_local import host_local
from jobspec.plan.network.plugins.invocation import Invocation
from jobspec.plan.network.state import NetworkState


def lease(state: NetworkState, container: str, **ipam: Any) -> list[str]:
    config = Options({"ipam": {"type": "host-local", **ipam}}, "NetConf")
    return [str(ip.address) for ip in host_local(Invocation(config, "lan", "1.0.0", container, "/ns", "eth0"), state).result.ips]


def fresh() -> NetworkState:
    return NetworkState(Node(name="node"))


def expected(one: dict[str, str]) -> list[str]:
    """The addresses of a range without its gateway, counted out."""
    network = ipaddress.ip_network(one["subnet"])
    first = ipaddress.ip_address(one.get("rangeStart", str(network[1])))
    last = ipaddress.ip_address(one.get("rangeEnd", str(network[-2 if network.version == 4 else -1])))
    gateway = one.get("gateway", str(network[1]))
    return [str(address) for address in network if int(first) <= int(address) <= int(last) and str(address) != gateway]


@st.composite
def ranges(draw: st.DrawFn, index: int, base: str) -> dict[str, str]:
    network = ipaddress.ip_network(base.format(index))
    low = draw(st.integers(1, 13))
    high = draw(st.integers(low, 14))
    found = {"subnet": str(network)}
    if draw(st.booleans()):
        found |= {"rangeStart": str(network[low]), "rangeEnd": str(network[high])}
    if draw(st.booleans()):
        found["gateway"] = str(network[draw(st.integers(1, 14))])
    return found


@given(st.data(), st.sampled_from(["10.1.{}.0/28", "fd00:{}::/124"]), st.integers(1, 3))
def test_every_address_is_given_once_in_order_and_then_the_set_is_full(data: st.DataObject, base: str, count: int) -> None:
    members = [data.draw(ranges(index, base)) for index in range(count)]
    state = fresh()
    wanted = [address for one in members for address in expected(one)]
    given_out = [lease(state, f"container-{number}", ranges=[members])[0].partition("/")[0] for number in range(len(wanted))]
    assert given_out == wanted
    with pytest.raises(PluginError, match="no IP addresses available in range set"):
        lease(state, "one more", ranges=[members])


def test_an_address_given_back_is_not_the_next_one() -> None:
    state = fresh()
    assert lease(state, "a", subnet="10.1.0.0/29") == ["10.1.0.2/29"]
    state.release("a")
    assert lease(state, "b", subnet="10.1.0.0/29") == ["10.1.0.3/29"]


def test_range_sets_turn_each_on_its_own() -> None:
    state = fresh()
    sets = [[{"subnet": "10.1.0.0/29"}], [{"subnet": "fd00::/125"}]]
    assert lease(state, "a", ranges=sets) == ["10.1.0.2/29", "fd00::2/125"]
    assert lease(state, "b", ranges=sets) == ["10.1.0.3/29", "fd00::3/125"]


def test_a_container_gets_no_second_address() -> None:
    state = fresh()
    lease(state, "a", subnet="10.1.0.0/29")
    with pytest.raises(PluginError, match="duplicate allocation is not allowed"):
        lease(state, "a", subnet="10.1.0.0/29")


def test_when_one_set_is_full_the_others_give_their_address_back() -> None:
    state = fresh()
    sets = [[{"subnet": "10.1.0.0/24"}], [{"subnet": "10.2.0.0/30"}]]
    lease(state, "a", ranges=sets)
    with pytest.raises(PluginError, match="failed to allocate for range 1"):
        lease(state, "b", ranges=sets)
    assert state.pool("", "lan").held_by(("b", "eth0")) == []
