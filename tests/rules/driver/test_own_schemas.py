"""Schemas that users bring for drivers of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jobspec.check import Settings, check_file
from jobspec.cli import run
from jobspec.rules.driver.own_schemas import load_schema

SCHEMA = {
    "type": "object",
    "properties": {
        "image": {"type": "string"},
        "size": {"type": "integer", "minimum": 1},
        "mode": {"enum": ["fast", "slow"]},
        "fast": {"type": "boolean"},
        "net": {"type": "object", "properties": {"name": {"$ref": "#/$defs/name"}}, "additionalProperties": False},
        "disks": {"type": "array", "items": {"type": "object", "required": ["path"]}},
    },
    "$defs": {"name": {"type": "string", "pattern": "^[a-z]+$"}},
    "required": ["image"],
    "additionalProperties": False,
}


@pytest.fixture
def schema_file(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(SCHEMA), encoding="utf-8")
    return path


def _job(config: str) -> bytes:
    return f'job "a" {{\n group "g" {{\n task "t" {{\n driver = "own"\n config {{\n{config}\n}}\n}}\n}}\n}}\n'.encode()


def _found(config: str, path: Path) -> list[tuple[str, str]]:
    found = check_file(_job(config), "a.nomad", Settings(driver_schemas={"own": str(path)}))
    assert not found.not_checked
    return [(each.code, each.span.text if each.span else "") for each in found.diagnostics if each.code.startswith("DRV")]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('image = "x"\nsize = "3"\nfast = "true"\nnet {\nname = "lan"\n}\ndisks {\npath = "a"\n}', []),
        ('image = "x"\nmode = "${meta.mode}"\nfast = "${meta.fast}"', []),
        ('imag = "x"', [("DRV103", "config"), ("DRV101", "imag")]),
        ('image = "x"\nmode = "fsat"', [("DRV105", '"fsat"')]),
        ('image = "x"\nfast = "maybe"', [("DRV102", '"maybe"')]),
        ('image = "x"\nnet {\nname = "LAN"\n}', [("DRV105", '"LAN"')]),
        ('image = "x"\nnet {\nnam = "lan"\n}', [("DRV101", "nam")]),
        ('image = "x"\ndisks {\npath = "a"\n}\ndisks {\nsize = 1\n}', [("DRV103", "disks")]),
    ],
)
def test_a_config_is_held_to_the_users_schema(config: str, expected: list[tuple[str, str]], schema_file: Path) -> None:
    assert sorted(_found(config, schema_file)) == sorted(expected)


def test_a_users_schema_takes_the_place_of_the_one_that_ships(schema_file: Path) -> None:
    text = _job('image = "x"\nentrypoint = ["y"]').replace(b'"own"', b'"docker"')
    codes = [each.code for each in check_file(text, "a", Settings(driver_schemas={"docker": str(schema_file)})).diagnostics]
    assert "DRV101" in codes
    assert "DRV101" not in [each.code for each in check_file(text, "a", Settings()).diagnostics]


@pytest.mark.parametrize(
    ("content", "problem"), [("{", "no JSON"), ('{"type": 3}', "no JSON Schema"), ("true", "no JSON Schema of an object")]
)
def test_a_schema_that_cannot_be_used_is_named(content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(content, encoding="utf-8")
    loaded: Any = load_schema(str(path))
    assert isinstance(loaded, str) and problem in loaded and str(path) in loaded
    [entry] = check_file(_job('a = "b"'), "a", Settings(driver_schemas={"own": str(path)})).not_checked
    assert problem in entry.why


def test_the_command_line_takes_schemas_and_refuses_missing_ones(
    schema_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = tmp_path / "a.nomad"
    job.write_bytes(_job('imag = "x"'))
    assert run(["validate", str(job), "--driver-schema", f"own={schema_file}"]) == 1
    assert "DRV103" in capsys.readouterr().out
    assert run(["validate", str(job)]) == 0
    assert "--driver-schema own=FILE" in capsys.readouterr().out
    assert run(["validate", str(job), "--driver-schema", f"own={tmp_path}/none.json"]) == 2
    assert "no such file" in capsys.readouterr().err
    assert run(["validate", str(job), "--driver-schema", "own"]) == 2
