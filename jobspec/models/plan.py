"""What would run where (`plan.v1`): the outcome of `jobspec.plan`, ready for `jobspec.reports` and for JSON.

Field names are those of the JSON contract. `Origin` tells how far a value can be relied on: `exact` follows from the inputs alone, `chosen`
stands for what Nomad picks at random, `assumed` depends on something that the node description does not hold.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from jobspec.diagnostics import Span

Origin = Literal["exact", "chosen", "assumed"]
Verdict = Literal["placed", "feasible", "refused"]
#: structs.JobDefaultPriority
DEFAULT_PRIORITY = 50


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a group cannot run on a node, or cannot start there.

    `code` is the rule's (NODE…, NET…, CNI…); `message` says it in our words; `nomad` is Nomad's own term for it (a FailedTGAllocs text, a
    task event), empty where Nomad says nothing. `span` is the place in the job; `node_span` that in the node's files.
    """

    code: str
    message: str
    nomad: str = ""
    help: str | None = None
    span: Span | None = None
    node_span: Span | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Placed, and then unable to start. `nomad` is the text of the task event or error."""

    code: str
    message: str
    nomad: str = ""
    help: str | None = None
    span: Span | None = None
    node_span: Span | None = None


class Candidate(msgspec.Struct, frozen=True):
    """One node looked at for a group. `reasons` are all that speak against it; `assumptions` what was taken for granted."""

    node: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()


class AllocatedPort(msgspec.Struct, frozen=True, kw_only=True):
    """A port of an allocation (structs.AllocatedPortMapping). `to` is 0 where the host port is used inside too.

    `task` is set for ports of the old task-level networks, which Nomad keeps with the task; `static` for ports with a fixed number.
    """

    label: str
    host_network: str
    host_ip: str
    host_port: int
    to: int = 0
    origin: Origin = "exact"
    task: str | None = None
    static: bool = False
    ignore_collision: bool = False


class Dns(msgspec.Struct, frozen=True):
    """Resolver settings of an allocation."""

    servers: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


class AllocationNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """The network of an allocation: its namespace's interface and addresses (structs.AllocNetworkStatus), empty in host mode.

    `hosts_file` and `resolv_conf` are the files that the driver mounts, None where it mounts none.
    """

    mode: str
    interface: str = ""
    ip: str | None = None
    ipv6: str | None = None
    gateway: str | None = None
    routes: tuple[str, ...] = ()
    hostname: str | None = None
    dns: Dns | None = None
    namespace: str | None = None
    hosts_file: str | None = None
    resolv_conf: str | None = None
    origin: Origin = "exact"
    failure: Failure | None = None


class CniCall(msgspec.Struct, frozen=True, kw_only=True):
    """One invocation of a plugin by Nomad (libcni): environment, standard input, and what it answers as far as that can be known.

    `result_origin` says how far; `rules` are the packet filter rules that the plugin leaves, in words.
    """

    plugin: str
    path: str
    env: dict[str, str]
    stdin: dict[str, Any]
    result: dict[str, Any] | None = None
    result_origin: Origin = "exact"
    rules: tuple[str, ...] = ()


class CniPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The plugin calls of an allocation: `add` in order, `del` in the order of the teardown. `config` names where the list comes from."""

    config: str
    add: tuple[CniCall, ...] = ()
    delete: tuple[CniCall, ...] = msgspec.field(default=(), name="del")


class PlannedTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task and its whole environment.

    `unresolved` names variables whose value is not known or not certain: a token, a reference that nothing fills in, chance; and templates
    whose content becomes variables. `notes` says of each why.
    """

    name: str
    driver: str
    env: dict[str, str]
    unresolved: tuple[str, ...] = ()
    notes: dict[str, str] = {}
    lifecycle: str | None = None
    added_by: str | None = None


class PlannedCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A check of a registration with the address it goes to; `address` is None for scripts."""

    name: str
    type: str
    address: str | None = None
    port: int | None = None
    path: str = ""
    interval: str = ""
    timeout: str = ""


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """A service registration. `provider` is nomad or consul; `task` is None for a group's.

    An empty `address` stands for that of the provider's agent, port 0 for none. `kind` (connect-proxy, ingress-gateway, …), `meta` and
    `tagged_addresses` (with their ports) are Consul's.
    """

    name: str
    provider: str
    address: str
    port: int
    tags: tuple[str, ...] = ()
    task: str | None = None
    kind: str = ""
    meta: dict[str, str] = {}
    tagged_addresses: dict[str, str] = {}
    checks: tuple[PlannedCheck, ...] = ()


