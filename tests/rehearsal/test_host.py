"""The scratch host that plays a node's machine, as data."""

from __future__ import annotations

import pytest

from jobspec.models.node import HostNetwork, Interface, Node, NodeAddress, NodeNetwork, Route
from jobspec.models.plan import AllocatedPort, Allocation, AllocationNetwork, CniCall, CniPlan
from jobspec.rehearsal.host import Host, Link, scratch_host, setup_commands


def allocation(*ports: str, plugin: str = "bridge", **stdin: object) -> Allocation:
    call = CniCall(plugin=plugin, path=f"/opt/cni/bin/{plugin}", env={}, stdin=dict(stdin))
    return Allocation(
        name="j.g[0]",
        index=0,
        id="1",
        node="n",
        network=AllocationNetwork(mode="bridge"),
        ports=tuple(AllocatedPort(label=address, host_network="default", host_ip=address, host_port=80) for address in ports),
        cni=CniPlan(config="c", add=(call,)),
    )


def node(*interfaces: Interface, **more: object) -> Node:
    return Node(name="n", interfaces=interfaces, **more)  # type: ignore[arg-type]


ETH0 = Interface(name="eth0", addresses=("192.0.2.10/24", "fd00::10/64", "fe80::1/64"))


def test_the_neighbour_is_the_gateway_where_the_node_has_one() -> None:
    routes = (Route(destination="default", device="eth0", gateway="192.0.2.1"),)
    host = scratch_host(node(ETH0, routes=routes), [])
    assert host.links == (Link("eth0", "world0", ("192.0.2.10/24", "fd00::10/64"), ("192.0.2.1/24", "fd00::ffff:ffff:ffff:ffff/64")),)
    assert host.routes == (("route", "add", "default", "via", "192.0.2.1", "dev", "eth0"),)


def test_the_neighbour_takes_no_address_that_the_plan_uses() -> None:
    taken = Interface(name="eth0", addresses=("192.0.2.254/24",))
    assert scratch_host(node(taken), [allocation("192.0.2.253")]).links[0].world == ("192.0.2.252/24",)


@pytest.mark.parametrize(
    ("own", "world"), [("192.0.2.0/31", "192.0.2.1/31"), ("192.0.2.1/31", "192.0.2.0/31"), ("192.0.2.7/32", "198.18.0.1/32")]
)
def test_small_networks_have_a_neighbour_too(own: str, world: str) -> None:
    assert scratch_host(node(Interface(name="eth0", addresses=(own,))), []).links[0].world == (world,)


def test_a_network_of_one_address_is_reached_by_routes() -> None:
    commands = list(setup_commands(scratch_host(node(Interface(name="eth0", addresses=("192.0.2.7/32",))), [])))
    assert ("route", "add", "198.18.0.1/32", "dev", "eth0") in commands
    assert ("-n", "jobspec-world", "route", "add", "192.0.2.7", "dev", "world0") in commands


def test_what_the_plugins_make_is_left_to_them_and_what_they_stand_on_is_there() -> None:
    bridge = Interface(name="nomad", addresses=("172.26.64.1/20",))
    host = scratch_host(node(ETH0, bridge), [allocation(bridge="nomad"), allocation(plugin="macvlan", master="eth7")])
    assert [link.name for link in host.links] == ["eth0", "eth7"]


def test_addresses_that_no_interface_has_stand_on_a_spare_one() -> None:
    described = node(ETH0, host_networks=(HostNetwork(name="public", cidr="203.0.113.0/28"),))
    host = scratch_host(described, [allocation("203.0.113.5", "2001:db8::5", "192.0.2.10", "127.0.0.1")])
    assert [(link.name, link.addresses) for link in host.links][1:] == [("host0", ("203.0.113.5/28", "2001:db8::5/64"))]


def test_addresses_of_lo_stay_there() -> None:
    lo = Interface(name="lo", loopback=True, addresses=("127.0.0.1/8", "::1/128", "198.51.100.1/32"))
    host = scratch_host(node(lo, ETH0), [allocation("198.51.100.1")])
    assert host.loopback == ("198.51.100.1/32",)
    assert [link.name for link in host.links] == ["eth0"]
    assert ("addr", "add", "198.51.100.1/32", "dev", "lo") in list(setup_commands(host))


def test_without_interfaces_the_addresses_of_the_nodes_networks_are_taken() -> None:
    networks = (NodeNetwork(mode="host", device="ens3", addresses=(NodeAddress("default", "10.0.0.5", "ipv4"),)),)
    host = scratch_host(Node(name="n", networks=networks), [])
    assert host == Host((Link("ens3", "world0", ("10.0.0.5/24",), ("10.0.0.254/24",)),), (),
                        (("route", "add", "default", "via", "10.0.0.254", "dev", "ens3"),))  # fmt: skip


def test_commands_make_both_ends_of_each_link_before_addresses_and_routes() -> None:
    commands = list(setup_commands(scratch_host(node(ETH0), [])))
    assert commands[:4] == [
        ("link", "set", "lo", "up"),
        ("netns", "add", "jobspec-world"),
        ("-n", "jobspec-world", "link", "set", "lo", "up"),
        ("link", "add", "eth0", "type", "veth", "peer", "name", "world0", "netns", "jobspec-world"),
    ]
    assert ("addr", "add", "fd00::10/64", "dev", "eth0", "nodad") in commands
