"""The way of a packet to a port."""

from __future__ import annotations

from typing import Any

import pytest

from jobspec.models.plan import AllocatedPort, Allocation, AllocationNetwork, CniCall, CniPlan, Failure
from jobspec.plan.admin_chain import AdminRule, admin_rules
from jobspec.plan.packet_paths import PacketPath, PortMapping, packet_paths, port_mappings

HOST, HOST6 = "192.0.2.10", "fd00::10"
V4 = {"ips": [{"address": "10.0.0.2/24"}], "routes": [{"dst": "0.0.0.0/0"}]}


def port(label: str = "http", host_ip: str = HOST, host_port: int = 20000, to: int = 80, **more: Any) -> AllocatedPort:
    return AllocatedPort(label=label, host_network="default", host_ip=host_ip, host_port=host_port, to=to, **more)


def mapping(host_ip: str = HOST, host_port: int = 20000, to: int = 80, protocol: str = "tcp") -> dict[str, Any]:
    return {"HostIP": host_ip, "HostPort": host_port, "ContainerPort": to, "Protocol": protocol}


def call(plugin: str, result: dict[str, Any] | None = None, **stdin: Any) -> CniCall:
    return CniCall(plugin=plugin, path=plugin, env={}, stdin=stdin, result=result)


def allocation(*calls: CniCall, ports: tuple[AllocatedPort, ...] = (port(),), mode: str = "bridge", **network: Any) -> Allocation:
    return Allocation(
        name="j.g[0]",
        index=0,
        id="1",
        node="n",
        network=AllocationNetwork(mode=mode, **{"ip": "10.0.0.2", **network}),
        ports=ports,
        cni=CniPlan(config="c", add=calls) if calls else None,
    )


def path_of(*calls: CniCall, **more: Any) -> PacketPath:
    (path,) = packet_paths(allocation(*calls, **more))
    return path


def portmap(*mappings: dict[str, Any]) -> CniCall:
    return call("portmap", V4, runtimeConfig={"portMappings": list(mappings)})


def test_a_mapped_port_leads_into_the_namespace() -> None:
    path = path_of(portmap(mapping(), mapping(protocol="udp")))
    assert (path.kind, path.inner_ip, path.inner_port, path.protocols, path.plugin) == ("mapped", "10.0.0.2", 80, ("tcp", "udp"), "portmap")
    assert (path.wildcard, path.way_back) == (False, True)


def test_a_mapping_without_a_host_address_holds_for_all_of_them() -> None:
    assert path_of(portmap(mapping(host_ip=""))).wildcard
    assert path_of(portmap({"HostPort": 20000, "ContainerPort": 80})).wildcard


@pytest.mark.parametrize("other", [mapping(host_port=20001), mapping(host_ip="203.0.113.1")])
def test_a_mapping_of_another_port_or_address_is_none(other: dict[str, Any]) -> None:
    path = path_of(portmap(other))
    assert (path.kind, path.why, path.inner_port) == ("closed", "nothing forwards it", 80)


@pytest.mark.parametrize("mode", ["", "host"])
def test_without_a_namespace_the_task_listens_on_the_host(mode: str) -> None:
    path = path_of(mode=mode, ip=None)
    assert (path.kind, path.inner_ip, path.inner_port) == ("host", HOST, 20000)


def test_ports_of_a_tasks_own_network_are_the_hosts() -> None:
    assert path_of(ports=(port(task="t"),)).kind == "host"


def test_without_to_the_number_is_the_same_inside() -> None:
    assert path_of(portmap(), ports=(port(to=0),)).inner_port == 20000
    assert path_of(portmap(), ports=(port(to=-1),)).inner_port == 20000


def test_portmap_forwards_within_a_family_only() -> None:
    ports = (port(host_ip=HOST6),)
    assert path_of(portmap(mapping(host_ip=HOST6)), ports=ports).why == "the allocation has no IPv6 address"
    path = path_of(portmap(mapping(host_ip=HOST6)), ports=ports, ipv6="fd01::2")
    assert (path.kind, path.inner_ip, path.way_back) == ("mapped", "fd01::2", False)


def test_without_a_default_route_answers_stay_inside() -> None:
    inside = call("portmap", {"routes": [{"dst": "10.0.0.0/8"}]}, runtimeConfig={"portMappings": [mapping()]})
    assert not path_of(inside).way_back
    assert path_of(call("own", None, runtimeConfig={"portMappings": [mapping()]})).way_back  # not known


def test_an_allocation_that_cannot_start_has_no_way_in() -> None:
    failure = Failure(code="NODE306", message="mode none")
    assert path_of(mode="none", ip=None, failure=failure).why == "the allocation does not start"


def test_mappings_are_listed_as_the_plugins_are_told_them() -> None:
    made = allocation(call("bridge"), portmap(mapping(), mapping(host_ip="", protocol="udp")))
    assert port_mappings(made) == (PortMapping(HOST, 20000, 80, "tcp", "portmap"), PortMapping("", 20000, 80, "udp", "portmap"))


def bridge(*subnets: str) -> CniCall:
    return call("bridge", bridge="nomad", ipam={"ranges": [[{"subnet": subnet}] for subnet in subnets]})


def test_nomad_accepts_traffic_to_its_bridge_ipv6_first() -> None:
    made = allocation(bridge("172.26.64.0/20", "fd00::/64"), call("firewall", iptablesAdminChainName="NOMAD-ADMIN"))
    assert admin_rules(made) == (
        AdminRule("ip6tables", "NOMAD-ADMIN", "nomad", "fd00::/64"),
        AdminRule("iptables", "NOMAD-ADMIN", "nomad", "172.26.64.0/20"),
    )


def test_networks_of_users_get_no_such_rule() -> None:
    firewall = call("firewall", iptablesAdminChainName="NOMAD-ADMIN")
    assert admin_rules(allocation(bridge("10.0.0.0/24"), firewall, mode="cni/lan")) == ()
    assert admin_rules(allocation(mode="bridge")) == ()
