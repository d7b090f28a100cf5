"""What a server makes of findings: its own checks count, and what it fills in is no error."""

from __future__ import annotations

import jobspec
from jobspec.check import Settings, check_file
from jobspec.diagnostics import Diagnostic, Severity
from jobspec.rules.registration import check_registration

GATEWAY = 'network {\nmode = "bridge"\n}\nservice {\nname = "in"\nport = "8080"\nconnect {\ngateway {\ningress {\n%s\n}\n}\n}\n}'
LISTENER = 'listener {\nport = 8080\nprotocol = "tcp"\nservice {\nname = "web"\n}\n}'


def _found(group: str) -> list[Diagnostic]:
    job = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\n{group}\n}}\n}}\n').value
    assert job is not None
    return check_registration(job)


def _errors(group: str) -> list[str | None]:
    return [found.nomad_message for found in _found(group) if found.nomad and found.severity is Severity.ERROR]


def test_a_gateway_without_a_task_is_taken_by_a_server() -> None:
    assert _found(GATEWAY % LISTENER) == []


def test_what_a_server_does_not_fill_in_stays_an_error() -> None:
    assert _errors(GATEWAY % "") != []
    assert _errors(GATEWAY % LISTENER.replace("8080", "-1")) != []
    assert "Missing tasks for task group" in _errors('service {\nname = "a"\nport = "80"\n}')


def test_a_gateway_without_a_network_is_refused_by_a_server() -> None:
    group = (GATEWAY % LISTENER).replace('network {\nmode = "bridge"\n}\n', "")
    assert any("must have exactly one network" in str(text) for text in _errors(group))


def test_checking_a_file_includes_what_only_a_server_refuses() -> None:
    text = 'job "a" {\nnamespace = "${team}"\ngroup "g" {\ntask "t" {\ndriver = "raw_exec"\nconfig {\ncommand = "x"\n}\n}\n}\n}\n'
    assert [found.code for found in check_file(text.encode(), "a.nomad", Settings()).diagnostics] == ["JOB501"]


SIDECAR = (
    'network {\nmode = "bridge"\n}\nservice {\nname = "a"\nport = "80"\nconnect {\nsidecar_service {}\n%s\n}\n}\n'
    'task "t" {\ndriver = "raw_exec"\n}'
)


def _warnings(group: str) -> list[str | None]:
    return [found.nomad_message for found in _found(group) if found.severity is Severity.WARNING and found.nomad]


def test_what_a_sidecar_task_brings_is_judged_as_a_task() -> None:
    settings = 'sidecar_task {\nvolume_mount {\nvolume = "data"\ndestination = "/data"\n}\nresources {\nmemory_max = 512\n}\n}'
    assert _errors(SIDECAR % settings) == ["Volume Mount (0) references undefined volume data"]
    assert any("g.connect-proxy-a" in str(text) for text in _warnings(SIDECAR % settings))


def test_the_shutdown_delay_of_a_sidecar_counts() -> None:
    assert not [found for found in _found(SIDECAR % "") if found.code == "SVC108"]


def test_a_native_service_belongs_to_its_only_task_when_it_is_registered() -> None:
    group = (SIDECAR % "").replace("sidecar_service {}", "native = true")
    assert [text for text in _warnings(group) if "shutdown_delay" in str(text)] == [
        'group "g" references task "t" in a service definition, but the task has no shutdown_delay set'
    ]


def test_a_native_service_does_not_know_its_task_among_sidecars() -> None:
    native = 'service {\nname = "n"\nport = "81"\nconnect {\nnative = true\n}\n}'
    group = f"{SIDECAR % ''}\n{native}"
    assert "task for Consul Connect Native service g->n is ambiguous and must be set" in _errors(group)


def test_an_identity_that_the_server_names_is_judged_by_that_name() -> None:
    service = 'service {\nname = "a"\nidentity {\naud = ["a"]\n}\n}\ntask "t" {\ndriver = "raw_exec"\n}'
    assert 'Service "a": identities without an expiration are insecure' in _warnings(service)


def test_a_vault_cluster_that_the_server_does_not_know_gets_no_identity_beside_connect() -> None:
    group = (SIDECAR % "").replace('"raw_exec"', '"raw_exec"\nvault {\ncluster = "other"\n}')
    assert any("does not have an identity named vault_other" in str(text) for text in _errors(group))


def test_default_identities_that_are_too_many_stay_so_beside_connect() -> None:
    group = (SIDECAR % "").replace('"raw_exec"', '"raw_exec"' + "\nidentity {\nfile = true\n}" * 3)
    assert _errors(group) == ["Duplicate default identities found"]


def test_a_server_fills_in_the_priority_zero() -> None:
    job = jobspec.parse_job('job "a" {\npriority = 0\ngroup "g" {\ntask "t" {\ndriver = "raw_exec"\n}\n}\n}\n').value
    assert job is not None
    assert not [found for found in check_registration(job) if found.nomad and found.severity is Severity.ERROR]
