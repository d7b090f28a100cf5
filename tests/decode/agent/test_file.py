"""One file: HCL 1's conversions, repeated blocks, and the errors of Nomad."""

from __future__ import annotations

import pytest

from jobspec.decode.agent.addresses import normalize_address
from jobspec.decode.agent.file import AgentFile, parse_agent_file
from jobspec.source import Source


def read(text: str) -> AgentFile:
    result = parse_agent_file(Source(text, "agent.hcl"))
    assert result.value is not None, [d.nomad_message for d in result.diagnostics]
    return result.value


def refused(text: str) -> str | None:
    result = parse_agent_file(Source(text, "agent.hcl"))
    assert result.value is None
    return result.diagnostics[0].nomad_message


@pytest.mark.parametrize(("text", "expected"), [
    ("true", True), ("1", True), ('"true"', True), ('"1"', True), ("false", False), ("0", False), ('"FALSE"', False),
])
def test_a_switch_may_be_a_number_or_a_text(text: str, expected: bool) -> None:
    client = read(f"client {{ enabled = {text} }}").config.client
    assert client is not None and client.enabled is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("21000", 21000), ('"21000"', 21000), ("0x10", 16), ("010", 8), ('"1_000"', 1000), ("-3", -3),
])
def test_a_number_may_be_a_text_and_have_another_base(text: str, expected: int) -> None:
    client = read(f"client {{ min_dynamic_port = {text} }}").config.client
    assert client is not None and client.min_dynamic_port == expected


@pytest.mark.parametrize("text", [
    'client {\n  node_class = "x"\n}', 'client = {\n  node_class = "x"\n}', '"client" = { "node_class" = "x" }',
    'CLIENT { NODE_CLASS = "x" }',
    'client { enabled = true }\nclient { node_class = "x" }', '{"client": {"node_class": "x"}}', '{"client": [{"node_class": "x"}]}',
])
def test_ways_to_write_a_block(text: str) -> None:
    client = read(text).config.client
    assert client is not None and client.node_class == "x"


def test_values_as_written_become_texts() -> None:
    client = read('client {\n  meta {\n    a = 1\n    b = true\n    "c.d" = "x"\n  }\n}').config.client
    assert client is not None and client.meta == {"a": "1", "b": "true", "c.d": "x"}


def test_blocks_without_a_shape_become_lists_of_maps() -> None:
    plugins = read('plugin "docker" {\n  config {\n    a = 1\n    b { c = [1, { d = true }] }\n    b { }\n  }\n}').config.plugins
    assert plugins is not None
    assert (plugins[0].name, plugins[0].config) == ("docker", {"a": 1, "b": [{"c": [1, {"d": True}]}, {}]})


def test_a_host_network_without_a_label_is_named_after_its_settings() -> None:
    file = read('client {\n  host_network {\n    cidr = "10.0.0.0/8"\n  }\n}')
    assert file.config.client is not None and file.config.client.host_networks is not None
    assert [(network.name, network.cidr) for network in file.config.client.host_networks] == [("cidr", "10.0.0.0/8")]
    assert [note.key.label() for note in file.notes.unlabelled] == ["host_network"]


def test_durations_are_nanoseconds() -> None:
    client = read('client {\n  gc_interval = "90s"\n  template {\n    wait { min = "1s" }\n  }\n}').config.client
    assert client is not None and client.template is not None and client.template.wait is not None
    assert (client.gc_interval, client.template.wait.min, client.template.wait.max) == (90_000_000_000, 1_000_000_000, None)


def test_of_a_second_cluster_block_the_identities_are_lost() -> None:
    vaults = read('vault { enabled = true }\nvault {\n  token = 1\n  default_identity { aud = ["x"] }\n}').config.vaults
    assert vaults is not None
    assert [(vault.enabled, vault.default_identity) for vault in vaults] == [(True, None)]


@pytest.mark.parametrize(("text", "message"), [
    ('client { servers = "x" }', "At 1:20: unknown slice type: *ast.LiteralType"),
    ("name = [1]", "At 1:8: root.name: unknown type for string *ast.ListType"),
    ('client { enabled = "yes" }', 'decodeBool: Unknown value for boolean: "yes"'),
    ("client { min_dynamic_port = 08 }", 'strconv.ParseInt: parsing "08": invalid syntax'),
    ('client { min_dynamic_port = "${x}" }', 'strconv.ParseInt: parsing "${x}": invalid syntax'),
    ('client { gc_disk_usage_threshold = "80" }', "At 1:36: root.client.gc_disk_usage_threshold: unknown type *ast.LiteralType"),
    ('client = "x"', "At 1:10: root.client: not an object type for struct (*ast.LiteralType)"),
    ('client { host_network = [{ cidr = "x" }] }',
     "At 1:28: root.client.host_network[0]: Name asked for 'key', impossible"),
    ('client { gc_interval = "5" }', "gc_interval can't parse time duration 5"),
    ('consul { timeout = 5 }', "error parsing 'consul': time: missing unit in duration \"5\""),
    ('vault { enabled = "x" }', "error parsing 'vault': decoding failed due to the following error(s):\n\n"
                                "'enabled' cannot parse value as 'bool': strconv.ParseBool: invalid syntax"),
    ("nope = 1", "unexpected keys nope"),
    ("client { nope = 1 }", "client unexpected keys nope"),
    ("client {\n reserved { network { } }\n}", "reserved.client unexpected keys network"),
    ('datacenter = "a"\ndatacenter = "b"', "unexpected keys datacenter"),
    ("keyring { }", "panic: runtime error: index out of range [0] with length 0"),
    ("server { default_scheduler_config { node_limit_for_feasibility_checks = 5 } }",
     "At 1:73: root.server.default_scheduler_config.node_limit_for_feasibility_checks: unknown kind to decode into: uint"),
])
def test_what_nomad_refuses(text: str, message: str) -> None:
    assert refused(text) == message


def test_an_unknown_key_is_pointed_at_with_the_nearest_name() -> None:
    (finding,) = parse_agent_file(Source('client {\n  node_clas = "x"\n}\n', "agent.hcl")).diagnostics
    assert (finding.code, finding.line, finding.column, finding.help) == ("AGT004", 2, 3, 'did you mean "node_class"?')


@pytest.mark.parametrize(("address", "expected"), [
    ("", ""), ("::0:1", "::1"), ("[2001:DB8::1]", "2001:db8::1"), ("[::0]:80", "[::]:80"), ("10.0.0.1:80", "10.0.0.1:80"),
    ("localhost:80", "localhost:80"), ("https://[2001:db8:0::1]:8200/x", "https://[2001:db8::1]:8200/x"),
    ("http://127.0.0.1", "http://127.0.0.1"), ("https://vault.example:8200", "https://vault.example:8200"),
])
def test_addresses_in_their_shortest_form(address: str, expected: str) -> None:
    assert normalize_address(address) == expected
