"""Leases of others, written for host-local."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobspec.models.plan import CniCall
from jobspec.rehearsal.leases import lead_up_to


def call(folder: Path, kind: str, result: dict[str, Any] | None) -> CniCall:
    stdin = {"name": "lan", "ipam": {"type": kind, "dataDir": str(folder)}}
    return CniCall(plugin="bridge", path="", env={}, stdin=stdin, result=result)


def test_host_local_goes_on_from_the_address_before(tmp_path: Path) -> None:
    lead_up_to(call(tmp_path, "host-local", {"ips": [{"address": "10.0.0.77/24"}, {"address": "fd00::5/64"}]}))
    assert {path.name: path.read_text() for path in (tmp_path / "lan").iterdir()} == {
        "last_reserved_ip.0": "10.0.0.76",
        "last_reserved_ip.1": "fd00::4",
    }


def test_other_address_plugins_and_unknown_results_need_nothing(tmp_path: Path) -> None:
    lead_up_to(call(tmp_path, "static", {"ips": [{"address": "10.0.0.77/24"}]}))
    lead_up_to(call(tmp_path, "host-local", None))
    lead_up_to(CniCall(plugin="portmap", path="", env={}, stdin={}, result={"ips": []}))
    assert list(tmp_path.iterdir()) == []
