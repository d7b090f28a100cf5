"""Which services an allocation registers, where, and what is said of those that it does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import jobspec
from jobspec.models.node import Node, NodeAddress, NodeNetwork
from jobspec.models.plan import AllocatedPort, AllocationNetwork, Failure, PlannedCheck
from jobspec.plan.placed import Placed
from jobspec.plan.services import registration_warnings, registrations
from jobspec.plan.services.address import Surroundings, Unavailable, address_of
from jobspec.plan.tasks.driver import DriverNetwork, driver_network

HOST = AllocationNetwork(mode="host")
BRIDGE = AllocationNetwork(mode="bridge", interface="eth0", ip="172.26.64.2")
HTTP = AllocatedPort(label="http", host_network="default", host_ip="192.0.2.10", host_port=27161, to=8080)
CONTAINER = "<unknown: address that the driver gives the container>"


def service(name="api", port="http", provider="nomad", **fields):
    return {"Name": name, "PortLabel": port, "Provider": provider, "AddressMode": "auto", **fields}


def check(name="live", **fields):
    return {"Name": name, "Type": "http", "Path": "/live", "Interval": 10_000_000_000, "Timeout": 2_500_000_000, **fields}


def grouped(*services, mode="bridge"):
    return {"Services": list(services), "Networks": [{"Mode": mode, "DynamicPorts": [{"Label": "http"}]}]}


def test_checks_say_where_they_go_and_how_often(allocation):
    placed = allocation({"Name": "main"}, group=grouped(service(Checks=[check()])), ports=[HTTP])
    [found], failure = registrations(placed, BRIDGE)
    assert failure is None
    live = PlannedCheck(name="live", type="http", address="192.0.2.10", port=27161, path="/live", interval="10s", timeout="2.5s")
    assert (found.address, found.port, found.checks) == ("192.0.2.10", 27161, (live,))


def test_a_script_has_no_address_and_a_grpc_check_its_service(allocation):
    checks = [check("cmd", Type="script", PortLabel="nope"), check("rpc", Type="grpc", GRPCService="health")]
    [found], _ = registrations(allocation({"Name": "m"}, group=grouped(service(provider="consul", Checks=checks)), ports=[HTTP]), BRIDGE)
    assert [(one.name, one.address, one.path) for one in found.checks] == [("cmd", None, "/live"), ("rpc", "192.0.2.10", "health")]


def test_a_check_of_nomads_own_without_an_address_is_told(allocation):
    checks = [check(PortLabel="nope"), check("alloc", AddressMode="alloc")]
    placed = allocation({"Name": "m"}, group=grouped(service(Checks=checks)), ports=[HTTP])
    [found], failure = registrations(placed, BRIDGE)
    [warning] = registration_warnings(placed, BRIDGE)
    assert failure is None
    assert [(one.address, one.port) for one in found.checks] == [(None, None), ("172.26.64.2", 8080)]
    assert (warning.code, warning.message) == (
        "NODE403", 'check "live" of service "api" always fails: invalid port "nope": port label not found')


def test_a_failed_network_comes_before_services(allocation):
    placed = allocation({"Name": "m"}, group=grouped(service(port="nope")), ports=[HTTP])
    network = replace(BRIDGE, failure=Failure(code="CNI", message="no"))
    assert registrations(placed, network) == ((), None)
    assert registration_warnings(placed, network) == ()


def test_a_failure_names_the_service_and_the_place():
    text = '''job "web" {
  group "g" {
    network {
      port "http" {}
    }
    service {
      name     = "api"
      provider = "nomad"
      port     = "htpp"
    }
    task "m" {
      driver = "docker"
    }
  }
}'''
    job = jobspec.admit_job(jobspec.parse_job(text).value)
    placed = Placed(job=job, group=job.task_groups[0], node=Node(name="n"), name="web.g[0]", index=0, id="x" * 36, ports=(HTTP,))
    _, failure = registrations(placed, HOST)
    assert failure.code == "NODE401"
    assert failure.message == 'service "api" has no address to register: invalid port "htpp": port label not found'
    assert failure.help == 'The labels are "http".'
    assert failure.span.source.line_at(failure.span.start) == 9


def test_several_services_without_an_address_are_all_named(allocation):
    placed = allocation({"Name": "m"}, group=grouped(service("a", "x"), service("b", "y")), ports=[HTTP])
    assert registrations(placed, BRIDGE)[1].message.startswith('services "a", "b" have no address to register: invalid port "x"')


@pytest.mark.parametrize(("lifecycle", "registered"), [
    (None, True),
    ({"Hook": "prestart", "Sidecar": True}, True),
    ({"Hook": "poststart"}, True),
    ({"Hook": "prestart"}, False),
    ({"Hook": "poststop"}, False),
])
def test_tasks_that_do_not_run_beside_the_main_ones_register_nothing(allocation, lifecycle, registered):
    placed = allocation({"Name": "m", "Lifecycle": lifecycle, "Services": [service()]}, group=grouped(), ports=[HTTP])
    assert [one.task for one in registrations(placed, BRIDGE)[0]] == (["m"] if registered else [])


def test_a_sidecar_has_the_tags_of_its_service(allocation):
    connect = {"SidecarService": {}}
    port = replace(HTTP, label="connect-proxy-api")
    group = grouped(service(provider="consul", port="9001", Tags=["v1"], Connect=connect))
    [_, sidecar], _ = registrations(allocation({"Name": "m"}, group=group, ports=[port]), BRIDGE)
    assert (sidecar.name, sidecar.tags, sidecar.port) == ("api-sidecar-proxy", ("v1",), 27161)


@pytest.mark.parametrize(("driver", "config", "network", "expected"), [
    ("exec", {}, HOST, None),
    ("docker", {}, HOST, DriverNetwork(CONTAINER)),
    ("docker", {}, BRIDGE, DriverNetwork()),
    ("docker", {"network_mode": "host"}, HOST, DriverNetwork()),
    ("docker", {"network_mode": "bridge"}, BRIDGE, DriverNetwork(CONTAINER)),
    ("docker", {"network_mode": "mine", "ipv4_address": "172.30.0.7"}, HOST, DriverNetwork("172.30.0.7", {}, True)),
    ("docker", {"advertise_ipv6_address": True}, HOST, DriverNetwork(CONTAINER, {}, True)),
    ("docker", {"port_map": [{"http": 80}, {"db": "5432"}]}, BRIDGE, DriverNetwork(ports={"http": 80, "db": 5432})),
    ("podman", {}, HOST, DriverNetwork(CONTAINER, {}, True)),
    ("podman", {}, BRIDGE, DriverNetwork("", {}, True)),
    ("podman", {"network_mode": "slirp4netns"}, HOST, DriverNetwork("", {}, True)),
    ("nspawn", {}, HOST, DriverNetwork(CONTAINER)),
    ("qemu", {"port_map": [{"ssh": 22}]}, HOST, DriverNetwork(ports={"ssh": 22})),
    ("qemu", {"port_map": [{"ssh": 22, "http": 80}]}, HOST, None),
])
def test_drivers_give_containers_an_address_of_their_own(allocation, driver, config, network, expected):
    [task] = allocation({"Name": "m", "Driver": driver, "Config": config}).group.tasks
    assert driver_network(task, network) == expected


def test_a_container_on_a_network_of_its_own_is_announced_there(allocation):
    config = {"network_mode": "mine", "ipv4_address": "172.30.0.7"}
    task = {"Name": "m", "Driver": "docker", "Config": config, "Services": [service()]}
    placed = allocation(task, group=grouped(mode="host"), ports=[HTTP])
    [found], _ = registrations(placed, HOST)
    assert (found.address, found.port) == ("172.30.0.7", 8080)


@pytest.mark.parametrize("label", ["-1", "0", "+0", "99999999999999999999", "1_0", " 80", "٨٠"])
def test_a_port_that_is_no_number_from_one_is_none(label):
    with pytest.raises(Unavailable):
        address_of("", "host", label, Surroundings())
    assert address_of("", "host", "+80", Surroundings()) == ("", 80)


@pytest.mark.parametrize(("status", "tags"), [({"Canary": True}, ("canary",)), ({"Canary": False}, ("live",)), (None, ("live",))])
def test_a_running_canary_has_the_tags_of_canaries(status, tags):
    job = jobspec.parse_job('''job "web" {
  group "g" {
    network {
      port "http" {}
    }
    service {
      provider    = "nomad"
      port        = "http"
      tags        = ["live"]
      canary_tags = ["canary"]
    }
    task "m" {
      driver = "docker"
    }
  }
}''').value
    node = Node(name="n", networks=(NodeNetwork(mode="host", device="eth0", addresses=(NodeAddress("default", "192.0.2.10", "ipv4"),)),))
    resources = {"Shared": {"Ports": [{"Label": "http", "Value": 27161, "HostIP": "192.0.2.10"}]}, "Tasks": {"m": {}}}
    running = {"ID": "0190e93f-2109-9d57-2bf8-abc0f2fc13a0", "Name": "web.g[0]", "TaskGroup": "g", "JobID": "web", "NodeName": "n",
               "AllocatedResources": resources, "DeploymentStatus": status}
    plan = jobspec.plan_job(job, [node], alloc=running)
    [found] = plan.groups[0].allocations[0].services
    assert (found.address, found.port, found.tags) == ("192.0.2.10", 27161, tags)


def test_a_tagged_address_that_waits_for_an_attribute_fails_only_where_the_attributes_are_known(allocation):
    tagged = service(provider="consul", TaggedAddresses={"wan": "${attr.unique.platform.aws.public-ipv4}"})
    placed = allocation({"Name": "m"}, group=grouped(tagged), ports=[HTTP])
    assert registrations(replace(placed, node=replace(placed.node, attributes_known=True)), BRIDGE)[1] is not None
    [found], failure = registrations(replace(placed, node=replace(placed.node, attributes_known=False)), BRIDGE)
    assert (failure, found.tagged_addresses) == (None, {"wan": "${attr.unique.platform.aws.public-ipv4}"})
