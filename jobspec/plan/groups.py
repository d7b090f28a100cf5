"""A group made ready for scheduling: its conditions, taken apart once, and what a kind of node has against it."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.plan.capacity.resources import need_of
from jobspec.plan.feasible.constraints import Condition, check_constraints, group_constraints, job_constraints, targets_of
from jobspec.plan.feasible.devices import check_devices
from jobspec.plan.feasible.drivers import check_drivers, check_secrets
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.membership import check_membership
from jobspec.plan.feasible.names import Names
from jobspec.plan.feasible.network import check_network, network_of, ports_of
from jobspec.plan.feasible.volumes import check_volumes
from jobspec.plan.spreads import Spreads


class Ask:
    """What a group of an admitted job asks of a node, whatever runs there. `need`: its CPU, memory and disk.

    `affinities` are those of the job, of the group and of its tasks.
    """

    __slots__ = ("_group_conditions", "_job_conditions", "affinities", "group", "job", "need", "spreads")

    def __init__(self, job: Job, group: TaskGroup) -> None:
        self.job = job
        self.group = group
        tasks = group.tasks or ()
        self.need = need_of(group)
        self.affinities = (*(job.affinities or ()), *(group.affinities or ()), *(one for task in tasks for one in task.affinities or ()))
        self.spreads = Spreads(job, group)
        self._job_conditions = job_constraints(job)
        self._group_conditions = group_constraints(group)

    @property
    def name(self) -> str:
        return self.group.name or ""

    @property
    def count(self) -> int:
        """How many allocations it wants; one on each node for system jobs."""
        return 1 if self.group.count is None else self.group.count

    def conditions(self) -> tuple[Condition, ...]:
        return self._job_conditions + self._group_conditions

    def targets(self) -> Iterator[str]:
        """All that it compares or resolves on nodes, in the form of constraints' sides; attributes that checks read count too."""
        network = network_of(self.group)
        hosts = () if network is None else (port.host_network for port in ports_of(network))
        wishes = (target for one in self.affinities for target in (one.attribute, one.value))
        read = ["nomad.version", "cpu.frequency", *(f"driver.{task.driver}" for task in self.group.tasks or ()),
                *(f"plugins.secrets.{secret.provider}.version" for task in self.group.tasks or () for secret in task.secrets or ())]
        sides = (*targets_of(self.conditions()), *wishes, *self.spreads.attributes, *hosts, *(f"${{attr.{name}}}" for name in read))
        return (target for target in sides if target.startswith("${"))

    def check(self, node: Node, names: Names) -> Findings:
        """Everything that speaks against a node, in the order of Nomad's scheduler: it names the first, all of them count."""
        findings = Findings()
        check_membership(self.job, node, names, findings)
        check_constraints(self._job_conditions, node, names, findings)
        check_drivers(self.group, node, names, findings)
        check_constraints(self._group_conditions, node, names, findings)
        check_devices(self.group, node, names, findings)
        check_network(self.group, node, names, findings)
        check_secrets(self.group, node, findings)
        check_volumes(self.group, node, names, findings)
        return findings
