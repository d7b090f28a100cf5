"""What a plan says of tasks beyond the values of their variables."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.models.node import DeviceGroup, Node, NodeResources
from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.plan.tasks import task_plans

HOST = AllocationNetwork(mode="host")
BRIDGE = AllocationNetwork(mode="bridge", interface="eth0", ip="172.26.64.2")


def http(**fields):
    return AllocatedPort(label="http", host_network="default", host_ip="192.0.2.10", host_port=27161, **fields)


@pytest.fixture
def planned(allocation):
    """A function that plans one task, in a group and on a node."""

    def plan(task, network=HOST, **fields):
        [found] = task_plans(allocation({"Name": "main", "Driver": "docker", **task}, **fields), network)
        return found

    return plan


@pytest.mark.parametrize(("env", "unresolved"), [
    ({"A": "${attr.nope}"}, ["A"]),
    ({"A": '${env["B"]}'}, ["A"]),
    ({"A": "${NOMAD_TASK_NAME}"}, []),
    ({"A": "${B}", "B": "x"}, ["A"]),
    ({"A": "${A}"}, ["A"]),
    ({"A": "${NOMAD_JOB_ID}", "NOMAD_JOB_ID": "own"}, ["A"]),
    ({"NOMAD_META_a-b": "${NOMAD_META_c}", "NOMAD_META_c": "x"}, ["NOMAD_META_a_b"]),
    ({"A": "$HOME {x} $(y)"}, []),
])
def test_variables_that_stay_open_or_depend_on_chance_are_named(planned, env, unresolved):
    assert planned({"Env": env}).unresolved == tuple(unresolved)


def test_metadata_that_refers_to_metadata_depends_on_chance(planned):
    found = planned({"Meta": {"a": "${NOMAD_META_b}", "b": "x"}, "Env": {"E": "${NOMAD_META_a}"}})
    assert found.unresolved == ("E", "NOMAD_META_A", "NOMAD_META_a")


def test_keys_that_differ_in_case_alone_depend_on_chance(planned):
    assert planned({"Meta": {"tier": "1", "TIER": "2"}}).unresolved == ("NOMAD_META_TIER",)
    assert planned({"Meta": {"tier": "1", "TIER": "1"}}).unresolved == ()


def test_ports_whose_cleaned_labels_are_one_depend_on_chance(planned):
    ports = (AllocatedPort(label="a-b", host_network="", host_ip="192.0.2.10", host_port=1),
             AllocatedPort(label="a_b", host_network="", host_ip="192.0.2.10", host_port=2))
    assert planned({}, ports=ports).unresolved == ("NOMAD_ADDR_a_b", "NOMAD_HOST_PORT_a_b", "NOMAD_PORT_a_b")


def test_tokens_are_there_with_values_that_are_marked(planned):
    found = planned({"Vault": {"Env": True}, "Env": {"T": "s.${VAULT_TOKEN}"}})
    assert found.env["VAULT_TOKEN"] == "<unknown: Vault token>"
    assert found.unresolved == ("T", "VAULT_TOKEN")


def test_vault_without_env_sets_nothing(planned):
    assert "VAULT_TOKEN" not in planned({"Vault": {"Env": False, "Namespace": "n"}}).env


def test_references_to_secrets_stay(planned):
    found = planned({"Secrets": [{"Name": "db", "Provider": "vault"}], "Env": {"PASSWORD": "${secret.db.password}"}})
    assert (found.env["PASSWORD"], found.unresolved) == ("${secret.db.password}", ("PASSWORD",))


def test_folders_of_a_driver_that_is_not_known_are_not_certain(planned):
    assert planned({"Driver": "mine"}).unresolved == ("NOMAD_ALLOC_DIR", "NOMAD_SECRETS_DIR", "NOMAD_TASK_DIR")


def test_folders_need_the_clients_own(planned):
    found = planned({"Driver": "raw_exec"}, node=Node(name="n", id="i"))
    assert found.env["NOMAD_TASK_DIR"] == "<unknown: alloc_dir of the client>/0190e93f-2109-9d57-2bf8-abc0f2fc13a0/main/local"
    assert "NOMAD_TASK_DIR" in found.unresolved


def test_an_address_that_is_not_known_is_marked(planned):
    found = planned({}, AllocationNetwork(mode="cni/dhcp", interface="eth0"), ports=[http(to=80)])
    assert found.env["NOMAD_ALLOC_ADDR_http"] == "<unknown: address of the allocation>:80"
    assert found.env["NOMAD_ADDR_http"] == "192.0.2.10:27161"
    assert found.unresolved == ("NOMAD_ALLOC_ADDR_http", "NOMAD_ALLOC_IP_http")


def test_raw_exec_keeps_variables_out(planned):
    env, config = {"AWS_KEY": "1", "AWSOME": "2", "A[B]": "3"}, {"denied_envvars": ["AWS_*", "A[B]"]}
    found = planned({"Driver": "raw_exec", "Env": env, "Config": config})
    assert {"AWS_KEY", "AWSOME", "A[B]"} & found.env.keys() == {"AWSOME"}


def test_cores_that_are_not_known_are_marked(planned):
    node = Node(name="n", id="i", alloc_dir="/a", resources=NodeResources())
    found = planned({"Resources": {"Cores": 2}}, node=node)
    assert found.unresolved == ("NOMAD_CPU_CORES", "NOMAD_CPU_LIMIT")


def test_cores_that_the_client_keeps_are_not_given(planned):
    node = Node(name="n", id="i", resources=NodeResources(cores=(0, 1, 2, 5), reserved_cores=(0,), cpu_shares=8000))
    found = planned({"Resources": {"Cores": 3}}, node=node)
    assert (found.env["NOMAD_CPU_CORES"], found.env["NOMAD_CPU_LIMIT"]) == ("1-2,5", "6000")


def test_nvidias_devices_are_told_by_their_plugin(planned):
    node = Node(name="n", id="i", device_groups=(DeviceGroup("nvidia", "gpu", "T4", 1, 1),))
    assert planned({"Resources": {"Devices": [{"Name": "gpu"}]}}, node=node).unresolved == ("NVIDIA_VISIBLE_DEVICES",)
    assert planned({"Resources": {"Devices": [{"Name": "amd/gpu"}]}}, node=node).unresolved == ()


@pytest.mark.parametrize(("driver", "endpoint"), [
    ("docker", "unix:///csi/csi.sock"), ("raw_exec", "unix://<unknown: socket in the state_dir of the client>"),
])
def test_storage_plugins_are_told_where_to_listen(planned, driver, endpoint):
    assert planned({"Driver": driver, "CSIPluginConfig": {"ID": "p", "MountDir": "/csi"}}).env["CSI_ENDPOINT"] == endpoint


@pytest.mark.parametrize(("lifecycle", "said"), [
    (None, None), ({"Hook": "poststart"}, "poststart"), ({"Hook": "prestart", "Sidecar": True}, "prestart sidecar"),
])
def test_the_place_in_the_life_of_an_allocation_is_said(planned, lifecycle, said):
    assert planned({"Lifecycle": lifecycle}).lifecycle == said


def test_tasks_of_the_server_are_told_from_the_jobs_own(allocation):
    text = """job "web" {
      group "g" {
        network { mode = "bridge" }
        service {
          name = "api"
          port = "9001"
          connect {
            sidecar_service {
              proxy {
                upstreams {
                  destination_name = "db"
                  local_bind_port  = 5432
                }
              }
            }
          }
        }
        task "main" { driver = "docker" }
      }
    }"""
    job = jobspec.admit_job(jobspec.parse_job(text).value)
    placed = allocation({"Name": "main"})
    placed = type(placed)(job=job, group=job.task_groups[0], node=placed.node, name="web.g[0]", index=0, id=placed.id)
    main, proxy = task_plans(placed, BRIDGE)
    assert (main.added_by, proxy.added_by, proxy.lifecycle) == (None, "connect", "prestart sidecar")
    assert main.env["NOMAD_UPSTREAM_ADDR_db"] == proxy.env["NOMAD_UPSTREAM_ADDR_db"] == "127.0.0.1:5432"
    assert proxy.env["NOMAD_ENVOY_ADMIN_ADDR_api"] == "127.0.0.2:19001"


def test_variables_stand_in_the_order_of_their_names(planned):
    names = list(planned({"Env": {"B": "1", "A": "2"}}).env)
    assert names == sorted(names)


@pytest.mark.parametrize(("task", "name", "note"), [
    ({"Vault": {"Env": True}}, "VAULT_TOKEN", "not known beforehand: Vault token"),
    ({"Env": {"A": "${attr.nope}-${x}"}}, "A", "stays as it is: nothing fills in ${attr.nope}, ${x}"),
    ({"Env": {"A": "${secret.db.password}"}}, "A", "filled in when the secret is fetched"),
    ({"Env": {"A": "${B}", "B": ""}}, "A", "left to chance: Nomad fills variables in, in no particular order"),
    ({"Driver": "mine"}, "NOMAD_TASK_DIR", 'assumed: the folders that driver "mine" gives its tasks are not known'),
    ({"Templates": [{"Envvars": True, "DestPath": "local/e", "SourcePath": "local/e.tpl"}]}, "template local/e",
     "its content becomes variables when it is rendered"),
    ({"Templates": [{"Envvars": True, "EmbeddedTmpl": "A"}]}, "template", "the task fails: line 1: there is no ="),
    ({"Templates": [{"Envvars": True, "EmbeddedTmpl": "A={{ key `x` }}"}]}, "A", "not known beforehand: what a template asks for"),
])
def test_a_note_says_why_a_value_is_open(planned, task, name, note):
    assert planned(task).notes == {**planned(task).notes, name: note}
