"""Each group on each kind of node by itself: could the node take one allocation, and would that start? For checks of jobs against nodes."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.admission import admit_job
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import Failure, Reason
from jobspec.plan.capacity.fit import Offer, Room
from jobspec.plan.child import instance_of
from jobspec.plan.feasible.findings import Finding
from jobspec.plan.fleet import Fleet
from jobspec.plan.groups import Ask
from jobspec.plan.network import NetworkState, build_network
from jobspec.plan.placed import Placed
from jobspec.plan.scheduler import allocation_name
from jobspec.plan.services import registrations
from jobspec.plan.tasks.mounts import mount_failure
from jobspec.plan.verdicts import capacity_findings


class Trials:
    """Trials of a job's groups on nodes that are otherwise empty. Nodes of one kind are tried once."""

    def __init__(self, job: Job, nodes: Sequence[Node]) -> None:
        self.job, _ = instance_of(admit_job(job), None, None)
        self.asks = tuple(Ask(self.job, group) for group in self.job.task_groups or ())
        self._fleet = Fleet(nodes, self.asks, ())
        self._offers: dict[tuple[str, int], tuple[Offer | None, list[Finding]]] = {}
        self._failures: dict[tuple[str, int], Failure | None] = {}

    def reasons(self, ask: Ask, position: int) -> tuple[Reason, ...]:
        """Everything that speaks against one allocation of the group on a node."""
        _, found = self._offer(ask, position)
        return tuple(one.on(self._fleet.nodes[position]) for one in found)

    def failure(self, ask: Ask, position: int) -> Failure | None:
        """Why an allocation that the node can take would not start there."""
        offer, found = self._offer(ask, position)
        key = (ask.name, self._fleet.kind_of[position])
        if offer is None or found:
            return None
        if key not in self._failures:
            self._failures[key] = self._try(ask, self._fleet.nodes[position], offer)
        return self._failures[key]

    def _offer(self, ask: Ask, position: int) -> tuple[Offer | None, list[Finding]]:
        kind = self._fleet.kind_of[position]
        key = (ask.name, kind)
        if key not in self._offers:
            room = Room(self._fleet.nodes[position])
            offer, problems = room.fit(ask.group, ask.need, {})
            findings = self._fleet.findings(ask, kind)
            self._offers[key] = offer, [*findings.found, *capacity_findings(ask, room, problems, findings)]
        return self._offers[key]

    def _try(self, ask: Ask, node: Node, offer: Offer) -> Failure | None:
        placed = Placed(job=self.job, group=ask.group, node=node, name=allocation_name(self.job, ask.group, 0), index=0,
                        id="00000000-0000-0000-0000-000000000000", ports=offer.ports, device=offer.device, ip=offer.ip, tasks=offer.tasks,
                        resources=offer.resources)
        network, _ = build_network(placed, NetworkState.of(node))
        return network.failure or registrations(placed, network)[1] or mount_failure(placed)
