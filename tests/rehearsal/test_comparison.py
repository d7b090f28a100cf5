"""Planned and real results compared."""

from __future__ import annotations

from jobspec.rehearsal.comparison import differences

PLANNED = {
    "cniVersion": "0.4.0",
    "interfaces": [{"name": "nomad"}, {"name": "veth793481e0"}, {"name": "eth0", "sandbox": "/var/run/netns/1"}],
    "ips": [{"version": "4", "interface": 2, "address": "172.26.64.2/20"}],
    "dns": {},
}


def test_hardware_addresses_veth_names_and_empty_values_are_nobodys_to_foresee() -> None:
    found = {
        "interfaces": [
            {"name": "nomad", "mac": "12:36:a6:7b:74:46", "mtu": 1500},
            {"name": "vethd5bfc773", "mac": "2e:ab:aa:44:b4:1a"},
            {"name": "eth0", "mac": "ee:05:4e:80:0e:4b", "sandbox": "/var/run/netns/1"},
        ],
        "ips": [{"interface": 2, "address": "172.26.64.2/20"}],
        "routes": [],
    }
    assert differences(PLANNED, found) == []


def test_each_difference_has_its_place_and_both_sides() -> None:
    found = {**PLANNED, "ips": [{"interface": 2, "address": "172.26.64.3/20", "gateway": "172.26.64.1"}], "interfaces": [{"name": "nomad"}]}
    assert differences(PLANNED, found) == [
        ("interfaces[1]", "{'name': 'veth*'}", "-"),
        ("interfaces[2]", "{'name': 'eth0', 'sandbox': '/var/run/netns/1'}", "-"),
        ("ips[0].address", "172.26.64.2/20", "172.26.64.3/20"),
        ("ips[0].gateway", "-", "172.26.64.1"),
    ]


def test_no_result_is_a_difference_as_a_whole() -> None:
    ((path, planned, found),) = differences(PLANNED, None)
    assert (path, found) == ("", "-")
    assert "172.26.64.2/20" in planned
