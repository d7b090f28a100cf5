"""What the command line, the environment and the configuration file say together, made into the options of a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from jobspec.check import Settings
from jobspec.cli.how import How
from jobspec.config.model import Config
from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.discovery import Excluded
from jobspec.triage.selection import ALL

if TYPE_CHECKING:
    from jobspec.config.layers import Layer
    from jobspec.config.per_file import PerFile


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line of `validate` says: `config` is what a file could say too.

    `interfaces`, `routes` and `cni_config_dir` describe the one node. `config_file`: the file to read instead of looking for one;
    `isolated`: read none.
    """

    config: Config
    paths: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    json: bool = False
    interfaces: str | None = None
    routes: str | None = None
    cni_config_dir: str | None = None
    config_file: str | None = None
    isolated: bool = False
    update_baseline: bool = False
    force_exclude: bool = False
    how: How = How()


class ValidateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A run of `validate`: what to check, how to read it, which findings count, and how to show them.

    `settings` says how job files are read, `per_file` what is different for some of them; `select`, `ignore`, `severity` which
    findings count; `fail_on` is the least severity that makes the exit code 1. `outputs` are reports to write as well: format and
    file. `baseline` names a file of known findings, and `update_baseline` asks to write it anew. `how` is how the work is done.
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
    update_baseline: bool = False
    how: How = How()


class Layers(msgspec.Struct, frozen=True):
    """The sources of configuration, the winning one first, and the folder that patterns of the file are relative to."""

    layers: tuple[Layer, ...]
    folder: str = "."


def resolve(typed: Typed, environ: Mapping[str, str]) -> Result[ValidateOptions]:
    """The options of a run, or what is wrong with the configuration."""
    found = _sources(typed, environ)
    if found is None:
        return Result(_options(typed, typed.config, None, ".", environ))
    if found.value is None:
        return Result(None, found.diagnostics)
    from jobspec.config.layers import merged
    from jobspec.config.per_file import per_file

    folder = found.value.folder
    config, _ = merged(found.value.layers)
    return Result(_options(typed, config, per_file(config, folder), folder, environ))


def read_layers(typed: Typed, environ: Mapping[str, str]) -> Result[Layers]:
    """Every source of configuration, with the command line as the first, or what is wrong with them."""
    from jobspec.config.layers import Layer

    return _sources(typed, environ) or Result(Layers((Layer("command line", typed.config),)))


def _sources(typed: Typed, environ: Mapping[str, str]) -> Result[Layers] | None:
    """The sources of configuration; None where the command line is the only one, which costs nothing to find out."""
    path = None if typed.isolated else typed.config_file or environ.get("JOBSPEC_CONFIG") or _nearest()
    from_environment = any(name.startswith("JOBSPEC_") for name in environ)
    if path is None and not from_environment:
        return None
    from jobspec.config.layers import Layer
    from jobspec.config.reading import read_config_file, read_environment

    layers = [Layer("command line", typed.config)]
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


def _options(typed: Typed, config: Config, per_file: PerFile | None, folder: str, environ: Mapping[str, str]) -> ValidateOptions:
    from_command_line = typed.config.exclude is not None
    return ValidateOptions(
        paths=typed.paths or config.paths or (),
        settings=with_nodes(reading_settings(config, typed.variables, typed.json, environ), config, typed),
        per_file=per_file,
        excluded=Excluded(config.exclude or (), "." if from_command_line else folder, typed.force_exclude),
        select=config.select or (ALL,),
        ignore=config.ignore or (),
        severity=config.severity or {},
        fail_on=config.fail_on or Severity.ERROR,
        format=str(config.format or usual_format(environ)),
        outputs=tuple((str(format), file) for format, file in (config.output or {}).items()),
        color=str(config.color or "auto"),
        baseline=config.baseline,
        update_baseline=typed.update_baseline,
        how=typed.how,
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


def with_nodes(settings: Settings, config: Config, typed: Typed) -> Settings:
    """The nodes that jobs are checked against."""
    if not config.nodes:
        return settings
    from jobspec.nodes.given import GivenNodes

    given = GivenNodes(paths=config.nodes, interfaces=typed.interfaces, routes=typed.routes, cni_config_dir=typed.cni_config_dir)
    return msgspec.structs.replace(settings, nodes=given, every_node=bool(config.every_node))


def parse_settings(
    variables: Iterable[str] | None, var_files: Iterable[str] | None, base_dir: str | None, allow_outside: bool, lax: bool, json: bool
) -> Settings:
    """How `parse` reads its file: as the command line and the environment say."""
    config = Config(var_files=tuple(var_files or ()), base_dir=base_dir, allow_outside=allow_outside, lax=lax)
    return reading_settings(config, variables or (), json, os.environ)
