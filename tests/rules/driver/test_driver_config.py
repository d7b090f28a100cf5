"""A task's config against what its driver takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jobspec
from jobspec.check import Settings, check_file
from jobspec.rules.driver.schemas import driver_schema

SCHEMAS = sorted((Path(__file__).parents[3] / "schemas" / "drivers").glob("*.json"))


def _text(driver: str, config: str) -> str:
    return f'job "a" {{\n group "g" {{\n task "t" {{\n driver = "{driver}"\n config {{\n{config}\n}}\n}}\n}}\n}}\n'


def _codes(driver: str, config: str) -> list[str]:
    job = jobspec.parse_job(_text(driver, config)).value
    assert job is not None
    return [found.code for found in jobspec.validate_job(job) if found.code.startswith("DRV")]


@pytest.mark.parametrize(
    ("driver", "config", "codes"),
    [
        ("docker", 'image = "x"', []),
        ("docker", 'image = "x"\nimagee = "y"', ["DRV101"]),
        ("docker", 'image = "x"\nlogging {\ntipe = "y"\n}', ["DRV101"]),
        ("docker", 'image = "x"\nlogging {\ntype = "y"\nconfig {\na = 1\n}\n}', []),
        ("docker", 'image = "x"\nlogging = { type = "y" }', []),
        ("docker", 'image = "x"\nprivileged = "true"\npids_limit = "3"\nhostname = 4', []),
        ("docker", 'image = "x"\nprivileged = "${meta.p}"\nports = "${meta.q}"', []),
        ("docker", 'image = "x"\nprivileged = "maybe"', ["DRV102"]),
        ("docker", 'image = "x"\npids_limit = "many"', ["DRV102"]),
        ("docker", 'image = "x"\nargs = "y"', ["DRV102"]),
        ("docker", 'command = "y"', ["DRV103"]),
        ("java", 'args = ["y"]', ["DRV103"]),
        ("java", 'class = "Main"', []),
        ("raw_exec", 'command = "x"\ncgroup_v2_override = "a"\ncgroup_v1_override = [{ pids = "b" }]', ["DRV104"]),
        ("own", 'anything = "goes"', []),
    ],
)
def test_config_of_a_driver(driver: str, config: str, codes: list[str]) -> None:
    assert _codes(driver, config) == codes


def test_a_driver_without_a_schema_is_reported_as_not_checked() -> None:
    found = check_file(_text("own", 'anything = "goes"').encode(), "a.nomad", Settings())
    assert [entry.what for entry in found.not_checked] == ['config of driver "own"']
    assert driver_schema("../docker") is None


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_schemas_are_json_schemas_with_descriptions(path: Path) -> None:
    validator = pytest.importorskip("jsonschema").Draft202012Validator
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator.check_schema(schema)
    assert all(entry["description"] for entry in schema["properties"].values())
