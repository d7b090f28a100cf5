"""`jobspec parse FILE`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from jobspec.check import read_job
from jobspec.cli.exits import OK, UNUSABLE, problems_code
from jobspec.cli.options import Colored, Misused, Reading, arguments, choice, flag
from jobspec.cli.output import complain, say, show_findings, write
from jobspec.cli.settings import parse_settings
from jobspec.diagnostics import Diagnostic
from jobspec.discovery import STANDARD_INPUT, Unreadable, read_bytes
from jobspec.nodes.agent.recognize import is_agent_config
from jobspec.source import Source
from jobspec.triage.report import FileFindings


class Kind(StrEnum):
    """What files hold."""

    JOB = "job"
    AGENT = "agent"


class Arguments(Reading, Colored):
    """The command line of `parse`."""

    files = arguments("FILE", "A job file, - for standard input, or agent configs and folders.")
    as_ = choice(Kind, "--as", help="What the files hold; told by their content where it is left out.")
    canonical = flag("--canonical", help="Fill in the defaults as Nomad's API does.")
    admitted = flag("--admitted", help="As a server stores it: with what admission adds.")
    complete = flag("--complete", help="All settings of an agent, under the names of Nomad's API.")


def parse(given: Arguments) -> int:
    """Print a job file as the JSON that `nomad job run -output` prints, or agent configs merged over Nomad's defaults.

    Exit codes: 0 printed, 1 the file has errors, 2 wrong usage or unreadable input, 3 internal error.
    """
    first = given.files[0]
    if given.as_ is Kind.AGENT or (given.as_ is None and Path(first).is_dir()):
        return _print_agent(given)
    content = read_bytes(first)
    if isinstance(content, Unreadable):
        complain([content])
        return UNUSABLE
    if given.as_ is None and not given.json and is_agent_config(content):
        return _print_agent(given, content)
    if len(given.files) > 1:
        say("one job at a time: name a single file (several make one only of agent configs)")
        return UNUSABLE
    return _print_job(content, first, given)


def _print_agent(given: Arguments, content: bytes | None = None) -> int:
    """Print the configuration that all files and folders make together, over Nomad's defaults. `content`: what is in the first one."""
    if given.canonical or given.admitted:
        raise Misused("it is about jobs, and this is an agent's configuration", "--canonical" if given.canonical else "--admitted")
    import jobspec
    from jobspec.decode.agent.file import files_of
    from jobspec.nodes.agent.load import agent_of

    if given.files == (STANDARD_INPUT,):
        text = read_bytes(STANDARD_INPUT) if content is None else content
        if isinstance(text, Unreadable):
            complain([text])
            return UNUSABLE
        result = agent_of(Source.from_bytes(text, STANDARD_INPUT))
    else:
        result = jobspec.load_agent(given.files)
    _show_findings(result.diagnostics, given)
    if given.as_ is None and result.value is not None and not result.errors and not files_of(result.value):
        complain([Unreadable(given.files[0], "it is a folder, and holds no agent configs")])
        return UNUSABLE
    if result.value is None or result.errors:
        return problems_code(result.errors)
    from jobspec.models.agent_json import complete_agent_json

    write(sys.stdout, go_json(complete_agent_json(result.value) if given.complete else jobspec.agent_json(result.value)) + "\n")
    return OK


def _show_findings(diagnostics: Sequence[Diagnostic], given: Arguments) -> None:
    by_file: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        by_file.setdefault(given.files[0] if found.span is None else found.span.source.name, []).append(found)
    if by_file:
        show_findings([FileFindings(name, tuple(found)) for name, found in by_file.items()], given.color or "auto")


def _print_job(content: bytes, name: str, given: Arguments) -> int:
    """Print a job as `nomad job run -output` does."""
    if given.complete:
        raise Misused("it is about agents' configurations, and this is a job", "--complete")
    result = read_job(content, name, parse_settings(given))
    _show_findings(result.diagnostics, given)
    if result.errors or result.value is None:
        return problems_code(result.errors)
    import jobspec

    job = result.value
    if given.admitted:
        job = jobspec.admit_job(job)
    elif given.canonical:
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
