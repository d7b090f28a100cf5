"""The plan of a job: admitted, placed, with the network, the tasks and the registrations of each allocation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from jobspec.admission import Server, additions, admission
from jobspec.models.defaults import LARGEST_COUNT
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import (
    DEFAULT_PRIORITY,
    Addition,
    AllocatedPort,
    Allocation,
    AllocationNetwork,
    Candidate,
    CniPlan,
    GroupPlan,
    JobHeader,
    Plan,
    Preempted,
    Refusal,
    Warning,
)
from jobspec.plan.capacity.eviction import Evicted
from jobspec.plan.child import instance_of
from jobspec.plan.classes import class_warnings, inherited_network_warnings
from jobspec.plan.errors import PlanError
from jobspec.plan.existing import (
    ExistingAllocation,
    group_for,
    instance_for,
    node_for,
    offer_of,
    read_allocation,
    with_real_addresses,
)
from jobspec.plan.feasible.names import Names
from jobspec.plan.fleet import check_names
from jobspec.plan.groups import Ask
from jobspec.plan.network import NetworkState, build_network
from jobspec.plan.network.addresses import parse_address
from jobspec.plan.pins import networks_of, read_pins
from jobspec.plan.placed import Placed
from jobspec.plan.scheduler import Placement, Schedule, schedule
from jobspec.plan.services import registration_warnings, registrations
from jobspec.plan.standing import standing
from jobspec.plan.tasks import task_plans
from jobspec.plan.tasks.mounts import mount_failure
from jobspec.plan.verdicts import Verdicts


def plan_job(job: Job, nodes: Sequence[Node], *, pins: Mapping[str, Any] | None = None, earlier: Sequence[Plan] = (),
             child_id: str | None = None, dispatch: Mapping[str, Any] | None = None, alloc: Mapping[str, Any] | None = None) -> Plan:
    """What would run where, or every reason why not. See `jobspec.plan_job`. Raises PlanError."""
    if not nodes:
        raise PlanError("a plan needs at least one node")
    check_names(nodes)
    admitted = admission(job, Server(region=_region(job, nodes)))
    if admitted.refused is not None:
        raise PlanError(f"a server would refuse the job: {admitted.refused[1]}")
    total = sum(group.count or 0 for group in admitted.job.task_groups or ())
    if total > LARGEST_COUNT:
        raise PlanError(f"a server would refuse the job: total count was greater than configured job_max_count: {total} > {LARGEST_COUNT}")
    added = additions(admitted)
    if alloc is not None:
        if pins or child_id is not None or dispatch is not None:
            raise PlanError("an allocation of Nomad's API has everything decided: pins, child_id and dispatch do not go with it")
        return _explained(admitted.job, nodes, read_allocation(alloc), earlier, added)
    instance, warnings = instance_of(admitted.job, child_id, dispatch)
    _check_addresses(instance, nodes)
    scheduled = schedule(instance, nodes, read_pins(pins, instance), earlier)
    verdicts = Verdicts(scheduled)
    allocations, notes = _allocations(scheduled, earlier)
    groups: list[GroupPlan] = []
    refused: list[Refusal] = []
    for ask in scheduled.asks:
        own = allocations.get(ask.name, ())
        system = instance.type in ("system", "sysbatch")
        count = _wanted_by_system(scheduled, ask) if system else ask.count
        candidates, refusals = verdicts.candidates(ask, not system and len(own) < count)
        groups.append(GroupPlan(name=ask.name, count=count, max_parallel=_max_parallel(ask.group), candidates=candidates, allocations=own))
        refused += refusals
        notes += class_warnings(scheduled.fleet, ask)
    notes += inherited_network_warnings(scheduled.fleet, scheduled.asks)
    return Plan(job=_header(instance), groups=tuple(groups), refused=tuple(refused), warnings=(*warnings, *notes), additions=added)


def _explained(job: Job, nodes: Sequence[Node], existing: ExistingAllocation, earlier: Sequence[Plan], added: tuple[Addition, ...]) -> Plan:
    """The plan of one allocation that runs already: its group and node alone, with what the node would say against it now as warnings."""
    job = instance_for(job, existing)
    group = group_for(job, existing)
    node = nodes[node_for(nodes, existing)]
    offer = offer_of(existing, group, node)
    status = existing.network_status
    state = _state(node, earlier)
    if status is not None:
        state.seen = tuple(address for text in (status.address, status.address_ipv6) if (address := parse_address(text)) is not None)
    placed = Placed(job=job, group=group, node=node, name=existing.name, index=existing.index, id=existing.id, ports=offer.ports,
                    device=offer.device, ip=offer.ip, tasks=offer.tasks, resources=offer.resources, canary=existing.is_canary)
    network, cni = build_network(placed, state)
    allocation, notes = _allocation(placed, with_real_addresses(network, existing), cni)
    findings = Ask(job, group).check(node, Names(nodes))
    doubts = tuple(Warning(code=one.reason.code, message=f"the allocation is there, and yet {one.reason.message}", group=group.name or "",
                           node=node.name) for one in findings.found)
    candidate = Candidate(node.name, "placed", (), tuple(findings.assumptions))
    plan = GroupPlan(name=group.name or "", count=1, max_parallel=_max_parallel(group), candidates=(candidate,), allocations=(allocation,))
    return Plan(job=_header(job), groups=(plan,), warnings=(*doubts, *notes), additions=added)


def _region(job: Job, nodes: Sequence[Node]) -> str:
    """regionForJob: a job that names no region, or "global", belongs to that of the agent that it is handed to, here the nodes'."""
    return job.region if job.region and job.region != "global" else nodes[0].region


