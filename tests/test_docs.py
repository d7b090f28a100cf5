"""Pages say everything that there is."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

import pytest

import jobspec
from jobspec.cli.schema import SchemaName
from jobspec.config.model import Config, key_of
from jobspec.config.reading import ENVIRONMENT
from jobspec.reports import FORMATS
from jobspec.triage.selection import GROUPS

DOCS = Path(__file__).parents[1] / "docs"


def test_every_setting_stands_on_the_page_about_configuration() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert rows.count("paths") == 1
    assert sorted(rows) == sorted(key_of(field) for field in Config.__struct_fields__)
    assert all(f"`JOBSPEC_{field.upper()}`" in page for field in ENVIRONMENT)


def test_every_format_stands_on_the_page_about_formats() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")] == list(FORMATS)


def test_the_configuration_shown_is_read() -> None:
    from jobspec.config.reading import read_config

    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    shown = page.split("```toml\n", 1)[1].split("```", 1)[0]
    assert read_config(shown.encode(), "jobspec.toml").diagnostics == ()


def test_every_option_of_validate_stands_on_the_page_about_commands() -> None:
    from jobspec.cli.app import Commands

    part = (DOCS / "commands.md").read_text(encoding="utf-8").split("## jobspec validate", 1)[1].split("\n## ", 1)[0]
    options = {name for option in Commands(name="jobspec").get_command(None, "validate").params for name in option.opts if name[:2] == "--"}
    assert [name for name in sorted(options - {"--help"}) if f"`{name}" not in part] == []


def test_the_page_about_python_names_every_function() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    functions = [name for name in jobspec.__all__ if name.islower()]
    assert [name for name in functions if f"| `{name}(" not in page] == []


def test_what_the_page_about_python_shows_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixtures = DOCS.parent / "fixtures"
    job = (fixtures / "announcement/api.nomad").read_text(encoding="utf-8")
    (tmp_path / "api.nomad").write_text('variable "image" {\n  default = "web:2"\n}\n' + job, encoding="utf-8")
    shutil.copy(fixtures / "jobs/web.nomad", tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    shown = [part.split("```", 1)[0] for part in page.split("```python\n")[1:]]
    for code in shown:
        exec(code, {})
    out = capsys.readouterr().out
    assert out.startswith("api\nservice\n")
    assert 'nothing uses the variable "image"' in out


def test_every_group_of_codes_stands_on_the_page_about_diagnostics() -> None:
    page = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    assert [group for group in GROUPS if f"| {group}… |" not in page] == []


def test_every_schema_stands_on_the_page_about_commands() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert f"jobspec schema {'|'.join(SchemaName)}\n" in page


def test_pages_name_only_files_that_there_are() -> None:
    for path in DOCS.glob("*.md"):
        for name in re.findall(r"`((?:docs|fixtures|integrations|jobspec|schemas|tests)/[\w./-]+)`", path.read_text(encoding="utf-8")):
            assert (DOCS.parent / name.replace("jobspec/schemas/", "schemas/")).exists(), f"{path.name}: {name}"


def test_every_part_of_the_package_stands_on_the_page_about_architecture() -> None:
    named = re.findall(r"`(?:jobspec/)?([\w*]+)(?:/|\.py)`", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    parts = {path.stem for path in (DOCS.parent / "jobspec").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert [part for part in sorted(parts - {"__init__", "__main__", "version"}) if not any(fnmatch(part, name) for name in named)] == []
