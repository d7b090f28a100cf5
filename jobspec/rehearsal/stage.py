"""The rehearsal itself, in the process that holds the scratch host: its own network and mount namespaces, gone when it ends."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from jobspec.models.node import Node
from jobspec.models.plan import Allocation
from jobspec.rehearsal.allocation import Building
from jobspec.rehearsal.calls import CommandFailed, run
from jobspec.rehearsal.host import Host, scratch_host, setup_commands
from jobspec.rehearsal.kernel import CLONE_NEWNET, CLONE_NEWNS, MS_PRIVATE, MS_REC, mount, unshare
from jobspec.rehearsal.outcome import Blocked, Event, Finding, Note
from jobspec.rehearsal.requirements import LINK_KINDS, program_path
from jobspec.rehearsal.traffic import try_ports

Report = Callable[[Event], None]
#: What ends a rehearsal early.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(Exception):
    """Somebody wants the rehearsal to end."""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """What is rehearsed: allocations of one node, with the paths of the plugins, CNI_PATH, and the folders that plugins write to.

    `leases`: the plan stands on leases of others.
    """

    node: Node
    allocations: tuple[Allocation, ...]
    plugins: Mapping[str, str]
    cni_path: str
    data_folders: tuple[str, ...]
    leases: bool = False


def hold(stage: Stage, report: Report) -> None:
    """Hold the rehearsal in this process, which must be one of its own: it leaves its namespaces for good. Raises Interrupted."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        _leave_the_machine(stage.data_folders)
    except OSError as error:
        report(Blocked(f"this machine does not let me make namespaces: {error.strerror}"))
        return
    host = scratch_host(stage.node, stage.allocations)
    has_ipv6 = Path("/proc/sys/net/ipv6").exists()
    try:
        for words in setup_commands(host):
            if has_ipv6 or not any(":" in word for word in words):
                run("ip", *words)
    except CommandFailed as failure:
        report(Blocked(f"the scratch host cannot be made: {failure}"))
        return
    lacking = list(_lacking_links(stage.allocations, host))
    if lacking:
        for reason in lacking:
            report(Blocked(reason))
        return
    for words in host.routes:
        try:
            run("ip", *words)
        except CommandFailed as failure:
            report(Note(f"a route of the node is left out: {failure}"))
    _rehearse(stage, report)


def _rehearse(stage: Stage, report: Report) -> None:
    before = set(_links())
    built: list[Building] = []
    try:
        for allocation in stage.allocations:
            building = Building(allocation, stage.plugins, stage.cni_path, report)
            built.append(building)
            try:
                building.build(stage.leases)
            except (CommandFailed, OSError) as failure:
                report(Finding(allocation.name, "namespace", "different", "can be made", str(failure)))
        report(Note("probing ports"))
        for finding in try_ports([building for building in built if building.stands]):
            report(finding)
    finally:
        for number in SIGNALS:  # from here on nothing stops the teardown but SIGKILL, and then the kernel does it
            signal.signal(number, signal.SIG_IGN)
        for building in reversed(built):
            building.take_down()
        for finding in _left_behind(stage, before):
            report(finding)


def _interrupt(number: int, frame: object) -> None:
    for each in SIGNALS:  # one is enough: Ctrl-C comes from the terminal and once more from the parent
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted(signal.Signals(number).name)


def _leave_the_machine(data_folders: Sequence[str]) -> None:
    """Namespaces of our own, and empty file systems wherever `ip netns` and plugins write. Raises OSError."""
    unshare(CLONE_NEWNS | CLONE_NEWNET)
    mount("none", "/", "none", MS_REC | MS_PRIVATE)
    for folder in dict.fromkeys([str(Path("/run").resolve()), str(Path("/var/run").resolve()), *data_folders]):
        mount("tmpfs", folder, "tmpfs")


def _lacking_links(allocations: Sequence[Allocation], host: Host) -> Iterator[str]:
    """The kinds of link that the plan needs and this kernel does not have, tried out."""
    calls = [(a, call) for a in allocations if a.cni is not None for call in a.cni.add if call.plugin in LINK_KINDS]
    parent = host.links[0].name if host.links else "lo"
    more = {"macvlan": ("link", parent), "ipvlan": ("link", parent), "vlan": ("link", parent)}
    options = {"vlan": ("id", "7"), "vrf": ("table", "1007")}
    for plugin, allocation in {call.plugin: allocation for allocation, call in calls}.items():
        kind = LINK_KINDS[plugin]
        try:
            run("ip", "link", "add", *more.get(kind, ()), "name", "jobspec-probe", "type", kind, *options.get(kind, ()))
            run("ip", "link", "del", "jobspec-probe")
        except CommandFailed as failure:
            said = str(failure).rpartition(": ")[2]
            yield f"this kernel has no {kind} links, which plugin {plugin} needs for {allocation.network.mode} ({said})"


def _links() -> list[str]:
    return [link["ifname"] for link in json.loads(run("ip", "-json", "link"))]


def _left_behind(stage: Stage, before: set[str]) -> Iterator[Finding]:
    """What the plugins' DEL should have removed: links, packet filter rules, leases. Bridges and empty chains stay on a client too."""
    bridges = {str(call.stdin.get("bridge") or "cni0") for a in stage.allocations if a.cni for call in a.cni.add if call.plugin == "bridge"}
    left = [f"link {name}" for name in _links() if name not in before | bridges]
    ids = [allocation.id for allocation in stage.allocations]
    for command in ("iptables-save", "ip6tables-save"):
        if program_path(command) is not None:
            left += [f"rule {rule}" for rule in run(command).splitlines() if any(each in rule for each in ids)]
    for folder in ("/run", *stage.data_folders):
        left += [f"file {path}" for path in _files(folder) if any(each.encode() in path.read_bytes() for each in ids)]
    planned = "nothing of the allocations is left"
    yield Finding("", "after DEL", "different" if left else "as planned", planned, "; ".join(left) or planned)


def _files(folder: str) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            if path.is_file() and not path.is_symlink() and "netns" not in path.parts and path.stat().st_size < 65536:
                yield path
