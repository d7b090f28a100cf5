"""Where allocations go: counts, groups, pins, earlier plans, several nodes, system jobs, distinct conditions, nonsense."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

import jobspec
from jobspec.models.job_api import job_from_json
from jobspec.models.node import HostVolume, Node, NodeAddress, NodeDevice, NodeDriver, NodeNetwork, NodeResources
from jobspec.models.plan import Plan
from jobspec.plan import PlanError

NODE = Node(
    name="a", id="a-id", attributes={"kernel.name": "linux"}, attributes_known=True, meta={"rack": "r1"},
    drivers={"raw_exec": NodeDriver(True, True)},
    networks=(NodeNetwork(mode="host", device="eth0", addresses=(NodeAddress("default", "192.0.2.1", "ipv4"),)),),
    devices=(NodeDevice("host", "eth0", "192.0.2.1/32", "192.0.2.1", 1000),),
    min_dynamic_port=20000, max_dynamic_port=20009,
    resources=NodeResources(cpu_shares=1000, cores=(0, 1), memory_mb=1000, disk_mb=10000), alloc_dir="/alloc",
)


def nodes(*names: str, **changes: Any) -> list[Node]:
    found = []
    for number, name in enumerate(names, 1):
        address = f"192.0.2.{number}"
        network = replace(NODE.networks[0], addresses=(NodeAddress("default", address, "ipv4"),))
        device = NodeDevice("host", "eth0", f"{address}/32", address, 1000)
        found.append(replace(NODE, name=name, id=f"{name}-id", networks=(network,), devices=(device,), **changes))
    return found


def group(name: str = "g", count: int = 1, static: int = 0, labels: tuple[str, ...] = ("http",), **more: Any) -> dict[str, Any]:
    ports = [{"Label": label, "Value": static} for label in labels]
    network = {"ReservedPorts": ports} if static else {"DynamicPorts": ports}
    task = {"Name": "t", "Driver": "raw_exec", "Resources": more.pop("Resources", {"CPU": 100, "MemoryMB": 100})}
    return {"Name": name, "Count": count, "Networks": [network] if labels else None, "Tasks": [task], **more}


def job(*groups: dict[str, Any], **more: Any) -> jobspec.models.job_job.Job:
    found, problems = job_from_json({"ID": "web", "Name": "web", "TaskGroups": list(groups), **more})
    assert problems == ()
    assert found is not None
    return found


def where(plan: Plan) -> dict[str, str]:
    return {one.name: one.node for each in plan.groups for one in each.allocations}


def ports(plan: Plan) -> dict[str, list[int]]:
    return {one.name: [port.host_port for port in one.ports] for each in plan.groups for one in each.allocations}


def reasons(plan: Plan, name: str = "g") -> dict[str, list[str]]:
    return {one.node: [reason.nomad for reason in one.reasons] for one in plan.refused if one.group == name}


def test_a_group_spreads_over_the_nodes_and_starts_over() -> None:
    plan = jobspec.plan_job(job(group(count=3)), nodes("a", "b"))
    assert sorted(where(plan).values()) == ["a", "a", "b"]


def test_dynamic_ports_are_the_lowest_free_of_each_node() -> None:
    plan = jobspec.plan_job(job(group("one", count=2, labels=("x", "y")), group("two", labels=("z",))), nodes("a"))
    assert ports(plan) == {"web.one[0]": [20000, 20001], "web.one[1]": [20002, 20003], "web.two[0]": [20004]}
    assert {port.origin for each in plan.groups for one in each.allocations for port in one.ports} == {"chosen"}


def test_one_static_port_is_one_allocation_a_node() -> None:
    plan = jobspec.plan_job(job(group(count=3, static=8080)), nodes("a", "b"))
    assert sorted(where(plan).values()) == ["a", "b"]
    assert reasons(plan) == {name: ["network: reserved port collision http=8080"] for name in ("a", "b")}


def test_groups_fill_a_node_together() -> None:
    big = {"CPU": 100, "MemoryMB": 600}
    plan = jobspec.plan_job(job(group("one", Resources=big), group("two", Resources=big)), nodes("a"))
    assert where(plan) == {"web.one[0]": "a"}
    assert reasons(plan, "two") == {"a": ["memory"]}


def test_tasks_that_never_run_side_by_side_share_memory() -> None:
    tasks = [{"Name": name, "Driver": "raw_exec", "Resources": {"CPU": 100, "MemoryMB": 600}, "Lifecycle": lifecycle}
             for name, lifecycle in (("init", {"Hook": "prestart"}), ("main", None), ("end", {"Hook": "poststop"}))]
    plan = jobspec.plan_job(job(group(Tasks=tasks)), nodes("a"))
    assert plan.groups[0].allocations[0].resources.memory_mb == 600
    tasks[0]["Lifecycle"] = {"Hook": "prestart", "Sidecar": True}
    assert reasons(jobspec.plan_job(job(group(Tasks=tasks)), nodes("a"))) == {"a": ["memory"]}


def test_whole_cores_are_given_once() -> None:
    plan = jobspec.plan_job(job(group(count=3, Resources={"Cores": 1, "MemoryMB": 10})), nodes("a"))
    assert [one.resources.cores for one in plan.groups[0].allocations] == [(0,), (1,)]
    assert "cores" in reasons(plan)["a"]


def test_earlier_plans_hold_their_ports_and_resources() -> None:
    first = jobspec.plan_job(job(group(static=8080, Resources={"CPU": 1, "MemoryMB": 600})), nodes("a"))
    second = jobspec.plan_job(job(group(static=8080, Resources={"CPU": 1, "MemoryMB": 600}), ID="other"), nodes("a", "b"), earlier=[first])
    assert where(second) == {"other.g[0]": "b"}
    (refusal,) = jobspec.plan_job(job(group(static=8080), ID="other"), nodes("a"), earlier=[first]).refused
    assert [reason.message for reason in refusal.reasons] == ['port "http": 8080 is taken by web.g[0]']


def test_allocations_that_cannot_start_hold_nothing_for_later_plans() -> None:
    failing = group(static=8080, Resources={"CPU": 1, "MemoryMB": 600})
    failing["Networks"][0]["Mode"] = "none"
    first = jobspec.plan_job(job(failing), nodes("a"))
    assert first.groups[0].allocations[0].network.failure is not None
    assert where(jobspec.plan_job(job(group(static=8080, Resources={"CPU": 1, "MemoryMB": 600}), ID="other"), nodes("a"), earlier=[first]))


def test_pins_fix_ids_ports_and_which_allocation_exists() -> None:
    pins = {"web.two[0]": {"id": "11111111-2222-3333-4444-555555555555", "ports": {"http": 8080}}}
    plan = jobspec.plan_job(job(group("one", static=8080), group("two", static=8080)), nodes("a"), pins=pins)
    assert where(plan) == {"web.two[0]": "a"}
    assert plan.groups[1].allocations[0].id == "11111111-2222-3333-4444-555555555555"
    assert ports(jobspec.plan_job(job(group()), nodes("a"), pins={"web.g[0]": {"ports": {"http": 20007}}})) == {"web.g[0]": [20007]}


def test_ids_are_the_same_each_time_and_differ() -> None:
    first, second = (jobspec.plan_job(job(group(count=2)), nodes("a", "b")) for _ in range(2))
    assert first == second
    assert len({one.id for one in first.groups[0].allocations}) == 2


@pytest.mark.parametrize(
    ("pins", "words"),
    [
        ({"web.x[0]": {}}, 'job "web" has no group "x": it has g'),
        ({"other.g[0]": {}}, 'is no allocation of job "web"'),
        ({"web.g[1]": {}}, r'group "g" has web.g\[0\] alone'),
        ({"web.g[0]": {"ports": {"htpp": 20000}}}, 'has no port "htpp": did you mean "http"?'),
        ({"web.g[0]": {"ports": {"http": 70000}}}, "70000 is no port"),
        ({"web.g[0]": {"ports": {"http": 8080}}}, "node a gives dynamic ports from 20000 to 20009"),
        ({"web.g[0]": {"ports": {"http": "x"}}}, "expected a whole number, found a text"),
        ({"web.g[0]": {"prots": {}}}, '"prots" is no name that belongs there'),
    ],
)
def test_nonsense_in_pins_is_refused_in_words(pins: dict[str, Any], words: str) -> None:
    with pytest.raises(PlanError, match=words.replace("?", r"\?")):
        jobspec.plan_job(job(group()), nodes("a"), pins=pins)


def test_a_pinned_port_that_is_taken_is_refused_in_words() -> None:
    pins = {f"web.g[{index}]": {"ports": {"http": 20003}} for index in range(2)}
    with pytest.raises(PlanError, match="it is not free on node a"):
        jobspec.plan_job(job(group(count=2)), nodes("a"), pins=pins)


def test_nodes_without_addresses_and_of_one_name_are_refused_in_words() -> None:
    with pytest.raises(PlanError, match='node "a" has no addresses'):
        jobspec.plan_job(job(group()), [replace(NODE, networks=(), attributes_known=False)])
    with pytest.raises(PlanError, match='two nodes are called "a"'):
        jobspec.plan_job(job(group()), nodes("a", "a"))
    with pytest.raises(PlanError, match="at least one node"):
        jobspec.plan_job(job(group()), [])


def test_system_jobs_run_once_on_every_node_that_can_take_them() -> None:
    both = [*nodes("a", "b"), replace(NODE, name="c", datacenter="dc2")]
    plan = jobspec.plan_job(job(group(static=8080), Type="system", Datacenters=["dc1"]), both)
    assert [(one.name, one.node) for one in plan.groups[0].allocations] == [("web.g[0]", "a"), ("web.g[0]", "b")]
    assert plan.groups[0].count == 2
    assert [one.verdict for one in plan.groups[0].candidates] == ["placed", "placed", "refused"]
    assert len({one.id for one in plan.groups[0].allocations}) == 2


def test_distinct_hosts_and_properties_limit_the_nodes() -> None:
    hosts = {"Operand": "distinct_hosts", "RTarget": "true"}
    plan = jobspec.plan_job(job(group(count=3, Constraints=[hosts])), nodes("a", "b"))
    assert sorted(where(plan).values()) == ["a", "b"]
    assert reasons(plan)["a"] == ["distinct_hosts"]
    racks = {"LTarget": "${meta.rack}", "Operand": "distinct_property", "RTarget": "1"}
    plan = jobspec.plan_job(job(group(count=2, Constraints=[racks])), nodes("a", "b"))
    assert len(where(plan)) == 1
    assert reasons(plan)["b"] == ["distinct_property: ${meta.rack}=r1 used by 1 allocs"]


def test_affinities_choose_the_node() -> None:
    affinity = {"LTarget": "${node.unique.name}", "Operand": "=", "RTarget": "b", "Weight": 100}
    assert where(jobspec.plan_job(job(group(Affinities=[affinity])), nodes("a", "b"))) == {"web.g[0]": "b"}


def test_unknown_facts_are_assumed_and_named() -> None:
    unknown = replace(NODE, attributes={}, attributes_known=False, drivers=None, resources=NodeResources())
    constraint = {"LTarget": "${attr.cpu.arch}", "Operand": "=", "RTarget": "arm64"}
    plan = jobspec.plan_job(job(group(Constraints=[constraint])), [unknown])
    assert where(plan) == {"web.g[0]": "a"}
    assert plan.groups[0].candidates[0].assumptions == (
        'the driver "raw_exec" is there and healthy', "${attr.cpu.arch} = arm64 holds",
    )


def test_nodes_that_nomad_takes_for_equal_and_are_not_are_warned_of() -> None:
    a, b = nodes("a", "b")
    lacking = replace(b, devices=())
    (warning,) = jobspec.plan_job(job(group()), [a, lacking]).warnings
    assert (warning.code, warning.node) == ("NODE222", "b")
    assert not jobspec.plan_job(job(group()), [a, replace(lacking, meta={"rack": "r2"})]).warnings


def test_reserved_ports_block_and_ignored_collisions_do_not() -> None:
    reserved = nodes("a", reserved_host_ports="22,8000-8100")
    plan = jobspec.plan_job(job(group(static=8080)), reserved)
    assert plan.refused[0].reasons[0].message == 'port "http": 8080 is reserved by the node'
    network = {"Mode": "host", "ReservedPorts": [{"Label": "http", "Value": 8080, "IgnoreCollision": True}]}
    assert len(where(jobspec.plan_job(job(group(count=2, Networks=[network])), nodes("a")))) == 2


def test_an_unreadable_list_of_reserved_ports_takes_the_node_out() -> None:
    plan = jobspec.plan_job(job(group()), nodes("a", reserved_host_ports="22-"))
    assert reasons(plan) == {"a": ["network: invalid node"]}


def test_bandwidth_of_task_networks_is_counted() -> None:
    resources = {"CPU": 1, "MemoryMB": 1, "Networks": [{"MBits": 600, "DynamicPorts": [{"Label": "x"}]}]}
    plan = jobspec.plan_job(job(group(count=2, labels=(), Resources=resources)), nodes("a"))
    assert len(where(plan)) == 1
    assert reasons(plan) == {"a": ["network: bandwidth exceeded"]}


def test_the_place_of_an_unplaceable_job_is_not_the_last_word_for_others() -> None:
    both = nodes("a", "b")
    plan = jobspec.plan_job(job(group("big", Resources={"CPU": 5000, "MemoryMB": 1}), group("small")), both)
    assert where(plan) == {"web.small[0]": "a"}
    assert reasons(plan, "big") == {"a": ["cpu"], "b": ["cpu"]}
    assert reasons(plan, "small") == {}


def test_a_group_without_a_network_may_be_checked_for_that_of_another() -> None:
    cni = {"Mode": "cni/x", "DynamicPorts": []}
    (warning,) = jobspec.plan_job(job(group("plain", labels=()), group("net", Networks=[cni])), nodes("a")).warnings
    assert (warning.code, warning.group, warning.node) == ("NODE222", "plain", "a")
    assert not jobspec.plan_job(job(group("plain", labels=()), group("net")), nodes("a")).warnings


def test_spreads_choose_the_node() -> None:
    three = [*nodes("a", "b"), replace(nodes("x", "y", "c")[2], name="c", datacenter="dc2")]
    even = {"Attribute": "${node.datacenter}", "Weight": 100}
    assert sorted(where(jobspec.plan_job(job(group(count=2, Spreads=[even])), three)).values()) == ["a", "c"]
    aimed = {**even, "SpreadTarget": [{"Value": "dc2", "Percent": 100}]}
    assert where(jobspec.plan_job(job(group(Spreads=[aimed])), three)) == {"web.g[0]": "c"}


def test_bandwidth_of_tasks_is_forgotten_beside_ports_of_the_group() -> None:
    resources = {"CPU": 1, "MemoryMB": 1, "Networks": [{"MBits": 900, "DynamicPorts": [{"Label": "x"}]}]}
    assert len(where(jobspec.plan_job(job(group(count=2, Resources=resources)), nodes("a")))) == 2


def test_bandwidth_of_earlier_plans_is_counted() -> None:
    def wants(mbits: int) -> dict[str, Any]:
        return group(labels=(), Resources={"CPU": 1, "MemoryMB": 1, "Networks": [{"MBits": mbits, "DynamicPorts": [{"Label": "x"}]}]})

    first = jobspec.plan_job(job(wants(1000), ID="first"), nodes("a"))
    assert first.groups[0].allocations[0].resources.bandwidth == {"eth0": 1000}
    assert reasons(jobspec.plan_job(job(wants(1)), nodes("a"), earlier=[first])) == {"a": ["network: bandwidth exceeded"]}
    assert where(jobspec.plan_job(job(wants(0)), nodes("a"), earlier=[first]))


def test_a_job_without_a_region_belongs_to_that_of_the_nodes() -> None:
    there = nodes("a", region="eu")
    assert jobspec.plan_job(job(group()), there).job.region == "eu"
    assert jobspec.plan_job(job(group(), Region="global"), there).job.region == "eu"
    assert jobspec.plan_job(job(group(), Region="us"), there).job.region == "us"


def test_a_node_that_is_known_to_have_no_addresses_gives_no_ports() -> None:
    node = replace(NODE, networks=(), devices=(), interfaces=())
    plan = jobspec.plan_job(job(group()), [node])
    assert where(plan) == {}
    assert reasons(plan)["a"] == ["missing network", 'missing host network "default" for port "http"']


@pytest.mark.parametrize(("kind", "words"), [("host", "host volumes"), ("csi", "CSI")])
def test_a_driver_without_mounts_fails_the_allocation(kind: str, words: str) -> None:
    volumes = {"data": {"Name": "data", "Type": kind, "Source": "data"}}
    task = {"Name": "t", "Driver": "raw_exec", "VolumeMounts": [{"Volume": "data", "Destination": "/data"}]}
    node = replace(NODE, host_volumes={"data": HostVolume("data", "/srv/data")}, attributes_known=False)
    plan = jobspec.plan_job(job(group(Volumes=volumes, Tasks=[task])), [node])
    failure = plan.groups[0].allocations[0].network.failure
    assert failure is not None
    assert (failure.code, failure.nomad) == ("NODE315", f'volumes: task driver "raw_exec" for "t" does not support {words}')
    for able in ({**task, "Driver": "exec"}, {**task, "VolumeMounts": None}):
        plan = jobspec.plan_job(job(group(Volumes=volumes, Tasks=[able])), [replace(node, drivers=None)])
        assert plan.groups[0].allocations[0].network.failure is None
