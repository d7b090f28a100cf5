"""Conditions of agent configs, with Nomad's words where it refuses."""

from __future__ import annotations

import pytest

from jobspec.diagnostics import Diagnostic
from jobspec.nodes.agent.load import agent_of
from jobspec.rules.agent import check_agent
from jobspec.rules.agent.port_ranges import port_ranges_problem
from jobspec.rules.agent.sizes import SizeError, parse_bytes
from jobspec.source import Source

CLIENT = 'data_dir = "/opt/nomad"\nclient {{\n  enabled = true\n  {}\n}}\n'


def found(text: str, *, whole: bool = False) -> list[Diagnostic]:
    result = agent_of(Source(text, "agent.hcl"))
    assert result.value is not None, [d.nomad_message for d in result.diagnostics]
    return check_agent(result.value, whole=whole)


@pytest.mark.parametrize(("setting", "message"), [
    ('node_pool = "all"', 'Invalid node pool: node is not allowed to register in node pool "all"'),
    ('preferred_address_family = "ipv5"', "Invalid preferred-address-family value: ipv5 (valid values: ipv4, ipv6)"),
    ('alloc_dir = "x"', "alloc-dir must be given as an absolute path: got x"),
    ("min_dynamic_port = -1", "Invalid dynamic port range: min_dynamic_port=-1"),
    ("max_dynamic_port = 100", "Invalid dynamic port range: min_dynamic_port=20000 and max_dynamic_port=100"),
    ('reserved { reserved_ports = "22,x" }', 'reserved.reserved_ports "22,x" invalid: strconv.ParseUint: parsing "x": invalid syntax'),
    ('host_network "a" { reserved_ports = "0" }', 'host_network["a"].reserved_ports "0" invalid: port must be > 0'),
    ('host_volume "v" { }', "Missing path in host_volume config"),
    ('meta { "a..b" = 1 }', "Invalid Client.Meta key: a..b"),
    ('artifact { git_timeout = "x" }', 'client.artifact block invalid: git_timeout not a valid duration: time: invalid duration "x"'),
    ('artifact { http_max_size = "1 zb" }', "client.artifact block invalid: http_max_size not a valid size: unhandled size name: zb"),
    ("artifact { decompression_file_count_limit = -1 }",
     "client.artifact block invalid: decompression_file_count_limit must be >= 0 but found -1"),
])
def test_what_nomad_refuses_of_a_client(setting: str, message: str) -> None:
    refused = [d for d in found(CLIENT.format(setting)) if d.nomad and d.severity == "error"]
    assert [d.nomad_message for d in refused] == [message]
    assert refused[0].span is not None


def test_a_good_client_has_no_findings() -> None:
    assert found(CLIENT.format('host_network "public" { cidr = "203.0.113.0/24" }')) == []


def test_a_value_is_pointed_at_where_it_stands() -> None:
    (finding,) = found('client {\n  bridge_network_subnet = "10.0.0.0"\n}\n')
    assert (finding.code, finding.line, finding.column) == ("AGT208", 2, 27)


def test_unknown_keys_are_told_where_nomad_is_silent() -> None:
    findings = found('plugin "docker" {\n  volumes { enabled = true }\n}\nconsul {\n  adress = "x"\n}\n')
    assert [(d.code, d.line, d.help) for d in findings] == [
        ("AGT202", 2, "options of the plugin itself stand in its `config` block"),
        ("AGT202", 5, 'did you mean "address"?'),
    ]


def test_a_network_with_a_blank_in_its_list_is_lost() -> None:
    (finding,) = found('client {\n  host_network "a" { cidr = "10.0.0.0/8, 192.168.0.0/16" }\n}\n')
    assert finding.message == '" 192.168.0.0/16" is no network: there is a blank in it'


@pytest.mark.parametrize(("text", "words"), [
    ("", None), ("22", None), ("22,80, 8500-8600", None), ("65536", None),
    ("30-20", "30-20 runs backwards"), ("1-2-3", '"1-2-3" is no range'),
    ("0", "0 is no port"), ("65537", "65537 is above 65535"), ("22,", "a port is missing"), ("-5", '"" is no port'),
])
def test_lists_of_ports(text: str, words: str | None) -> None:
    problem = port_ranges_problem(text)
    assert (None if problem is None else problem.words) == words


@pytest.mark.parametrize(("text", "size"), [("100GB", 100_000_000_000), ("1 KiB", 1024), ("1,000", 1000), ("1.5k", 1500), ("0", 0)])
def test_a_size_has_units_as_in_nomad(text: str, size: int) -> None:
    assert parse_bytes(text) == size


def test_an_unknown_unit_of_a_size_is_refused() -> None:
    with pytest.raises(SizeError, match="unhandled size name: zb"):
        parse_bytes("1zb")


@pytest.mark.parametrize(("text", "line"), [
    ('client {\n  template {\n    wait_bounds { min = "1s" }\n  }\n}\n', 3),
    ('vault {\n  default_identity { aud = ["a"] }\n}\nvault {\n  default_identity { aud = ["b"] }\n}\n', 5),
    ('client {\n  log_file = "/var/log/nomad.log"\n}\n', 2),
    ('client {\n  cgroup_parent = "nomad"\n}\n', 2),
])
def test_what_nomad_reads_and_drops(text: str, line: int) -> None:
    assert [(d.code, d.line) for d in found(text)] == [("AGT205", line)]


def test_a_template_with_more_than_bounds_is_kept() -> None:
    assert found('client {\n  template {\n    wait_bounds { min = "1s" }\n    max_stale = "1h"\n  }\n}\n') == []


def test_settings_of_a_block_without_its_label_are_said_once() -> None:
    codes = [d.code for d in found('plugin {\n  config {\n    enabled = true\n  }\n}\n')]
    assert codes == ["AGT203"]


@pytest.mark.parametrize(("text", "words"), [("vault {\n  task_token_ttl = \"1h\"\n}\n", "token_ttl"),
                                             ("consul {\n  enabled = true\n}\n", "address")])
def test_settings_that_never_were_are_told_their_place(text: str, words: str) -> None:
    [told] = [d for d in found(text) if d.code == "AGT202"]
    assert words in str(told.help)
