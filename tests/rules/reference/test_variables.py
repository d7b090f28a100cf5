"""References to a task's environment: which names exist, in which form, and what a wrong one is told."""

from __future__ import annotations

import json

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic

NETWORK = 'network {\nmode = "bridge"\nport "http" {}\nport "my-port" {}\n}\n'


def _job(group: str, task: str, job: str = "", driver: str = "docker") -> str:
    return f'job "a" {{\n{job}\ngroup "g" {{\n{group}\ntask "t" {{\ndriver = "{driver}"\n{task}\n}}\n}}\n}}\n'


def _found(text: str) -> list[Diagnostic]:
    job = jobspec.parse_job(text).value
    assert job is not None
    return [found for found in jobspec.validate_job(job) if found.code.startswith("ENV")]


def _codes(group: str, task: str, job: str = "", driver: str = "docker") -> list[str]:
    return [found.code for found in _found(_job(group, task, job, driver))]


def _config(text: str) -> str:
    return f'config {{\nimage = "x"\nargs = [{json.dumps(text)}]\n}}'


def _env(text: str) -> str:
    return f"env {{\nX = {json.dumps(text)}\n}}"


def _of_terraform(text: str) -> str:
    """A config with text, in a file that Terraform fills in before Nomad reads it."""
    return _config(text) + '\nenv {\nNODE = "$${attr.unique.hostname}"\n}'


def _template(data: str, more: str = "") -> str:
    return f'template {{\ndestination = "local/x"\n{more}\ndata = <<EOF\n{data}\nEOF\n}}'


@pytest.mark.parametrize(
    ("task", "codes"),
    [
        (_config("${NOMAD_PORT_http} ${NOMAD_ADDR_http} ${NOMAD_ALLOC_IP_http}"), []),
        (_config("${NOMAD_PORT_htp}"), ["ENV101"]),
        (_config("${NOMAD_PORT_my_port} ${NOMAD_HOST_IP_my-port}"), []),
        (_config("${NOMAD_PORT_my-port}"), ["ENV101"]),
        (_config("${NOMAD_ALLOC_PORT_my_port}"), ["ENV101"]),
        ('config {\nimage = "x"\nargs = ["${env["NOMAD_PORT_htp"]}", "${env["NOMAD_PORT_http"]}"]\n}', ["ENV101"]),
        (_config("$NOMAD_PORT_http $NOMAD_ALLOC_PORT_my"), []),
        (_config("$NOMAD_PORT_htp"), ["ENV101"]),
        (_env("${NOMAD_PORT_my-port}"), []),
        (_env("${NOMAD_PORT_my_port}"), ["ENV101"]),
        (_env("${NOMAD_UPSTREAM_ADDR_db}"), ["ENV102"]),
        (_env("${NOMAD_META_x}"), ["ENV103"]),
        (_env("${NOMAD_TASK_DRI}"), ["ENV104"]),
        (_env("${NOMAD_ALLOC_ID} ${NOMAD_TOKEN_vault} ${NOMAD_SHORT_ALLOC_ID}"), []),
        (_template('{{ env "NOMAD_PORT_http" }} {{ env "attr.kernel.name" }}'), []),
        (_template('{{ env "NOMAD_PORT_htp" }}'), ["ENV101"]),
        (_template("${NOMAD_PORT_htp} ${NOMAD_OWN_NAME}"), ["ENV101"]),
        (_template('{{ mustEnv "NOMAD_FOO" }}'), ["ENV104"]),
        (_template('{{ envOrDefault "NOMAD_FOO" "x" }}'), []),
        ('env {\nNOMAD_FOO = "1"\nX = "${NOMAD_FOO}"\n}', ["ENV108"]),
        (_template('export NOMAD_FOO={{ key "x" }}', "env = true") + "\n" + _env("${NOMAD_FOO}"), []),
        (_template("{{ range ls \"x\" }}\n{{ .Key }}={{ .Value }}\n{{ end }}", "env = true") + "\n" + _env("${NOMAD_FOO}"), []),
    ],
)
def test_names_of_a_tasks_environment(task: str, codes: list[str]) -> None:
    assert _codes(NETWORK, task) == codes


