"""Values of options that have a form of their own: what is wrong with one, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from jobspec.config.model import Color, Config, Format
from jobspec.diagnostics import Severity
from jobspec.triage.selection import selector_problem

if TYPE_CHECKING:
    from jobspec.nodes.given import GivenNodes


def assignment_problem(text: str) -> str | None:
    """Nomad silently ignores a `--var` without an equals sign."""
    return None if "=" in text else f"{text!r} has no equals sign; write {text}=VALUE"


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


#: Parameter name to what finds the fault in one of its values.
PROBLEMS: dict[str, Callable[[str], str | None]] = {
    "var": assignment_problem,
    "select": selectors_problem,
    "ignore": selectors_problem,
    "severity": severity_problem,
    "output": output_problem,
    "driver_schema": schema_problem,
    "jobs": jobs_problem,
    "executor": executor_problem,
}


def _codes(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _selectors(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if not given else tuple(code for text in given for code in _codes(text))


def _table(given: Iterable[str] | None) -> dict[str, str] | None:
    return None if not given else {name: value for name, _, value in (text.partition("=") for text in given)}


def command_line(
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    severity: Iterable[str] | None = None,
    fail_on: str | None = None,
    exclude: Iterable[str] | None = None,
    var_file: Iterable[str] | None = None,
    base_dir: str | None = None,
    allow_outside: bool = False,
    lax: bool = False,
    node: Iterable[str] | None = None,
    every_node: bool = False,
    driver_schema: Iterable[str] | None = None,
    format: str | None = None,
    output: Iterable[str] | None = None,
    color: str | None = None,
    baseline: str | None = None,
) -> Config:
    """The command line as a source of configuration. Values have been looked at with `PROBLEMS`."""
    levels = _table(severity)
    outputs = _table(output)
    return Config(
        select=_selectors(select),
        ignore=_selectors(ignore),
        severity=None if levels is None else {code: Severity(level) for code, level in levels.items()},
        fail_on=None if fail_on is None else Severity(fail_on),
        exclude=tuple(exclude) if exclude else None,
        var_files=tuple(var_file) if var_file else None,
        base_dir=base_dir,
        allow_outside=allow_outside or None,
        lax=lax or None,
        nodes=tuple(node) if node else None,
        every_node=every_node or None,
        driver_schemas=_table(driver_schema),
        format=None if format is None else Format(format),
        output=None if outputs is None else {Format(name): file for name, file in outputs.items()},
        color=None if color is None else Color(color),
        baseline=baseline,
    )
