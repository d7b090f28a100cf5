"""Networks that Nomad accepts and that cannot work."""

from __future__ import annotations

import pytest

import jobspec
from jobspec.diagnostics import Diagnostic
from jobspec.rules import check_job

CODES = ("NET1", "SVC109")


def _found(group: str, job_type: str = "service") -> list[Diagnostic]:
    result = jobspec.parse_job(f'job "a" {{\ntype = "{job_type}"\ngroup "g" {{\n{group}\n}}\n}}\n')
    assert result.value is not None and not result.errors, result.errors
    return [found for found in jobspec.validate_job(result.value) if found.code.startswith(CODES)]


def _codes(group: str) -> list[str]:
    return [found.code for found in _found(group)]


def _task(driver: str, config: str = "", more: str = "", name: str = "t") -> str:
    return f'task "{name}" {{\ndriver = "{driver}"\nconfig {{\nimage = "x"\ncommand = "y"\n{config}\n}}\n{more}\n}}\n'


def _network(body: str, mode: str = "") -> str:
    return "network {\n" + (f'mode = "{mode}"\n' if mode else "") + body + "\n}\n"


HTTP = 'port "http" {\nto = 80\n}'


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        (_network(HTTP) + _task("docker"), ["NET116"]),
        (_network(HTTP) + _task("docker", 'ports = ["http"]'), []),
        (_network(HTTP) + _task("docker", 'ports = ["${meta.port}"]'), []),
        (_network(HTTP) + _task("docker", 'ports = ["http"]\nnetwork_mode = "host"'), ["NET116"]),
        (_network(HTTP) + _task("raw_exec"), ["NET116"]),
        (_network(HTTP) + _task("own"), []),
        (_network(HTTP, "bridge") + _task("raw_exec"), []),
        (_network('port "http" {\nstatic = 80\nto = 80\n}') + _task("raw_exec"), []),
        (_network('port "http" {\nto = -1\n}') + _task("raw_exec"), []),
        (_network(HTTP) + _task("docker", "", 'service {\nname = "a"\nport = "http"\naddress_mode = "driver"\n}'), []),
    ],
)
def test_to_in_host_mode(group: str, codes: list[str]) -> None:
    assert _codes(group) == codes


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        (_network('hostname = "h"', "bridge") + _task("docker"), []),
        (_network('hostname = "h"', "bridge") + _task("docker") + _task("exec", name="u"), ["NET117"]),
        (_network('hostname = "h"', "cni/x") + _task("own"), []),
        (_network('hostname = "h"', "none") + _task("docker"), []),
        (_network('hostname = "h"') + _task("docker"), ["NET113"]),
        (_network('dns {\nservers = ["1.1.1.1"]\n}') + _task("docker"), []),
        (_network('dns {\nservers = ["1.1.1.1"]\n}') + _task("raw_exec"), ["NET113"]),
        (_network('dns {\nservers = ["1.1.1.1"]\n}') + _task("raw_exec") + _task("exec2", name="u"), ["NET113"]),
        (_network('dns {\nservers = ["1.1.1.1"]\n}') + _task("raw_exec") + _task("exec", name="u"), []),
        (_network('dns {\nservers = ["1.1.1.1"]\n}', "none") + _task("docker"), ["NET113"]),
        (_network("cni {\nargs = { A = 1 }\n}", "none") + _task("docker"), ["NET113"]),
        (_network("cni {\nargs = { A = 1 }\n}", "cni/x") + _task("docker"), []),
    ],
)
def test_settings_that_modes_and_drivers_ignore(group: str, codes: list[str]) -> None:
    assert _codes(group) == codes


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        (_network('port "http" {}') + _task("docker", "port_map {\nhttp = 80\n}"), ["NET118"]),
        (_task("podman", "port_map = [{ http = 80 }]"), ["NET118"]),
        (_network('port "http" {}') + _task("docker", 'ports = ["http"]\nport_map {\nhttp = 80\n}'), []),
        (_task("docker", "port_map {\nhttp = 80\n}", 'resources {\nnetwork {\nport "http" {}\n}\n}'), ["NET105"]),
        (_task("qemu", "port_map {\nhttp = 80\n}"), []),
    ],
)
def test_port_map_without_a_network_of_the_task(group: str, codes: list[str]) -> None:
    assert _codes(group) == codes


