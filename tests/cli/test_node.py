"""`jobspec node show` and `jobspec node snapshot`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jobspec.cli import run
from jobspec.schema_files import schema_text

FIXTURES = Path(__file__).parents[2] / "fixtures"
NODE = FIXTURES / "runs" / "ingress-public-and-default" / "node"


def test_json_has_what_nomad_prints_in_the_same_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["node", "show", str(NODE), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    theirs = json.loads((NODE / "facts" / "node.json").read_text())
    assert ours["version"] == "node.v1"
    for name in ("NodeNetworks", "Networks", "MinDynamicPort", "MaxDynamicPort", "Memory", "Disk"):
        assert ours["NodeResources"][name] == theirs["NodeResources"][name]
    for name in ("ID", "Name", "Datacenter", "NodeClass", "NodePool", "Attributes", "Meta", "HostNetworks", "ReservedResources",
                 "SchedulingEligibility", "CgroupParent"):
        assert ours[name] == theirs[name]


@pytest.mark.parametrize("node", ["runs/ingress-public-and-default/node", "announcement/client.hcl", "nodes/hn-ipv6"])
def test_json_fits_its_schema(node: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["node", "show", str(FIXTURES / node), "--json"])
    Draft202012Validator(json.loads(schema_text("node.v1.schema.json"))).validate(json.loads(capsys.readouterr().out))


def test_json_says_where_each_fact_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    run(["node", "show", str(NODE), "--json"])
    origin = json.loads(capsys.readouterr().out)["Origins"]["datacenter"]
    assert origin["Kind"] == "node"
    assert (NODE / "facts" / "node.json").read_text().splitlines()[origin["Line"] - 1].strip().startswith('"Datacenter"')


@pytest.mark.parametrize("node", ["runs/ingress-public-and-default/node", "runs/cni-dual-stack/node", "announcement/client.hcl",
                                  "nodes/hn-cidr-and-interface", "nodes/bridge-custom"])
def test_what_is_shown_is_the_same_node_again(node: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def shown(path: Path) -> dict[str, Any]:
        run(["node", "show", str(path), "--json"])
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    first = shown(FIXTURES / node)
    (tmp_path / "again.json").write_text(json.dumps(first), encoding="utf-8")
    again = shown(tmp_path / "again.json")
    for told in (first, again):  # what is told of a file stands in another one; host networks come in any order
        told["Origins"] = {name: fact["Text"] for name, fact in told["Origins"].items() if fact["Kind"] in ("assumed", "default")}
    assert again == first


def test_what_was_assumed_stays_assumed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["node", "show", str(FIXTURES / "announcement/client.hcl"), "--json"])
    (tmp_path / "again.json").write_text(capsys.readouterr().out, encoding="utf-8")
    for node in (str(FIXTURES / "announcement/client.hcl"), str(tmp_path / "again.json")):
        assert run(["plan", str(FIXTURES / "announcement/ingress.nomad"), "--node", node, "--format", "json"]) == 0
        (allocation,) = json.loads(capsys.readouterr().out)["groups"][0]["allocations"]
        assert [port["origin"] for port in allocation["ports"]] == ["assumed", "assumed"]


def test_a_node_that_was_changed_by_hand_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["node", "show", str(FIXTURES / "announcement/client.hcl"), "--json"])
    told = json.loads(capsys.readouterr().out)
    told["Client"]["CNIPath"] = "/opt/cni/bin"
    (tmp_path / "again.json").write_text(json.dumps(told), encoding="utf-8")
    assert run(["node", "show", str(tmp_path / "again.json")]) == 1
    assert "expected a list, found a text" in capsys.readouterr().err


def test_tables_show_addresses_with_their_origin(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["node", "show", str(NODE)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("public")]
    assert lines[0].split() == ["public", "203.0.113.10", "eth1", "facts/node.json:141"]


def test_a_node_that_would_not_start_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cni").mkdir()
    (tmp_path / "cni" / "00.conflist").write_text("{")
    assert run(["node", "show", str(tmp_path)]) == 1
    assert "CNI001" in capsys.readouterr().err


def test_a_node_that_is_not_there_is_unusable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["node", "show", str(tmp_path / "none")]) == 2
    assert "NODE100" in capsys.readouterr().err


def test_snapshot_writes_a_folder_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from jobspec.nodes import snapshot

    monkeypatch.setattr(snapshot, "take_snapshot", lambda: snapshot.Snapshot([], []))
    cni = tmp_path / "cni"
    cni.mkdir()
    arguments = ["node", "snapshot", "-o", str(tmp_path / "node"), "--cni-config-dir", str(cni)]
    assert run(arguments) == 0
    assert run(arguments) == 2
    assert "is there already" in capsys.readouterr().err
