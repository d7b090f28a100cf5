"""Nodes from node folders and from Nomad's node JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.models.node import Node

RUNS = Path(__file__).parents[2] / "fixtures" / "runs"


def loaded(path: Path) -> Node:
    result = jobspec.load_node(path)
    assert result.value is not None, result.diagnostics
    return result.value


def served(tmp_path: Path, value: Any) -> Path:
    path = tmp_path / "node.json"
    path.write_text(json.dumps(value))
    return path


def test_a_node_folder_gives_what_the_servers_saw() -> None:
    node = loaded(RUNS / "ingress-public-and-default" / "node")
    assert node.name == "vm"
    assert [(a.alias, a.address) for network in node.networks for a in network.addresses] == [
        ("default", "192.0.2.10"), ("public", "203.0.113.10")]
    assert [device.ip for device in node.devices if device.mode == "host"] == ["192.0.2.10"]
    assert node.resources.cores == (0, 1)
    assert node.cni_plugins is not None
    assert node.cni_plugins["bridge"] == "v1.8.0"
    assert node.drivers is not None
    assert node.drivers["exec"].healthy


def test_every_fact_of_the_servers_has_its_place() -> None:
    node = loaded(RUNS / "ingress-public-and-default" / "node")
    fact = node.origin_of("attributes.kernel.name")
    assert fact.span is not None
    assert fact.span.text == '"kernel.name"'
    assert fact.text.endswith(f"facts/node.json:{fact.span.line}")


def test_interfaces_and_routes_of_a_node_folder_are_known() -> None:
    node = loaded(RUNS / "ingress-public-and-default" / "node")
    assert node.interfaces is not None
    assert node.interfaces[1].addresses[0] == "192.0.2.10/24"
    assert node.routes is not None
    assert [route.device for route in node.routes if route.plain] == ["eth0"]


def test_cni_networks_of_a_node_folder_are_known() -> None:
    node = loaded(RUNS / "api-on-cni-mynet" / "node")
    assert node.cni_networks is not None
    assert [network.name for network in node.cni_networks] == ["mynet"]
    assert node.origin_of("cni_networks.mynet").text.endswith("cni/mynet.conflist:3")


def test_node_json_of_the_command_line_says_no_aliases(tmp_path: Path) -> None:
    node = loaded(served(tmp_path, {
        "ID": "1", "Name": "edge-1", "Datacenter": "dc2", "NodeResources": {
            "Networks": [{"Mode": "bridge"}, {"Mode": "host", "Device": "eth0", "CIDR": "10.0.0.1/32", "IP": "10.0.0.1", "MBits": 1000}],
            "MinDynamicPort": 21000, "MaxDynamicPort": 22000}}))
    assert node.datacenter == "dc2"
    assert [(network.mode, [a.alias for a in network.addresses]) for network in node.networks] == [("bridge", []), ("host", ["default"])]
    assert (node.min_dynamic_port, node.max_dynamic_port) == (21000, 22000)


def test_the_bridge_is_what_the_servers_see_of_it(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    recorded = Path(__file__).parents[2] / "fixtures" / "nodes" / "bridge-custom" / "facts" / "node.json"
    (tmp_path / "facts" / "node.json").write_text(recorded.read_text())
    node = loaded(tmp_path)
    assert (node.bridge.name, node.bridge.hairpin) == ("br-custom", True)
    assert node.origin_of("bridge.name").kind == "node"


def test_a_list_of_one_node_is_that_node(tmp_path: Path) -> None:
    assert loaded(served(tmp_path, [{"ID": "1", "Name": "a", "Datacenter": "dc1"}])).name == "a"


def test_a_list_of_two_nodes_is_no_node(tmp_path: Path) -> None:
    result = jobspec.load_node(served(tmp_path, [{"ID": "1", "Datacenter": "dc1"}, {"ID": "2", "Datacenter": "dc1"}]))
    assert [d.code for d in result.errors] == ["NODE101"]


def test_a_draining_node_is_not_eligible(tmp_path: Path) -> None:
    value = {"ID": "1", "Datacenter": "dc1", "Drain": True, "SchedulingEligibility": "eligible"}
    assert not loaded(served(tmp_path, value)).eligible


def test_attributes_of_devices_keep_their_units(tmp_path: Path) -> None:
    device = {"Vendor": "nvidia", "Type": "gpu", "Name": "K80", "Instances": [{"ID": "a", "Healthy": True}, {"ID": "b"}],
              "Attributes": {"memory": {"Int": 11441, "Unit": "MiB"}, "cuda": {"Bool": True}}}
    (group,) = loaded(served(tmp_path, {"ID": "1", "NodeResources": {"Devices": [device]}})).device_groups
    assert (group.total, group.healthy) == (2, 1)
    assert group.attributes == {"memory": "11441 MiB", "cuda": True}


@pytest.mark.parametrize(("value", "words"), [
    ({"ID": "1", "Datacenter": 3}, "Datacenter"),
    ({"ID": "1", "NodeResources": {"Networks": [{"IP": 1}]}}, "NodeResources.Networks[0].IP"),
])
def test_a_wrong_value_is_named_with_its_place(value: Any, words: str, tmp_path: Path) -> None:
    (found,) = jobspec.load_node(served(tmp_path, value)).diagnostics
    assert found.code == "NODE101"
    assert words in found.message
    assert found.span is not None
    assert found.span.text.strip('"') in ("Datacenter", "IP")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert [d.code for d in jobspec.load_node(tmp_path / "none").diagnostics] == ["NODE100"]
    assert [d.code for d in jobspec.load_node(tmp_path).diagnostics] == ["NODE100"]


@pytest.mark.parametrize("text", ['[{"ifname": "a", "addr_info": [{"local": "10.0.0"}]}]',
                                  '[{"addr_info": [{"local": "::1", "prefixlen": 129}]}]',
                                  "", "{", "{}", '[{"ifname": 1}]', '[{"addr_info": [{"local": 2}]}]', "1"])
def test_interfaces_that_are_none_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "interfaces.json").write_text(text)
    assert [d.code for d in jobspec.load_node(tmp_path).errors] == ["NODE102"]


def test_empty_objects_among_interfaces_are_nothing(tmp_path: Path) -> None:
    addresses = tmp_path / "addr.json"
    addresses.write_text('[{}, {"ifname": "eth0", "addr_info": [{}]}]')
    (tmp_path / "cni").mkdir()
    node = jobspec.load_node(tmp_path, interfaces=addresses).value
    assert node is not None
    assert node.interfaces is not None
    assert [interface.name for interface in node.interfaces] == ["eth0"]


@pytest.mark.parametrize("extra", [
    {"gateway": "fe80::1"}, {"nhid": 3}, {"type": "unreachable"}, {"gateway": "", "via": {"family": "inet6"}}, {"tos": "0x10"}])
def test_default_routes_that_nomad_does_not_see(extra: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "cni").mkdir()
    routes = tmp_path / "routes.json"
    routes.write_text(json.dumps([{"dst": "default", "gateway": "10.0.0.1", "dev": "eth0", "flags": [], **extra}]))
    node = jobspec.load_node(tmp_path, routes=routes).value
    assert node is not None
    assert node.routes is not None
    assert [route.plain for route in node.routes] == [False]
