"""The network of an allocation as the client makes it: modes, drivers, arguments, files, earlier allocations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from jobspec.diagnostics import Span
from jobspec.models.cni import CniNetwork, CniPlugin
from jobspec.models.node import BridgeSettings, HostNetwork, Interface, Node
from jobspec.models.plan import AllocatedPort, Allocation, AllocationNetwork, CniPlan, Failure
from jobspec.plan.network import NetworkState, Pool, build_network, read_pool
from jobspec.plan.network.addresses import parse_address
from jobspec.source import Source

NODE = Node(name="node-a", cni_path=("/opt/cni/bin",), cni_networks=(), alloc_dir="/opt/nomad/data/alloc")
HOST_LOCAL = {"type": "host-local", "subnet": "10.7.0.0/24"}


def task(driver: str = "docker", name: str = "main", **rest: Any) -> dict[str, Any]:
    return {"Name": name, "Driver": driver, "Config": {}} | rest


def network_block(mode: str = "bridge", **rest: Any) -> dict[str, Any]:
    return {"Networks": [{"Mode": mode, **rest}]}


def node_with(*plugins: dict[str, Any], name: str = "lan", version: str = "1.0.0", node: Node = NODE) -> Node:
    path = f"/opt/cni/config/{name}.conflist"
    span = Span(Source("", path), 0, 0)
    made = tuple(CniPlugin(plugin["type"], plugin.get("capabilities", {}), plugin, span, {}) for plugin in plugins)
    return replace(node, cni_networks=(CniNetwork(name, version, made, path, True, span),))


def port(label: str = "http", host_port: int = 25000, to: int = 80, host_ip: str = "192.0.2.10") -> AllocatedPort:
    return AllocatedPort(label=label, host_network="default", host_ip=host_ip, host_port=host_port, to=to)


def built(placed: Any, state: NetworkState | None = None) -> tuple[AllocationNetwork, CniPlan]:
    network, cni = build_network(placed, state or NetworkState.of(placed.node))
    assert cni is not None
    return network, cni


def failure_of(placed: Any) -> tuple[str, str]:
    network, _ = build_network(placed, NetworkState.of(placed.node))
    assert network.failure is not None
    return network.failure.code, network.failure.nomad


@pytest.mark.parametrize("group", [{}, network_block(""), network_block("host")])
def test_host_mode_has_no_namespace_and_no_calls(allocation, group) -> None:
    network, cni = build_network(allocation(task(), group=group, node=NODE), NetworkState.of(NODE))
    assert (network.mode, network.ip, network.namespace, network.failure, cni) == ("host", None, None, None, None)


def test_mode_none_never_starts_even_without_ports(allocation) -> None:
    code, nomad = failure_of(allocation(task("exec"), group=network_block("none"), node=NODE))
    assert code == "NODE306"
    assert nomad.endswith("network already configured but not found in state")


def test_bridge_mode_uses_all_settings_of_the_client(allocation) -> None:
    node = replace(NODE, bridge=BridgeSettings("br7", "10.50.0.0/24", "fd00:50::/64", True))
    network, cni = built(allocation(task("exec"), group=network_block(), node=node))
    stdin = cni.add[1].stdin
    assert (stdin["bridge"], stdin["hairpinMode"]) == ("br7", True)
    assert stdin["ipam"]["ranges"] == [[{"subnet": "10.50.0.0/24"}], [{"subnet": "fd00:50::/64"}]]
    assert stdin["ipam"]["routes"] == [{"dst": "0.0.0.0/0"}, {"dst": "::/0"}]
    assert (network.ip, network.ipv6, network.gateway, network.origin) == ("10.50.0.2", "fd00:50::2", "10.50.0.1", "assumed")
    assert any("-A NOMAD-ADMIN -d fd00:50::/64 -o br7" in rule for rule in cni.add[0].rules)


def test_a_bridge_subnet_that_is_none_fails_in_the_address_plugin(allocation) -> None:
    node = replace(NODE, bridge=BridgeSettings(subnet="10.50.0.0"))
    code, nomad = failure_of(allocation(task("exec"), group=network_block(), node=node))
    assert code == "NODE311"
    assert nomad.endswith('plugin type="bridge" failed (add): invalid CIDR address: 10.50.0.0')


def test_a_bridge_subnet_of_letters_fails_before_any_plugin(allocation) -> None:
    placed = allocation(task("exec"), group=network_block(), node=replace(NODE, bridge=BridgeSettings(subnet="lan")))
    network, cni = build_network(placed, NetworkState.of(NODE))
    assert network.failure is not None and "failed to initialize table forwarding rules" in network.failure.nomad
    assert cni is None


def test_a_bridge_subnet_runs_out_of_addresses(allocation) -> None:
    node = replace(NODE, bridge=BridgeSettings(subnet="10.50.0.0/30"))
    state = NetworkState.of(node)
    first, _ = build_network(replace(allocation(task("exec"), group=network_block(), node=node), id="a" * 36), state)
    second, _ = build_network(replace(allocation(task("exec"), group=network_block(), node=node), id="b" * 36), state)
    assert first.ip == "10.50.0.2"
    assert second.failure is not None
    assert second.failure.nomad.endswith("failed to allocate for range 0: no IP addresses available in range set: 10.50.0.1-10.50.0.2")


def test_addresses_follow_those_of_earlier_plans(allocation) -> None:
    placed = allocation(task("exec"), group=network_block(), node=NODE)
    network, cni = built(placed)
    earlier = Allocation(name="web.g[0]", index=0, id=placed.id, node=NODE.name, network=network, cni=cni)
    state = NetworkState.of(NODE, [earlier])
    assert built(replace(placed, id="c" * 36), state)[0].ip == "172.26.64.3"


def test_a_failed_allocation_of_an_earlier_plan_gives_its_address_back_and_the_next_one_is_the_one_after(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL})
    placed = allocation(task("exec"), group=network_block("cni/lan"), node=node)
    network, cni = built(placed)
    failed = replace(network, failure=Failure(code="NODE999", message="a service on an unknown port"))
    earlier = Allocation(name="web.g[0]", index=0, id=placed.id, node=node.name, network=failed, cni=cni)
    state = NetworkState.of(node, [earlier])
    assert state.pool("", "lan").reserved == {}
    assert built(replace(placed, id="c" * 36), state)[0].ip == "10.7.0.3"


def test_several_masqueraded_addresses_of_a_family_make_the_teardown_fail(allocation) -> None:
    ranges = [[{"subnet": "10.7.0.0/24"}], [{"subnet": "10.8.0.0/24"}]]
    node = node_with({"type": "loopback"}, {"type": "ptp", "ipMasq": True, "ipam": {"type": "host-local", "ranges": ranges}})
    _, cni = built(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    (call,) = cni.delete
    assert call.result is not None and "Device or resource busy" in call.result["msg"]


def test_real_leases_make_addresses_exact(allocation, tmp_path) -> None:
    tmp_path.joinpath("172.26.64.2").write_bytes(b"other\r\neth0")
    tmp_path.joinpath("172.26.64.4").write_bytes(b"other2\r\neth0")
    tmp_path.joinpath("last_reserved_ip.0").write_text("172.26.64.3")
    pool = read_pool(tmp_path)
    state = NetworkState.of(NODE, pools={("/var/run/cni", "nomad"): pool})
    network, _ = built(allocation(task("exec"), group=network_block(), node=NODE), state)
    assert (network.ip, network.origin) == ("172.26.64.5", "exact")
    assert read_pool(tmp_path / "none").reserved == Pool().reserved


def test_addresses_start_again_after_the_end_of_the_range(allocation) -> None:
    last = parse_address("172.26.79.254")
    assert last is not None
    state = NetworkState.of(NODE, pools={("/var/run/cni", "nomad"): Pool(last={0: last})})
    assert built(allocation(task("exec"), group=network_block(), node=NODE), state)[0].ip == "172.26.64.2"


def test_docker_makes_the_namespace_and_a_hosts_file(allocation) -> None:
    network, cni = built(allocation(task("docker"), group=network_block(Hostname="web-${NOMAD_ALLOC_INDEX}"), node=NODE))
    assert network.hostname == "web-0"
    assert network.namespace is not None and network.namespace.startswith("/var/run/docker/netns/")
    assert network.hosts_file is not None and network.hosts_file.endswith("\n172.26.64.2 web-0\n")
    assert cni.add[0].env["CNI_NETNS"] == network.namespace


def test_extra_hosts_of_the_only_docker_task_stand_in_the_hosts_file(allocation) -> None:
    hosts = task("docker", Config={"extra_hosts": ["db:192.0.2.7", "six:fd00::7"]})
    network, _ = built(allocation(hosts, group=network_block(), node=NODE))
    assert network.hosts_file is not None
    assert network.hosts_file.endswith("\n\n# these entries are extra hosts added by the task config\n192.0.2.7 db\nfd00::7 six\n")
    own = task("docker", Config={"extra_hosts": ["db:192.0.2.7"], "network_mode": "host"})
    assert built(allocation(own, group=network_block(), node=NODE))[0].hosts_file is None


@pytest.mark.parametrize(("entry", "nomad"), [("gateway:host-gateway", 'invalid IP address "gateway:host-gateway"'),
                                              ("gateway", 'invalid hosts entry "gateway"')])
def test_an_extra_host_that_is_none_stops_docker(allocation, entry, nomad) -> None:
    found = failure_of(allocation(task("docker", Config={"extra_hosts": [entry]}), group=network_block(), node=NODE))
    assert found == ("NODE314", f"failed to build mount for /etc/hosts: {nomad}")


def test_without_docker_the_namespace_is_the_clients_and_there_is_no_hosts_file(allocation) -> None:
    placed = allocation(task("podman"), group=network_block(), node=NODE)
    network, _ = built(placed)
    assert (network.namespace, network.hosts_file) == (f"/var/run/netns/{placed.id}", None)


@pytest.mark.parametrize(("tasks", "group", "code", "nomad"), [
    ([task("exec")], network_block(Hostname="web"), "NODE303", "hostname is not currently supported on driver exec"),
    ([task("podman")], network_block(Hostname="web"), "NODE303", "hostname is not currently supported on driver podman"),
    ([task("docker")], network_block("host", Hostname="web"), "NODE303",
     'hostname cannot be set on task group using "host" networking mode'),
    ([task("docker")], network_block(Hostname="${node.class} name.." ), "NODE303", 'network hostname " name.." is not a valid DNS name'),
    ([task("docker"), task("exec", "side", Resources={"Networks": [{"Mode": "driver"}]})], network_block(), "NODE304",
     'task side does not support "driver" networking mode'),
])
def test_drivers_that_cannot_do_what_the_group_asks(allocation, tasks, group, code, nomad) -> None:
    found = failure_of(allocation(*tasks, group=group, node=NODE))
    assert found[0] == code
    assert found[1].endswith(nomad)


def test_a_cni_folder_without_networks_and_one_without_the_name(allocation) -> None:
    asked = network_block("cni/LAN")
    assert failure_of(allocation(task(), group=asked, node=NODE)) == (
        "NODE301", "failed to initialize network configurator: failed to load CNI config: no CNI network config found in /opt/cni/config")
    code, nomad = failure_of(allocation(task(), group=asked, node=node_with({"type": "bridge"}, name="LAN")))
    assert code == "NODE302"
    assert nomad.endswith('CNI network config not found for name "lan"')


def test_job_arguments_are_filled_in_and_nomads_own_win(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL})
    arguments = {"TEAM": "${meta.rack}-${NOMAD_ALLOC_INDEX}", "NOMAD_JOB_ID": "mine", "OPEN": "${nope}"}
    placed = allocation(task("exec"), group=network_block("cni/lan", CNI={"Args": arguments}), node=replace(node, meta={"rack": "r1"}))
    pairs = built(placed)[1].add[0].env["CNI_ARGS"].split(";")
    assert {"TEAM=r1-0", "NOMAD_JOB_ID=web", "OPEN=${nope}", "IgnoreUnknown=true", f"NOMAD_ALLOC_ID={placed.id}"} <= set(pairs)


def test_a_job_id_with_a_semicolon_is_left_out(allocation) -> None:
    placed = allocation(task("exec"), group=network_block(), node=NODE, ID="a;b")
    assert "NOMAD_JOB_ID" not in built(placed)[1].add[0].env["CNI_ARGS"]


def test_an_address_can_be_asked_for_in_an_argument(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL})
    placed = allocation(task("exec"), group=network_block("cni/lan", CNI={"Args": {"IP": "10.7.0.40"}}), node=node)
    assert built(placed)[0].ip == "10.7.0.40"


def test_port_mappings_go_only_to_plugins_that_take_them(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL}, {"type": "portmap", "capabilities": {"portMappings": True}},
                     {"type": "tuning", "capabilities": {"portMappings": False, "mac": True}})
    placed = allocation(task("exec"), group=network_block("cni/lan"), node=node, ports=[port(), port("raw", 25001, 0)])
    _, cni = built(placed)
    assert [call.stdin.get("runtimeConfig") is not None for call in cni.add] == [False, True, False]
    assert cni.add[1].stdin["runtimeConfig"]["portMappings"] == [
        {"HostPort": number, "ContainerPort": inner, "Protocol": protocol, "HostIP": ""}
        for number, inner in ((25000, 80), (25001, 25001)) for protocol in ("tcp", "udp")]
    assert "Packets to tcp port 25000 of any address of the host go to 10.7.0.2:80" in " ".join(cni.add[1].rules)


def test_numbers_of_a_configuration_lose_what_a_float_does_not_hold(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL, "mtu": 1400.0, "ids": [12345678901234567890, 0.5, 10**21, 10**400]})
    _, cni = built(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    assert [(value, type(value)) for value in (cni.add[0].stdin["mtu"], *cni.add[0].stdin["ids"])] == [
        (1400, int), (12345678901234567000, int), (0.5, float), (1e21, float), (10**400, int)]


@pytest.mark.parametrize("node", [
    replace(NODE, bind_wildcard_default_host_network=False), replace(NODE, host_networks=(HostNetwork("public", "192.0.2.0/24"),)),
])
def test_port_mappings_name_the_hosts_address_where_the_client_does_not_bind_to_all(allocation, node) -> None:
    _, cni = built(allocation(task("exec"), group=network_block(), node=node, ports=[port()]))
    assert cni.add[3].stdin["runtimeConfig"]["portMappings"][0]["HostIP"] == "192.0.2.10"


def test_ports_of_old_task_networks_are_not_mapped(allocation) -> None:
    placed = allocation(task("exec"), group=network_block(), node=NODE, ports=[replace(port(), task="main")])
    assert "runtimeConfig" not in built(placed)[1].add[3].stdin or not built(placed)[1].add[3].stdin["runtimeConfig"]["portMappings"]


def test_a_plugin_of_a_third_party_gets_a_likely_answer_marked_as_assumed(allocation) -> None:
    node = node_with({"type": "calico", "ipam": {"type": "calico-ipam"}}, {"type": "portmap", "capabilities": {"portMappings": True}})
    network, cni = built(allocation(task("exec"), group=network_block("cni/lan"), node=node, ports=[port()]))
    assert (network.ip, network.interface, network.origin, network.failure) == (None, "eth0", "assumed", None)
    assert [call.result_origin for call in cni.add] == ["assumed", "assumed"]
    assert cni.add[1].stdin["prevResult"]["interfaces"] == [{"name": "eth0", "sandbox": network.namespace}]


def test_addresses_by_dhcp_are_unknown_and_no_failure(allocation) -> None:
    node = node_with({"type": "macvlan", "master": "eth1", "ipam": {"type": "dhcp"}})
    network, _ = built(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    assert (network.ip, network.origin, network.failure) == (None, "assumed", None)


def test_a_network_without_addresses_is_a_failure(allocation) -> None:
    code, nomad = failure_of(allocation(task("exec"), group=network_block("cni/lan"), node=node_with({"type": "bridge"})))
    assert code == "NODE307"
    assert nomad.endswith("failed to configure network: no interface with an address")


def test_a_master_that_the_node_does_not_have_is_a_failure(allocation) -> None:
    node = replace(node_with({"type": "macvlan", "master": "eth9", "ipam": HOST_LOCAL}), interfaces=(Interface("lo"), Interface("eth0")))
    network, _ = build_network(allocation(task("exec"), group=network_block("cni/lan"), node=node), NetworkState.of(node))
    assert network.failure is not None and network.failure.nomad.endswith("failed (add): Link not found")
    assert network.failure.node_span is not None and network.failure.node_span.source.name == "/opt/cni/config/lan.conflist"


def test_a_plugin_that_is_missing_fails_before_it_is_called_and_ends_the_teardown(allocation) -> None:
    node = replace(node_with({"type": "bridge", "ipam": HOST_LOCAL}, {"type": "extra"}),
                   cni_plugins={"bridge": "v1.8.0", "host-local": "v1.8.0"})
    state = NetworkState.of(node)
    network, cni = built(allocation(task("exec"), group=network_block("cni/lan"), node=node), state)
    assert network.failure is not None and network.failure.code == "NODE310"
    assert ([call.plugin for call in cni.add], cni.delete) == (["bridge"], ())
    assert state.pool("", "lan").reserved != {}


def test_a_list_of_a_version_that_an_old_plugin_does_not_speak(allocation) -> None:
    node = replace(node_with({"type": "bridge", "ipam": HOST_LOCAL}, version="1.1.0"),
                   cni_plugins={"bridge": "v1.5.1", "host-local": "v1.5.1"})
    _, nomad = failure_of(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    assert 'incompatible CNI versions; config is "1.1.0", plugin supports ["0.1.0"' in nomad


def test_plugins_in_a_folder_beside_the_list_are_lost(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL}, {"type": "portmap"})
    (network,) = node.cni_networks or ()
    beside = Span(Source("", "/opt/cni/config/lan/10.conf"), 0, 0)
    plugins = (network.plugins[0], replace(network.plugins[1], origin=beside))
    placed = allocation(task("exec"), group=network_block("cni/lan"), node=replace(node, cni_networks=(replace(network, plugins=plugins),)))
    assert [call.plugin for call in built(placed)[1].add] == ["bridge"]
    only = replace(node, cni_networks=(replace(network, plugins=plugins[1:]),))
    assert failure_of(allocation(task("exec"), group=network_block("cni/lan"), node=only))[0] == "NODE313"


def test_resolver_settings_of_the_job_come_before_those_of_plugins(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL,
                      "dns": {"nameservers": ["10.7.0.53"], "search": ["lan"], "options": ["rotate"]}})
    network, _ = built(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    assert network.resolv_conf == "nameserver 10.7.0.53\nsearch lan\noptions rotate\n"
    asked = network_block("cni/lan", DNS={"Servers": ["192.0.2.53"], "Searches": ["${NOMAD_DC}.example", "."], "Options": ["ndots:2"]})
    network, _ = built(allocation(task("exec"), group=asked, node=node))
    assert network.resolv_conf == "nameserver 192.0.2.53\nsearch dc1.example\noptions ndots:2\n"


def test_a_dns_server_that_is_no_address_stops_drivers_that_write_resolv_conf(allocation) -> None:
    asked = network_block("host", DNS={"Servers": ["ns.example"]})
    assert failure_of(allocation(task("exec"), group=asked, node=NODE))[0] == "NODE312"
    assert build_network(allocation(task("raw_exec"), group=asked, node=NODE), NetworkState.of(NODE))[0].failure is None


PROXY = {"Services": [{"Name": "api", "PortLabel": "http", "Connect": {"SidecarService": {"Proxy": {"TransparentProxy": {
    "ExcludeInboundPorts": ["http", "9999"], "ExcludeOutboundPorts": [5432]}}}}}]}
CONNECT_META = {"connect.transparent_proxy.default_outbound_port": "15001", "connect.transparent_proxy.default_uid": "101"}


def test_a_transparent_proxy_adds_a_plugin_and_its_configuration(allocation) -> None:
    node = replace(NODE, meta=CONNECT_META, attributes={"unique.consul.dns.addr": "192.0.2.1", "consul.dns.port": "8600"})
    ports = [port(), port("connect-proxy-api", 26000, 0)]
    network, cni = built(allocation(task("docker"), group={**network_block(), **PROXY}, node=node, ports=ports))
    (text,) = (pair.partition("=")[2] for pair in cni.add[0].env["CNI_ARGS"].split(";") if pair.startswith("CONSUL_IPTABLES_CONFIG="))
    assert json.loads(text) == {
        "ConsulDNSIP": "192.0.2.1", "ConsulDNSPort": 8600, "ProxyUserID": "101", "ProxyInboundPort": 26000, "ProxyOutboundPort": 15001,
        "ExcludeInboundPorts": ["80", "9999"], "ExcludeOutboundPorts": ["5432"], "ExcludeOutboundCIDRs": None, "ExcludeUIDs": None,
        "NetNS": network.namespace, "IptablesProvider": None}
    assert cni.add[-1].stdin["type"] == "consul-cni"
    assert network.dns is not None and network.dns.servers == ("192.0.2.1",)


def test_a_transparent_proxy_needs_the_nodes_outbound_port(allocation) -> None:
    code, nomad = failure_of(allocation(task("docker"), group={**network_block(), **PROXY}, node=NODE, ports=[port()]))
    assert code == "NODE309"
    assert nomad.endswith('default_outbound_port "" as port number: strconv.ParseUint: parsing "": invalid syntax')


def test_deletions_come_in_reverse_without_arguments_and_with_the_last_result(allocation) -> None:
    _, cni = built(allocation(task("exec"), group=network_block(), node=NODE))
    assert [call.plugin for call in cni.delete] == ["portmap", "firewall", "bridge", "loopback"]
    assert {call.env["CNI_ARGS"] for call in cni.delete} == {""}
    assert all(call.stdin["prevResult"] == cni.add[-1].stdin["prevResult"] for call in cni.delete)


def test_lists_before_version_040_have_no_result_in_deletions(allocation) -> None:
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL}, version="0.3.1")
    _, cni = built(allocation(task("exec"), group=network_block("cni/lan"), node=node))
    assert "prevResult" not in cni.delete[0].stdin


@pytest.mark.parametrize("second", ["bridge", "ptp"])
@pytest.mark.parametrize(("release", "words"), [("v1.8.0", '("eth0") peer provided ("veth'), ("v1.1.1", "provided (eth0) already exists")])
def test_two_plugins_of_a_list_cannot_make_one_interface(allocation, second: str, release: str, words: str) -> None:
    installed = replace(NODE, cni_plugins={"bridge": release, "ptp": release, "host-local": release})
    other = {"type": second, "ipam": {"type": "host-local", "subnet": "10.8.0.0/24"}}
    node = node_with({"type": "bridge", "ipam": HOST_LOCAL}, other, node=installed)
    code, nomad = failure_of(allocation(task(), group=network_block("cni/lan"), node=node))
    assert code == "NODE311"
    assert f'plugin type="{second}" failed (add): container veth name {words}' in nomad
    alone = node_with(other, node=installed)
    assert built(allocation(task(), group=network_block("cni/lan"), node=alone))[0].failure is None


@pytest.mark.parametrize(("name", "fails"), [("fifteen-letters", False), ("sixteen--letters", True)])
def test_a_bridge_has_the_name_of_an_interface(allocation, name: str, fails: bool) -> None:
    own = replace(NODE, bridge=replace(NODE.bridge, name=name))
    listed = node_with({"type": "bridge", "bridge": name, "ipam": HOST_LOCAL})
    placed = [allocation(task(), group=network_block(mode), node=node) for mode, node in (("bridge", own), ("cni/lan", listed))]
    if not fails:
        assert [built(one)[0].failure for one in placed] == [None, None]
        return
    (first, words), (second, others) = [failure_of(one) for one in placed]
    assert (first, second) == ("NODE311", "NODE311")
    assert "interface name `sixteen--letters' must be shorter than IFNAMSIZ (15)" in words
    assert 'failed to create bridge "sixteen--letters": could not add "sixteen--letters": numerical result out of range' in others
