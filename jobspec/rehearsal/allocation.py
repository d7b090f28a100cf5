"""One allocation in the scratch host: its namespace and plugins built, looked at, and taken down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import msgspec

from jobspec.models.plan import Allocation, CniCall
from jobspec.plan.admin_chain import AdminRule, admin_rules
from jobspec.rehearsal.calls import CommandFailed, call_plugin, run
from jobspec.rehearsal.comparison import differences
from jobspec.rehearsal.host import is_address
from jobspec.rehearsal.kernel import MS_BIND, mount, unmount
from jobspec.rehearsal.leases import lead_up_to
from jobspec.rehearsal.outcome import Event, Finding, Note, Verdict

#: Where `ip netns` keeps named namespaces.
NAMED = "/run/netns"

Report = Callable[[Event], None]


class Building:
    """An allocation as far as it is built. `namespace` is the path of its network namespace, empty for the host's own."""

    def __init__(self, allocation: Allocation, plugins: Mapping[str, str], cni_path: str, report: Report) -> None:
        self.allocation = allocation
        self.namespace = "" if allocation.cni is None else namespace_path(allocation)
        self.stands = False
        self._plugins = plugins
        self._cni_path = cni_path
        self._report = report
        self._result: dict[str, Any] | None = None

    def build(self, leases: bool) -> None:
        """Make the namespace and call ADD of each plugin, comparing each result with the planned one. Stops at the first that fails.

        `leases`: the plan stands on leases that this machine does not have.
        """
        cni = self.allocation.cni
        if cni is None:
            self.stands = True
            return
        _make_namespace(self.namespace)
        for rule in admin_rules(self.allocation):
            _add_admin_rule(rule)
        for call in cni.add:
            self._report(Note(f"{self.allocation.name}: ADD {call.plugin}"))
            if leases:
                lead_up_to(call)
            try:
                self._result = call_plugin(call, self._plugins[call.plugin], self._cni_path, self._result) or self._result
            except CommandFailed as failure:
                self._find(f"ADD {call.plugin}", "different", "succeeds", str(failure))
                self._result = None
                return
            self._compare_result(call)
        self.stands = True
        self._compare_kernel()

    def take_down(self) -> None:
        """Call DEL of each plugin, all of them whatever the others answer, and remove the namespace."""
        cni = self.allocation.cni
        for call in () if cni is None else cni.delete:
            self._report(Note(f"{self.allocation.name}: DEL {call.plugin}"))
            try:
                call_plugin(self._delete(call), self._plugins[call.plugin], self._cni_path, self._result)
            except CommandFailed as failure:
                self._find(f"DEL {call.plugin}", "different" if self.stands else "not compared", "succeeds", str(failure))
        if cni is not None:
            try:
                _remove_namespace(self.namespace)
            except (CommandFailed, OSError) as failure:
                self._find("namespace removed", "different", "succeeds", str(failure))

    def _delete(self, call: CniCall) -> CniCall:
        """The call without the planned prevResult where nothing came of ADD, as libcni has no result in its cache then."""
        if self._result is not None or "prevResult" not in call.stdin:
            return call
        return msgspec.structs.replace(call, stdin={key: value for key, value in call.stdin.items() if key != "prevResult"})

    def _compare_result(self, call: CniCall) -> None:
        subject = f"result of {call.plugin}"
        if call.result is None:
            self._find(subject, "not compared", "", "the plan does not foresee it")
            return
        found = differences(call.result, self._result)
        for path, planned, real in found:
            self._find(f"{subject}: {path}", "different", planned, real)
        if not found:
            self._find(subject, "as planned")

    def _compare_kernel(self) -> None:
        """What the kernel says of the namespace beside the plan's network."""
        network = self.allocation.network
        name = Path(self.namespace).name
        planned = {str(ip_address(address)) for address in (network.ip, network.ipv6) if address and is_address(address)}
        if not planned:
            return
        shown = json.loads(run("ip", "-json", "-n", name, "addr", "show", "dev", network.interface) or "[]")
        entries = [entry for link in shown for entry in link.get("addr_info", ()) if entry.get("scope") != "link"]
        found = {str(ip_address(entry["local"])) for entry in entries}
        self._find(f"addresses of {network.interface}", _verdict(planned <= found), *_both(planned, found))
        gateway = network.gateway
        if gateway and any(route.split()[0] in ("0.0.0.0/0", "::/0", "default") for route in network.routes):
            ways = set(_gateways(name))
            self._find("default route", _verdict(gateway in ways), *_both({gateway}, ways))

    def _find(self, subject: str, verdict: Verdict, planned: str = "", found: str = "") -> None:
        self._report(Finding(self.allocation.name, subject, verdict, planned, found))


def namespace_path(allocation: Allocation) -> str:
    """Where the plan has the allocation's namespace; empty without one."""
    calls = () if allocation.cni is None else allocation.cni.add
    return next((call.env["CNI_NETNS"] for call in calls if call.env.get("CNI_NETNS")), "")


def _make_namespace(path: str) -> None:
    """A named namespace, and the same at `path` where that is elsewhere: Docker keeps those of its containers in a folder of its own."""
    run("ip", "netns", "add", Path(path).name)
    own = Path(NAMED, Path(path).name)
    if Path(path).parent.resolve() != own.parent.resolve():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()
        mount(str(own), path, "none", MS_BIND)


def _remove_namespace(path: str) -> None:
    if Path(path).parent.resolve() != Path(NAMED).resolve() and Path(path).exists():
        unmount(path)
        Path(path).unlink()
    run("ip", "netns", "del", Path(path).name)


def _add_admin_rule(rule: AdminRule) -> None:
    try:
        run(rule.command, "-w", "-n", "-L", rule.chain)
    except CommandFailed:
        run(rule.command, "-w", "-N", rule.chain)
    words = (rule.chain, "-o", rule.bridge, "-d", rule.subnet, "-j", "ACCEPT")
    try:
        run(rule.command, "-w", "-C", *words)
    except CommandFailed:
        run(rule.command, "-w", "-A", *words)


def _gateways(name: str) -> Iterator[str]:
    for family in ("-4", "-6"):
        for route in json.loads(run("ip", "-json", family, "-n", name, "route", "show", "default") or "[]"):
            if route.get("gateway"):
                yield route["gateway"]


def _verdict(alike: bool) -> Verdict:
    return "as planned" if alike else "different"


def _both(planned: set[str], found: set[str]) -> tuple[str, str]:
    return ", ".join(sorted(planned)), ", ".join(sorted(found)) or "none"