class TaskResources(msgspec.Struct, frozen=True, kw_only=True):
    """What a task gets of its node: CPU in MHz (of its `cores`, where it asked for whole ones), memory in MB.

    `memory_max_mb` is 0 unless the scheduler allows oversubscription, which it does not by default.
    """

    cpu: int = 0
    memory_mb: int = 0
    memory_max_mb: int = 0
    cores: tuple[int, ...] = ()


class AllocationResources(msgspec.Struct, frozen=True, kw_only=True):
    """What an allocation counts for on its node (structs.AllocatedResources.Comparable): tasks that never run side by side share.

    `devices` counts instances by `VENDOR/TYPE/MODEL`, `bandwidth` the MBits of the tasks' own networks by interface.
    """

    cpu: int = 0
    memory_mb: int = 0
    disk_mb: int = 0
    cores: tuple[int, ...] = ()
    devices: dict[str, int] = {}
    bandwidth: dict[str, int] = {}


class Preempted(msgspec.Struct, frozen=True, kw_only=True):
    """An allocation of lower priority that Nomad stops to make room for another one, and starts elsewhere if it can.

    `name`, `id`, `namespace`, `job` and `group` say which one, `priority` is its job's. `gives` is what it is stopped for: ports
    ("port 8080"), bandwidth, devices ("device nvidia/gpu"), or what was short (cpu, memory, disk, "max allocation exceeded").
    """

    name: str
    id: str
    namespace: str
    job: str
    group: str
    priority: int
    gives: tuple[str, ...] = ()


class Allocation(msgspec.Struct, frozen=True, kw_only=True):
    """One allocation on one node. `preempts` are those that are stopped there to make room for it."""

    name: str
    index: int
    id: str
    node: str
    network: AllocationNetwork
    resources: AllocationResources = AllocationResources()
    ports: tuple[AllocatedPort, ...] = ()
    cni: CniPlan | None = None
    tasks: tuple[PlannedTask, ...] = ()
    services: tuple[Registration, ...] = ()
    preempts: tuple[Preempted, ...] = ()


class GroupPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A task group: the nodes looked at and the allocations made. Fewer allocations than `count` means that it is not fully placed.

    `max_parallel` is that of its `migrate` block, 0 without one: pushing out more at a time is what Nomad avoids.
    """

    name: str
    count: int
    max_parallel: int = 0
    candidates: tuple[Candidate, ...] = ()
    allocations: tuple[Allocation, ...] = ()


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A node that cannot take (one more of) a group, with every reason."""

    group: str
    node: str
    reasons: tuple[Reason, ...]


class JobHeader(msgspec.Struct, frozen=True, kw_only=True):
    """Which job the plan is for. `priority` decides who may push out whom."""

    id: str
    name: str
    namespace: str
    region: str
    type: str
    priority: int = DEFAULT_PRIORITY


class Addition(msgspec.Struct, frozen=True):
    """One thing that the server adds and the job file does not have (`jobspec.admission.additions`).

    `step`: the name of Nomad's mutator. `kind`: task, port, constraint, identity or expose path. `group` and `task` say where
    it is; `task` is empty for what belongs to the group. `text`: a name, or a constraint in words.
    """

    step: str
    kind: str
    group: str
    task: str
    text: str


class Warning(msgspec.Struct, frozen=True, kw_only=True):
    """Something worth knowing that does not stop the job."""

    code: str
    message: str
    group: str = ""
    node: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What would run where, or every reason why not."""

    job: JobHeader
    groups: tuple[GroupPlan, ...] = ()
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Warning, ...] = ()
    additions: tuple[Addition, ...] = ()
