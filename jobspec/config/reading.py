"""A configuration file, or the environment, as a `Config`; what is wrong with it as findings with their places."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import inspect as types

from jobspec.config.fitting import WRONG_VALUE, Complaint, complaints
from jobspec.config.model import Config, key_of
from jobspec.config.places import Path, Place, places
from jobspec.diagnostics import Diagnostic, Result, Severity, Span
from jobspec.discovery import Unreadable, read_bytes
from jobspec.source import Source

NOT_TOML: Final = "CFG001"
UNREADABLE: Final = "CFG004"

#: Settings that the environment can give, as JOBSPEC_NAME; lists with commas between their items.
ENVIRONMENT: Final = ("format", "color", "fail_on", "select", "ignore", "baseline")

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_config_file(path: str) -> Result[Config]:
    """`read_config` of a file; a file that cannot be read is a finding too."""
    content = read_bytes(path)
    if isinstance(content, Unreadable):
        return Result(None, (_finding(UNREADABLE, f"{path}: this configuration file cannot be read: {content.reason}", None),))
    return read_config(content, path, os.path.dirname(path))


def read_config(data: bytes, name: str, folder: str = "") -> Result[Config]:
    """The configuration in a TOML file: all of it, or the table `tool.jobspec` where the file is a pyproject.toml.

    Paths in it are relative to its own folder, which `folder` leads to from the current directory.
    """
    import tomllib

    source = Source.from_bytes(data, name)
    try:
        document: object = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8"))
        return Result(None, (_finding(NOT_TOML, "this is not UTF-8, as TOML must be", Span(source, at, at + 1)),))
    except RecursionError:
        return Result(None, (_not_toml(source, "lists or tables are nested too deeply"),))
    except ValueError as error:  # TOMLDecodeError, and what int() says of thousands of digits
        return Result(None, (_not_toml(source, str(error)),))
    base = table_of(name)
    for key in base:
        document = document.get(key, {}) if isinstance(document, dict) else {}
    wrong = list(complaints(types.type_info(Config), document))
    if wrong:
        return Result(None, _located(source, base, wrong))
    return Result(rebased(msgspec.convert(document, Config), folder))


def table_of(path: str) -> tuple[str, ...]:
    """The keys that lead to the configuration in a file: none, but `tool`, `jobspec` in a pyproject.toml."""
    return ("tool", "jobspec") if os.path.basename(path) == "pyproject.toml" else ()


def read_environment(environ: Mapping[str, str]) -> Result[Config]:
    """What JOBSPEC_FORMAT and its like say."""
    known = {f"JOBSPEC_{field.upper()}": field for field in ENVIRONMENT}
    values: dict[str, object] = {}
    for variable, field in known.items():
        text = environ.get(variable, "")
        if text:
            listed = field in ("select", "ignore")
            values[key_of(field)] = [part.strip() for part in text.split(",") if part.strip()] if listed else text
    wrong = list(complaints(types.type_info(Config), values))
    if wrong:
        found = (f"{'JOBSPEC_' + str(one.path[0]).upper().replace('-', '_')} in the environment: {one.words}" for one in wrong)
        return Result(None, tuple(_finding(WRONG_VALUE, message, None) for message in found))
    return Result(msgspec.convert(values, Config))


def rebased(config: Config, folder: str) -> Config:
    """The configuration with its paths seen from the current directory."""
    if not folder:
        return config

    def moved(path: str) -> str:
        return path if path == "-" or os.path.isabs(path) else os.path.relpath(os.path.join(folder, path))

    changes: dict[str, object] = {}
    for field in ("base_dir", "baseline"):
        given = getattr(config, field)
        if given is not None:
            changes[field] = moved(given)
    for field in ("paths", "var_files", "nodes"):
        given = getattr(config, field)
        if given is not None:
            changes[field] = tuple(map(moved, given))
    for field in ("driver_schemas", "output"):
        given = getattr(config, field)
        if given is not None:
            changes[field] = {key: moved(path) for key, path in given.items()}
    if config.per_file_var_files is not None:
        changes["per_file_var_files"] = {pattern: tuple(map(moved, files)) for pattern, files in config.per_file_var_files.items()}
    return msgspec.structs.replace(config, **changes)


def _located(source: Source, base: Path, wrong: list[Complaint]) -> tuple[Diagnostic, ...]:
    """Complaints as findings at the keys or values that they are about."""
    found = places(source.text)
    diagnostics = []
    for one in wrong:
        place = _nearest(found, (*base, *one.path))
        span = None if place is None else Span(source, *((place.start, place.end) if one.of_key else (place.value_start, place.value_end)))
        diagnostics.append(_finding(one.code, one.words, span, one.help))
    return tuple(diagnostics)


def _nearest(found: dict[Path, Place], path: Path) -> Place | None:
    while path and path not in found:
        path = path[:-1]
    return found.get(path)


def _not_toml(source: Source, message: str) -> Diagnostic:
    match = _POSITION.search(message)
    words = message if match is None else message[: match.start()]
    at = len(source.text)
    if match is not None and match[1] is not None:
        line = min(int(match[1]), len(source.line_starts))
        at = min(source.line_starts[line - 1] + int(match[2]) - 1, at)
    return _finding(NOT_TOML, f"this is not TOML: {words[:1].lower()}{words[1:]}", Span(source, at, min(at + 1, len(source.text))))


def _finding(code: str, message: str, span: Span | None, advice: str | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, help=advice)
