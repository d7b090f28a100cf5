"""What is missing on a machine, said by name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jobspec import rehearsal
from jobspec.models.node import Node
from jobspec.models.plan import Allocation, AllocationNetwork, CniCall, CniPlan, JobHeader, Plan
from jobspec.rehearsal import requirements
from jobspec.rehearsal.requirements import data_folders, missing, plugin_folders, plugin_names


def call(plugin: str, **stdin: object) -> CniCall:
    return CniCall(plugin=plugin, path="", env={"CNI_PATH": "/opt/cni/bin:/own"}, stdin=dict(stdin))


def allocation(*calls: CniCall) -> Allocation:
    return Allocation(
        name="j.g[0]", index=0, id="1", node="n", network=AllocationNetwork(mode="bridge"), cni=CniPlan(config="c", add=calls)
    )


def test_plugins_called_by_others_count() -> None:
    calls = [call("loopback"), call("bridge", ipam={"type": "host-local"}), call("portmap"), call("tuning", ipam={})]
    assert plugin_names(calls) == ["loopback", "bridge", "host-local", "portmap", "tuning"]


def test_plugins_are_looked_for_where_the_plan_has_them_and_then_in_the_usual_places() -> None:
    planned = [allocation(call("bridge"))]
    assert plugin_folders(planned, ()) == ("/opt/cni/bin", "/own", "/usr/lib/cni", "/usr/libexec/cni")
    assert plugin_folders(planned, ("/here",)) == ("/here",)


@pytest.mark.skipif(sys.platform != "linux", reason="a rehearsal is for Linux alone")
def test_everything_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(requirements, "program_path", lambda name: None)
    found = list(missing([allocation(call("bridge", ipam={"type": "dhcp"}), call("portmap"))], (str(tmp_path),)))
    assert [line.split(",")[0].split(" (")[0] for line in found] == [
        "a rehearsal needs root",
        "there is no program ip",
        "there is no program iptables",
        "CNI plugins bridge",
        "addresses from a DHCP server cannot be rehearsed: there is none in the scratch network",
    ]
    assert f"portmap are in none of {tmp_path}" in found[3]


def test_elsewhere_than_on_linux_that_is_the_only_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal.sys, "platform", "win32")
    header = JobHeader(id="j", name="j", namespace="default", region="global", type="service")
    assert rehearsal.rehearse(Plan(job=header), [Node(name="n")]) == (
        rehearsal.Rehearsal(node="n", blocked=(rehearsal.NOT_LINUX,), complete=False),
    )
    assert rehearsal.clean() == []


def test_folders_that_plugins_write_to(tmp_path: Path) -> None:
    calls = [
        call("bridge", ipam={"dataDir": "/run/cni"}),
        call("tuning", dataDir=str(tmp_path)),
        call("x", ipam={"dataDir": str(tmp_path / "a")}),
    ]
    assert data_folders(calls) == tuple(sorted([str(tmp_path.resolve()), "/var/lib/cni"]))


def test_a_folder_that_holds_programs_cannot_be_covered(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    plugin = tmp_path / "bin/bridge"
    plugin.write_text("#!/bin/sh\n")
    plugin.chmod(0o755)
    found = list(missing([allocation(call("bridge", ipam={"dataDir": str(tmp_path)}))], (str(tmp_path / "bin"),)))
    assert [line for line in found if "cannot be covered" in line]
