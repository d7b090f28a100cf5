"""The nodes that are given decide which ports are dynamic, whether or not variables have values."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobspec.check import Settings, check_file
from jobspec.nodes.given import GivenNodes

JOB = """
variable "image" {{ {value} }}
job "a" {{
  group "g" {{
    network {{
      port "http" {{ static = {port} }}
    }}
    task "t" {{
      driver = "docker"
      config {{ image = var.image }}
    }}
  }}
}}
"""


@pytest.mark.parametrize("value", ['default = "a"', ""], ids=["with a value", "without"])
@pytest.mark.parametrize(("port", "found"), [(25000, False), (40500, True)])
def test_the_ranges_of_given_nodes_count(value: str, port: int, found: bool, tmp_path: Path) -> None:
    config = tmp_path / "client.hcl"
    config.write_text("client {\n  enabled = true\n  min_dynamic_port = 40000\n  max_dynamic_port = 41000\n}\n", encoding="utf-8")
    settings = Settings(nodes=GivenNodes(paths=(str(config),)))
    codes = [one.code for one in check_file(JOB.format(value=value, port=port).encode(), "a.nomad", settings).diagnostics]
    assert ("NET111" in codes) is found
