"""Agent configs that are meant to hurt: nothing crashes, and time is in proportion to the size."""

from __future__ import annotations

import random

import pytest

from jobspec.nodes.agent.load import agent_of
from jobspec.nodes.agent.recognize import is_agent_config
from jobspec.rules.agent import check_agent
from jobspec.source import Source
from tests.hostile.clock import growth, seconds

GOOD = ('client {\n  enabled = true\n  host_network "a" { cidr = "10.0.0.0/8" }\n  meta { x = 1 }\n}\nplugin "docker" {\n  config {\n'
        '    b { c = [1, { d = 2 }] }\n  }\n}\nconsul { token = "x" }\nname = <<E\nx\nE\n')
JSON = '{"client": [{"enabled": true, "host_network": {"a": {"cidr": "10.0.0.0/8"}}}], "vault": {"default_identity": {"ttl": "1h"}}}'
PIECES = ["{", "}", "[", "]", "=", '"', ",", "\n", "<<E", "#", "/*", "${", "\\", "\\u12", "0x", "1e", ".5", "\0", "\ue123", "\udcff", "é",
          "\r\n", "null", "true", "client", "x y", "-", "keyring {}", 'vault = "x"', "server { search {} }"]


def check(text: str) -> None:
    is_agent_config(text.encode("utf-8", "surrogateescape"))
    result = agent_of(Source(text, "agent.hcl"))
    if result.value is None:
        assert result.errors
    else:
        for finding in check_agent(result.value):
            assert finding.code != "JOB000", finding.message


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("text", [GOOD, JSON])
def test_damaged_text_is_an_error_or_a_configuration(text: str, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        damaged = text
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(damaged) + 1)
            damaged = damaged[:place] + chance.choice(PIECES) + damaged[place + chance.choice((0, 0, 1, 5)) :]
        check(damaged)


@pytest.mark.parametrize("unit", [
    'plugin "p{}" {{ args = ["x"] }}\n', 'client {{ host_network "n{}" {{ cidr = "10.0.0.0/8" }} }}\n', "x{} = 1\n",
    'client {{ meta {{ k{} = "v" }} }}\n', "# {}\n", "a{}",
])
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    small, large = ("".join(unit.format(number) for number in range(size)) for size in (1_000, 4_000))
    assert growth(lambda: check(small), lambda: check(large), limit=8) < 8


def test_a_long_line_of_json() -> None:
    text = '{"client": {"meta": {' + ", ".join(f'"k{number}": "v"' for number in range(5_000)) + "}}}"
    assert seconds(lambda: check(text)) < 5
