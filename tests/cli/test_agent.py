"""Agent configs on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CLIENT = 'client {\n  enabled = true\n  node_class = "edge"\n}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.hcl").write_text('data_dir = "/opt/nomad"\ndatacenter = "dc2"\n', encoding="utf-8")
    (tmp_path / "client.hcl").write_text(CLIENT, encoding="utf-8")
    return tmp_path


def test_a_folder_is_printed_merged(call: Any, folder: Path) -> None:
    answer = call("parse", "--as", "agent", str(folder))
    assert answer.code == 0
    found = json.loads(answer.out)
    assert (found["datacenter"], found["data_dir"], found["client"]["node_class"]) == ("dc2", "/opt/nomad", "edge")


def test_what_a_file_holds_is_told_by_its_content(call: Any, folder: Path) -> None:
    assert json.loads(call("parse", str(folder / "client.hcl")).out)["client"]["enabled"] is True
    assert json.loads(call("parse", "-", stdin=CLIENT.encode()).out)["client"]["enabled"] is True


def test_later_paths_win(call: Any, folder: Path) -> None:
    over = folder / "over.txt"
    over.write_text('datacenter = "dc3"\n', encoding="utf-8")
    assert json.loads(call("parse", str(folder), str(over), "--as=agent").out)["datacenter"] == "dc3"


def test_all_settings_are_printed_on_request(call: Any, folder: Path) -> None:
    found = json.loads(call("parse", str(folder), "--complete").out)
    assert found["Client"]["GCInterval"] == 60_000_000_000
    assert found["UI"]["ContentSecurityPolicy"]["ConnectSrc"] == ["*"]


def test_an_error_is_shown_and_nothing_printed(call: Any, folder: Path) -> None:
    (folder / "client.hcl").write_text("client {\n  node_clas = 1\n}\n", encoding="utf-8")
    answer = call("parse", str(folder), "--as", "agent")
    assert (answer.code, answer.out) == (1, "")
    assert 'did you mean "node_class"?' in answer.err
    assert call("parse", str(folder / "nope.hcl"), "--as", "agent").code == 2


def test_several_jobs_are_not_printed_at_once(call: Any, folder: Path) -> None:
    job = folder / "a.nomad"
    job.write_text('job "a" {\n}\n', encoding="utf-8")
    answer = call("parse", str(job), str(job))
    assert answer.code == 2
    assert "one job at a time" in answer.err


def test_agent_configs_of_a_folder_are_checked_each_by_itself(call: Any, folder: Path) -> None:
    (folder / "network.hcl").write_text('client {\n  host_network {\n    cidr = "10.0.0.0/8"\n  }\n}\n', encoding="utf-8")
    answer = call("validate", str(folder), "--format", "json")
    assert answer.code == 1
    report = json.loads(answer.out)
    assert sorted(Path(file).name for file in report["files"]) == ["client.hcl", "network.hcl"]
    assert [found["code"] for found in report["diagnostics"]] == ["AGT203"]


def test_a_fragment_that_is_named_is_no_job(call: Any, folder: Path) -> None:
    answer = call("validate", str(folder / "base.hcl"))
    assert answer.code == 0
    assert "the file may be one of several that are merged" in answer.out


def test_the_schema_is_printed(call: Any) -> None:
    answer = call("schema", "agent")
    assert answer.code == 0
    assert "host_network" in json.loads(answer.out)["$defs"]["ClientConfig"]["properties"]
