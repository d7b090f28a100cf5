"""Agent configs from files and folders (command/agent/config.go LoadConfig, LoadConfigDir; command/config_validate.go).

In a folder, `*.hcl` and `*.json` count, in the order of their bytes, but not those in folders below, and no editor's backups. The files
of a folder are merged first; what comes of each path is then merged over Nomad's defaults, in the order of the paths.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from jobspec.decode.agent.errors import PANIC, UNREADABLE
from jobspec.decode.agent.file import AgentFile, AgentFiles, parse_agent_file
from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_defaults import DEFAULTS
from jobspec.models.agent_merge import KeyringCrash, merge
from jobspec.models.agent_origins import MergedOrigin
from jobspec.models.base import Origin
from jobspec.source import Source


def load_agent(paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]) -> Result[AgentConfig]:
    """The configuration that Nomad makes of the paths. The value is made of the files that could be read."""
    files: list[AgentFile] = []
    diagnostics: list[Diagnostic] = []
    groups: list[list[AgentFile]] = []
    for path in (paths,) if isinstance(paths, str | os.PathLike) else paths:
        group: list[AgentFile] = []
        for name in _files(path, diagnostics):
            result = _read(name, diagnostics)
            if result is not None:
                group.append(result)
        groups.append(group)
        files += group
    config = _merged(groups, diagnostics)
    return Result(with_files(config, AgentFiles(tuple(files))), tuple(diagnostics))


def agent_of(source: Source) -> Result[AgentConfig]:
    """The configuration that a single text makes over Nomad's defaults; None where it cannot be read."""
    result = parse_agent_file(source)
    if result.value is None:
        return Result(None, result.diagnostics)
    config = merge(DEFAULTS, result.value.config)
    return Result(with_files(config, AgentFiles((result.value,))), result.diagnostics)


def with_files(config: AgentConfig, files: AgentFiles) -> AgentConfig:
    """The configuration with the files that it came from as `origin.file`."""
    origin = config.origin
    if isinstance(origin, MergedOrigin):
        merged = MergedOrigin(origin, origin.owners)
        merged.file = files
        return replace(config, origin=merged)
    if origin is not None:
        return replace(config, origin=Origin(origin.source, origin.start, origin.end, origin.names, origin.values, origin.body_start,
                                             origin.body_end, files))
    return replace(config, origin=files.origin())


def _merged(groups: list[list[AgentFile]], diagnostics: list[Diagnostic]) -> AgentConfig:
    config = DEFAULTS
    for group in groups:
        loaded: AgentConfig | None = None
        for file in group:
            try:
                loaded = file.config if loaded is None else merge(loaded, file.config)
            except KeyringCrash as crash:
                diagnostics.append(_crash(crash))
        if loaded is not None:
            try:
                config = merge(config, loaded)
            except KeyringCrash as crash:
                diagnostics.append(_crash(crash))
    return config


def _crash(crash: KeyringCrash) -> Diagnostic:
    return Diagnostic(code=PANIC, severity=Severity.ERROR, span=crash.keyring.span(), nomad=True, nomad_message=f"panic: {crash}",
                      message=f'keyring "{crash.keyring.provider}" stands in an earlier file without options: Nomad crashes on this one',
                      help="write the block in one file only")


def _files(path: str | os.PathLike[str], diagnostics: list[Diagnostic]) -> list[str]:
    """The files that a path stands for."""
    name = os.fspath(path)
    try:
        if not Path(name).is_dir():
            return [name]
        with os.scandir(name) as entries:
            found = [entry.path for entry in entries if _counts(entry.name) and not entry.is_dir(follow_symlinks=False)]
    except (OSError, ValueError) as error:
        diagnostics.append(_unreadable(name, error))
        return []
    return sorted(found, key=os.fsencode)


def _counts(name: str) -> bool:
    return name.endswith((".hcl", ".json")) and not name.startswith(".#")


def _read(name: str, diagnostics: list[Diagnostic]) -> AgentFile | None:
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        diagnostics.append(_unreadable(name, error))
        return None
    result = parse_agent_file(Source.from_bytes(content, name))
    diagnostics += result.diagnostics
    return result.value


def _unreadable(name: str, error: OSError | ValueError) -> Diagnostic:
    reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    return Diagnostic(code=UNREADABLE, severity=Severity.ERROR, message=f"{name} cannot be read: {reason}", nomad=True,
                      nomad_message=f"open {name}: {reason}")
