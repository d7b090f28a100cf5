"""Files and folders to one configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobspec
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_defaults import DEFAULTS
from jobspec.models.agent_json import agent_to_json, complete_agent_json


def load(folder: Path, *, errors: tuple[str, ...] = (), **files: str) -> AgentConfig:
    for name, text in files.items():
        (folder / f"{name}.hcl").write_text(text, encoding="utf-8")
    result = jobspec.load_agent([folder])
    assert tuple(d.nomad_message for d in result.diagnostics) == errors
    assert result.value is not None
    return result.value


def test_defaults_are_there_without_any_file(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert (config.region, config.datacenter, config.bind_addr) == ("global", "dc1", "0.0.0.0")
    assert config.client is not None and config.client.max_dynamic_port == 32000
    assert complete_agent_json(config)["Client"]["Artifact"]["HTTPMaxSize"] == "100GB"


def test_later_files_win_in_the_order_of_their_names(tmp_path: Path) -> None:
    config = load(tmp_path, b='name = "b"\n', a='name = "a"\ndatacenter = "x"\n')
    assert (config.name, config.datacenter) == ("b", "x")


def test_switches_are_turned_on_and_never_off(tmp_path: Path) -> None:
    config = load(tmp_path, a="client {\n  enabled = true\n}\n", b="client {\n  enabled = false\n}\n")
    assert config.client is not None and config.client.enabled


def test_host_networks_are_added_and_volumes_replaced(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        a='client {\n  host_network "n" { cidr = "10.0.0.0/8" }\n  host_volume "v" { path = "/a" }\n}\n',
        b='client {\n  host_network "n" { interface = "eth1" }\n  host_volume "v" { path = "/b" }\n}\n',
    )
    client = config.client
    assert client is not None and client.host_networks is not None and client.host_volumes is not None
    networks = [(network.name, network.cidr, network.interface) for network in client.host_networks]
    assert networks == [("n", "10.0.0.0/8", ""), ("n", "", "eth1")]
    assert [(volume.name, volume.path) for volume in client.host_volumes] == [("v", "/b")]


def test_each_value_knows_its_file_and_line(tmp_path: Path) -> None:
    config = load(tmp_path, a='client {\n  node_class = "a"\n  node_pool = "p"\n}\n', b='\n\nclient {\n  node_class = "b"\n}\n')
    client = config.client
    assert client is not None
    places = {name: client.span_of(name) for name in ("node_class", "node_pool")}
    found = {name: (Path(span.source.name).name, span.line) for name, span in places.items() if span is not None}
    assert found == {"node_class": ("b.hcl", 4), "node_pool": ("a.hcl", 3)}
    assert client.was_written("node_pool") and not client.was_written("cni_path")


@pytest.mark.parametrize("name", ["x.txt", "x.nomad", "x.HCL", "x.hcl~", "#x.hcl#", ".#x.hcl"])
def test_other_files_of_a_folder_do_not_count(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('name = "x"\n', encoding="utf-8")
    assert load(tmp_path).name == ""


def test_hidden_files_and_json_count(tmp_path: Path) -> None:
    (tmp_path / ".x.hcl").write_text('name = "x"\n', encoding="utf-8")
    (tmp_path / "y.json").write_text('{"datacenter": "y"}', encoding="utf-8")
    config = load(tmp_path)
    assert (config.name, config.datacenter) == ("x", "y")


def test_a_broken_file_is_an_error_and_the_others_are_still_merged(tmp_path: Path) -> None:
    config = load(tmp_path, errors=("At 1:8: Unknown token: 1:8 IDENT x",), a="name = x\n", b='datacenter = "dc2"\n')
    assert config.datacenter == "dc2"


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    result = jobspec.load_agent([tmp_path / "nothing.hcl"])
    assert [d.code for d in result.errors] == ["AGT007"]


def test_clusters_of_one_name_become_one_over_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, a='consul {\n  token = "t"\n}\nconsul {\n  name = "c2"\n}\n', b='consul {\n  address = "[::1]:8500"\n}\n')
    assert config.consuls is not None
    assert [(c.name, c.address, c.token) for c in config.consuls] == [("default", "[::1]:8500", "t"), ("c2", "localhost:8500", "")]


def test_a_keyring_at_which_nomad_crashes(tmp_path: Path) -> None:
    load(tmp_path, errors=("panic: assignment to entry in nil map",), a='keyring "awskms" {\n  active = true\n}\n',
         b='keyring "awskms" {\n  region = "eu-west-1"\n}\n')


def test_the_shape_of_agent_json() -> None:
    found = agent_to_json(DEFAULTS)
    assert sorted(found) == ["bind_addr", "client", "data_dir", "datacenter", "name", "region"]
    assert found["client"]["reserved"] == {"CPU": 0, "MemoryMB": 0, "DiskMB": 0, "ReservedPorts": "", "Cores": ""}
    assert found["client"]["cni_path"] == "/opt/cni/bin:/usr/libexec/cni"
