"""Networks and devices compared with Nomad's own fingerprinter on a machine of many addresses (client/fingerprint/network.go)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec

RECORDED = Path(__file__).with_name("recorded") / "client"
CASES = [json.loads(line) for line in (RECORDED / "cases.jsonl").read_text().splitlines()]


def config(client: dict[str, Any]) -> str:
    """The configuration of a case, in HCL's JSON form."""
    networks = {
        name: {"cidr": network["CIDR"], "interface": network["Interface"], "reserved_ports": network["ReservedPorts"]}
        for name, network in client["HostNetworks"].items()}
    written = {"host_network": networks} if networks else {}
    options = {"fingerprint.network.disallow_link_local": "true"} if client["Disallow"] else {}
    return json.dumps({"client": {**written, "network_interface": client["NetworkInterface"], "options": options,
                                  "preferred_address_family": client["PreferredAddressFamily"]}})


@pytest.mark.parametrize("case", CASES, ids=lambda case: ",".join(case["client"]["HostNetworks"]) or "none")
def test_the_client_finds_what_nomads_client_found(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "client.json").write_text(config(case["client"]))
    result = jobspec.load_node(tmp_path / "client.json", RECORDED / "interfaces.json", RECORDED / "routes.json")
    assert bool(result.errors) == case["failed"], result.errors
    node = result.value
    assert node is not None
    if not case["failed"]:
        assert [[network.device, [[one.address, one.alias, one.reserved_ports] for one in network.addresses]]
                for network in node.networks if network.mode == "host"] == case["networks"]
        assert [device.cidr for device in node.devices if device.mode == "host"] == case["devices"]
