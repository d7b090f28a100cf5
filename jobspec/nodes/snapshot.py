"""This machine's interfaces and routes as a node folder: what `ip -json addr` and `ip -json route` print, and copies of its CNI networks.

pyroute2 asks the kernel where it is installed (the extra `snapshot`), else `ip` is called.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

Entries = list[dict[str, Any]]

# linux/if.h: interface flags in the order in which ip prints them.
_FLAGS = (("LOOPBACK", 0x8), ("BROADCAST", 0x2), ("POINTOPOINT", 0x10), ("MULTICAST", 0x1000), ("NOARP", 0x80), ("ALLMULTI", 0x200),
          ("PROMISC", 0x100), ("MASTER", 0x400), ("SLAVE", 0x800), ("DEBUG", 0x4), ("DYNAMIC", 0x8000), ("UP", 0x1), ("LOWER_UP", 0x10000))
_RUNNING = 0x40
_UP = 0x1
_MAIN_TABLE = 254
_IPV4, _IPV6 = 2, 10
_UNICAST = 1


class SnapshotError(Exception):
    """What stands in the way, in words."""


class Snapshot(msgspec.Struct, frozen=True):
    """Interfaces and routes in the JSON of `ip`."""

    interfaces: Entries
    routes: Entries


def take_snapshot() -> Snapshot:
    """This machine's interfaces and IPv4 routes, in the kernel's order. Raises SnapshotError."""
    try:
        import pyroute2
    except ImportError:
        return Snapshot(_ip("addr"), _ip("route"))
    try:
        with pyroute2.IPRoute() as kernel:
            return from_kernel(list(kernel.get_links()), list(kernel.get_addr()), list(kernel.get_routes(family=_IPV4)))
    except OSError as error:
        raise SnapshotError(f"the kernel does not tell its interfaces: {error.strerror or error}") from None


def _ip(what: str) -> Entries:
    path = shutil.which("ip") or "/sbin/ip"
    try:
        done = subprocess.run([path, "-json", what], capture_output=True, check=True, timeout=30)
        entries: Entries = json.loads(done.stdout or b"[]")
    except FileNotFoundError:
        raise SnapshotError("neither pyroute2 (pip install nomad-jobspec[snapshot]) nor the command ip is here") from None
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise SnapshotError(f"`ip -json {what}` failed: {error}") from None
    return entries


def from_kernel(links: Iterable[Any], addresses: Iterable[Any], routes: Iterable[Any]) -> Snapshot:
    """Netlink messages (pyroute2's, with `get` for attributes) in the JSON of `ip`."""
    by_index: dict[int, dict[str, Any]] = {}
    for link in links:
        flags = int(link["flags"])
        names = [name for name, bit in _FLAGS if flags & bit]
        if flags & _UP and not flags & _RUNNING:
            names.insert(0, "NO-CARRIER")
        by_index[int(link["index"])] = {
            "ifindex": int(link["index"]), "ifname": link.get("ifname"), "flags": names, "mtu": link.get("mtu"),
            "address": link.get("address") or "", "addr_info": []}
    for address in addresses:
        entry = by_index.get(int(address["index"]))
        if entry is not None:
            entry["addr_info"].append({
                "family": "inet" if int(address["family"]) == _IPV4 else "inet6",
                "local": address.get("local") or address.get("address"), "prefixlen": int(address["prefixlen"])})
    return Snapshot(list(by_index.values()), [entry for route in routes if (entry := _route(route, by_index)) is not None])


def _route(route: Any, links: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    """A route of the main table as `ip route` shows it."""
    if int(route.get("table") or route["table"]) != _MAIN_TABLE:
        return None
    target = route.get("dst")
    entry: dict[str, Any] = {"dst": "default" if target is None else f"{target}/{int(route['dst_len'])}", "flags": []}
    if int(route["type"]) != _UNICAST:
        entry["type"] = f"type {int(route['type'])}"
    if route.get("nh_id") is not None:
        entry["nhid"] = int(route.get("nh_id"))
    if route.get("encap") is not None:
        entry["encap"] = "encap"
    if int(route["tos"]):
        entry["tos"] = f"0x{int(route['tos']):02x}"
    if route.get("gateway") is not None:
        entry["gateway"] = route.get("gateway")
    link = links.get(int(route.get("oif") or 0))
    if link is not None:
        entry["dev"] = link["ifname"]
    if route.get("prefsrc") is not None:
        entry["prefsrc"] = route.get("prefsrc")
    if route.get("priority") is not None:
        entry["metric"] = int(route.get("priority"))
    return entry


def write_snapshot(folder: Path, snapshot: Snapshot, configs: Iterable[Path] = (), cni_config_dir: Path | None = None) -> list[Path]:
    """Write a node folder and return what was written. Nothing is written where one of the files is there. Raises SnapshotError."""
    files: dict[Path, bytes] = {
        folder / "facts" / "interfaces.json": _json(snapshot.interfaces),
        folder / "facts" / "routes.json": _json(snapshot.routes),
    }
    try:
        for config in configs:
            _take(files, folder / config.name, config)
        if cni_config_dir is not None:
            for path in sorted(path for path in cni_config_dir.iterdir() if path.is_file()):
                _take(files, folder / "cni" / path.name, path)
    except OSError as error:
        raise SnapshotError(f"cannot read {error.filename}: {(error.strerror or str(error)).lower()}") from None
    try:
        there = [path for path in files if path.exists()]
        if there:
            raise SnapshotError(f"{there[0]} is there already: choose another folder, or remove it")
        if cni_config_dir is not None:
            (folder / "cni").mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(data)
    except OSError as error:
        raise SnapshotError(f"cannot write {error.filename or folder}: {(error.strerror or str(error)).lower()}") from None
    return list(files)


def _take(files: dict[Path, bytes], target: Path, source: Path) -> None:
    if target in files:
        raise SnapshotError(f"two files are named {target.name}: a node folder holds agent configurations side by side")
    files[target] = source.read_bytes()


def _json(entries: Entries) -> bytes:
    return json.dumps(entries, indent=1).encode() + b"\n"
