"""One allocation on the page of a plan: its network, the way of a packet to each port, CNI plugins, tasks and registrations."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from jobspec.models.plan import Allocation, AllocationNetwork, CniPlan, Failure, Origin, PlannedTask, Preempted, Registration
from jobspec.plan.packet_paths import PacketPath, packet_paths
from jobspec.reports.counting import count
from jobspec.reports.plan_environment import environment_block
from jobspec.reports.plan_page import heading, indented, line, say, section, stacked, table
from jobspec.reports.plan_rules import rules_left_out, rules_shown
from jobspec.reports.plan_view import PlanView
from jobspec.reports.plan_words import addresses_of, check_in_words, endpoint, given_in_words, mark, plugin_in_words
from jobspec.reports.visible import visible

#: Columns that a table of ports needs beside the addresses: margin, label, arrows and a little of who is reached.
_BESIDE_ADDRESSES = 44

_MODES = {
    "": "the host's own network",
    "host": "the host's own network",
    "bridge": "a namespace on the bridge that Nomad builds",
    "none": "a namespace with nothing in it but lo",
}


def allocation_block(allocation: Allocation, view: PlanView) -> Iterator[RenderableType]:
    """The parts of an allocation in the order in which they come to be."""
    failure = allocation.network.failure
    name = line(Text("✗ " if view.style.unicode else "x ", "bold red") if failure else "", say(allocation.name, "bold"), " on ",
                say(allocation.node, "bold"))  # fmt: skip
    yield heading(name, allocation.id, view.style)
    if failure is not None:
        yield section("Fails", _failure(failure))
    if allocation.preempts:
        yield section("Stops", _preempts(allocation.preempts))
    yield section("Network", stacked(_network(allocation.network, view)))
    if allocation.ports:
        yield section("Ports", _ports(allocation, view))
    if allocation.cni is not None and allocation.cni.add:
        yield section("CNI", stacked(_cni(allocation.cni, view)))
    yield section("Tasks", stacked(_tasks(allocation.tasks, view)))
    if allocation.services:
        yield section("Services", _services(allocation.services))


def _failure(failure: Failure) -> RenderableType:
    parts = [line(Text(f"{failure.code} ", "bold red"), failure.message)]
    if failure.nomad:
        parts.append(line("Nomad: ", say(failure.nomad, "italic")))
    if failure.help:
        parts.append(line("help: ", failure.help))
    return stacked(parts)


def _preempts(preempts: tuple[Preempted, ...]) -> RenderableType:
    """Which allocations are stopped, and what for."""
    grid = table("allocation", "of job", "priority", "for its")
    for one in preempts:
        job = one.job if one.namespace == "default" else f"{one.job} ({one.namespace})"
        grid.add_row(say(one.name, "bold"), say(job), str(one.priority), say(given_in_words(one)))
    return stacked((grid, say("whose place this one takes; Nomad looks for other nodes for them", "dim")))


def _network(network: AllocationNetwork, view: PlanView) -> Iterator[Text]:
    words = _MODES.get(network.mode)
    yield line(say(network.mode or "host", "bold"), ": ", words or f"a namespace on CNI network {network.mode.removeprefix('cni/')}")
    addresses = [address for address in (network.ip, network.ipv6) if address]
    if addresses:
        via = f", gateway {network.gateway}" if network.gateway else ""
        yield line(f"{network.interface} ", say(" and ".join(addresses), "bold"), _mark(network.origin, view), via)
    if network.routes:
        yield line(f"routes to {', '.join(network.routes)}")
    if network.hostname:
        yield line(f"hostname {network.hostname}")
    if network.dns is not None:
        told = (("servers", network.dns.servers), ("search", network.dns.searches), ("options", network.dns.options))
        yield line("resolver: " + "; ".join(f"{name} {' '.join(values)}" for name, values in told if values))


def _ports(allocation: Allocation, view: PlanView) -> RenderableType:
    """host address and port → address and port where the task listens → who is reached there; in little room one below the other."""
    ways = [_way(path, allocation, view) for path in packet_paths(allocation)]
    addresses = sum(max(way[column].cell_len for way in ways) for column in (1, 3))
    if addresses + _BESIDE_ADDRESSES > view.style.width:
        return stacked(part for name, *way in ways for part in (name, indented(Text(" ").join(filter(None, way)), 2)))
    grid = table("port", "a packet to", "", "arrives at", "", "which is")
    for column in (1, 3):
        grid.columns[column].no_wrap = True
    for way in ways:
        grid.add_row(*way)
    return grid


def _way(path: PacketPath, allocation: Allocation, view: PlanView) -> tuple[Text, Text, Text, Text, Text, Text]:
    """A port, where packets go to, where they arrive and who is there, with the arrows between."""
    arrow = Text("→" if view.style.unicode else "->", "dim")
    port = path.port
    taken = line(say(endpoint(port.host_ip, port.host_port), "bold"), _mark(port.origin, view))
    if path.wildcard:
        taken.append_text(Text(" on every address", "dim"))
    name = line(port.label, Text("" if port.host_network in ("", "default") else f" ({visible(port.host_network)})", "dim"))
    owner = say(_reached(path, allocation))
    if not path.way_back:
        owner.append_text(Text(", whose answers stay in its own network: no default route", "red"))
    if path.kind == "closed":
        return name, taken, Text("✗" if view.style.unicode else "x", "bold red"), Text(path.why, "red"), Text(), owner
    inner = say(endpoint(path.inner_ip, path.inner_port)) if path.kind == "mapped" else Text("the same", "dim")
    if path.protocols and set(path.protocols) != {"tcp", "udp"}:
        inner.append_text(Text(f" ({', '.join(path.protocols)} only)", "dim"))
    return name, taken, arrow, inner, arrow, owner


def _reached(path: PacketPath, allocation: Allocation) -> str:
    """The tasks that may listen there, and the services registered with that address."""
    port = path.port
    listening = [task for task in allocation.tasks if port.task in (None, task.name)]
    sidecar = [task for task in listening if task.added_by and task.name == port.label]  # connect-proxy-NAME listens on a port of that name
    main = [task for task in listening if not task.lifecycle and not task.added_by]
    tasks = [task.name for task in sidecar or main or listening]
    places = {(port.host_ip, port.host_port), (path.inner_ip or "", path.inner_port)}
    services = dict.fromkeys(s.name for s in allocation.services if (s.address, s.port) in places)
    words = f"task {tasks[0]}" if len(tasks) == 1 else f"one of the tasks {', '.join(tasks)}"
    return words + (f", service {', '.join(services)}" if services else "")


def _cni(cni: CniPlan, view: PlanView) -> Iterator[RenderableType]:
    folders = sorted({call.path.rpartition("/")[0] for call in cni.add})
    yield line(say(cni.config, "bold"), f", {count(len(cni.add), 'plugin')} in {', '.join(folders)}")
    grid = table("", "", "")
    before: list[str] = []
    for number, call in enumerate(cni.add, 1):
        words = [say(plugin_in_words(call))]
        found = addresses_of(call)
        if found and found != before:
            words.append(line("gives ", say(" and ".join(found), "bold"), _mark(call.result_origin, view)))
        words += [line(Text("· " if view.style.unicode else "- ", "dim"), rule) for rule in rules_shown(call, view.verbose)]
        grid.add_row(str(number), say(call.plugin, "bold"), Text("\n").join(words))
        before = found
    yield grid
    left = rules_left_out(cni.add, view.verbose)
    if left:
        yield Text(f"and {count(left, 'packet filter rule')} that lead there (--verbose shows all, as iptables commands)", "dim")
    if cni.delete:
        yield line(Text("taken down by ", "dim"), say(", ".join(call.plugin for call in cni.delete), "dim"))


def _tasks(tasks: tuple[PlannedTask, ...], view: PlanView) -> Iterator[RenderableType]:
    for number, task in enumerate(tasks):
        if number:
            yield Text()
        notes = [task.driver, *([task.lifecycle] if task.lifecycle else []), *([f"added by {task.added_by}"] if task.added_by else [])]
        yield line(say(task.name, "bold"), f" ({', '.join(notes)})")
        yield indented(stacked(environment_block(task, view)), 2)


def _services(services: tuple[Registration, ...]) -> RenderableType:
    grid = table("name", "in", "address", "tags", "checks")
    for service in services:
        checks = [check_in_words(check) + (f" every {check.interval}" if check.interval else "") for check in service.checks]
        by = f" (task {service.task})" if service.task else ""
        address = endpoint(service.address, service.port) if service.port else service.address or "none"
        grid.add_row(say(service.name + by), say(service.provider), say(address), say(", ".join(service.tags)), say("; ".join(checks)))
    return grid


def _mark(origin: Origin, view: PlanView) -> Text:
    sign = mark(origin, view.style.unicode)
    return Text(f" {sign}" if sign else "", "yellow")
