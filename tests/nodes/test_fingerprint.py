"""Networks and devices from interfaces and options."""

from __future__ import annotations

from jobspec.models.node import HostNetwork, Interface, NodeNetwork
from jobspec.nodes.fingerprint import NetworkOptions, merged, node_devices, node_networks

ETH0 = Interface("eth0", 2, addresses=("192.0.2.10/24", "fe80::1/64"))
ETH1 = Interface("eth1", 3, addresses=("10.0.0.5/24", "10.0.0.6/24", "fd00::5/64"))


def found(*interfaces: Interface, default: str = "eth0", family: str = "", link_local: bool = True,
          names: dict[str, str | None] | None = None, networks: tuple[HostNetwork, ...] = ()) -> list[tuple[str, str, str]]:
    options = NetworkOptions(default_device=default, host_networks=networks, preferred_family=family, interface_names=names or {},
                             disallow_link_local=not link_local)
    return [(network.device, address.alias, address.address) for network in node_networks(interfaces, options)
            for address in network.addresses]


def test_the_default_interface_has_the_default_alias() -> None:
    assert found(ETH0, ETH1) == [("eth0", "default", "192.0.2.10")]


def test_link_local_addresses_count_only_where_there_are_no_others() -> None:
    alone = Interface("eth0", 2, addresses=("fe80::1/64",))
    assert found(alone) == [("eth0", "default", "fe80::1")]
    assert found(alone, link_local=False) == []


def test_a_range_of_several_parts_takes_addresses_of_several_interfaces() -> None:
    edge = HostNetwork("edge", "192.0.2.0/24,10.0.0.6/32")
    assert found(ETH0, ETH1, networks=(edge,)) == [
        ("eth0", "edge", "192.0.2.10"), ("eth0", "default", "192.0.2.10"), ("eth1", "edge", "10.0.0.6")]


def test_blanks_in_a_range_make_nomad_pass_over_it() -> None:
    assert ("eth1", "edge", "10.0.0.6") not in found(ETH0, ETH1, networks=(HostNetwork("edge", "192.0.2.0/24, 10.0.0.6/32"),))


def test_range_and_interface_must_both_match() -> None:
    lab = HostNetwork("lab", "10.0.0.0/8", "eth0")
    assert found(ETH0, ETH1, names={"lab": "eth0"}, networks=(lab,)) == [("eth0", "default", "192.0.2.10")]


def test_an_interface_that_cannot_be_evaluated_matches_nothing() -> None:
    assert found(ETH1, names={"lab": None}, networks=(HostNetwork("lab", interface="{{ x }}"),)) == []


def test_a_host_network_named_default_is_a_second_default() -> None:
    own = HostNetwork("default", "10.0.0.5/32", reserved_ports="80")
    options = NetworkOptions(default_device="eth0", host_networks=(own,))
    networks = node_networks((ETH0, ETH1), options)
    assert [(a.alias, a.address, a.reserved_ports) for network in networks for a in network.addresses] == [
        ("default", "192.0.2.10", "80"), ("default", "10.0.0.5", "80")]


def test_the_preferred_family_comes_first() -> None:
    assert [address for _, _, address in found(ETH1, default="eth1", family="ipv6")] == ["fd00::5", "10.0.0.5", "10.0.0.6"]


def test_devices_are_the_addresses_of_the_default_interface_alone() -> None:
    options = NetworkOptions(default_device="eth1", preferred_family="ipv6", speed=10_000)
    assert [(device.cidr, device.mbits) for device in node_devices((ETH0, ETH1), options)] == [
        ("fd00::5/128", 10_000), ("10.0.0.5/32", 10_000), ("10.0.0.6/32", 10_000)]


def test_without_a_bridge_name_the_last_cni_network_hides_the_bridge() -> None:
    bridge, one, two = NodeNetwork("bridge"), NodeNetwork("cni/one"), NodeNetwork("cni/two")
    assert merged(((bridge,), (one, two))) == (two,)
    named = NodeNetwork("bridge", "nomad")
    assert merged(((named,), (one, two))) == (named, two)
