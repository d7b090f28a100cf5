"""What a rehearsal needs of the machine: root, tools, and the plugins of the plan."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jobspec.models.plan import Allocation, CniCall

#: Where distributions and Nomad's documentation put CNI plugins.
PLUGIN_FOLDERS = ("/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni")
#: The kind of link that a plugin makes, where a kernel may not have it.
LINK_KINDS = {
    "macvlan": "macvlan",
    "ipvlan": "ipvlan",
    "vlan": "vlan",
    "dummy": "dummy",
    "vrf": "vrf",
    "bridge": "bridge",
    "bandwidth": "ifb",
}
#: Plugins that write packet filter rules.
_FILTERING = frozenset({"portmap", "firewall"})
#: Programs by the Debian package that brings them.
_PACKAGES = {"ip": "iproute2", "iptables": "iptables"}


def missing(allocations: Sequence[Allocation], folders: Sequence[str]) -> Iterator[str]:
    """Everything that keeps the allocations from being rehearsed here, a line each."""
    if os.geteuid() != 0:
        yield "a rehearsal needs root, to make network namespaces and links"
    calls = [call for allocation in allocations if allocation.cni is not None for call in allocation.cni.add]
    needed = ["ip"] + (["iptables"] if any(_filters(call) for call in calls) else [])
    for program in needed:
        path = program_path(program)
        if path is None:
            yield f"there is no program {program} (package {_PACKAGES[program]})"
        elif path.startswith("/run/"):
            yield f"{program} is in {path}, and /run is covered in a rehearsal"
    found = find_plugins(plugin_names(calls), folders)
    absent = [name for name, path in found.items() if path is None]
    if absent:
        which = f"plugin {absent[0]} is" if len(absent) == 1 else f"plugins {', '.join(absent)} are"
        yield f"CNI {which} in none of {', '.join(folders)} (package containernetworking-plugins, or --cni-path)"
    for folder in data_folders(calls):
        inside = [path for path in found.values() if path is not None and Path(folder) in Path(path).resolve().parents]
        if inside or folder == "/":
            yield f"{folder} cannot be covered, where the plan has leases kept: programs are in it"
    if any(_ipam(call) == "dhcp" for call in calls):
        yield "addresses from a DHCP server cannot be rehearsed: there is none in the scratch network"


def plugin_names(calls: Iterable[CniCall]) -> list[str]:
    """The plugins that are called, by Nomad or by each other."""
    names: dict[str, None] = {}
    for call in calls:
        names[call.plugin] = None
        if _ipam(call):
            names[_ipam(call)] = None
    return list(names)


def plugin_folders(allocations: Iterable[Allocation], given: Sequence[str]) -> tuple[str, ...]:
    """Where plugins are looked for: the given folders alone, else those of the plan and then the usual ones."""
    if given:
        return tuple(given)
    planned = (call.env.get("CNI_PATH", "") for a in allocations if a.cni is not None for call in a.cni.add)
    return tuple(dict.fromkeys([*(folder for path in planned for folder in path.split(":") if folder), *PLUGIN_FOLDERS]))


def find_plugins(names: Iterable[str], folders: Sequence[str]) -> Mapping[str, str | None]:
    """The first executable of each name, or None."""
    return {name: shutil.which(name, path=":".join(folders)) for name in names}


def program_path(name: str) -> str | None:
    """A program on PATH or among the administrator's programs, which PATH often lacks."""
    return shutil.which(name) or shutil.which(name, path="/usr/local/sbin:/usr/sbin:/sbin")


def data_folders(calls: Iterable[CniCall]) -> tuple[str, ...]:
    """The folders that plugins write to, outside of /run: leases of host-local above all."""
    folders = {"/var/lib/cni"}
    for call in calls:
        ipam = call.stdin.get("ipam")
        for holder in (call.stdin, ipam if isinstance(ipam, dict) else {}):
            folder = holder.get("dataDir")
            if isinstance(folder, str) and folder.startswith("/"):
                folders.add(folder)
    real = {str(Path(folder).resolve()) for folder in folders}
    outside = {folder for folder in real if Path("/run") not in (Path(folder), *Path(folder).parents)}
    return tuple(sorted(folder for folder in outside if not any(str(parent) in outside for parent in Path(folder).parents)))


def _filters(call: CniCall) -> bool:
    return call.plugin in _FILTERING or bool(call.stdin.get("ipMasq"))


def _ipam(call: CniCall) -> str:
    ipam = call.stdin.get("ipam")
    return str(ipam.get("type") or "") if isinstance(ipam, dict) else ""
