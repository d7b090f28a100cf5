"""Pages say everything that there is."""

from __future__ import annotations

from pathlib import Path

from jobspec.config.model import Config, key_of
from jobspec.config.reading import ENVIRONMENT
from jobspec.reports import FORMATS

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
