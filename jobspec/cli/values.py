"""Values of options that have a form of their own: what is wrong with one, and what it means."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jobspec.config.model import Format
from jobspec.diagnostics import Severity
from jobspec.triage.selection import selector_problem

if TYPE_CHECKING:
    from jobspec.nodes.given import GivenNodes


def assignment_problem(text: str) -> str | None:
    """Nomad silently ignores a `--var` without an equals sign."""
    return None if "=" in text else f"{text!r} has no equals sign; write {text}=VALUE"


def folder_problem(path: str) -> str | None:
    """A folder that is there."""
    return None if os.path.isdir(path) else f"there is no folder {path}"


def selectors_problem(text: str) -> str | None:
    """Codes with commas between them."""
    parts = _codes(text)
    return next((problem for part in parts if (problem := selector_problem(part))), None) if parts else "a code is needed here"


def severity_problem(text: str) -> str | None:
    """CODE=LEVEL"""
    code, equals, level = text.partition("=")
    if not equals:
        return f"{text!r} has no equals sign; write {text}=error, {text}=warning or {text}=info"
    return selector_problem(code) or (None if level in tuple(Severity) else f"{level!r} is no level: error, warning or info")


def output_problem(text: str) -> str | None:
    """FORMAT=FILE"""
    format, equals, file = text.partition("=")
    if format not in tuple(Format):
        return f"{format!r} is no format: {', '.join(Format)}"
    if file == "-":
        return f"standard output is no file: --format {format} prints there"
    return None if equals and file else f"{text!r} names no file; write {format}=FILE"


def schema_problem(text: str) -> str | None:
    """NAME=FILE"""
    name, _, file = text.partition("=")
    return None if name and file else f"{text!r} is not NAME=FILE"


def jobs_problem(text: str) -> str | None:
    """A number of processes."""
    return None if text.isascii() and text.isdigit() and len(text) < 5 else f"{text!r} is no number of processes"


def executor_problem(text: str) -> str | None:
    """dask:ADDRESS"""
    return None if text.startswith("dask:") and len(text) > len("dask:") else f"{text!r} is no executor: dask:ADDRESS"


def nodes_problem(given: GivenNodes | None) -> str | None:
    """What describes one node cannot be taken for several."""
    if given is None or len(given.paths) < 2 or not (given.interfaces or given.routes or given.cni_config_dir):
        return None
    return "--interfaces, --routes and --cni-config-dir describe one node: give one --node, or a folder with facts/ for each"


def _codes(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def codes_of(given: Iterable[str]) -> tuple[str, ...] | None:
    """The codes of an option that was given any number of times; None where it was not given."""
    return tuple(code for text in given for code in _codes(text)) or None


def table_of(given: Iterable[str]) -> dict[str, str]:
    """NAME=VALUE, any number of times, as a table; the last one counts."""
    return {name: value for name, _, value in (text.partition("=") for text in given)}