@pytest.mark.parametrize(
    ("mode", "address_mode", "codes"),
    [
        ("host", "alloc", ["SVC109"]), ("none", "alloc_ipv6", ["SVC109"]), ("", "alloc", ["SVC109"]),
        ("bridge", "alloc", []), ("cni/x", "alloc_ipv6", []), ("host", "host", []), ("host", "auto", []),
    ],
)
def test_addresses_of_allocations(mode: str, address_mode: str, codes: list[str]) -> None:
    service = f'service {{\nname = "a"\nprovider = "nomad"\nport = "80"\naddress_mode = "{address_mode}"\n}}\n'
    assert _codes(_network("", mode) + service + _task("docker")) == codes


def test_the_driver_mode_of_a_check_of_a_task_without_a_driver_network() -> None:
    service = (
        'service {\nname = "a"\nport = "http"\ncheck {\ntype = "tcp"\nport = "8080"\naddress_mode = "driver"\n'
        'interval = "10s"\ntimeout = "1s"\n}\n}'
    )
    assert _codes(_network('port "http" {}') + _task("exec", "", service)) == ["SVC109"]
    assert _codes(_network('port "http" {}') + _task("docker", "", service)) == []


def test_a_label_in_a_drivers_ports_is_shown_itself_with_the_edit_that_mends_it() -> None:
    group = _network('port "http" {}', "bridge") + _task("docker", 'args = ["htpp"]\nports = ["http", "htpp"]')
    [found] = _found(group)
    assert found.code == "NET108" and found.span is not None and found.span.text == '"htpp"'
    assert found.span.line == group[: group.index('"http", "htpp"')].count("\n") + 4
    assert found.fix is not None and found.fix.edits[0].text == "http" and found.fix.edits[0].span.text == "htpp"


def test_the_mode_of_a_network_is_mended() -> None:
    [found] = _found(_network("", "brigde") + _task("docker"))
    assert found.fix is not None and [edit.text for edit in found.fix.edits] == ["bridge"]


def test_the_listener_of_an_exposed_path_is_a_declared_port() -> None:
    service = (
        'service {\nname = "a"\nport = "80"\nconnect {\nsidecar_service {\nproxy {\nexpose {\npath {\npath = "/h"\n'
        'protocol = "http"\nlocal_path_port = 80\nlistener_port = "%s"\n}\n}\n}\n}\n}\n}\n'
    )
    assert _codes(_network('port "health" {}', "bridge") + service % "health" + _task("docker")) == []
    assert _codes(_network('port "health" {}', "bridge") + service % "helth" + _task("docker")) == ["NET108"]


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("cni/MyNet", 'looks for "cni/mynet"'), ("CNI/mynet", "not a network mode"), ("cni", "not a network mode"),
        ("cni/", "lacks the name"),
    ],
)
def test_modes_that_no_client_knows(mode: str, words: str) -> None:
    [found] = _found(_network("", mode) + _task("docker"))
    assert found.code == "NET103" and words in found.message and "cni/" in f"{found.help} {found.message}"


def test_dots_stay_in_the_names_of_variables() -> None:
    assert _codes(_network('port "a.b" {}\nport "a_b" {}', "bridge") + _task("docker")) == []
    assert _codes(_network('port "a-b" {}\nport "a_b" {}', "bridge") + _task("docker")) == ["NET107"]


def test_a_tasks_network_without_ports_is_not_moved_but_removed() -> None:
    found = [one for one in _found(_task("exec", more="resources {\nnetwork {\nmbits = 10\n}\n}")) if "deprecated" in one.message]
    assert "Remove it, or write a network into the group." in [one.help for one in found]


