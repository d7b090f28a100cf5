"""What `jobspec parse` does, apart from the reading of options."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from jobspec.check import Settings, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.output import complain, say, style, write
from jobspec.decode.agent.errors import UNREADABLE
from jobspec.diagnostics import Diagnostic
from jobspec.discovery import STANDARD_INPUT, Unreadable, read_bytes
from jobspec.nodes.agent.recognize import is_agent_config
from jobspec.reports import render
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings


class ParseOptions(msgspec.Struct, frozen=True):
    """The files to print and how to read them.

    `kind`: `job` or `agent`, None to tell by the content. A job may be printed with the API's defaults (`canonical`) or as a server
    stores it, which includes them (`admitted`); an agent's configuration with all of its settings (`complete`).
    """

    files: tuple[str, ...]
    settings: Settings
    kind: str | None = None
    canonical: bool = False
    admitted: bool = False
    complete: bool = False
    color: str = "auto"


def print_parsed(options: ParseOptions) -> int:
    """Print a job, or an agent's configuration, as JSON on standard output and what was found on standard error; return the exit code."""
    first = options.files[0]
    if options.kind == "agent" or (options.kind is None and Path(first).is_dir()):
        return print_agent(options)
    content = read_bytes(first)
    if isinstance(content, Unreadable):
        complain([content])
        return UNUSABLE
    if options.kind is None and not options.settings.json and is_agent_config(content):
        return print_agent(options, content)
    if len(options.files) > 1:
        say("one job at a time: name a single file (several make one only of agent configs)")
        return UNUSABLE
    return print_job(content, first, options)


def print_agent(options: ParseOptions, content: bytes | None = None) -> int:
    """Print the configuration that all files and folders make together, over Nomad's defaults. `content`: what is in the first one."""
    import jobspec
    from jobspec.decode.agent.file import files_of
    from jobspec.nodes.agent.load import agent_of

    if options.files == (STANDARD_INPUT,):
        text = read_bytes(STANDARD_INPUT) if content is None else content
        if isinstance(text, Unreadable):
            complain([text])
            return UNUSABLE
        result = agent_of(Source.from_bytes(text, STANDARD_INPUT))
    else:
        result = jobspec.load_agent(options.files)
    _show_findings(result.diagnostics, options)
    if options.kind is None and result.value is not None and not result.errors and not files_of(result.value):
        complain([Unreadable(options.files[0], "it is a folder, and holds no agent configs")])
        return UNUSABLE
    if result.value is None or result.errors:
        return UNUSABLE if any(found.code == UNREADABLE for found in result.errors) else PROBLEMS
    from jobspec.models.agent_json import complete_agent_json

    write(sys.stdout, go_json(complete_agent_json(result.value) if options.complete else jobspec.agent_json(result.value)) + "\n")
    return OK


def _show_findings(diagnostics: Sequence[Diagnostic], options: ParseOptions) -> None:
    by_file: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        by_file.setdefault(options.files[0] if found.span is None else found.span.source.name, []).append(found)
    if by_file:
        report = conclude([FileFindings(name, tuple(found)) for name, found in by_file.items()])
        write(sys.stderr, render(report, "text", style(sys.stderr, options.color)))


def print_job(content: bytes, name: str, options: ParseOptions) -> int:
    """Print a job as `nomad job run -output` does."""
    result = read_job(content, name, options.settings)
    _show_findings(result.diagnostics, options)
    if result.errors or result.value is None:
        return PROBLEMS
    import jobspec

    job = result.value
    if options.admitted:
        job = jobspec.admit_job(job)
    elif options.canonical:
        job = jobspec.canonical_job(job)
    write(sys.stdout, go_json({"Job": jobspec.job_json(job)}) + "\n")
    return OK


def go_json(value: object) -> str:
    """JSON as Go's `json.MarshalIndent(value, "", "    ")` writes it: four spaces, and `<`, `>`, `&` as escapes."""
    from json import dumps

    text = dumps(value, indent=4, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
