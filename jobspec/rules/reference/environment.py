"""The names that Nomad sets in a task's environment, as far as they follow from the job (client/taskenv/env.go)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_task import Task
from jobspec.models.variables import clean_name
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of

#: Names without a part that the job decides.
FIXED = frozenset((
    "NOMAD_ALLOC_DIR", "NOMAD_TASK_DIR", "NOMAD_SECRETS_DIR", "NOMAD_MEMORY_LIMIT", "NOMAD_MEMORY_MAX_LIMIT", "NOMAD_CPU_LIMIT",
    "NOMAD_CPU_CORES", "NOMAD_ALLOC_ID", "NOMAD_SHORT_ALLOC_ID", "NOMAD_ALLOC_NAME", "NOMAD_TASK_NAME", "NOMAD_GROUP_NAME",
    "NOMAD_JOB_ID", "NOMAD_JOB_NAME", "NOMAD_JOB_PARENT_ID", "NOMAD_ALLOC_INDEX", "NOMAD_DC", "NOMAD_PARENT_CGROUP",
    "NOMAD_NAMESPACE", "NOMAD_REGION", "NOMAD_UNIX_ADDR", "NOMAD_TOKEN",
))

#: Prefixes of a port's label: those whose names are cleaned once all are set, and those that keep the label as it is.
CLEANED = ("NOMAD_ADDR_", "NOMAD_IP_", "NOMAD_PORT_", "NOMAD_HOST_PORT_")
AS_WRITTEN = ("NOMAD_HOST_ADDR_", "NOMAD_HOST_IP_", "NOMAD_ALLOC_PORT_")
IN_NAMESPACE = ("NOMAD_ALLOC_ADDR_", "NOMAD_ALLOC_IP_", "NOMAD_ALLOC_INTERFACE_")
OF_TASK_NETWORK = ("NOMAD_IPv4_", "NOMAD_IPv6_")
UPSTREAM = ("NOMAD_UPSTREAM_ADDR_", "NOMAD_UPSTREAM_IP_", "NOMAD_UPSTREAM_PORT_")
META = "NOMAD_META_"
#: Prefixes of names that other parts of the client set, with parts that are not looked at.
OTHER = ("NOMAD_TOKEN_", "NOMAD_ENVOY_ADMIN_ADDR_", "NOMAD_ENVOY_READY_ADDR_")

_ACTION = re.compile(r"\{\{-?\s*([^\s}]*)")
_ACTIONS = re.compile(r"\{\{.*?\}\}")
_CONTROL = ("range", "with", "if", "else", "end", "/*")


def has_namespace(group: TaskGroup) -> bool:
    """Whether allocations of the group get a network of their own, with an address of their own."""
    mode = group.networks[0].mode.lower() if group.networks else ""
    return mode == "bridge" or mode.startswith("cni/")


def group_labels(group: TaskGroup) -> list[str]:
    """The labels of the ports that the group's networks declare."""
    return [port.label for network in group.networks or () for port in ports_of(network)]


def task_networks(task: Task) -> tuple[NetworkResource, ...]:
    """The networks in a task's resources."""
    return (task.resources.networks if task.resources is not None else None) or ()


def task_labels(task: Task) -> list[str]:
    """The labels of the ports that the task's own networks declare."""
    return [port.label for network in task_networks(task) for port in ports_of(network)]


def port_names(prefix: str, group: TaskGroup, task: Task | None, clean: bool = True) -> set[str]:
    """Every name with a prefix of ports that the environment of a task (or of the group) has; before it is cleaned, or (`clean`) after."""
    shared = group_labels(group)
    if prefix in IN_NAMESPACE:
        return {prefix + label for label in shared} if has_namespace(group) else set()
    if prefix in AS_WRITTEN:
        return {prefix + label for label in shared}
    own = [] if task is None else task_labels(task)
    if prefix in OF_TASK_NETWORK:
        return {prefix + label for label in own}
    names = {prefix + label for label in (*shared, *own)}
    if prefix != "NOMAD_HOST_PORT_":
        names |= {f"{prefix}{each.name}_{label}" for each in group.tasks or () if each is not task for label in task_labels(each)}
    return {clean_name(name) for name in names} if clean else names


def upstream_names(group: TaskGroup) -> set[str] | None:
    """The names of the services that the group's sidecars make reachable; None where one is only known later."""
    found: set[str] = set()
    for service in group.services or ():
        sidecar = service.connect.sidecar_service if service.connect is not None else None
        for upstream in (sidecar.proxy.upstreams if sidecar is not None and sidecar.proxy is not None else None) or ():
            if "${" in upstream.destination_name:
                return None
            found |= {upstream.destination_name, clean_name(upstream.destination_name)}
    return found


def meta_keys(context: Context, group: TaskGroup, task: Task | None) -> set[str]:
    """The keys of the meta that a task (or the group) sees: its own, its group's, its job's, and what a dispatch may give."""
    job = context.job
    keys: set[str] = set()
    for meta in (job.meta, group.meta, None if task is None else task.meta):
        keys |= (meta or {}).keys()
    if job.parameterized is not None:
        keys |= {*(job.parameterized.meta_required or ()), *(job.parameterized.meta_optional or ())}
    return keys


def own_names(task: Task | None, context: Context) -> frozenset[str] | None:
    """The names that a task sets itself, in `env` and by templates; None where a template's text is not known."""
    if task is None:
        return frozenset()
    return context.once(lambda: _own_names(task), "own names", id(task))


def _own_names(task: Task) -> frozenset[str] | None:
    names = set(task.env or ())
    for template in task.templates or ():
        if template.env:
            if template.source:
                return None
            for line in (template.data or "").splitlines():
                name = _assigned(line)
                if name is None:
                    return None
                names.add(name)
    return frozenset(names)


def _assigned(line: str) -> str | None:
    """The name that a line of a template of environment variables sets, "" where it sets none; None where the template makes it."""
    left = line.partition("=")[0]
    if any(action not in _CONTROL for action in _ACTION.findall(left)):
        return None
    return _ACTIONS.sub("", left).strip().removeprefix("export ").strip()


def split(name: str, prefixes: Iterable[str]) -> tuple[str, str] | None:
    """A name as prefix and rest, by the longest of the prefixes that fits."""
    for prefix in sorted(prefixes, key=len, reverse=True):
        if name.startswith(prefix):
            return prefix, name[len(prefix) :]
    return None
