"""What a server makes of findings: its own checks count, and what it fills in is no error."""

from __future__ import annotations

import jobspec
from jobspec.check import Settings, check_file
from jobspec.diagnostics import Diagnostic, Severity
from jobspec.rules.registration import ADDED_BY_SERVER, check_registration

GATEWAY = 'network {\nmode = "bridge"\n}\nservice {\nname = "in"\nport = "8080"\nconnect {\ngateway {\ningress {\n%s\n}\n}\n}\n}'
LISTENER = 'listener {\nport = 8080\nprotocol = "tcp"\nservice {\nname = "web"\n}\n}'


def _found(group: str) -> list[Diagnostic]:
    job = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\n{group}\n}}\n}}\n').value
    assert job is not None
    return check_registration(job)


def _errors(group: str) -> list[str | None]:
    return [found.nomad_message for found in _found(group) if found.severity is Severity.ERROR]


def test_a_gateway_without_a_task_is_taken_by_a_server() -> None:
    group = GATEWAY % LISTENER
    assert _errors(group) == []
    [told] = [found for found in _found(group) if found.help == ADDED_BY_SERVER]
    assert (told.severity, told.nomad, told.nomad_message) == (Severity.INFO, False, "Missing tasks for task group")


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
