"""Jobs from and to API JSON."""

from __future__ import annotations

import json

import pytest

from jobspec.diagnostics import Severity
from jobspec.models.job_api import job_from_json, job_to_json, parse_job_json
from jobspec.models.job_job import Job
from jobspec.models.job_task import Task, TaskSchedule
from jobspec.source import Source


def read(text: str):
    return parse_job_json(Source(text, "job.json"))


def test_absent_fields_are_null_as_go_prints_them():
    printed = job_to_json(Job(id="a"))
    assert printed["ID"] == "a"
    assert printed["Name"] is None
    assert printed["TaskGroups"] is None
    assert printed["Dispatched"] is False
    assert list(printed)[:3] == ["Region", "Namespace", "ID"]


def test_csi_plugin_is_left_out_when_absent():
    job, _ = job_from_json({"TaskGroups": [{"Tasks": [{"Name": "t"}]}]})
    assert "CSIPluginConfig" not in job_to_json(job)["TaskGroups"][0]["Tasks"][0]


def test_empty_lists_stay_apart_from_absent_ones():
    job, _ = job_from_json({"Datacenters": []})
    assert job.datacenters == ()
    assert job_to_json(job)["Datacenters"] == []


def test_outer_job_object_and_keys_in_any_case():
    job, diagnostics = job_from_json({"job": {"id": "x", "taskgroups": [{"NAME": "g"}]}})
    assert diagnostics == ()
    assert job.id == "x"
    assert job.task_groups[0].name == "g"


def test_payload_is_base64():
    job, diagnostics = job_from_json({"Payload": "aGk="})
    assert job.payload == (104, 105)
    assert job_to_json(job)["Payload"] == "aGk="
    assert diagnostics == ()


def test_free_values_hold_numbers_as_go_does():
    values = {"a": 1.0, "b": [2.5], "c": 9007199254740993, "d": 9223372036854775807}
    job, _ = job_from_json({"TaskGroups": [{"Tasks": [{"Config": values}]}]})
    config = job.task_groups[0].tasks[0].config
    assert json.dumps(config) == '{"a": 1, "b": [2.5], "c": 9007199254740992, "d": 9223372036854776000}'


@pytest.mark.parametrize(("document", "message"), [
    ({"Priority": "50"}, "Priority: found the text '50', expected a whole number"),
    ({"Priority": 50.5}, "Priority: found the number 50.5, expected a whole number"),
    ({"ID": 5}, "ID: found the number 5, expected text"),
    ({"AllAtOnce": 1}, "AllAtOnce: found the number 1, expected true or false"),
    ({"Datacenters": "dc1"}, "Datacenters: found the text 'dc1', expected a list"),
    ({"Datacenters": [1]}, "Datacenters[0]: found the number 1, expected text"),
    ({"TaskGroups": [{"ShutdownDelay": "5s"}]}, "TaskGroups[0].ShutdownDelay: found the text '5s', expected a duration in nanoseconds"),
    ({"Affinities": [{"Weight": 300}]}, "Affinities[0].Weight: 300 is out of range, expected -128 to 127"),
    ({"TaskGroups": [None]}, "TaskGroups[0]: found null, expected an object (TaskGroup)"),
    ({"Meta": {"a": 1}}, "Meta.a: found the number 1, expected text"),
    ({"Payload": "!"}, "Payload: '!' is not base64 text"),
    ([], "the job: found a list, expected an object (Job)"),
])
def test_wrong_values_are_errors_that_name_the_place(document, message):
    _, diagnostics = job_from_json(document)
    assert [d.message for d in diagnostics] == [message]
    assert diagnostics[0].severity is Severity.ERROR
    assert diagnostics[0].nomad


def test_unknown_key_is_a_warning_with_a_suggestion_and_a_place():
    job, diagnostics = read('{"Job": {\n  "TaskGroup": []\n}}')
    assert job is not None
    [warning] = diagnostics
    assert warning.severity is Severity.WARNING
    assert not warning.nomad
    assert warning.help == "did you mean 'TaskGroups'?"
    assert (warning.line, warning.column) == (2, 3)


def test_models_know_where_they_stand():
    job, _ = read('{"ID": "a", "TaskGroups": [\n {"Name": "g", "Tasks": [{"Name": "t"}]}]}')
    group = job.task_groups[0]
    assert group.span().line == 2
    assert group.span_of("name").text == '"g"'
    assert group.tasks[0].span().text == '{"Name": "t"}'


@pytest.mark.parametrize("text", ["", "{", '{"ID": NaN}', "[" * 100_000, '{"Job": ' * 100_000, '{"Priority": ' + "9" * 5000 + "}", "nope"])
def test_unreadable_text_is_one_diagnostic(text):
    job, diagnostics = read(text)
    assert job is None
    assert [d.code for d in diagnostics] == ["JOB050"]


def test_numbers_too_large_for_go_are_refused():
    job, [problem] = read('{"Meta": {}, "TaskGroups": [{"Tasks": [{"Config": {"a": 1e400}}]}]}')
    assert job is None
    assert "1e400 is too large" in problem.message


def test_text_that_is_not_unicode_gets_replacement_characters():
    job, _ = parse_job_json(Source.from_bytes(b'{"ID": "a\xff", "Name": "\\ud800", "Region": "\\ud83d\\ude00"}', "job.json"))
    assert (job.id, job.name, job.region) == ("a\ufffd", "\ufffd", "\U0001f600")


def test_header_values_may_be_null():
    checks = [{"Header": {"a": None, "b": [], "c": ["d"]}}]
    job, _ = job_from_json({"TaskGroups": [{"Services": [{"Checks": checks}]}]})
    assert job_to_json(job)["TaskGroups"][0]["Services"][0]["Checks"][0]["Header"] == {"a": None, "b": [], "c": ["d"]}


def test_text_after_the_first_value_is_ignored_as_by_go():
    job, diagnostics = read('{"ID": "a"} trailing')
    assert job.id == "a"
    assert diagnostics == ()


def test_null_elements_of_text_lists_are_empty_text():
    job, _ = job_from_json({"Datacenters": [None, "dc1"]})
    assert job.datacenters == ("", "dc1")


def test_models_without_fields_and_nested_single_fields_survive():
    schedule = {"Cron": {"Start": "1", "End": "2", "Timezone": "UTC"}}
    job, _ = job_from_json({"TaskGroups": [{
        "Services": [{"Connect": {"Gateway": {"Mesh": {}}}}], "Tasks": [{"Schedule": schedule}]}]})
    printed = job_to_json(job)["TaskGroups"][0]
    assert printed["Services"][0]["Connect"]["Gateway"]["Mesh"] == {}
    assert printed["Tasks"][0]["Schedule"] == schedule
    assert isinstance(job.task_groups[0].tasks[0], Task)
    assert isinstance(job.task_groups[0].tasks[0].schedule, TaskSchedule)
