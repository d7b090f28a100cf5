"""Configuration files: what they say, and what is said of mistakes in them."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator

from jobspec.config.finding import find_config
from jobspec.config.model import Config, Format
from jobspec.config.reading import read_config, read_config_file, read_environment
from jobspec.config.schema import config_schema
from jobspec.diagnostics import Severity

FULL = """\
paths = ["jobs"]
exclude = ["old/"]
select = ["ALL"]
ignore = ["SVC2", "JOB901"]
fail-on = "warning"
var-files = ["common.hcl"]
base-dir = "."
allow-outside = true
lax = true
nodes = ["nodes/edge-1"]
every-node = true
format = "concise"
color = "never"
baseline = "known.json"

[severity]
NET103 = "info"

[per-file-ignores]
"jobs/old/*" = ["SVC"]

[vars]
image = "web:1"
counts = [1, 2]
limits = { cpu = 1.5, "mem.max" = [true] }

[per-file-vars."prod/*"]
count = 5

[per-file-var-files]
"prod/*" = ["prod.hcl"]

[driver-schemas]
mine = "mine.json"

[output]
sarif = "out.sarif"
"""


def problems(text: str, name: str = "jobspec.toml") -> list[str]:
    """`line:column: message` of every problem, with its advice."""
    read = read_config(dedent(text).encode(), name)
    assert (read.value is None) == bool(read.diagnostics)
    return [f"{found.line}:{found.column}: {found.message}" + (f"; {found.help}" if found.help else "") for found in read.diagnostics]


def test_every_setting_is_read() -> None:
    config = read_config(FULL.encode(), "jobspec.toml").value
    assert config is not None
    assert all(getattr(config, field) is not None for field in Config.__struct_fields__)
    assert config.severity == {"NET103": Severity.INFO}
    assert config.vars == {"image": "web:1", "counts": [1, 2], "limits": {"cpu": 1.5, "mem.max": [True]}}
    assert config.output == {Format.SARIF: "out.sarif"}


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep")
    config = read_config(FULL.replace('"common.hcl"', '"common.hcl", "/etc/abs.hcl"').encode(), "../jobspec.toml", "..").value
    assert config is not None
    assert config.paths == ("../jobs",)
    assert config.var_files == ("../common.hcl", "/etc/abs.hcl")
    assert (config.base_dir, config.baseline) == ("..", "../known.json")
    assert (config.driver_schemas, config.output) == ({"mine": "../mine.json"}, {Format.SARIF: "../out.sarif"})
    assert config.per_file_var_files == {"prod/*": ("../prod.hcl",)}
    assert read_config(b'paths = ["deep"]', "../jobspec.toml", "..").value == Config(paths=(".",))


def test_in_pyproject_the_table_of_this_tool_is_read() -> None:
    text = b'[tool.other]\nx = 1\n[tool.jobspec]\nselect = ["NET"]\n[tool.jobspec.severity]\nNET = "info"\n'
    assert read_config(text, "pyproject.toml").value == Config(select=("NET",), severity={"NET": Severity.INFO})
    assert problems('[tool.jobspec]\nslect = ["NET"]\n', "a/pyproject.toml") == ['2:1: there is no setting "slect"; did you mean "select"?']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('# first\nper_file_ignores = {}\n', '2:1: there is no setting "per_file_ignores"; did you mean "per-file-ignores"?'),
        ('lax = "yes"\n', '1:7: true or false is needed here, not "yes"'),
        ('paths = "jobs"\n', '1:9: a list is needed here, not "jobs"; write ["jobs"]'),
        ('paths = [\n  "a", # one\n  2,\n]\n', "3:3: a text is needed here, not 2"),
        ('paths = ["a", ""]\n', "1:15: this text must not be empty"),
        ('format = "jsn"\n', '1:10: "jsn" is none of text, concise, json, sarif, github, gitlab, junit; did you mean "json"?'),
        ('[severity]\n"NTE" = "info"\nNET = "fatal"\n', '2:1: "NTE" is no code, nor the beginning of one; did you mean "NET"?'),
        ('select = ["NET", """NTE103"""]\n', '1:18: "NTE103" is no code, nor the beginning of one; did you mean "NET103"?'),
        ("per-file-ignores.'a b' = ['SVX']\n", '1:27: "SVX" is no code, nor the beginning of one'),
        ('output = { html = "x" }\n', '1:12: "html" is none of text, concise, json, sarif, github, gitlab, junit'),
        ('output.json = "-"\n', "1:15: standard output is no file: format says what is printed there"),
        ("vars.x = 2001-01-01\n", "1:10: a date cannot be the value of a variable"),
        ("[[paths]]\nx = 1\n", "1:3: a text is needed here, not a table"),
        ("severity = 5\n", "1:12: a table is needed here, not 5"),
        ('paths = ["a"\n', "2:1: this is not TOML: unclosed array"),
        ('a = 1\na = 2\n', "2:6: this is not TOML: cannot overwrite a value"),
    ],
)
def test_a_mistake_is_told_at_its_place(text: str, said: str) -> None:
    assert said in problems(text)


def test_all_mistakes_are_told() -> None:
    assert len(problems('lax = 1\ncolour = "auto"\n[severity]\nNET = 1\n')) == 3


def test_bytes_that_are_not_utf8_are_told_at_their_place() -> None:
    (found,) = read_config('# ü\nx = "'.encode() + b'\xff"\n', "jobspec.toml").diagnostics
    assert (found.line, found.column) == (2, 6)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (found,) = read_config_file(str(tmp_path / "none.toml")).diagnostics
    assert "there is no such file" in found.message


def test_the_environment_gives_some_settings() -> None:
    given = {"JOBSPEC_FORMAT": "json", "JOBSPEC_IGNORE": "NET1, SVC", "JOBSPEC_FAIL_ON": "info", "JOBSPEC_BASELINE": ""}
    assert read_environment(given).value == Config(format=Format.JSON, ignore=("NET1", "SVC"), fail_on=Severity.INFO)
    (found,) = read_environment({"JOBSPEC_FAIL_ON": "never"}).diagnostics
    assert found.message == 'JOBSPEC_FAIL_ON in the environment: "never" is none of error, warning, info'


def test_the_nearest_file_is_found_and_a_pyproject_without_our_table_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "jobspec.toml").write_text("")
    (tmp_path / "pyproject.toml").write_text("[tool.jobspec]\n")
    (tmp_path / "a/pyproject.toml").write_text("[tool.ruff]\n")
    assert find_config(str(tmp_path / "a/b/c")) == str(tmp_path / "jobspec.toml")
    (tmp_path / "a/b/pyproject.toml").write_text("[tool.jobspec.severity]\n")
    assert find_config(str(tmp_path / "a/b/c")) == str(tmp_path / "a/b/pyproject.toml")


def test_the_schema_takes_what_the_reader_takes() -> None:
    import tomllib

    schema = config_schema()
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    check.validate(tomllib.loads(FULL))
    assert json.loads(json.dumps(schema)) == schema
    for wrong in ('lax = "yes"', "colour = 1", 'select = ["net"]', "[severity]\nNET1234 = 'info'", "[output]\nhtml = 'x'"):
        assert not check.is_valid(tomllib.loads(wrong)), wrong
