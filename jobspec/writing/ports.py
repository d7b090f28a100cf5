"""Ports as a job file has them: one list of `port` blocks, of which those with a number are reserved."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_task import Task


def with_joined_ports(job: Job) -> Job:
    """The job with every network's ports in one list (the reverse of parse_job.go normalizeNetworkPorts)."""
    return replace(job, task_groups=None if job.task_groups is None else tuple(map(_group, job.task_groups)))


def _group(group: TaskGroup) -> TaskGroup:
    return replace(group, networks=_networks(group.networks), tasks=None if group.tasks is None else tuple(map(_task, group.tasks)))


def _task(task: Task) -> Task:
    resources = task.resources
    if resources is None or not resources.networks:
        return task
    return replace(task, resources=replace(resources, networks=_networks(resources.networks)))


def _networks(networks: tuple[NetworkResource, ...] | None) -> tuple[NetworkResource, ...] | None:
    return None if networks is None else tuple(map(_network, networks))


def _network(network: NetworkResource) -> NetworkResource:
    ports = (*(network.reserved_ports or ()), *(network.dynamic_ports or ()))
    return replace(network, reserved_ports=None, dynamic_ports=ports or None)
