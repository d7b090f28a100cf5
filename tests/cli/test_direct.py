"""Arguments read without typer mean the same as with it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from jobspec.cli import COMMANDS
from jobspec.cli.direct import read_arguments
from jobspec.cli.options import Given, fields
from jobspec.config.model import Format
from jobspec.reports import FORMATS


def kind_of(command: str) -> type[Given]:
    kind: type[Given] = import_module(COMMANDS[command]).Arguments
    return kind


def test_the_formats_are_those_of_the_reports() -> None:
    assert tuple(Format) == tuple(FORMATS)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("validate", []),
        ("validate", ["a.nomad", "-", "b.nomad"]),
        ("validate", ["--var", "a=b=c", "--var=d=", "a.nomad", "--var-file", "x", "--base-dir=..", "--allow-outside", "--lax", "--json"]),
        ("validate", ["--format", "json", "--format=text", "--color", "never", "a.nomad"]),
        ("validate", ["a", "--select", "NET,SVC1", "--ignore=SVC2", "--severity", "NET=info", "--fail-on", "info", "--exclude", "x/"]),
        ("validate", ["a", "--output", "json=out.json", "--output", "text=out.txt"]),
        ("validate", ["a", "--jobs", "3", "--no-cache", "--fix"]),
        ("plan", ["a", "--node", "n", "-v", "--format=sh", "--port", "g.http=1", "--dispatch-meta", "a=b"]),
        ("rehearse", ["--clean"]),
        ("parse", ["a.nomad", "--canonical", "--admitted", "--json", "--lax"]),
        ("parse", ["a.hcl", "b", "--as", "agent", "--complete"]),
        ("hcl", ["a.json", "--keep-defaults"]),
        ("config", ["show", "--isolated"]),
        ("explain", ["NET103"]),
        ("rules", []),
        ("schema", ["job"]),
    ],
)
def test_both_ways_read_the_same(command: str, line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from jobspec import cli

    seen: list[dict[str, object]] = []
    names = fields(kind_of(command))
    monkeypatch.setattr(f"{COMMANDS[command]}.{command}", lambda given: seen.append({name: getattr(given, name) for name in names}) or 0)
    assert cli.run([command, *line]) == 0
    monkeypatch.setattr("jobspec.cli.direct.read_arguments", lambda kind, line: None)
    assert cli.run([command, *line]) == 0
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("validate", ["--help"]),
        ("validate", ["a", "--select", "NTE"]),
        ("validate", ["a", "--severity", "NET=fatal"]),
        ("validate", ["a", "--output", "sarif"]),
        ("validate", ["a", "--output", "sarif=-"]),
        ("validate", ["a", "--format", "xml"]),
        ("validate", ["a", "--var"]),
        ("validate", ["a", "--var", "name"]),
        ("validate", ["a", "--var", "--lax"]),
        ("validate", ["a", "--canonical"]),
        ("validate", ["a", "--lax=1"]),
        ("validate", ["--", "-a"]),
        ("validate", ["a", "-x"]),
        ("parse", ["a", "--as", "node"]),
        ("parse", []),
        ("plan", ["a", "-v=1", "--node", "n"]),
        ("plan", ["a", "b", "--node", "n"]),
        ("rules", ["a"]),
    ],
)
def test_what_is_not_plain_is_left_to_typer(command: str, line: list[str]) -> None:
    assert read_arguments(kind_of(command), line) is None


def test_typer_and_the_direct_way_print_the_same(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nomad"
    path.write_text('job "a" {\n  gruop "g" {}\n}\n')
    direct = call("validate", str(path))
    monkeypatch.setattr("jobspec.cli.direct.read_arguments", lambda kind, line: None)
    assert call("validate", str(path)) == direct
    assert direct.code == 1
