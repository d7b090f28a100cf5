"""Options of CNI plugins and names of networks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jobspec.check import Settings, check_file
from jobspec.diagnostics import Diagnostic
from jobspec.discovery import find_job_files
from jobspec.nodes.cni import read_cni


def findings(*plugins: dict[str, Any], name: str = "lan") -> tuple[Diagnostic, ...]:
    text = json.dumps({"name": name, "cniVersion": "1.0.0", "plugins": list(plugins)}, indent=1)
    return read_cni(text.encode(), "lan.conflist").diagnostics


def test_capitals_in_a_name_are_a_trap() -> None:
    assert [found.code for found in findings({"type": "own"}, name="MyNet")] == ["CNI005"]


def test_a_wrong_type_names_plugin_key_and_line() -> None:
    (found,) = findings({"type": "bridge", "isGateway": "yes"})
    assert found.code == "CNI006"
    assert found.message == 'Plugin bridge: "isGateway" must be true or false, not "yes".'
    assert found.line == 7


def test_a_wrong_mode_has_a_suggestion() -> None:
    (found,) = findings({"type": "macvlan", "mode": "brigde"})
    assert 'Did you mean "bridge"?' in found.message


def test_a_misspelled_option_is_a_warning() -> None:
    (found,) = findings({"type": "bridge", "ipMask": True})
    assert (found.code, found.help) == ("CNI007", 'Did you mean "ipMasq"?')


def test_a_misspelled_option_further_in_is_found_and_findings_stand_in_the_order_of_the_file() -> None:
    ranges = [[{"subnet": "10.1.0.0/24", "gatewy": "10.1.0.1"}]]
    ipam = {"type": "host-local", "ranges": ranges}
    first, second, third = findings({"type": "bridge", "ipMask": True, "isGateway": "yes", "ipam": ipam})
    assert [found.line for found in (first, second, third)] == sorted(found.line or 0 for found in (first, second, third))
    assert (third.code, third.help) == ("CNI007", 'Did you mean "gateway"?')


def test_options_are_taken_in_any_case_as_go_takes_them() -> None:
    assert findings({"type": "bridge", "IPMasq": True, "IPAM": {"type": "host-local", "SUBNET": "10.0.0.0/24"}}) == ()


def test_address_plugins_are_checked() -> None:
    (found,) = findings({"type": "ptp", "ipam": {"type": "static", "addresses": [{"gateway": "10.0.0.1"}]}})
    assert found.message == 'Plugin static: "address" is required in addresses.0.'


def test_a_required_option_is_missed() -> None:
    assert [found.message for found in findings({"type": "vlan", "vlanId": 7})] == ['Plugin vlan: "master" is required.']


def test_an_unknown_plugin_is_left_alone() -> None:
    assert findings({"type": "my-own", "anything": 1}) == ()


@pytest.mark.parametrize(("plugin", "message"), [
    ({"type": "ptp", "ipam": {"type": "host-local", "subnet": "10.0.0.1"}},
     'Plugin host-local: "subnet" must be a network in CIDR notation such as 10.0.0.0/24, not "10.0.0.1".'),
    ({"type": "ptp", "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.0.0.0/24", "gateway": "x"}]]}},
     'Plugin host-local: "ranges.0.0.gateway" must be an address, not "x".'),
    ({"type": "ptp", "ipam": {"type": "host-local"}}, 'Plugin host-local: one of "subnet", "ranges" is required.'),
    ({"type": "ptp"}, 'Plugin ptp: "ipam" is required.'),
    ({"type": "host-device"}, 'Plugin host-device: one of "device", "hwaddr", "kernelpath", "pciBusID" is required.'),
    ({"type": "bridge", "vlanTrunk": [{"minID": 5}]}, 'Plugin bridge: "maxID" is required in vlanTrunk.0.'),
    ({"type": "vlan", "master": ""}, 'Plugin vlan: "master" must not be empty.'),
    ({"type": "portmap"}, "Plugin portmap works on what another plugin made, and it is the first here."),
    ({"type": "cilium-cni", "enable-debug": "yes"}, 'Plugin cilium-cni: "enable-debug" must be true or false, not "yes".'),
    ({"type": "calico", "datastore_type": "etcd"}, 'Plugin calico: "datastore_type" must be one of etcdv3, kubernetes, not "etcd". '
     'Did you mean "etcdv3"?'),
    ({"type": "calico", "ipam": {"type": "calico-ipam", "assign_ipv4": True}},
     'Plugin calico-ipam: "assign_ipv4" must be a string, not true.'),
])
def test_what_a_plugin_refuses_is_said_with_plugin_and_key(plugin: dict[str, Any], message: str) -> None:
    assert [found.message for found in findings(plugin)][:1] == [message]


def test_a_rate_needs_its_burst() -> None:
    (found,) = findings({"type": "own"}, {"type": "bandwidth", "ingressRate": 1000, "ingressBurst": 10, "egressRate": 5})
    assert found.message == 'Plugin bandwidth: "egressBurst" is required.'


def test_validate_takes_cni_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.conflist").write_text("{")
    (tmp_path / "b.conf").write_text('{"cniVersion": "1.0.0", "name": "b", "type": "ptp"}')
    (tmp_path / "c.conf").write_text("setting = 1")
    (tmp_path / "package.json").write_text('{"name": "web"}')
    files = find_job_files([str(tmp_path)]).files
    assert [Path(file).name for file in files] == ["a.conflist", "b.conf"]
    assert [found.code for found in check_file(b"{", files[0], Settings()).diagnostics] == ["CNI001"]


def test_validate_finds_a_network_that_an_earlier_file_of_the_folder_has(tmp_path: Path) -> None:
    text = json.dumps({"name": "lan", "cniVersion": "1.0.0", "plugins": [{"type": "own"}]}).encode()
    for name in ("10-lan.conflist", "20-lan.conflist"):
        (tmp_path / name).write_bytes(text)
    (tmp_path / "15-package.json").write_text('{"name": "lan"}')
    codes = [[found.code for found in check_file(text, str(tmp_path / name), Settings()).diagnostics]
             for name in ("10-lan.conflist", "20-lan.conflist", "30-lan.conflist")]
    assert codes == [[], ["CNI004"], []]
