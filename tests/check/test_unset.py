"""Files in which variables have no value: what is wrong with them whatever the values, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jobspec.check import Settings, check_file
from jobspec.nodes.given import GivenNodes
from jobspec.source import Source
from jobspec.triage.report import FileFindings

FIXTURES = Path(__file__).parents[2] / "fixtures"


def job(inside: str, *, job: str = "", group: str = "", config: str = "", variables: str = "") -> str:
    """A job file with something in its task, and elsewhere."""
    return f"""{variables}
job "j" {{
  {job}
  group "g" {{
    {group}
    task "t" {{
      driver = "docker"
      config {{
        image = "web:1"
        {config}
      }}
      {inside}
    }}
  }}
}}
"""


def check(text: str, **settings: object) -> FileFindings:
    return check_file(text.encode(), "job.nomad", Settings(**settings))  # type: ignore[arg-type]


def found(text: str, **settings: object) -> list[str]:
    """The codes of what is found beside the missing values."""
    return [one.code for one in check(text, **settings).diagnostics if one.code != "HCL420"]


def unchecked(text: str) -> list[str]:
    return [f"{entry.what} ({entry.why})" for entry in check(text).not_checked]


STRING = 'variable "x" { type = string }'
NUMBER = 'variable "x" { type = number }'
LIST = 'variable "x" { type = list(string) }'
OBJECTS = 'variable "x" { type = list(object({ name = string, port = number })) }'
ANYTHING = 'variable "x" {}'
PORTS = 'network {\n mode = "bridge"\n dynamic "port" {\n for_each = var.x\n labels = [port.value.name]\n content {\n %s\n}\n}\n}'


@pytest.mark.parametrize(("text", "expected"), [
    pytest.param(job("", config="prots = []\n command = var.x", variables=STRING), ["DRV101"], id="beside a text"),
    pytest.param(job("", config="prots = var.x", variables=ANYTHING), ["DRV101"], id="its name is wrong whatever the value"),
    pytest.param(job("", config="args = var.x\n prots = []", variables=ANYTHING), ["DRV101"], id="a list without a type"),
    pytest.param(job("kill_timeout = var.x", config="prots = []", variables=STRING), ["DRV101"], id="only durations can be read"),
    pytest.param(job("kill_timeout = var.x", config="prots = []", variables=ANYTHING), ["DRV101"], id="the same without a type"),
    pytest.param(job("leader = var.x", config="prots = []", variables=ANYTHING), ["DRV101"], id="true or false"),
    pytest.param(job("", job="datacenters = var.x", config="prots = []", variables=ANYTHING), ["DRV101"], id="datacenters"),
    pytest.param(job("", group="count = var.x", config="prots = []", variables=NUMBER), ["DRV101"], id="the count of a group"),
    pytest.param(job("", group=PORTS % "too = 1", variables=OBJECTS), ["HCL201"], id="the body for elements is read"),
    pytest.param(job("", group=PORTS % "too = 1", variables=ANYTHING), ["HCL201"], id="elements of unknown shape"),
    pytest.param(job("", group=PORTS % 'to = "80"', variables=OBJECTS), [], id="what quotes the label of a port depends on it"),
    pytest.param(job("", config="prots = []", variables=ANYTHING), ["JOB601", "DRV101"], id="a variable that is never used"),
    pytest.param(job("", config="prots = []\n command = local.y", variables=STRING + '\nlocals {\n y = upper(var.x)\n}'), ["DRV101"],
                 id="by way of a local"),
    pytest.param(job("", config="prots = []\n command = local.y[var.x]", variables=STRING + '\nlocals {\n y = { a = "1", b = "2" }\n}'),
                 ["DRV101"], id="a key of a local"),
    pytest.param(job("env {\n A = file(var.x)\n}", config="prots = []", variables=STRING), ["DRV101"], id="the path of a file"),
    pytest.param(job("", config="prots = []\n command = var.x", variables='variable "x" {\n validation {\n condition = var.x == "prod"\n'
                     ' error_message = "No."\n }\n}'), ["DRV101"], id="values that no validation takes"),
    pytest.param(job("", config="prots = []\n command = var.x.a[0].b", variables='variable "x" { type = object({ a = list(object({ b = '
                     "string }))\n c = tuple([bool, map(number)])\n d = set(string) }) }"), ["DRV101"], id="structures"),
    pytest.param('{"variable": {"x": {}}, "job": {"j": {"group": {"g": {"task": {"t": {"driver": "docker", "config": {"image": "${var.x}", '
                 '"prots": []}}}}}}}}', ["DRV101"], id="in HCL's JSON form"),
])
def test_what_does_not_depend_on_values_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", [
    pytest.param(job("", config="image_pull_timeout = var.x", variables=STRING), id="no text is a duration"),
    pytest.param(job("", group='count = var.x\n network {\n port "p" {\n static = 80\n }\n }', variables=NUMBER), id="one or several"),
    pytest.param(job("", job="type = var.x\n periodic {\n crons = [\"@daily\"]\n}", variables=STRING), id="a type that Nomad knows"),
    pytest.param(job("resources {\n memory = 512\n memory_max = var.x\n}", variables=NUMBER), id="more or less than something else"),
    pytest.param(job("env {\n A = NOMAD_META_colour\n B = \"${NOMAD_META_colour}\"\n}", job="meta = var.x",
                     variables='variable "x" { type = map(string) }'), id="names that the value may define"),
    pytest.param(job("", group=PORTS % "static = 8080", config='ports = ["web"]', variables=OBJECTS),
                 id="labels that the value may define"),
    pytest.param(job("", config="args = var.x", variables=ANYTHING), id="a list or a text"),
    pytest.param(job("template {\n destination = \"local/a\"\n data = \"{{ if true }} ${var.x}\"\n}", variables=STRING),
                 id="what completes a template"),
    pytest.param(job("", group='network {\n port "web" {\n to = 80\n }\n }', config="ports = var.x", variables=LIST), id="names in a list"),
    pytest.param(job('env {\n A = "${NOMAD_UPSTREAM_ADDR_my_db}"\n}', group='network {\n mode = "bridge"\n}\n shutdown_delay = "1s"\n'
                     'service {\n name = "s"\n connect {\n sidecar_service {\n proxy {\n upstreams {\n destination_name = "my-${var.x}"\n'
                     'local_bind_port = 1\n }\n }\n }\n }\n }', variables=STRING), id="a name in pieces"),
    pytest.param(job("", group='restart {\n attempts = 3\n delay = "15s"\n interval = var.x\n}', variables=STRING), id="long and short"),
    pytest.param(job("", group='count = var.x == "prod" ? 2 : 1\n update {\n canary = 2\n auto_promote = true\n }', variables=STRING),
                 id="what a condition compares with"),
    pytest.param(job("", group='network {\n mode = var.x\n port "p" {\n to = 80\n }\n }', variables=STRING), id="a mode that Nomad knows"),
    pytest.param(job("", config="command = split(\",\", var.x)[3]", variables=STRING), id="an error that says nothing of the value"),
])
def test_what_may_depend_on_values_is_not_found(text: str) -> None:
    assert found(text) == []


def test_missing_values_are_found_as_before_and_first() -> None:
    text = job("", config="prots = []\n command = var.x", variables=STRING)
    first = check(text).diagnostics[0]
    assert (first.code, first.nomad, first.span) == ("HCL420", True, None)


def test_no_finding_speaks_of_a_stand_in() -> None:
    text = job("", group='network { mode = "brigde" }', config='prots = [var.y]', job="type = var.z\n region = var.x",
               variables=f'{STRING}\nvariable "y" {{}}\nvariable "z" {{}}')
    told = check(text).diagnostics
    assert [one.code for one in told if one.code != "HCL420"] == ["NET103", "DRV101"]
    for one in told:
        shown = " ".join(filter(None, (one.message, one.help, one.nomad_message)))
        assert not re.search(r'"(1|0|90s|4096|some-name)"', shown)


@pytest.mark.parametrize(("text", "expected"), [
    (job("", config="command = var.x", variables=STRING), 'what depends on the value of "x" (it has none here)'),
    (job("", config="command = var.x\n args = [var.y]", variables=f'{STRING}\nvariable "y" {{}}'),
     'what depends on the values of "x" and "y" (they have none here)'),
    (job("", config="command = jsondecode(var.x).a\n args = [var.y]", variables=f'{STRING}\nvariable "y" {{}}'),
     'what only a readable job can be checked for (it cannot be read without a value of "x")'),
    (job("imagee = 1", config="command = var.x", variables=STRING),
     "what only a readable job can be checked for (its other errors come first)"),
])
def test_what_was_not_checked_is_said(text: str, expected: str) -> None:
    assert unchecked(text) == [expected]


def test_a_file_that_takes_too_long_is_not_checked_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobspec.check.trials._PATIENCE", -1.0)
    looked = check(job("", config="prots = []\n command = var.x", variables=STRING))
    assert [one.code for one in looked.diagnostics] == ["HCL420"]
    assert [entry.why for entry in looked.not_checked] == ["reading it with several values of its variables takes too long"]
    assert looked.reads is None  # nothing to keep for the next run


def test_errors_beside_the_values_are_told_from_those_of_stand_ins() -> None:
    text = job("env {\n A = \"${var.x}${var.nope}\"\n B = jsondecode(var.x).a\n}\n leadr = true", variables=STRING)
    assert found(text) == ["HCL201", "HCL304"]


def test_comments_may_be_about_what_depends_on_values() -> None:
    text = job("# jobspec: ignore[NET103, DRV101] reason\n leader = true", config="command = var.x", variables=STRING)
    assert found(text) == []


def test_files_with_all_values_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jobspec.check.unset", None)  # an import would fail
    assert found(job("", config="command = var.x", variables=STRING), variables=("x=1",)) == []


@pytest.mark.parametrize(("dc", "nodes", "every", "expected"), [
    ('["dc1"]', 1, False, ["NODE202"]),
    ("[var.x]", 1, False, ["NODE202"]),
    ("[var.x]", 2, False, []),
    ("[var.x]", 2, True, ["NODE202"]),
])
def test_what_keeps_a_job_from_every_node_is_found(dc: str, nodes: int, every: bool, expected: list[str], tmp_path: Path) -> None:
    """Where one of two nodes would do, the value decides which."""
    paths = []
    for number in range(nodes):
        config = tmp_path / f"{number}.hcl"
        cni = "" if number == 0 else 'host_volume "v" { path = "/" }'
        config.write_text(f'name = "n{number}"\nclient {{\n enabled = true\n cni_config_dir = "{tmp_path}/cni{number}"\n {cni}\n}}\n')
        (tmp_path / f"cni{number}").mkdir()
        if number:
            (tmp_path / "cni1/a.conflist").write_text('{"cniVersion": "1.0.0", "name": "a", "plugins": [{"type": "bridge"}]}')
    for number in range(nodes):
        paths.append(str(tmp_path / f"{number}.hcl"))
    text = job("", job=f"datacenters = {dc}", group='count = var.y\n network {\n mode = "cni/a"\n }',
               variables=f'{STRING}\nvariable "y" {{ type = number }}')
    given = GivenNodes(paths=tuple(paths))
    assert [code for code in found(text, nodes=given, every_node=every) if code.startswith("NODE")] == expected


def test_places_are_those_of_the_file() -> None:
    text = job("", config="prots = []\n command = var.x", variables=STRING)
    [one] = [each for each in check(text).diagnostics if each.code == "DRV101"]
    assert one.span is not None
    assert (one.span.text, one.span.source.name, isinstance(one.span.source, Source)) == ("prots", "job.nomad", True)
