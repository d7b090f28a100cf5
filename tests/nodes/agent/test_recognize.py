"""Telling agent configs from other files by their content."""

from __future__ import annotations

import pytest

from jobspec.nodes.agent.recognize import is_agent_config, is_surely_agent_config


@pytest.mark.parametrize(("text", "named", "found"), [
    ('client {\n  enabled = true\n}\n', True, True),
    ('"server" = {\n}\n', True, True),
    ('plugin "docker" {\n  config {\n  }\n}\n', True, True),
    ('data_dir = "/opt/nomad"\ndatacenter = "dc1"\n', True, False),
    ('{"client": {"enabled": true}}', True, False),
    ('client = x\n{', True, False),
    ('job "web" {\n}\nclient {\n}\n', False, False),
    ('variable "x" {\n}\n', False, False),
    ('plugin "aws" {\n  enabled = true\n}\nrule "x" {\n}\n', False, False),
    ('server = true\ndata_dir = "/x"\nclient_addr = "0.0.0.0"\nencrypt = "x"\nretry_join = ["a"]\n', False, False),
    ('{"Job": {"ID": "x"}}', False, False),
    ('{"job": {"web": {}}}', False, False),
    ("", False, False),
])
def test_an_agent_config_is_told_by_what_it_holds(text: str, named: bool, found: bool) -> None:
    assert (is_agent_config(text.encode()), is_surely_agent_config(text.encode())) == (named, found)
