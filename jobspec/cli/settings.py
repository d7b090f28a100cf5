"""What the command line, the environment and the configuration file say together, made into the options of a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import msgspec

from jobspec.check import Settings
from jobspec.config.model import Config
from jobspec.diagnostics import Severity
from jobspec.discovery import Excluded
from jobspec.triage.selection import ALL


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line of `validate` says: `config` is what a file could say too."""

    config: Config
    paths: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    json: bool = False


class ValidateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A run of `validate`: what to check, how to read it, which findings count, and how to show them.

    `settings` says how job files are read; `select`, `ignore`, `severity` which findings count; `fail_on` is the least severity
    that makes the exit code 1. `outputs` are reports to write as well: format and file.
    """

    paths: tuple[str, ...]
    settings: Settings
    excluded: Excluded = Excluded()
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity = Severity.ERROR
    format: str = "text"
    outputs: tuple[tuple[str, str], ...] = ()
    color: str = "auto"


def resolve(typed: Typed, environ: Mapping[str, str]) -> ValidateOptions:
    """The options of a run."""
    config = typed.config
    return ValidateOptions(
        paths=typed.paths or config.paths or (),
        settings=reading_settings(config, typed.variables, typed.json, environ),
        excluded=Excluded(config.exclude or ()),
        select=config.select or (ALL,),
        ignore=config.ignore or (),
        severity=config.severity or {},
        fail_on=config.fail_on or Severity.ERROR,
        format=str(config.format or "text"),
        outputs=tuple((str(format), file) for format, file in (config.output or {}).items()),
        color=str(config.color or "auto"),
    )


def reading_settings(config: Config, variables: Iterable[str], json: bool, environ: Mapping[str, str]) -> Settings:
    """How job files are read; values of variables also come from `NOMAD_VAR_name` in the environment."""
    return Settings(
        variables=tuple(variables),
        var_files=config.var_files or (),
        environ={name: value for name, value in environ.items() if name.startswith("NOMAD_VAR_")},
        strict=not config.lax,
        base_dir=config.base_dir or ".",
        allow_outside=bool(config.allow_outside),
        json=json,
    )


def parse_settings(
    variables: Iterable[str] | None, var_files: Iterable[str] | None, base_dir: str | None, allow_outside: bool, lax: bool, json: bool
) -> Settings:
    """How `parse` reads its file: as the command line and the environment say."""
    config = Config(var_files=tuple(var_files or ()), base_dir=base_dir, allow_outside=allow_outside, lax=lax)
    return reading_settings(config, variables or (), json, os.environ)
