"""Addresses that a plan has because others were given before: host-local is told so, as the scratch machine starts without leases."""

from __future__ import annotations

from ipaddress import ip_interface
from pathlib import Path

from jobspec.models.plan import CniCall

#: host-local's own default (containernetworking/plugins, plugins/ipam/host-local/backend/disk).
DATA_FOLDER = "/var/lib/cni/networks"


def lead_up_to(call: CniCall) -> None:
    """Write the addresses before the planned ones as those reserved last, a file for each set of ranges: host-local goes on from there."""
    ipam = call.stdin.get("ipam")
    if not isinstance(ipam, dict) or ipam.get("type") != "host-local" or call.result is None:
        return
    folder = Path(str(ipam.get("dataDir") or DATA_FOLDER), str(call.stdin.get("name", "")))
    folder.mkdir(parents=True, exist_ok=True)
    for number, entry in enumerate(call.result.get("ips") or ()):
        (folder / f"last_reserved_ip.{number}").write_text(str(ip_interface(entry["address"]).ip - 1))
