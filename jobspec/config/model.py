"""What can be configured. One declaration per key drives reading, `jobspec config show`, and schemas/config.schema.json."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from jobspec.diagnostics import Severity


class Format(StrEnum):
    """Formats of a report."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


class Color(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


#: A value of a variable, as TOML can write it.
Value = str | int | float | bool | list[Any] | dict[str, Any]


class Config(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True):
    """Settings of jobspec, as one source gives them: a file, the environment, the command line. None: the source says nothing."""

    paths: Annotated[tuple[str, ...], Meta(description="Files and folders to check when none are named on the command line.")] | None = None
    exclude: (
        Annotated[tuple[str, ...], Meta(description="Patterns, as in .gitignore, of what is left out of folders that are walked.")] | None
    ) = None
    select: Annotated[tuple[str, ...], Meta(description="Codes, or beginnings of codes, that count. Default: ALL.")] | None = None
    ignore: Annotated[tuple[str, ...], Meta(description="Codes, or beginnings of codes, that are left out.")] | None = None
    per_file_ignores: (
        Annotated[dict[str, tuple[str, ...]], Meta(description="Codes that are left out in files that match a pattern.")] | None
    ) = None
    severity: (
        Annotated[dict[str, Severity], Meta(description="How much findings weigh, by code or beginning of a code: error, warning, info.")]
        | None
    ) = None
    fail_on: Annotated[Severity, Meta(description="The least severity that makes the exit code 1. Default: error.")] | None = None
    vars: (
        Annotated[
            dict[str, Value],
            Meta(description="Values of input variables, for jobs that declare them; NOMAD_VAR_name and variable files win over them."),
        ]
        | None
    ) = None
    var_files: Annotated[tuple[str, ...], Meta(description="Files with values of input variables, for every job file.")] | None = None
    per_file_vars: (
        Annotated[dict[str, dict[str, Value]], Meta(description="Values of input variables for job files that match a pattern.")] | None
    ) = None
    per_file_var_files: (
        Annotated[dict[str, tuple[str, ...]], Meta(description="Variable files for job files that match a pattern.")] | None
    ) = None
    base_dir: Annotated[str, Meta(description="The folder in which file() and its relatives look. Default: the current one.")] | None = None
    allow_outside: Annotated[bool, Meta(description="Let file functions read outside of base-dir, as Nomad does.")] | None = None
    lax: Annotated[bool, Meta(description="Ignore values for undeclared variables, as nomad job run -hcl2-strict=false.")] | None = None
    nodes: Annotated[tuple[str, ...], Meta(description="Node descriptions to check jobs against, as --node takes them.")] | None = None
    every_node: Annotated[bool, Meta(description="Every node must be able to run every group, rather than one.")] | None = None
    driver_schemas: (
        Annotated[dict[str, str], Meta(description="JSON Schemas of task drivers' config blocks: driver to file.")] | None
    ) = None
    format: Annotated[Format, Meta(description="How to print what was found. Default: text; github on GitHub Actions.")] | None = None
    output: Annotated[dict[Format, str], Meta(description="Reports to write as well: format to file.")] | None = None
    color: Annotated[Color, Meta(description="When output is coloured. Default: auto.")] | None = None
    baseline: Annotated[str, Meta(description="A file of known findings; only others are shown and make a run fail.")] | None = None


#: Tables whose entries are merged one by one when several sources give some.
TABLES: Final = ("severity", "vars", "driver_schemas", "output")


def key_of(field: str) -> str:
    """The name of a field in a file: `per_file_ignores` is `per-file-ignores`."""
    return field.replace("_", "-")
