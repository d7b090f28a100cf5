"""Templates that become variables, and files of variables as go-envparse reads them."""

from __future__ import annotations

import pytest

from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.plan.tasks import task_plans
from jobspec.plan.tasks.env_file import NotAnEnvironment, read_environment

HOST = AllocationNetwork(mode="host")
ASKED = "<unknown: what a template asks for>"


@pytest.fixture
def planned(allocation):
    """A function that plans a task with one template of variables."""

    def plan(data, env=None, **template):
        port = AllocatedPort(label="my-port", host_network="default", host_ip="192.0.2.10", host_port=27161)
        templates = [{"EmbeddedTmpl": data, "Envvars": True, "DestPath": "local/app.env", **template}]
        task = {"Name": "main", "Driver": "docker", "Templates": templates, "Env": env, "Meta": {"Tier": "gold"}}
        [found] = task_plans(allocation(task, ports=[port]), HOST)
        return found

    return plan


@pytest.mark.parametrize(("data", "variables"), [
    ("A=1\nB = two words # three\n", {"A": "1", "B": "two words"}),
    ('PORT={{ env "NOMAD_PORT_my_port" }}', {"PORT": "27161"}),
    ('PORT="{{ env "NOMAD_PORT_my-port" }}"', {"PORT": ""}),
    ("ARCH={{ env `attr.kernel.name` }}-{{ mustEnv `meta.rack` }}", {"ARCH": "linux-r1"}),
    ("A={{ env `NOMAD_META_TIER` }}\n{{- /* no line */ -}}\nB=2", {"A": "goldB=2"}),
    ('DB={{ key "db" }}\nLOG=info', {"DB": ASKED, "LOG": "info"}),
    ("NOMAD_META_z-1=x", None),
    ("NOMAD_JOB_ID=own", {"NOMAD_JOB_ID": "own"}),
    ('{{ with secret "x" }}A={{ .Data.a }}{{ end }}', {"A": ASKED}),
    ('{{- with $v := nomadVar "x" }}\nDB={{ $v.a }}\nLOG=info\n{{- end }}\n', {"DB": ASKED, "LOG": "info"}),
    ('DB={{with secret "x"}}{{.Data.u}}{{end}}:{{with secret "x"}}{{.Data.p}}{{end}}', {"DB": f"{ASKED}:{ASKED}"}),
    ('{{ with secret "x" }}A={{ .Data.a }}{{ else }}A=1{{ end }}', None),
    ('{{ with secret "x" }}A={{ .Data.a }}', None),
    ('A=1{{ end }}', None),
    ('{{ with .x }}A=1{{ end }}', None),
    ('{{ range services }}A=1\n{{ end }}', None),
    ('{{ key "name" }}=1', None),
])
def test_what_a_template_says_of_the_environment_is_filled_in(planned, data, variables):
    found = planned(data)
    if variables is None:
        assert "template local/app.env" in found.notes
    else:
        assert found.notes.keys() == {name for name, value in variables.items() if ASKED in value}
        assert variables.items() <= found.env.items()


def test_templates_win_over_everything(planned):
    assert planned("A=of the template", env={"A": "own", "B": "${A}"}).env["A"] == "of the template"
    assert planned("A=of the template", env={"A": "own", "B": "${A}"}).env["B"] == "${A}"


def test_delimiters_may_be_others(planned):
    assert planned("A=<% env `NOMAD_JOB_ID` %>{{x}}", LeftDelim="<%", RightDelim="%>").env["A"] == "web{{x}}"


def test_templates_of_files_are_no_variables(planned):
    assert "A" not in planned("A=1", Envvars=False).env


@pytest.mark.parametrize(("text", "variables"), [
    ("", {}),
    ("# A=1\n\n  export B=2  ", {"B": "2"}),
    ("export=1", {"export": "1"}),
    ("""A="x # y" 'z # w' # v""", {"A": "x # y z # w"}),
    ("A=a#b", {"A": "a"}),
    ("A='x\\n'", {"A": "x\\n"}),
    ('A="\\n\\t\\"\\/\\u00e9\\ud83d\\ude00"', {"A": '\n\t"/é😀'}),
    ('A="\\ud83d\\u0041"', {"A": "\ufffd"}),
    ("A=b=c", {"A": "b=c"}),
    ("a.b/c=ü", {"a.b/c": "ü"}),
    ("A=1\r\nB=\r\n", {"A": "1", "B": ""}),
    ("A=# \t x", {"A": ""}),
])
def test_files_are_read_as_go_envparse_reads_them(text, variables):
    assert read_environment(text) == variables


@pytest.mark.parametrize("text", [
    "A", "=1", "1A=1", "A-B=1", "Ä=1", 'A="x', "A='x", 'A="\\x"', 'A="\\u12"', 'A="\\ud83d"', "A=a\tb", 'A="\\ü"', "A B=1",
])
def test_lines_that_go_envparse_refuses_are_refused(text):
    with pytest.raises(NotAnEnvironment) as problem:
        read_environment(f"OK=1\n{text}")
    assert problem.value.line == 2