def test_addresses_of_the_allocation_need_a_network_of_its_own() -> None:
    host = 'network {\nport "http" {}\n}\n'
    [found] = _found(_job(host, _config("${NOMAD_ALLOC_IP_http}")))
    assert found.code == "ENV101" and "only in a network of mode bridge" in found.message


def test_ports_of_another_tasks_network_are_known_by_task_and_label() -> None:
    other = 'task "db" {\ndriver = "docker"\nresources {\nnetwork {\nport "sql" {}\n}\n}\n}\n'
    assert _codes(other, _env("${NOMAD_ADDR_db_sql}")) == []
    assert _codes(other, _env("${NOMAD_ADDR_sql}")) == ["ENV101"]


def test_meta_is_inherited_and_known_in_capitals() -> None:
    names = "${NOMAD_META_rack} ${NOMAD_META_RACK} ${NOMAD_META_dash-key}"
    assert _codes("meta {\nrack = 1\n}", _env(names), "meta {\ndash-key = 1\n}") == []
    assert _codes("", _config("${NOMAD_META_dash_key}"), "meta {\ndash-key = 1\n}") == []


def test_meta_of_a_dispatch_is_known() -> None:
    job = 'type = "batch"\nparameterized {\nmeta_required = ["file"]\nmeta_optional = ["size"]\n}'
    assert _codes("", _env("${NOMAD_META_file} ${NOMAD_META_size}"), job) == []
    assert _codes("", _env("${NOMAD_META_fil}"), job) == ["ENV103"]


def test_upstreams_are_known_as_written_and_cleaned() -> None:
    service = (
        NETWORK + 'service {\nname = "a"\nport = "80"\nconnect {\nsidecar_service {\nproxy {\nupstreams {\n'
        'destination_name = "count-api"\nlocal_bind_port = 1\n}\n}\n}\n}\n}'
    )
    assert _codes(service, _env("${NOMAD_UPSTREAM_ADDR_count-api} ${NOMAD_UPSTREAM_PORT_count_api}")) == []
    assert _codes(service, _env("${NOMAD_UPSTREAM_ADDR_count}")) == ["ENV102"]
    assert _codes(service, _env("${NOMAD_PORT_connect_proxy_a}")) == []


def test_services_of_a_group_are_looked_at() -> None:
    assert _codes(NETWORK + 'service {\nname = "a"\nprovider = "nomad"\ntags = ["${NOMAD_PORT_htp}"]\n}', "") == ["ENV101"]


def test_a_wrong_name_is_shown_where_it_stands_with_the_edit_that_mends_it() -> None:
    text = _job('network {\nport "http" {}\n}', _env("http://${NOMAD_ADDR_htpp}/"))
    [found] = _found(text)
    assert found.span is not None and found.span.text == "NOMAD_ADDR_htpp"
    assert found.fix is not None and found.fix.edits[0].text == "NOMAD_ADDR_http"
    assert found.help == 'did you mean "NOMAD_ADDR_http"?'


def test_a_name_from_a_local_is_shown_in_the_local() -> None:
    text = 'locals {\naddr = "${NOMAD_ADDR_htp}"\n}\n' + _job(NETWORK, "env {\nX = local.addr\n}")
    [found] = _found(text)
    assert found.line == 2


def test_a_job_in_nomads_json_has_places_too() -> None:
    job = jobspec.parse_job(_job(NETWORK, _env("${NOMAD_PORT_htp}"))).value
    assert job is not None
    again = jobspec.parse_job(json.dumps({"Job": jobspec.job_json(job)}), json=True).value
    assert again is not None
    [found] = [found for found in jobspec.validate_job(again) if found.code == "ENV101"]
    assert found.span is not None and found.span.text == "NOMAD_PORT_htp"


@pytest.mark.parametrize(
    ("reference", "codes"),
    [
        ("${attr.cpu.arch} ${node.unique.name} ${node.region} ${meta.rack}", []),
        ("${attr.driver.own.thing} ${attr.own.thing} ${attr.platform.aws.tag.x}", []),
        ("${attr.platform.aws.instance-id}", ["ENV106"]),
        ("${attr.unique.network.ip-adress}", ["ENV106"]),
        ("${node.name}", ["ENV106"]),
        ("${node.hostname.long}", ["ENV106"]),
        ("${attr}", ["ENV106"]),
        ("${meta.own}", ["ENV106"]),
    ],
)
def test_properties_of_nodes_in_tasks(reference: str, codes: list[str]) -> None:
    assert _codes("", _env(reference), "meta {\nown = 1\n}") == codes


