"""What a server makes of a job before it stores it."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.admission import Server, additions, admission, admit_job
from jobspec.admission.expose import check_hash
from jobspec.models.defaults import HOUR, MINUTE, SECOND
from jobspec.models.job_api import job_from_json
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_service import ServiceCheck
from jobspec.models.variables import interpolated

BRIDGE = [{"Mode": "bridge"}]


def job(group=None, task=None, **fields):
    tasks = [{"Name": "t", "Driver": "docker", **(task or {})}]
    found, diagnostics = job_from_json({"ID": "j", "TaskGroups": [{"Name": "g", "Tasks": tasks, **(group or {})}], **fields})
    assert diagnostics == ()
    return found


def admitted(group=None, task=None, **fields):
    return admit_job(job(group, task, **fields))


def sidecar(service=None, networks=BRIDGE, task=None, **connect):
    services = [{"Name": "api", "PortLabel": "9001", "Connect": {"SidecarService": {}, **connect}, **(service or {})}]
    return admitted({"Networks": networks, "Services": services}, task).task_groups[0]


def gateway(kind, networks=BRIDGE, **service):
    services = [{"Name": "gw", "Connect": {"Gateway": {kind: {}, **service.pop("Gateway", {})}}, **service}]
    return admission(job({"Networks": networks, "Services": services}))


def attributes(model):
    return [constraint.attribute for constraint in model.constraints or ()]


def test_the_job_keeps_two_settings_of_its_update_strategy():
    update = admitted(Update={"MaxParallel": 3, "Canary": 1}).update
    assert (update.max_parallel, update.stagger, update.canary, update.health_check) == (3, 30 * SECOND, 0, "")
    assert admitted(Type="batch").update.max_parallel == 0


def test_policies_of_the_job_live_on_in_its_groups():
    found = admitted(Migrate={"MaxParallel": 5}, Reschedule={"Attempts": 7})
    assert (found.migrate, found.reschedule) == (None, None)
    assert (found.task_groups[0].migrate.max_parallel, found.task_groups[0].reschedule.attempts) == (5, 7)


def test_datacenters_pool_region_and_priority():
    found = admitted(Priority=0, Region="somewhere")
    assert (found.datacenters, found.node_pool, found.region, found.priority) == (("*",), "default", "global", 50)
    assert admit_job(job(), Server(region="eu")).region == "eu"


def test_services_learn_their_task_and_checks_their_name():
    service = admitted(task={"Services": [{"Name": "${JOB}-${TASK}", "Checks": [{"Type": "tcp"}]}]}).task_groups[0].tasks[0].services[0]
    assert (service.name, service.task) == ("j-t", "t")
    assert (service.checks[0].name, service.checks[0].task) == ('service: "j-t" check', "t")


def test_ports_are_on_the_default_host_network():
    network = admitted({"Networks": [{"DynamicPorts": [{"Label": "a"}, {"Label": "b", "HostNetwork": "x"}]}]}).task_groups[0].networks[0]
    assert [port.host_network for port in network.dynamic_ports] == ["default", "x"]


def test_every_task_has_a_default_identity_and_only_others_stay_in_the_list():
    task = admitted(task={"Identities": [{"Env": True}, {"Name": "extra", "ChangeSignal": "sighup"}]}).task_groups[0].tasks[0]
    assert (task.identity.name, task.identity.aud, task.identity.env) == ("default", ("nomadproject.io",), True)
    assert [(other.name, other.change_signal) for other in task.identities] == [("extra", "SIGHUP")]


def test_bridge_mode_needs_the_plugins_of_the_built_in_network():
    own = {"LTarget": "${attr.plugins.cni.version.portmap}", "Operand": "is_set"}
    group = admitted({"Networks": BRIDGE, "Constraints": [own]}).task_groups[0]
    assert [name.removeprefix("${attr.plugins.cni.version.").rstrip("}") for name in attributes(group)] == [
        "portmap", "bridge", "firewall", "host-local", "loopback"]


def test_native_services_with_checks_need_two_constraints():
    group = admitted({"Services": [{"Name": "a", "Provider": "nomad", "Checks": [{"Type": "tcp"}]}]}).task_groups[0]
    assert attributes(group) == ["${attr.nomad.service_discovery}", "${attr.nomad.version}"]


def test_signals_are_collected_over_the_tasks_of_a_group():
    group = admitted(task={"KillSignal": "SIGTERM", "Templates": [{"ChangeMode": "signal", "ChangeSignal": "sighup"}]}).task_groups[0]
    assert [(c.attribute, c.value, c.operator) for c in group.constraints] == [("${attr.os.signals}", "SIGHUP,SIGTERM", "set_contains")]


def test_secret_providers_are_required_of_every_group():
    found, _ = job_from_json({"ID": "j", "TaskGroups": [
        {"Name": "a", "Tasks": [{"Name": "t", "Secrets": [{"Name": "s", "Provider": "nomad"}]}]}, {"Name": "b"}]})
    assert [attributes(group) for group in admit_job(found).task_groups] == [["${attr.plugins.secrets.nomad.version}"]] * 2


def test_consul_partition_is_a_constraint():
    assert attributes(admitted({"Consul": {"Partition": "p"}}).task_groups[0]) == ["${attr.consul.partition}"]


def test_vault_brings_an_identity_and_what_clients_need_for_it():
    group = admitted(task={"Vault": {}}).task_groups[0]
    assert [(i.name, i.aud, i.ttl) for i in group.tasks[0].identities] == [("vault_default", ("vault.io",), HOUR)]
    assert attributes(group) == ["${attr.vault.version}", "${attr.nomad.version}"]
    assert not admit_job(job(task={"Vault": {}}), Server(vault_identity=None)).task_groups[0].tasks[0].identities


def test_a_vault_identity_of_the_task_wins():
    task = admitted(task={"Vault": {}, "Identities": [{"Name": "vault_default", "TTL": 5}]}).task_groups[0].tasks[0]
    assert [identity.ttl for identity in task.identities] == [5]


def test_consul_identities_come_from_the_server():
    server = Server(consul_service_identity=WorkloadIdentity(aud=("consul.io",)), consul_task_identity=WorkloadIdentity(aud=("consul.io",)))
    group = admit_job(job({"Consul": {}, "Services": [{"Name": "web", "PortLabel": "http"}]}), server).task_groups[0]
    assert (group.services[0].identity.name, group.services[0].identity.service_name) == ("consul-service_web-http", "web")
    assert [identity.name for identity in group.tasks[0].identities] == ["consul_default"]


def test_sidecar_task_and_port():
    group = sidecar()
    task = group.tasks[1]
    assert (task.name, task.kind, task.driver, task.lifecycle.hook, task.lifecycle.sidecar) == (
        "connect-proxy-api", "connect-proxy:api", "docker", "prestart", True)
    assert (task.resources.cpu, task.resources.memory, task.logs.max_files, task.shutdown_delay) == (250, 128, 2, 5 * SECOND)
    assert task.config["image"] == "${meta.connect.sidecar_image}"
    assert attributes(task) == ["${attr.consul.version}", "${attr.consul.grpc}"]
    [port] = group.networks[0].dynamic_ports
    assert (port.label, port.to, port.host_network) == ("connect-proxy-api", -1, "default")


def test_sidecar_needs_a_network_and_else_waits_for_validation():
    assert len(sidecar(networks=[]).tasks) == 1


def test_sidecar_task_block_is_merged():
    task = sidecar(SidecarTask={"Resources": {"MemoryMB": 64}, "Config": {"force_pull": True}, "Env": {"A": "b"}}).tasks[1]
    assert (task.resources.cpu, task.resources.memory) == (100, 64)
    assert set(task.config) == {"image", "args", "force_pull"}
    assert (task.env, task.kill_timeout, task.shutdown_delay) == ({"A": "b"}, 5 * SECOND, 0)


def test_sidecar_task_with_another_driver_brings_its_own_config():
    task = sidecar(SidecarTask={"Driver": "raw_exec", "Config": {"command": "envoy"}}).tasks[1]
    assert (task.driver, task.config) == ("raw_exec", {"command": "envoy"})


def test_podman_groups_get_podman_sidecars():
    assert sidecar(task={"Driver": "podman"}).tasks[1].driver == "podman"


def test_sidecar_service_names_are_interpolated():
    group = sidecar({"Name": "${NOMAD_JOB_NAME}-${NOMAD_GROUP_NAME}-${node.region}-${attr.x}"})
    assert group.services[0].name == "j-g-global-${attr.x}"
    assert group.tasks[1].name == "connect-proxy-j-g-global-${attr.x}"


def test_taken_task_name_gets_a_suffix():
    group = sidecar(task={"Name": "connect-proxy-api"})
    assert group.tasks[1].name.startswith("connect-proxy-api-")
    assert len(group.tasks[1].name) == len("connect-proxy-api-") + 6


def test_transparent_proxy_needs_its_plugin():
    assert "${attr.plugins.cni.version.consul-cni}" in attributes(sidecar(SidecarService={"Proxy": {"TransparentProxy": {}}}))


def test_native_service_marks_its_task():
    group = admitted({"Networks": BRIDGE, "Services": [{"Name": "n", "Connect": {"Native": True}}]}).task_groups[0]
    assert (group.tasks[0].kind, group.services[0].task) == ("connect-native:n", "t")


def test_native_service_of_an_unknown_task_is_refused():
    outcome = admission(job({"Networks": BRIDGE, "Services": [{"Name": "n", "TaskName": "x", "Connect": {"Native": True}}]}))
    assert outcome.refused == ("connect", "task x named by Consul Connect Native service g->n does not exist")
    assert outcome.job.task_groups[0].name == "g"


@pytest.mark.parametrize(("kind", "service", "prefix", "addresses"), [
    ("Ingress", {}, "connect-ingress", []),
    ("Terminating", {}, "connect-terminating", ["default"]),
    ("Mesh", {"PortLabel": "wan"}, "connect-mesh", ["lan", "wan"]),
])
def test_gateways_in_bridge_mode(kind, service, prefix, addresses):
    group = gateway(kind, **service).job.task_groups[0]
    proxy = group.services[0].connect.gateway.proxy
    assert (group.tasks[1].kind, proxy.envoy_gateway_no_default_bind) == (f"{prefix}:gw", True)
    assert sorted(proxy.envoy_gateway_bind_addresses) == addresses
    assert (proxy.connect_timeout, group.tasks[1].config["image"]) == (5 * SECOND, "${meta.connect.gateway_image}")


def test_ingress_gateway_binds_each_service():
    listener = {"Port": 80, "Services": [{"Name": "a"}, {"Name": "b"}]}
    group = gateway("Ingress", Gateway={"Ingress": {"Listeners": [listener]}}).job.task_groups[0]
    addresses = group.services[0].connect.gateway.proxy.envoy_gateway_bind_addresses
    assert {name: (address.address, address.port) for name, address in addresses.items()} == {"a": ("0.0.0.0", 80), "b": ("0.0.0.0", 80)}


def test_terminating_gateway_gets_a_port():
    group = gateway("Terminating").job.task_groups[0]
    assert group.services[0].port == "connect-terminating-gw"
    assert [port.label for port in group.networks[0].dynamic_ports] == ["connect-terminating-gw"]


def test_gateway_in_host_mode_runs_on_the_host_network():
    group = gateway("Ingress", networks=[{"Mode": "host"}]).job.task_groups[0]
    assert group.tasks[1].config["network_mode"] == "host"
    assert group.services[0].connect.gateway.proxy.envoy_gateway_bind_addresses is None


def test_mesh_gateway_without_port_is_refused():
    assert gateway("Mesh").refused == ("connect", "service.port must be set for mesh gateway service")


def test_ingress_tls_settings_need_a_newer_consul():
    group = gateway("Ingress", Gateway={"Ingress": {"TLS": {"TLSMinVersion": "TLSv1_2"}}}).job.task_groups[0]
    assert [c.value for c in group.tasks[1].constraints] == [">= 1.8.0", "0", ">= 1.11.2"]


def test_exposed_check_gets_a_path_and_a_port():
    check = {"Type": "http", "Path": "/health", "Expose": True, "Interval": 10 * SECOND, "Timeout": 90 * SECOND}
    group = sidecar({"Checks": [check]})
    path = group.services[0].connect.sidecar_service.proxy.expose.paths[0]
    label = group.services[0].checks[0].port
    assert label.startswith("svc_api_ck_")
    assert (path.path, path.local_path_port, path.listener_port) == ("/health", 9001, label)
    assert label in [port.label for port in group.networks[0].dynamic_ports]


def test_exposed_check_of_a_dynamic_port_is_refused():
    services = [{"Name": "api", "PortLabel": "http", "Connect": {"SidecarService": {}}, "Checks": [
        {"Name": "c", "Type": "http", "Path": "/", "Expose": True}]}]
    outcome = admission(job({"Networks": [{"Mode": "bridge", "DynamicPorts": [{"Label": "http"}]}], "Services": services}))
    assert outcome.refused == ("expose-check", "unable to determine local service port for service check g->api->c")


def test_exposed_check_needs_one_network_with_a_namespace():
    checks = [{"Type": "grpc", "Path": "/", "Expose": True}]
    services = [{"Name": "api", "PortLabel": "1", "Connect": {"SidecarService": {}}, "Checks": checks}]
    outcome = admission(job({"Networks": [{"Mode": "host"}], "Services": services}))
    assert outcome.refused[1] == ('connect expose check: invalid network mode for Consul Connect: group "g" uses network mode "host"; '
                                  'must be "bridge" or "cni/*"')


def test_check_hash_depends_on_every_part():
    plain = ServiceCheck(type="http", path="/", interval=MINUTE)
    assert len(check_hash(plain, "a_0")) == 64
    assert check_hash(plain, "a_0") != check_hash(plain, "a_1")
    assert check_hash(plain, "a_0") != check_hash(ServiceCheck(type="http", path="/", interval=MINUTE, header={"h": ("v",)}), "a_0")


def test_admission_is_stable():
    once = sidecar({"Checks": [{"Type": "http", "Path": "/", "Expose": True}]})
    found = admitted({"Networks": BRIDGE, "Services": [{"Name": "a", "PortLabel": "1", "Connect": {"SidecarService": {}}}]})
    assert len(once.tasks) == 2
    assert len(admit_job(found).task_groups[0].tasks) == 2
    assert len(admit_job(found).task_groups[0].networks[0].dynamic_ports) == 1


def test_unknown_variables_stay():
    assert interpolated("${a}-${b}-$c", {"a": "1"}) == "1-${b}-$c"


def test_each_addition_says_what_step_made_it():
    services = [{"Name": "api", "PortLabel": "9001", "Connect": {"SidecarService": {}}}]
    found = additions(admission(job({"Networks": BRIDGE, "Services": services}, {"Vault": {}})))
    told = {(a.step, a.kind, a.group, a.task, a.text) for a in found}
    assert {
        ("canonicalize", "identity", "g", "t", "default"),
        ("connect", "task", "g", "", "connect-proxy-api"),
        ("connect", "port", "g", "", "connect-proxy-api"),
        ("constraints", "constraint", "g", "", "${attr.vault.version} semver >= 0.6.1"),
        ("implicit-identities", "identity", "g", "t", "vault_default"),
    } <= told
    assert not any(task == "connect-proxy-api" for _, _, _, task, _ in told)


def test_an_empty_reconcile_is_best_score():
    disconnect = admitted({"Disconnect": {"Reconcile": ""}}).task_groups[0].disconnect
    assert disconnect is not None and disconnect.reconcile == "best_score"


def test_networks_and_identities_of_a_sidecar_task_get_their_defaults_where_they_are_written():
    settings = {
        "Resources": {"Networks": [{"Device": "eth0", "DynamicPorts": [{"Label": "x"}]}]},
        "Identities": [{"Name": "a", "Audience": ["a"], "ChangeSignal": "sighup"}],
    }
    written = sidecar(SidecarTask=settings).services[0].connect.sidecar_task
    assert written.resources.networks[0].device == ""
    assert written.resources.networks[0].dynamic_ports[0].host_network == "default"
    assert written.identities[0].change_signal == "SIGHUP"


def test_a_vault_cluster_unknown_to_the_server_brings_no_identity():
    assert admitted(task={"Vault": {"Cluster": "other"}}).task_groups[0].tasks[0].identities is None


def test_numbers_of_driver_configuration_are_stored_as_floats():
    stored = admitted(task={"Config": {"a": 1}}).task_groups[0].tasks[0].config
    assert stored == {"a": 1}
    large = jobspec.parse_job('job "j" {\ntask "t" {\ndriver = "docker"\nconfig {\na = 9007199254740993\n}\n}\n}\n').value
    assert large.task_groups[0].tasks[0].config == {"a": 9007199254740993}
    assert admit_job(large).task_groups[0].tasks[0].config == {"a": 9007199254740992}