def _header(job: Job) -> JobHeader:
    return JobHeader(id=job.id or "", name=job.name or "", namespace=job.namespace or "default", region=job.region or "global",
                     type=job.type or "service", priority=DEFAULT_PRIORITY if job.priority is None else job.priority)


def _max_parallel(group: TaskGroup) -> int:
    return 0 if group.migrate is None else group.migrate.max_parallel or 0


def _wanted_by_system(scheduled: Schedule, ask: Ask) -> int:
    """A system job wants an allocation on each node that nothing but want of room speaks against, and at least one."""
    fleet = scheduled.fleet
    return max(1, sum(len(members) for kind, members in enumerate(fleet.kinds) if not fleet.findings(ask, kind).found))


def _check_addresses(job: Job, nodes: Sequence[Node]) -> None:
    """Ports stand on addresses: where a node's are not known, nothing can be said of them."""
    if not any(network.dynamic_ports or network.reserved_ports for group in job.task_groups or () for network in networks_of(group)):
        return
    for node in nodes:
        known = node.attributes_known or node.interfaces is not None
        if not known and not any(network.addresses for network in node.networks):
            raise PlanError(f'node "{node.name}" has no addresses to give ports on: give its interfaces (`ip -json addr`, --interfaces)')


def _allocations(scheduled: Schedule, earlier: Sequence[Plan]) -> tuple[dict[str, tuple[Allocation, ...]], list[Warning]]:
    """The allocations of each group, in the order of their indexes, built in the order in which they reach their networks."""
    placements = sorted(scheduled.placements, key=lambda one: (scheduled.asks.index(one.ask), one.index, one.position))
    order = sorted(range(len(placements)), key=lambda number: _start(placements[number], number))
    states: dict[int, NetworkState] = {}
    built: list[Allocation | None] = [None] * len(placements)
    warnings: list[Warning] = []
    for start, number in enumerate(order):
        placement = placements[number]
        node = scheduled.fleet.nodes[placement.position]
        state = states.get(placement.position)
        if state is None:
            evicted = [each for one in placements if one.position == placement.position for each in one.evicted]
            state = states[placement.position] = _state(node, earlier, evicted)
        placed = _placed(scheduled.job, placement, node, start)
        built[number], notes = _allocation(placed, *build_network(placed, state))
        warnings += notes
    groups: dict[str, list[Allocation]] = {}
    for placement, allocation in zip(placements, built, strict=True):
        if allocation is not None:
            groups.setdefault(placement.ask.name, []).append(allocation)
    return {name: tuple(own) for name, own in groups.items()}, warnings


def _state(node: Node, earlier: Sequence[Plan], evicted: Iterable[Evicted] = ()) -> NetworkState:
    """The networks of a node after earlier plans. Before an allocation starts, those that it pushes out are stopped."""
    there, gone = standing(earlier)
    stopped = {*(one.allocation.id for one in gone), *(one.occupant.id for one in evicted)}
    return NetworkState.of(node, [one.allocation for one in (*gone, *there)], gone=stopped)


def _start(placement: Placement, number: int) -> tuple[bool, int]:
    """Allocations whose start is pinned come first, then the others in the plan's order."""
    start = placement.pin.start
    return (start is None, number if start is None else start)


def _placed(job: Job, placement: Placement, node: Node, start: int) -> Placed:
    offer = placement.offer
    return Placed(
        job=job, group=placement.ask.group, node=node, name=placement.name, index=placement.index, start=start,
        ports=tuple(_with_origin(port, node) for port in offer.ports),
        id=placement.pin.id or allocation_id(job, placement.name, node), device=offer.device, ip=offer.ip, tasks=offer.tasks,
        resources=offer.resources, preempts=tuple(_preempted(one) for one in placement.evicted),
    )


def _preempted(one: Evicted) -> Preempted:
    namespace, job = one.occupant.job
    return Preempted(name=one.occupant.name, id=one.occupant.id, namespace=namespace, job=job, group=one.occupant.group,
                     priority=one.occupant.priority, gives=one.what)


def _with_origin(port: AllocatedPort, node: Node) -> AllocatedPort:
    """A port on an address that was made up for want of the node's interfaces is assumed, however its number came about.

    A node without any origins is one that a program made: its addresses are what they are.
    """
    alias = "default" if port.task is not None else port.host_network
    made_up = bool(node.origins) and node.origin_of(f"networks.{alias}").kind == "assumed"
    return replace(port, origin="assumed") if made_up else port


def allocation_id(job: Job, name: str, node: Node) -> str:
    """An id that looks like Nomad's and is the same each time."""
    text = "\0".join((job.namespace or "", name, node.id or node.name))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))


def _allocation(placed: Placed, network: AllocationNetwork, cni: CniPlan | None) -> tuple[Allocation, tuple[Warning, ...]]:
    tasks = task_plans(placed, network)
    services, failure = registrations(placed, network)
    failure = network.failure or failure or mount_failure(placed)
    if failure is not None:
        network = replace(network, failure=failure)
    allocation = Allocation(
        name=placed.name, index=placed.index, id=placed.id, node=placed.node.name, network=network, resources=placed.resources,
        ports=placed.ports, cni=cni, tasks=tasks, services=services, preempts=placed.preempts,
    )
    return allocation, registration_warnings(placed, network)
