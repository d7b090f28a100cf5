"""Why an allocation does not fit, as reasons with places."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.models.job_group import TaskGroup
from jobspec.models.plan import Reason
from jobspec.plan.capacity.fit import NoDevice, Occupant, Problem, Room, SamePort, Unfit
from jobspec.plan.capacity.ports import PortProblem
from jobspec.plan.capacity.preemption import DELTA
from jobspec.plan.capacity.resources import Shortage
from jobspec.plan.feasible.findings import Finding
from jobspec.plan.feasible.network import network_of, ports_of

_TWICE = ("Nomad's scheduler offers such ports and its leader refuses them, until it gives up (maximum attempts reached): use one port, or "
          "host networks with addresses of their own.")
_UNITS = {"cpu": "MHz of CPU", "memory": "MB of memory", "disk": "MB of disk"}


def finding(problem: Problem, group: TaskGroup, room: Room, priority: int | None = None) -> Finding:
    """A problem in words, with its place in the job and the node's fact that it is about. `priority`: that of a job that may push out."""
    match problem:
        case PortProblem():
            return _port(problem, group, room, priority)
        case Shortage():
            text = f"{problem.wanted} {_UNITS[problem.nomad]} are asked for, and {max(problem.free, 0)} are free on the node"
            span = _resources_span(group, problem.nomad)
            return Finding(Reason(code="NODE212", message=text, nomad=problem.nomad, span=span), "resources")
        case SamePort():
            text = f'ports "{problem.other}" and "{problem.label}" are both {problem.number}, and their host networks share an address'
            return Finding(Reason(code="NODE219", span=port_span(group, problem.label, "static"), message=text, help=_TWICE,
                                  nomad=f"port {problem.number} already in use"), "host_networks")
        case NoDevice():
            return Finding(Reason(code="NODE213", nomad="devices: no devices match request", span=problem.request.span(),
                                  message=f'too few of the device "{problem.request.name}" are free on the node'), "device_groups")
        case Unfit():
            return _unfit(problem, group)


def _unfit(problem: Unfit, group: TaskGroup) -> Finding:
    match problem.kind:
        case "cores":
            return Finding(Reason(code="NODE212", message="the node has too few free CPU cores", nomad=problem.nomad,
                                  span=_resources_span(group, "cores")), "resources")
        case "allocations":
            return Finding(Reason(code="NODE212", message=f"the node takes {problem.detail} allocations and has them", nomad=problem.nomad,
                                  span=group.span()), "max_allocs")
        case "reserved ports":
            text = f"the node's reserved ports cannot be read: {problem.detail}"
            return Finding(Reason(code="NODE209", message=text, nomad=problem.nomad, span=group.span()), "reserved_host_ports")


def _port(problem: PortProblem, group: TaskGroup, room: Room, priority: int | None) -> Finding:
    port, nomad = problem.port, f"network: {problem.nomad}"
    label = "" if port is None else port.label
    network = f' on host network "{problem.host_network}"' if problem.host_network not in ("", "default") else ""
    match problem.trouble:
        case "taken":
            number = 0 if port is None else port.static
            holder = room.holder(None, number)
            who = "is reserved by the node" if problem.reserved else "is taken" if holder is None else f"is taken by {holder.name}"
            advice = None if problem.reserved or holder is None else _why_it_stays(holder, priority)
            reason = Reason(code="NODE209", message=f'port "{label}": {number}{network} {who}', nomad=nomad, help=advice,
                            span=port_span(group, label, "static"))
            fact = f"host_networks.{problem.host_network}" if problem.reserved and network else "reserved_host_ports"
            return Finding(reason, fact if problem.reserved else None)
        case "exhausted":
            node = room.node
            text = f'port "{label}": no dynamic port{network} is free between {node.min_dynamic_port} and {node.max_dynamic_port}'
            return Finding(Reason(code="NODE210", message=text, nomad=nomad, span=port_span(group, label, "")), "min_dynamic_port")
        case "no address":
            reason = Reason(code="NODE211", message=f'port "{label}": the node has no address on host network "{problem.host_network}"',
                            nomad=nomad, span=port_span(group, label, "host_network"))
            return Finding(reason, "networks")
        case "out of range":
            span = port_span(group, label, "static")
            return Finding(Reason(code="NODE209", message=f'port "{label}" is out of range', nomad=nomad, span=span))
        case "pin":
            return Finding(Reason(code="NODE210", message=f'port "{label}" cannot have the wanted number{network}',
                                  span=port_span(group, label, "")))
        case "bandwidth":
            return Finding(Reason(code="NODE218", message="the node's interface has less bandwidth left than the task's network asks for",
                                  nomad=nomad, span=_task_network_span(group)), "devices")
        case "no network":
            return Finding(Reason(code="NODE218", message="the node has no interface for the network of a task", nomad=nomad,
                                  span=_task_network_span(group)), "devices")


def _why_it_stays(holder: Occupant, priority: int | None) -> str | None:
    if priority is None or priority - holder.priority >= DELTA:
        return None
    return f"It stays there: the priority of its job, {holder.priority}, is not lower by {DELTA}."


def port_span(group: TaskGroup, label: str, attribute: str) -> Span | None:
    """The place of a port of the group or of its tasks, or of one of its attributes."""
    networks = [network_of(group)]
    networks += [network for task in group.tasks or () if task.resources is not None for network in task.resources.networks or ()]
    for network in networks:
        for port in () if network is None else ports_of(network):
            if port.label == label:
                return port.span_of(attribute) or (None if network is None else network.span()) or group.span()
    return group.span()


def _task_network_span(group: TaskGroup) -> Span | None:
    tasks = [task for task in group.tasks or () if task.resources is not None and task.resources.networks]
    return next((network.span() for task in tasks if task.resources is not None for network in task.resources.networks or ()), group.span())


def _resources_span(group: TaskGroup, name: str) -> Span | None:
    """Where the group asks for most of something: the attribute of that task, or the disk of the group."""
    if name == "disk":
        return group.span() if group.ephemeral_disk is None else group.ephemeral_disk.span_of("size") or group.span()
    amounts = [(getattr(task.resources, name) or 0, task) for task in group.tasks or () if task.resources is not None]
    if not amounts:
        return group.span()
    _, task = max(amounts, key=lambda pair: pair[0])
    resources = task.resources
    return (None if resources is None else resources.span_of(name)) or task.span() or group.span()
