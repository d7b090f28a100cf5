"""Options of CNI plugins and names of networks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jobspec.check import Settings, check_file
from jobspec.diagnostics import Diagnostic
from jobspec.discovery import find_job_files
from jobspec.nodes.cni import read_cni


def findings(*plugins: dict[str, Any], name: str = "lan") -> tuple[Diagnostic, ...]:
    text = json.dumps({"name": name, "cniVersion": "1.0.0", "plugins": list(plugins)}, indent=1)
    return read_cni(text.encode(), "lan.conflist").diagnostics


def test_capitals_in_a_name_are_a_trap() -> None:
    assert [found.code for found in findings({"type": "ptp"}, name="MyNet")] == ["CNI005"]


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


def test_options_are_taken_in_any_case_as_go_takes_them() -> None:
    assert findings({"type": "bridge", "IPMasq": True, "IPAM": {"type": "host-local", "SUBNET": "10.0.0.0/24"}}) == ()


def test_address_plugins_are_checked() -> None:
    (found,) = findings({"type": "ptp", "ipam": {"type": "static", "addresses": [{"gateway": "10.0.0.1"}]}})
    assert found.message == 'Plugin static: "address" is required.'


def test_a_required_option_is_missed() -> None:
    assert [found.message for found in findings({"type": "vlan", "vlanId": 7})] == ['Plugin vlan: "master" is required.']


def test_an_unknown_plugin_is_left_alone() -> None:
    assert findings({"type": "my-own", "anything": 1}) == ()


def test_validate_takes_cni_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.conflist").write_text("{")
    (tmp_path / "b.conf").write_text('{"cniVersion": "1.0.0", "name": "b", "type": "ptp"}')
    (tmp_path / "c.conf").write_text("setting = 1")
    (tmp_path / "package.json").write_text('{"name": "web"}')
    files = find_job_files([str(tmp_path)]).files
    assert [Path(file).name for file in files] == ["a.conflist", "b.conf"]
    assert [found.code for found in check_file(b"{", files[0], Settings()).diagnostics] == ["CNI001"]
