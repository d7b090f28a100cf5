"""What the command line, the environment and the configuration file say together, made into the options of a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from jobspec.check import Settings
from jobspec.cli.validate_options import ValidateArguments
from jobspec.cli.values import codes_of, table_of
from jobspec.config.model import Config, Format
from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.discovery import Excluded
from jobspec.triage.selection import ALL

if TYPE_CHECKING:
    from jobspec.cli.options import Reading
    from jobspec.config.layers import Layer
    from jobspec.config.per_file import PerFile


class ValidateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A run of `validate`: what to check, how to read it, which findings count, and how to show them.

    `settings` says how job files are read, `per_file` what is different for some of them; `select`, `ignore`, `severity` which
    findings count; `fail_on` is the least severity that makes the exit code 1. `outputs` are reports to write as well: format and
    file. `baseline` names a file of known findings. `given` is the command line, which says how the work is done.
    """

    paths: tuple[str, ...]
    settings: Settings
    per_file: PerFile | None = None
    excluded: Excluded = Excluded()
    select: tuple[str, ...] = (ALL,)
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity = Severity.ERROR
    format: str = "text"
    outputs: tuple[tuple[str, str], ...] = ()
    color: str = "auto"
    baseline: str | None = None
    given: ValidateArguments


class Layers(msgspec.Struct, frozen=True):
    """The sources of configuration, the winning one first, and the folder that patterns of the file are relative to."""

    layers: tuple[Layer, ...]
    folder: str = "."


def resolve(given: ValidateArguments, environ: Mapping[str, str]) -> Result[ValidateOptions]:
    """The options of a run, or what is wrong with the configuration."""
    typed = command_line(given)
    found = _sources(typed, given.config, given.isolated, environ)
    if found is None:
        return Result(_options(given, typed, None, ".", environ))
    if found.value is None:
        return Result(None, found.diagnostics)
    from jobspec.config.layers import merged
    from jobspec.config.per_file import per_file

    folder = found.value.folder
    config, _ = merged(found.value.layers)
    return Result(_options(given, config, per_file(config, folder), folder, environ))


def command_line(given: ValidateArguments) -> Config:
    """The command line as a source of configuration. What is not given is None: another source may say it."""
    return Config(
        select=codes_of(given.select),
        ignore=codes_of(given.ignore),
        severity={code: Severity(level) for code, level in table_of(given.severity).items()} or None,
        fail_on=given.fail_on,
        exclude=given.exclude or None,
        var_files=given.var_file or None,
        base_dir=given.base_dir,
        allow_outside=given.allow_outside or None,
        lax=given.lax or None,
        nodes=given.node or None,
        every_node=given.every_node or None,
        driver_schemas=table_of(given.driver_schema) or None,
        format=given.format,
        output={Format(name): file for name, file in table_of(given.output).items()} or None,
        color=given.color,
        baseline=given.baseline,
    )


def read_layers(config_file: str | None, isolated: bool, environ: Mapping[str, str]) -> Result[Layers]:
    """Every source of configuration, with an empty command line as the first, or what is wrong with them.

    `config_file`: the file to read instead of looking for one; `isolated`: read none.
    """
    from jobspec.config.layers import Layer

    return _sources(Config(), config_file, isolated, environ) or Result(Layers((Layer("command line", Config()),)))


def _sources(typed: Config, config_file: str | None, isolated: bool, environ: Mapping[str, str]) -> Result[Layers] | None:
    """The sources of configuration; None where the command line is the only one, which costs nothing to find out."""
    path = None if isolated else config_file or environ.get("JOBSPEC_CONFIG") or _nearest()
    from_environment = any(name.startswith("JOBSPEC_") for name in environ)
    if path is None and not from_environment:
        return None
    from jobspec.config.layers import Layer
    from jobspec.config.reading import read_config_file, read_environment

    layers = [Layer("command line", typed)]
    problems: list[Diagnostic] = []
    folder = "."
    if from_environment:
        said = read_environment(environ)
        problems += said.diagnostics
        if said.value is not None:
            layers.append(Layer("environment", said.value))
    if path is not None:
        name = os.path.relpath(path)
        folder = os.path.dirname(name) or "."
        read = read_config_file(name)
        problems += read.diagnostics
        if read.value is not None:
            layers.append(Layer(name, read.value, file=True))
    return Result(None, tuple(problems)) if problems else Result(Layers(tuple(layers), folder))


def _nearest() -> str | None:
    from jobspec.config.finding import find_config

    return find_config(".")


def _options(
    given: ValidateArguments, config: Config, per_file: PerFile | None, folder: str, environ: Mapping[str, str]
) -> ValidateOptions:
    return ValidateOptions(
        paths=given.paths or config.paths or (),
        settings=with_nodes(reading_settings(config, given.var, given.json, environ), config, given),
        per_file=per_file,
        excluded=Excluded(config.exclude or (), "." if given.exclude else folder, given.force_exclude),
        select=(ALL,) if config.select is None else config.select,
        ignore=config.ignore or (),
        severity=config.severity or {},
        fail_on=config.fail_on or Severity.ERROR,
        format=str(config.format or usual_format(environ)),
        outputs=tuple((str(format), file) for format, file in (config.output or {}).items()),
        color=str(config.color or "auto"),
        baseline=config.baseline,
        given=given,
    )


def usual_format(environ: Mapping[str, str]) -> str:
    """The format where none is chosen: on GitHub Actions annotations, elsewhere text for people (also in the log of a GitLab job)."""
    return "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"


def reading_settings(config: Config, variables: Iterable[str], json: bool, environ: Mapping[str, str]) -> Settings:
    """How job files are read; values of variables also come from `NOMAD_VAR_name` in the environment."""
    given = {name: value for name, value in environ.items() if name.startswith("NOMAD_VAR_")}
    if config.vars:
        from jobspec.config.per_file import as_environment

        given = {**as_environment(config.vars), **given}
    return Settings(
        variables=tuple(variables),
        var_files=config.var_files or (),
        environ=given,
        strict=not config.lax,
        base_dir=config.base_dir or ".",
        allow_outside=bool(config.allow_outside),
        json=json,
        driver_schemas=config.driver_schemas or {},
    )


def with_nodes(settings: Settings, config: Config, given: ValidateArguments) -> Settings:
    """The nodes that jobs are checked against."""
    if not config.nodes:
        return settings
    from jobspec.nodes.given import GivenNodes

    nodes = GivenNodes(paths=config.nodes, interfaces=given.interfaces, routes=given.routes, cni_config_dir=given.cni_config_dir)
    return msgspec.structs.replace(settings, nodes=nodes, every_node=bool(config.every_node))


def parse_settings(given: Reading) -> Settings:
    """How `parse` and `plan` read a job file: as the command line and the environment say."""
    config = Config(var_files=given.var_file, base_dir=given.base_dir, allow_outside=given.allow_outside, lax=given.lax)
    return reading_settings(config, given.var, given.json, os.environ)
