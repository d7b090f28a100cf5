"""This machine as a node folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.nodes.snapshot import Snapshot, SnapshotError, from_kernel, take_snapshot, write_snapshot

TAKEN = Snapshot([{"ifname": "eth0", "ifindex": 2, "flags": ["UP"], "address": "aa:bb:cc:dd:ee:ff",
                   "addr_info": [{"family": "inet", "local": "10.0.0.5", "prefixlen": 24}]}],
                 [{"dst": "default", "gateway": "10.0.0.1", "dev": "eth0", "flags": []}])


class Message(dict[str, Any]):
    """A netlink message as pyroute2 gives it: header fields as items, attributes by `get`."""

    def __init__(self, attributes: dict[str, Any], **header: Any) -> None:
        super().__init__(header)
        self.attributes = attributes

    def get(self, name: str, default: Any = None) -> Any:
        return self.attributes.get(name, default)


def route(attributes: dict[str, Any], **header: Any) -> Message:
    return Message({"table": 254, **attributes}, **{"table": 254, "type": 1, "tos": 0, "dst_len": 0, **header})


def test_a_snapshot_is_a_node_folder_again(tmp_path: Path) -> None:
    config = tmp_path / "client.conf.hcl"
    config.write_text("")
    networks = tmp_path / "networks"
    networks.mkdir()
    (networks / "lan.conflist").write_text('{"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "own"}]}')
    written = write_snapshot(tmp_path / "node", TAKEN, [config], networks)
    assert [str(path.relative_to(tmp_path / "node")) for path in written] == [
        "facts/interfaces.json", "facts/routes.json", "client.conf.hcl", "cni/lan.conflist"]
    node = jobspec.load_node(tmp_path / "node").value
    assert node is not None
    assert [(a.alias, a.address) for network in node.networks for a in network.addresses] == [("default", "10.0.0.5")]
    assert node.networks[-1].mac_address == "aa:bb:cc:dd:ee:ff"
    assert node.cni_networks is not None
    assert [network.name for network in node.cni_networks] == ["lan"]


def test_files_that_are_there_are_not_replaced(tmp_path: Path) -> None:
    write_snapshot(tmp_path, TAKEN)
    (tmp_path / "facts" / "interfaces.json").unlink()
    with pytest.raises(SnapshotError, match=r"routes\.json is there already"):
        write_snapshot(tmp_path, TAKEN)
    assert not (tmp_path / "facts" / "interfaces.json").exists()


def test_two_configs_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "client.hcl").write_text("")
    with pytest.raises(SnapshotError, match=r"client\.hcl"):
        write_snapshot(tmp_path / "node", TAKEN, [tmp_path / "a" / "client.hcl", tmp_path / "b" / "client.hcl"])


def test_netlink_messages_become_what_ip_prints() -> None:
    links = [Message({"ifname": "lo", "address": "00:00:00:00:00:00", "mtu": 65536}, index=1, flags=0x10049),
             Message({"ifname": "eth0", "address": "aa:bb:cc:dd:ee:ff", "mtu": 1500}, index=2, flags=0x1003)]
    addresses = [Message({"local": "10.0.0.5", "address": "10.0.0.9"}, index=2, family=2, prefixlen=32),
                 Message({"address": "fd00::5"}, index=2, family=10, prefixlen=64)]
    routes = [route({"gateway": "10.0.0.1", "oif": 2, "priority": 100}),
              route({"dst": "10.0.0.0", "oif": 2, "prefsrc": "10.0.0.5"}, dst_len=24),
              route({"nh_id": 3, "oif": 2}), route({"table": 255}), route({}, type=7)]
    taken = from_kernel(links, addresses, routes)
    assert taken.interfaces[0]["flags"] == ["LOOPBACK", "UP", "LOWER_UP"]
    assert taken.interfaces[1]["flags"] == ["NO-CARRIER", "BROADCAST", "MULTICAST", "UP"]
    assert taken.interfaces[1]["addr_info"] == [{"family": "inet", "local": "10.0.0.5", "prefixlen": 32},
                                                {"family": "inet6", "local": "fd00::5", "prefixlen": 64}]
    assert taken.routes == [
        {"dst": "default", "flags": [], "gateway": "10.0.0.1", "dev": "eth0", "metric": 100},
        {"dst": "10.0.0.0/24", "flags": [], "dev": "eth0", "prefsrc": "10.0.0.5"},
        {"dst": "default", "flags": [], "nhid": 3, "dev": "eth0"},
        {"dst": "default", "flags": [], "type": "type 7"}]


def test_this_machine_has_a_loopback_interface() -> None:
    try:
        taken = take_snapshot()
    except SnapshotError:
        pytest.skip("neither pyroute2 nor ip is here")
    assert json.dumps(taken.interfaces).count('"lo"') >= 1
