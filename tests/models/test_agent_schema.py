"""The generated JSON Schema of agent configs."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from jobspec.models.agent_schema import agent_schema


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(agent_schema())


@pytest.mark.parametrize("document", [
    {},
    {"client": {"enabled": True, "host_network": {"public": {"cidr": "203.0.113.0/24"}}}},
    {"client": [{"enabled": "true", "host_network": [{"public": [{"cidr": "203.0.113.0/24"}]}], "min_dynamic_port": "0x5208"}]},
    {"plugin": {"docker": {"config": {"volumes": {"enabled": True}}}}, "client": {"meta": {"rack": 7}, "gc_interval": "1m30s"}},
    {"keyring": {"awskms": {"active": True, "region": "eu-west-1"}}, "vault": [{"name": "a"}, {"name": "b"}]},
])
def test_what_nomad_reads_fits(document: dict[str, Any]) -> None:
    jsonschema.validate(document, agent_schema())


@pytest.mark.parametrize("document", [
    {"nope": 1}, {"client": {"enabled": "yes"}}, {"client": {"servers": "a"}}, {"client": {"gc_interval": "5"}},
    {"server": {"bootstrap_expect": "${n}"}}, {"client": {"reserved": {"network": {}}}},
])
def test_what_nomad_refuses_does_not_fit(document: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, agent_schema())
