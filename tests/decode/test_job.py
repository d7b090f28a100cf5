"""The job block as a whole: shorthand, inheritance, completion, and what ends the reading when."""

from __future__ import annotations

from typing import Any

import jobspec
from jobspec.diagnostics import Diagnostic


def job(text: str) -> dict[str, Any]:
    result = jobspec.parse_job(text)
    assert not result.errors, result.errors
    assert result.value is not None
    return jobspec.job_json(result.value)


def problems(text: str) -> list[tuple[str, int | None]]:
    return [(d.code, d.line) for d in jobspec.parse_job(text).diagnostics]


def test_a_file_without_a_job_is_refused_without_a_place() -> None:
    assert problems("") == [("JOB005", None)]
    assert problems('locals {\n a = 1\n}') == [("JOB005", None)]


def test_a_second_job_is_refused() -> None:
    assert problems('job "a" {\n}\njob "b" {\n}') == [("JOB006", 3)]


def test_label_is_id_and_name_unless_they_are_set() -> None:
    assert (job('job "a" {\n}')["ID"], job('job "a" {\n}')["Name"]) == ("a", "a")
    found = job('job "a" {\n id = "b"\n name = "c"\n}')
    assert (found["ID"], found["Name"]) == ("b", "c")


def test_tasks_beside_groups_get_a_group_each_and_come_first() -> None:
    found = job('job "j" {\n group "g" {\n }\n task "t" {\n driver = "exec"\n }\n}')
    assert [group["Name"] for group in found["TaskGroups"]] == ["t", "g"]


def test_vault_goes_to_tasks_that_have_none() -> None:
    found = job('job "j" {\n vault {\n role = "job"\n }\n group "a" {\n vault {\n role = "group"\n }\n task "t" {\n }\n'
                ' task "u" {\n vault {\n role = "task"\n }\n }\n }\n group "b" {\n task "v" {\n }\n }\n}')
    roles = [task["Vault"]["Role"] for group in found["TaskGroups"] for task in group["Tasks"]]
    assert roles == ["group", "task", "job"]
    assert found["TaskGroups"][0]["Tasks"][0]["Vault"]["ChangeMode"] == "restart"


def test_secrets_of_groups_are_mixed_up_as_nomad_does() -> None:
    secret = ' secret "%s" {\n provider = "nomad"\n path = "p"\n }\n'
    tasks = f'task "t" {{\n }}\n task "u" {{\n{secret % "own"} }}\n'
    found = job(f'job "j" {{\n{secret % "job"} group "g" {{\n{secret % "group"} {tasks} }}\n}}')
    names = [[s["Name"] for s in task["Secrets"]] for task in found["TaskGroups"][0]["Tasks"]]
    assert names == [["group", "job"], ["own", "own", "job"]]


def test_ports_with_a_number_are_reserved() -> None:
    ports = 'port "a" {\n static = 80\n }\n port "b" {\n }\n port "c" {\n static = 0\n }'
    found = job(f'job "j" {{\n group "g" {{\n network {{\n {ports}\n }}\n }}\n}}')
    network = found["TaskGroups"][0]["Networks"][0]
    assert [p["Label"] for p in network["ReservedPorts"]] == ["a"]
    assert [p["Label"] for p in network["DynamicPorts"]] == ["b", "c"]


def test_the_default_identity_is_taken_out_of_the_list() -> None:
    found = job('job "j" {\n group "g" {\n task "t" {\n identity {\n name = "x"\n }\n identity {\n env = true\n }\n }\n }\n}')
    task = found["TaskGroups"][0]["Tasks"][0]
    assert task["Identity"]["Env"] is True
    assert [identity["Name"] for identity in task["Identities"]] == ["x"]


def test_templates_and_scripts_are_completed() -> None:
    script = 'change_script {\n command = "x"\n fail_on_error = null\n }'
    found = job(f'job "j" {{\n group "g" {{\n task "t" {{\n template {{\n {script}\n }}\n }}\n }}\n}}')
    template = found["TaskGroups"][0]["Tasks"][0]["Templates"][0]
    assert (template["ChangeMode"], template["Perms"], template["Splay"]) == ("restart", "0644", 5 * 10**9)
    assert template["ChangeScript"] == {"Command": "x", "Args": [], "Timeout": 5 * 10**9, "FailOnError": False, "RunOnFirstRender": False}


def test_constraints_in_short_forms() -> None:
    found = job('job "j" {\n constraint {\n attribute = "${attr.x}"\n version = ">= 1"\n }\n constraint {\n distinct_hosts = true\n }\n'
                ' constraint {\n distinct_property = "${meta.rack}"\n }\n constraint {\n attribute = "a"\n value = 1\n }\n'
                ' affinity {\n attribute = "a"\n set_contains_any = "b"\n weight = 200\n }\n}')
    assert [(c["LTarget"], c["Operand"], c["RTarget"]) for c in found["Constraints"]] == [
        ("${attr.x}", "version", ">= 1"), ("", "distinct_hosts", "true"), ("${meta.rack}", "distinct_property", ""), ("a", "=", "1"),
    ]
    assert found["Affinities"] == [{"LTarget": "a", "RTarget": "b", "Operand": "set_contains_any", "Weight": -56}]


def test_scaling_of_groups_and_tasks() -> None:
    assert problems('job "j" {\n group "g" {\n scaling {\n }\n }\n}') == [("HCL203", 3)]
    assert problems('job "j" {\n group "g" {\n scaling {\n max = 1\n type = "x"\n }\n }\n}') == [("JOB008", 5)]
    assert problems('job "j" {\n group "g" {\n task "t" {\n scaling "disk" {\n }\n }\n }\n}') == [("JOB007", 4)]
    policy = 'scaling "CPU" {\n max = 2\n policy {\n a = 1 + 1\n }\n }'
    found = job(f'job "j" {{\n group "g" {{\n scaling {{\n max = 1\n }}\n task "t" {{\n {policy}\n }}\n }}\n}}')
    group = found["TaskGroups"][0]
    written = group["Tasks"][0]["ScalingPolicies"][0]
    assert group["Scaling"]["Type"] == "horizontal"
    assert (written["Type"], written["Policy"]) == ("vertical_cpu", {"a": 2})


def test_a_wrong_meta_attribute_ends_the_reading_of_its_group() -> None:
    assert problems('job "j" {\n group "g" {\n meta = 5\n count = "x"\n }\n}') == [("JOB001", 3)]


def test_unset_variables_end_the_reading_before_the_job() -> None:
    found = jobspec.parse_job('variable "a" {\n}\njob "j" {\n nonsense = 1\n}').diagnostics
    assert [d.code for d in found] == ["HCL420"]
    assert found[0].span is None


def test_what_the_file_declares_is_kept_with_the_job() -> None:
    result = jobspec.parse_job('variable "a" {\n default = 1\n}\nlocals {\n b = var.a\n}\njob "j" {\n}')
    assert result.value is not None and result.value.origin is not None
    file = result.value.origin.file
    assert {name: span.text for name, span in file.variables.items()} == {"a": '"a"'}
    assert list(file.locals) == ["b"]
    assert [block.type for block in file.blocks] == ["variable", "locals", "job"]


def test_findings_are_values() -> None:
    (found,) = jobspec.parse_job('job "j" {\n colour = 1\n}').diagnostics
    assert isinstance(found, Diagnostic) and found.nomad and found.column == 2
