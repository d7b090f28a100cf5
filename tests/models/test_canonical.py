"""The API's defaults."""

from __future__ import annotations

import pytest

from jobspec.models.canonical import canonical_job
from jobspec.models.defaults import HOUR, MINUTE, SECOND
from jobspec.models.job_api import job_from_json, parse_job_json
from jobspec.models.job_job import Job
from jobspec.source import Source


def canonical(document):
    job, diagnostics = job_from_json(document)
    assert diagnostics == ()
    return canonical_job(job)


def group(group=None, **job):
    return canonical({"ID": "j", "TaskGroups": [{"Name": "g", **(group or {})}], **job}).task_groups[0]


def task(task=None, group=None, **job):
    return canonical({"ID": "j", "TaskGroups": [{"Name": "g", "Tasks": [{"Name": "t", **(task or {})}], **(group or {})}], **job}
                     ).task_groups[0].tasks[0]


def test_an_empty_job_is_a_service_in_the_default_namespace():
    job = canonical_job(Job(id="web"))
    assert (job.name, job.namespace, job.region, job.type, job.priority) == ("web", "default", "global", "service", 50)
    assert job.update.max_parallel == 1


def test_batch_jobs_have_no_update_strategy():
    assert canonical({"Type": "batch"}).update is None
    assert group(Type="batch").update is None


def test_canonicalizing_twice_changes_nothing():
    job = canonical({"ID": "j", "TaskGroups": [{"Name": "g", "Tasks": [{"Name": "t", "Services": [{}]}]}]})
    assert canonical_job(job) == job
    assert (canonical_job(job) != job) is False


def test_group_update_inherits_what_it_does_not_say():
    update = group({"Update": {"Canary": 2}}, Update={"Stagger": 5 * SECOND, "MaxParallel": 3}).update
    assert (update.canary, update.stagger, update.max_parallel, update.health_check) == (2, 5 * SECOND, 3, "checks")


@pytest.mark.parametrize(("job_type", "attempts", "interval"), [("service", 2, 30 * MINUTE), ("system", 2, 30 * MINUTE),
                                                               ("batch", 3, 24 * HOUR), ("sysbatch", 3, 24 * HOUR)])
def test_restart_defaults_depend_on_the_type(job_type, attempts, interval):
    restart = group(Type=job_type).restart
    assert (restart.attempts, restart.interval) == (attempts, interval)


def test_task_restart_inherits_from_its_group():
    restart = task({"RestartPolicy": {"Mode": "delay"}}, {"RestartPolicy": {"Attempts": 9}}).restart
    assert (restart.mode, restart.attempts, restart.delay) == ("delay", 9, 15 * SECOND)


def test_system_jobs_are_not_rescheduled_unless_they_say_so():
    assert group(Type="system").reschedule is None
    assert group({"ReschedulePolicy": {"Attempts": 1}}, Type="system").reschedule.delay_function == ""
    assert group(Type="weird").reschedule.unlimited is False


def test_count_comes_from_scaling_min():
    scaled = group({"Scaling": {"Min": 3, "Max": 9}})
    assert scaled.count == 3
    assert (scaled.scaling.enabled, scaled.scaling.type) == (True, "horizontal")
    assert group({"Count": 4, "Scaling": {"Max": 9}}).scaling.min == 4


@pytest.mark.parametrize(("resources", "cpu", "cores"), [({}, 100, 0), ({"CPU": 5}, 5, 0), ({"Cores": 2}, 0, 2),
                                                       ({"CPU": 7, "Cores": 2}, 7, 2)])
def test_cpu_default_applies_only_without_cores(resources, cpu, cores):
    found = task({"Resources": resources}).resources
    assert (found.cpu, found.cores, found.memory) == (cpu, cores, 300)


@pytest.mark.parametrize(("artifact", "destination"), [
    ({"GetterSource": "https://x/y/z.tgz"}, "local/"),
    ({"GetterSource": "https://x/y/z.tgz", "GetterMode": "file"}, "local/z.tgz"),
    ({"GetterSource": "https://x/y/", "GetterMode": "file"}, "local/y"),
    ({"GetterSource": "/", "GetterMode": "file"}, "local"),
    ({"GetterMode": "file"}, "local"),
    ({"GetterSource": "a/..", "GetterMode": "file"}, "."),
])
def test_artifact_destination(artifact, destination):
    assert task({"Artifacts": [artifact]}).artifacts[0].destination == destination


def test_template_signal():
    def signal(template):
        return task({"Templates": [template]}).templates[0].change_signal

    assert signal({"ChangeMode": "signal"}) == "SIGHUP"
    assert signal({"ChangeSignal": "sigterm"}) == "SIGTERM"
    assert signal({}) == ""


def test_service_names_and_inherited_checks():
    service = task({"Services": [{"CheckRestart": {"Limit": 3, "IgnoreWarnings": True}, "OnUpdate": "ignore", "Checks": [
        {"Type": "tcp"}, {"CheckRestart": {"Grace": 5}, "SuccessBeforePassing": -1, "OnUpdate": "ignore_warnings"}]}]}).services[0]
    assert service.name == "j-g-t"
    first, second = service.checks
    assert (first.check_restart.limit, first.check_restart.grace, first.on_update) == (3, SECOND, "ignore")
    assert (second.check_restart.limit, second.check_restart.grace, second.check_restart.ignore_warnings) == (3, 5, True)
    assert (second.success_before_passing, second.on_update) == (0, "ignore_warnings")


def test_group_consul_takes_the_namespace_of_the_job():
    assert group({"Consul": {}}, ConsulNamespace="ns").consul.namespace == "ns"


def test_gateway_and_sidecar_defaults():
    connect = canonical({"ID": "j", "TaskGroups": [{"Name": "g", "Services": [{"Connect": {
        "SidecarTask": {"Meta": {}}, "SidecarService": {"Proxy": {"Upstreams": []}},
        "Gateway": {"Proxy": {}, "Ingress": {"Listeners": [{"Port": 1}]}}}}]}]}).task_groups[0].services[0].connect
    assert connect.sidecar_task.meta is None
    assert (connect.sidecar_task.resources.cpu, connect.sidecar_task.resources.memory) == (100, 300)
    assert connect.sidecar_service.proxy.upstreams is None
    assert connect.gateway.proxy.connect_timeout == 5 * SECOND
    assert connect.gateway.ingress.listeners[0].protocol == "tcp"


def test_what_the_file_says_keeps_its_place():
    job, _ = parse_job_json(Source('{"ID": "j", "TaskGroups": [{"Name": "g",\n "Update": {"Canary": 1}}]}', "j.json"))
    filled = canonical_job(job).task_groups[0]
    assert filled.span_of("count") == filled.span()
    assert filled.update.span().line == 2
    assert filled.restart.span() is None
