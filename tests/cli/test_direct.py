"""Arguments read without typer mean the same as with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobspec.cli.app import Commands
from jobspec.cli.direct import CHOICES, FLAGS, LISTS, ONLY, TEXTS, read_arguments
from jobspec.reports import FORMATS


@pytest.mark.parametrize("command", ["validate", "parse"])
def test_the_table_holds_exactly_the_options_that_typer_knows(command: str) -> None:
    built = Commands(name="jobspec").get_command(None, command)
    options = {name for parameter in built.params for name in parameter.opts if name.startswith("--")} - {"--help"}
    assert options == {name for name in (*TEXTS, *LISTS, *CHOICES, *FLAGS) if ONLY.get(name, command) == command}


def test_the_formats_are_those_of_the_reports() -> None:
    assert CHOICES["--format"][1] == tuple(FORMATS)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("validate", ["a.nomad", "-", "b.nomad"]),
        ("validate", ["--var", "a=b=c", "--var=d=", "a.nomad", "--var-file", "x", "--base-dir=..", "--allow-outside", "--lax", "--json"]),
        ("validate", ["--format", "json", "--format=text", "--color", "never", "a.nomad"]),
        ("validate", ["a", "--select", "NET,SVC1", "--ignore=SVC2", "--severity", "NET=info", "--fail-on", "info", "--exclude", "x/"]),
        ("validate", ["a", "--output", "json=out.json", "--output", "text=out.txt"]),
        ("parse", ["a.nomad", "--canonical", "--admitted", "--json", "--lax"]),
        ("parse", ["a.hcl", "b", "--as", "agent", "--complete"]),
    ],
)
def test_both_ways_read_the_same(command: str, line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from jobspec import cli

    seen: list[Any] = []
    for target in ("jobspec.cli.checking.validate_paths", "jobspec.cli.printing.print_parsed", "jobspec.cli.parse.print_parsed"):
        monkeypatch.setattr(target, lambda options: seen.append(options) or 0)
    assert cli.run([command, *line]) == 0
    monkeypatch.setattr("jobspec.cli.direct.read_arguments", lambda command, arguments: None)
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
    ],
)
def test_what_is_not_plain_is_left_to_typer(command: str, line: list[str]) -> None:
    assert read_arguments(command, line) is None


def test_typer_and_the_direct_way_print_the_same(call: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.nomad"
    path.write_text('job "a" {\n  gruop "g" {}\n}\n')
    direct = call("validate", str(path))
    monkeypatch.setattr("jobspec.cli.direct.read_arguments", lambda command, arguments: None)
    assert call("validate", str(path)) == direct
    assert direct.code == 1