def test_placement_cannot_ask_for_the_nodes_region() -> None:
    body = 'attribute = "${%s}"\nvalue = "x"'
    assert _codes("affinity {\n" + body % "node.region" + "\n}", "") == ["ENV106"]
    assert _codes("affinity {\n" + body % "node.class" + "\n}", "") == []
    assert _codes("constraint {\n" + body % "attr.kernel.nam" + "\n}", "") == ["ENV106"]
    assert _codes("constraint {\n" + body % "node.region" + "\n}", "") == []  # Nomad says so itself


@pytest.mark.parametrize(
    ("task", "codes"),
    [
        (_config("${GREETING}"), ["ENV110"]),
        ('config {\nimage = "x:$${tag}"\n}', ["ENV110"]),
        (_config("$GREETING"), []),
        (_config("${GREETING}") + "\nenv {\nGREETING = 1\n}", []),
        (_config("${GREETING}") + "\n" + _template("GREETING=1", "env = true"), []),
        (_config("${GREETING}") + '\ntemplate {\nsource = "x"\ndestination = "y"\nenv = true\n}', []),
        (_config("${CONSUL_HTTP_ADDR} ${attr.own} ${secret.db.password}"), []),
        (_config("${GREETING}") + '\nresources {\ndevice "nvidia/gpu" {}\n}', []),
        (_env("${GREETING}"), []),
        ('config {\nimage = "x"\nenv {\nA = "${GREETING}"\n}\n}', []),
        (_of_terraform("${GREETING}"), []),
    ],
)
def test_variables_in_the_config_of_a_container(task: str, codes: list[str]) -> None:
    assert _codes("", task) == codes
    assert "ENV110" not in _codes("", task, driver="exec")


@pytest.mark.parametrize(("place", "words"), [(_env("${NOMAD_NODE_NAME}"), "${node.unique.name}"),
                                              (_template('{{ env "NOMAD_NODE_NAME" }}'), '{{ env "node.unique.name" }}')])
def test_what_a_variable_promises_is_shown_in_the_form_of_its_place(place: str, words: str) -> None:
    [found] = _found(_job("", place))
    assert found.code == "ENV104" and words in str(found.help)


@pytest.mark.parametrize(
    ("block", "value", "codes"),
    [
        ("constraint", "${NOMAD_JOB_NAME}", ["JOB206"]), ("affinity", "x-${node.class}", ["JOB206"]), ("constraint", "${meta.rack}", []),
        ("constraint", "linux", []), ("affinity", "${attr.kernel.name}${node.class}", ["JOB206"]),
    ],
)
def test_values_that_the_scheduler_compares(block: str, value: str, codes: list[str]) -> None:
    text = _job(f'{block} {{\nattribute = "${{meta.x}}"\nvalue = "{value}"\n}}', "")
    job = jobspec.parse_job(text).value
    assert job is not None
    assert [found.code for found in jobspec.validate_job(job) if found.code in ("JOB205", "JOB206")] == codes


@pytest.mark.parametrize(
    ("attribute", "edits"),
    [("{node.unique.name}", ['"${node.unique.name}"']), ("attr.kernel.name", ['"${attr.kernel.name}"']), ("rack", [])],
)
def test_an_attribute_without_its_dollar_sign_is_mended(attribute: str, edits: list[str]) -> None:
    job = jobspec.parse_job(_job(f'spread {{\nattribute = "{attribute}"\n}}', "")).value
    assert job is not None
    [found] = [one for one in jobspec.validate_job(job) if one.code == "JOB205"]
    assert [edit.text for edit in (found.fix.edits if found.fix else ())] == edits


def test_values_in_templates_of_terraform_are_not_looked_at() -> None:
    body = 'attribute = "$${attr.unique.hostname}"\nvalue = "paris-${destination}"'
    job = jobspec.parse_job(_job(f"constraint {{\n{body}\n}}", "")).value
    assert job is not None
    assert [one.code for one in jobspec.validate_job(job) if one.code.startswith("JOB2")] == []
