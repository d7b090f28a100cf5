"""Nodes from agent configurations, with and without interfaces."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic, Severity
from jobspec.models.node import Node

FIXTURES = Path(__file__).parents[2] / "fixtures"
ORACLE = Path(__file__).resolve().parents[3] / "shared" / "oracle" / "network"
RECORDED = sorted(path.parent for root in (FIXTURES / "nodes", FIXTURES / "runs", ORACLE) for path in root.glob("**/facts"))
MACHINE = FIXTURES / "runs" / "ingress-public-and-default" / "node" / "facts"
COMPARED = (
    "networks", "devices", "reserved_host_ports", "min_dynamic_port", "max_dynamic_port", "datacenter", "node_class", "node_pool", "meta",
    "host_volumes", "cgroup_parent", "max_allocs", "eligible",
)


def load(tmp_path: Path, text: str, interfaces: bool = True) -> tuple[Node, tuple[Diagnostic, ...]]:
    """A configuration, on the machine of the fixtures unless its interfaces are not to be known."""
    config = tmp_path / "client.hcl"
    config.write_text(text)
    facts = {"interfaces": MACHINE / "interfaces.json", "routes": MACHINE / "routes.json"} if interfaces else {}
    result = jobspec.load_node(config, **facts)
    assert result.value is not None, result.diagnostics
    return result.value, result.diagnostics


def aliases(node: Node) -> list[tuple[str, str]]:
    return [(address.alias, address.address) for network in node.networks for address in network.addresses]


@pytest.mark.parametrize("folder", RECORDED, ids=lambda folder: folder.parent.name if folder.name == "node" else folder.name)
def test_configuration_and_machine_give_what_the_client_told_the_servers(folder: Path, tmp_path: Path) -> None:
    copytree(folder, tmp_path / "node")
    (tmp_path / "node" / "facts" / "node.json").unlink()
    ours, theirs = jobspec.load_node(tmp_path / "node").value, jobspec.load_node(folder).value
    assert ours is not None
    assert theirs is not None
    assert {name: getattr(ours, name) for name in COMPARED} == {name: getattr(theirs, name) for name in COMPARED}
    assert {network.name: network for network in ours.host_networks} == {network.name: network for network in theirs.host_networks}
    assert ours.attributes.items() <= theirs.attributes.items()
    assert ours.drivers is not None
    assert theirs.drivers is not None
    assert ours.drivers.keys() == theirs.drivers.keys()


@pytest.mark.parametrize("folder", RECORDED, ids=lambda folder: folder.parent.name if folder.name == "node" else folder.name)
def test_recorded_nodes_contradict_nothing(folder: Path) -> None:
    assert not [found for found in jobspec.load_node(folder).diagnostics if found.code == "NODE120"]


def test_a_broken_cni_file_keeps_the_client_from_starting() -> None:
    (found,) = jobspec.load_node(FIXTURES / "nodes" / "cni-broken-file-first").errors
    assert (found.code, found.nomad) == ("CNI001", True)


def test_facts_point_at_the_lines_of_the_configuration(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'datacenter = "dc2"\nclient {\n  host_network "public" {\n    cidr = "203.0.113.0/24"\n  }\n}\n')
    assert node.datacenter == "dc2"
    assert node.origin_of("datacenter").text.endswith("client.hcl:1")
    assert node.origin_of("host_networks.public").text.endswith("client.hcl:3")
    assert node.origin_of("node_pool").kind == "default"


def test_without_interfaces_addresses_are_made_up_and_say_so(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'client {\n  host_network "public" { cidr = "203.0.113.0/24" }\n'
                             '  host_network "six" { cidr = "fd00::/64" }\n}', interfaces=False)
    assert aliases(node) == [("default", "198.18.0.1"), ("public", "203.0.113.1"), ("six", "fd00::1")]
    assert node.origin_of("networks.public").kind == "assumed"
    assert node.interfaces is None


def test_host_networks_of_one_range_share_the_address_that_is_made_up(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'client {\n  host_network "a" { cidr = "10.0.0.0/8" }\n  host_network "b" { cidr = "10.0.0.0/16" }\n}',
                   interfaces=False)
    assert aliases(node) == [("default", "198.18.0.1"), ("a", "10.0.0.1"), ("b", "10.0.0.1")]


def test_the_servers_word_for_the_default_is_no_assumption(tmp_path: Path) -> None:
    (tmp_path / "node.json").write_text(
        '{"ID": "1", "NodeResources": {"Networks": [{"Mode": "host", "Device": "ens3", "IP": "10.1.1.1", "CIDR": "10.1.1.1/32"}]}, '
        '"HostNetworks": {"public": {"Name": "public", "CIDR": "203.0.113.0/24"}}}')
    node = jobspec.load_node(tmp_path / "node.json").value
    assert node is not None
    assert aliases(node) == [("default", "10.1.1.1"), ("public", "203.0.113.1")]
    assert node.origin_of("networks.default").kind == "node"
    assert node.origin_of("networks.public").kind == "assumed"


def test_without_routes_the_first_interface_that_is_up_is_assumed_to_be_the_default(tmp_path: Path) -> None:
    config = tmp_path / "client.hcl"
    config.write_text("client {}")
    node = jobspec.load_node(config, interfaces=MACHINE / "interfaces.json").value
    assert node is not None
    assert aliases(node) == [("default", "192.0.2.10")]
    assert node.origin_of("networks").kind == "assumed"


def test_drivers_that_the_configuration_leaves_out_are_known(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'client { options = { "driver.denylist" = "docker" } }')
    assert node.drivers is None
    assert node.missing_drivers.keys() == {"docker", "raw_exec"}
    assert node.origin_of("missing_drivers.docker").kind == "config"
    assert node.origin_of("missing_drivers.raw_exec").kind == "default"


@pytest.mark.parametrize("text", ['plugin "raw_exec" { config { enabled = true } }',
                                  'client { options = { "driver.raw_exec.enable" = "1" } }'])
def test_raw_exec_is_there_when_it_is_switched_on(text: str, tmp_path: Path) -> None:
    assert "raw_exec" not in load(tmp_path, text)[0].missing_drivers


def test_paths_of_allocations_follow_from_the_data_folder(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'data_dir = "/opt/nomad/data"')
    assert (node.alloc_dir, node.alloc_mounts_dir) == ("/opt/nomad/data/alloc", "/opt/nomad/alloc_mounts")


def test_reserved_and_total_resources_are_taken(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'client {\n  cpu_total_compute = 4000\n  reservable_cores = "3,0-1"\n  reserved {\n    memory = 512\n'
                             '    cores = "9"\n    reserved_ports = "22"\n  }\n}')
    assert (node.resources.cpu_shares, node.resources.cores, node.resources.reserved_memory_mb) == (4000, (0, 1, 3), 512)
    assert node.resources.reserved_cores == ()
    assert node.reserved_host_ports == "22"


def test_the_fingerprinter_of_networks_can_be_switched_off(tmp_path: Path) -> None:
    node, _ = load(tmp_path, 'client { options = { "fingerprint.denylist" = "network" } }')
    assert [network.mode for network in node.networks] == ["bridge"]


def test_a_cni_config_dir_beside_the_configuration_is_read(tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "lan.conflist").write_text('{"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "own"}]}')
    node, _ = load(tmp_path, 'client { cni_config_dir = "networks" }')
    assert node.cni_networks is not None
    assert [device.mode for device in node.devices] == ["bridge", "cni/lan", "host"]


@pytest.mark.parametrize(("text", "code", "severity"), [
    ('client { bridge_network_subnet = "10.0.0.1" }', "AGT208", "error"),
    ('client { reserved { reserved_ports = "x" } }', "AGT113", "error"),
    ("server { enabled = true }", "NODE104", "warning"),
    ('client { network_interface = "eth9" }', "NODE111", "error"),
    ('client { network_interface = "{{ GetNothing }}" }', "NODE111", "error"),
    ('client { network_interface = "{{ GetAllInterfaces | include \\"name\\" \\"eth9\\" | attr \\"name\\" }}" }', "NODE111", "error"),
    ('client { network_interface = "{{ with . }}{{ end }}" }', "NODE115", "info"),
    ('client { host_network "x" { interface = "eth9" } }', "NODE112", "warning"),
    ('client { host_network "x" { interface = "{{ GetNothing }}" } }', "NODE112", "warning"),
    ('client { host_network "x" { cidr = "198.51.100.0/24" } }', "NODE113", "warning"),
])
def test_what_is_wrong_is_found_once_at_its_place(text: str, code: str, severity: str, tmp_path: Path) -> None:
    _, found = load(tmp_path, text)
    assert [(one.code, str(one.severity)) for one in found] == [(code, severity)]
    assert found[0].line == 1


def test_a_template_names_the_default_interface(tmp_path: Path) -> None:
    node, found = load(tmp_path, 'client { network_interface = "{{ GetAllInterfaces | include \\"network\\" \\"203.0.113.0/24\\" | attr '
                                 '\\"name\\" }}" }')
    assert aliases(node) == [("default", "203.0.113.10")]
    assert not found


def test_a_template_without_interfaces_cannot_be_known(tmp_path: Path) -> None:
    _, found = load(tmp_path, 'client { network_interface = "{{ GetDefaultInterfaces | attr \\"name\\" }}" }', interfaces=False)
    assert [(one.code, one.severity) for one in found] == [("NODE115", Severity.INFO)]


def test_a_node_without_a_default_route_does_not_start(tmp_path: Path) -> None:
    config = tmp_path / "client.hcl"
    config.write_text("client {}")
    routes = tmp_path / "routes.json"
    routes.write_text('[{"dst": "default", "dev": "wg0", "flags": []}]')
    errors = jobspec.load_node(config, interfaces=MACHINE / "interfaces.json", routes=routes).errors
    assert [found.code for found in errors] == ["NODE110"]


def test_what_configuration_and_servers_give_differently_is_found(tmp_path: Path) -> None:
    copytree(FIXTURES / "runs" / "ingress-public-and-default" / "node", tmp_path / "node")
    (tmp_path / "node" / "zzz.hcl").write_text('datacenter = "dc7"\nclient {\n  host_network "lab" { interface = "eth2" }\n'
                                               '  meta { rack = "r1" }\n}')
    result = jobspec.load_node(tmp_path / "node")
    assert {found.code for found in result.diagnostics} == {"NODE120"}
    assert [found.message.partition(":")[0] for found in result.diagnostics] == [
        "The node's datacenter", "The node's meta rack", 'The node\'s host network "lab"', 'The node\'s addresses of "lab"']
    assert result.value is not None
    assert result.value.datacenter == "dc1"


def test_our_own_objections_to_a_configuration_keep_no_client_from_starting(tmp_path: Path) -> None:
    _, found = load(tmp_path, 'client { host_network { cidr = "203.0.113.0/24" } }')
    assert not [one for one in found if one.severity is Severity.ERROR]