@pytest.mark.parametrize(
    ("driver", "network", "config", "severity", "words"),
    [
        ("docker", _network('port "http" {}'), "", "error", "declares"),
        ("docker", "", "", "warning", "nothing is published"),
        ("docker", _network('port "http" {}', "bridge"), "", "warning", "no effect"),
        ("docker", _network('port "http" {}', "bridge"), 'network_mode = "bridge"', "error", "declares"),
        ("podman", _network('port "http" {}', "bridge"), "", "warning", "(as of hashicorp/nomad-driver-podman)"),
        ("nspawn", _network('port "http" {}'), "", "warning", "(as of JanMa/nomad-driver-nspawn"),
    ],
)
def test_what_becomes_of_a_label_that_does_not_exist(driver: str, network: str, config: str, severity: str, words: str) -> None:
    [found] = [one for one in _found(network + _task(driver, f'ports = ["admin"]\n{config}')) if one.code == "NET108"]
    assert found.severity == severity and words in found.message


@pytest.mark.parametrize(("driver", "words"), [("docker", "leaves its group's network"), ("podman", "has no effect")])
def test_a_containers_own_mode_beside_the_groups(driver: str, words: str) -> None:
    [found] = _found(_network("", "bridge") + _task(driver, 'network_mode = "host"'))
    assert found.code == "NET114" and words in found.message


def test_static_ports_of_several_allocations_are_one_finding_a_network() -> None:
    group = "count = 3\n" + _network('port "a" {\nstatic = 80\n}\nport "b" {\nstatic = 443\n}') + _task("exec")
    [found] = _found(group)
    assert (found.code, found.message) == ("NET112", "ports 80, 443 are static and the count is 3: the group needs 3 nodes")
    assert _found('constraint {\noperator = "distinct_hosts"\nvalue = "true"\n}\n' + group) == []


def test_numbers_in_quotes_are_one_finding_a_network_with_all_edits() -> None:
    [found] = _found(_network('port "a" {\nstatic = "80"\nto = "80"\n}\nport "b" {\nto = 81\n}', "bridge") + _task("exec"))
    assert found.code == "NET119" and "2 such numbers" in found.message
    assert found.fix is not None and [edit.text for edit in found.fix.edits] == ["80", "80"]


def test_a_static_port_in_the_dynamic_range_is_not_sent_to_reserved_ports() -> None:
    [found] = _found(_network('port "a" {\nstatic = 25565\n}') + _task("exec"))
    assert found.code == "NET111" and "max_dynamic_port" in str(found.help)


def test_a_port_map_is_told_in_todays_words() -> None:
    [found] = _found(_network('port "http" {}') + _task("docker", "port_map {\nhttp = 80\n}"))
    assert found.help == 'Write port "http" { to = 80 } into the group\'s network and ports = ["http"] here.'


def test_where_a_port_is_declared_depends_on_what_the_group_has() -> None:
    helps = [_found(network + _task("docker", 'ports = ["admin"]'))[-1].help for network in ("", _network('port "http" {}', "bridge"))]
    assert helps == [
        'Remove it from ports, or declare network { port "admin" { } } in the group.',
        'Remove it from ports, or declare port "admin" { } in the group\'s network.',
    ]


@pytest.mark.parametrize(
    ("ranges", "words"),
    [([], "20000 to 32000 by default"), ([(40000, 50000)], None), ([(40000, 50000), (20000, 32000)], "20000 to 32000 on a given node")],
)
def test_the_dynamic_ports_of_given_nodes_count(ranges: list[tuple[int, int]], words: str | None) -> None:
    group = _network('port "a" {\nstatic = 25565\n}') + _task("exec")
    job = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\n{group}\n}}\n}}\n').value
    assert job is not None
    found = [one.message for one in check_job(job, dynamic_ports=ranges) if one.code == "NET111"]
    assert (not found) if words is None else words in found[0]
