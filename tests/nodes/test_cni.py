"""CNI folders as Nomad's client reads them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.nodes.cni import read_cni

BRIDGE = {"type": "bridge", "bridge": "br7", "ipam": {"type": "host-local", "subnet": "10.7.0.0/24"}}


def write(folder: Path, name: str, value: Any) -> None:
    folder.joinpath(name).write_text(value if isinstance(value, str) else json.dumps(value))


def listed(name: str, *plugins: Any) -> dict[str, Any]:
    return {"cniVersion": "1.0.0", "name": name, "plugins": list(plugins or (BRIDGE,))}


def codes(result: Any) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def test_networks_come_in_the_order_of_file_names(tmp_path: Path) -> None:
    write(tmp_path, "20.conflist", listed("second"))
    write(tmp_path, "10.conf", {"name": "first", "type": "own"})
    write(tmp_path, "30.json", {"name": "third", "Type": "own"})
    write(tmp_path, "40.yaml", "no CNI file")
    result = jobspec.load_cni(tmp_path)
    assert result.value is not None
    assert [network.name for network in result.value] == ["first", "second", "third"]
    assert result.diagnostics == ()


def test_a_missing_folder_holds_no_networks(tmp_path: Path) -> None:
    assert jobspec.load_cni(tmp_path / "none").value == ()


def test_a_broken_file_keeps_the_agent_from_starting(tmp_path: Path) -> None:
    write(tmp_path, "00.conflist", '{ "cniVersion": "0.4.0",')
    write(tmp_path, "10.conflist", listed("lan"))
    result = jobspec.load_cni(tmp_path)
    assert codes(result) == ["CNI001"]
    assert result.diagnostics[0].nomad


def test_of_one_name_the_first_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "10.conflist", listed("lan"))
    write(tmp_path, "20.conflist", listed("lan", {"type": "own"}))
    result = jobspec.load_cni(tmp_path)
    assert result.value is not None
    assert [plugin.type for plugin in result.value[0].plugins] == ["bridge"]
    assert codes(result) == ["CNI004"]


def test_plugins_in_a_folder_of_the_networks_name_belong_to_it(tmp_path: Path) -> None:
    write(tmp_path, "lan.conflist", {"name": "lan"})
    (tmp_path / "lan").mkdir()
    write(tmp_path / "lan", "1.conf", BRIDGE)
    result = jobspec.load_cni(tmp_path)
    assert result.value is not None
    assert result.value[0].plugins[0].config["ipam"]["type"] == "host-local"


def test_capabilities_are_found(tmp_path: Path) -> None:
    write(tmp_path, "lan.conflist", listed("lan", BRIDGE, {"type": "portmap", "capabilities": {"portMappings": True}}))
    value = jobspec.load_cni(tmp_path).value
    assert value is not None
    assert value[0].has_capability("portMappings")
    assert not value[0].has_capability("bandwidth")


@pytest.mark.parametrize("text", [
    "", "null", "[]", "1", "{}", '{"name": 1}', '{"name": "a", "plugins": []}', '{"name": "a", "plugins": [1]}', '{"name": "a"}',
    '{"name": "a", "plugins": [{}]}', '{"name": "a", "plugins": [{"type": 1}]}', '{"name": "a", "plugins": [null]}',
    '{"name": "a", "plugins": [{"type": "x", "capabilities": {"a": 1}}]}', '{"name": "a", "disableCheck": 1}', "[" * 5000,
    '{"name": "a", "cniVersions": [1]}', '{"name": "a", "cniVersion": 1}', '{"name": "a", "loadOnlyInlinedPlugins": true}',
    '{"name": "a", "plugins": [{"type": "x", "ipam": 1}]}', '{"name": "a", "plugins": [{"type": "x", "dns": {"search": [1]}}]}',
    '{"name": "a", "cniVersions": ["1.x"]}', '{"name": "a", "plugins": null}',
])
def test_what_libcni_refuses_is_an_error_of_nomad(text: str, tmp_path: Path) -> None:
    result = read_cni(text.encode(), "a.conflist", tmp_path)
    assert result.value is None
    assert result.errors[0].nomad


def test_a_list_in_a_conf_file_is_told_to_change_its_name() -> None:
    result = read_cni(json.dumps(listed("lan")).encode(), "lan.conf")
    assert "*.conflist" in result.errors[0].message


def test_of_several_versions_the_highest_that_is_known_counts() -> None:
    value = {**listed("lan"), "cniVersion": "0.4.0", "cniVersions": ["1.1.0", "0.3.1", "9.0.0"]}
    network = read_cni(json.dumps(value).encode(), "a.conflist").value
    assert network is not None
    assert network.cni_version == "1.1.0"


def test_a_version_that_nobody_speaks_is_an_error() -> None:
    assert codes(read_cni(json.dumps({**listed("lan"), "cniVersion": "1.0"}).encode(), "a.conflist")) == ["CNI003"]


def test_a_file_where_the_folder_of_a_network_would_be_keeps_the_agent_from_starting(tmp_path: Path) -> None:
    write(tmp_path, "lan.conflist", listed("lan"))
    write(tmp_path, "lan", "no folder")
    assert codes(jobspec.load_cni(tmp_path)) == ["CNI001"]


def test_a_network_without_a_name_takes_the_single_files_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "a.conflist", listed(""))
    write(tmp_path, "b.conf", {"type": "own"})
    value = jobspec.load_cni(tmp_path).value
    assert value is not None
    assert [plugin.type for plugin in value[0].plugins] == ["bridge", "own"]


def test_a_name_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "cni").mkdir()
    write(tmp_path, "secret.conf", {"type": "own"})
    write(tmp_path / "cni", "a.conflist", {"name": "..", "plugins": [BRIDGE]})
    value = jobspec.load_cni(tmp_path / "cni").value
    assert value is not None
    assert len(value[0].plugins) == 1
