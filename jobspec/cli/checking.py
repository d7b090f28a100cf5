"""A run of `jobspec validate`, from the paths to the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from jobspec.check import Settings, check_file, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE, problems_code
from jobspec.cli.output import complain, folder_in_repository, say, style, write, write_file
from jobspec.cli.settings import ValidateOptions
from jobspec.discovery import STANDARD_INPUT, Unreadable, find_job_files, read_bytes
from jobspec.reports import WHOLE, render
from jobspec.reports.counting import count
from jobspec.reports.style import Style
from jobspec.runs.errors import UnusableExecutor
from jobspec.runs.run import Outcome, RunOptions, Statistics, run_checks
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked, Report
from jobspec.triage.selection import ALL, Choices

if TYPE_CHECKING:
    from jobspec.cli.validate_options import ValidateArguments
    from jobspec.models.job_job import Job
    from jobspec.reports.text import Pictures

#: From how many files on a run may take long enough for a progress bar.
PROGRESS = 200

#: What runs without nodes do not look at.
WITHOUT_NODES = (NotChecked("whether the job fits on nodes", "no node descriptions: name some with --node", codes=("NODE",)),)


def validate_paths(options: ValidateOptions) -> int:
    """Check every job file of the paths, print the report and return the exit code."""
    found = find_job_files(options.paths, options.excluded)
    files = found.files
    if options.given.changed_since is not None:
        from jobspec.cli.changed import NoGit, changed_files

        try:
            files = changed_files(files, options.given.changed_since)
        except NoGit as error:
            say(f"--changed-since {options.given.changed_since}: {error}")
            return UNUSABLE
        if not files and found.files:
            say(f"no file changed since {options.given.changed_since}")
    choices = choices_for(files, options)
    checked = check_files(files, options, choices)
    if checked is None:
        return UNUSABLE
    findings, unreadable = checked.findings, [*found.unreadable, *checked.unreadable]
    if options.given.diff:
        complain(unreadable)
        return UNUSABLE if unreadable else PROBLEMS if checked.mended else OK
    nodes = options.settings.nodes
    if nodes is not None:
        from jobspec.cli.node_files import beside_each_other, node_findings

        findings = beside_each_other(nodes, findings, lambda file: _job_of(file, options))
        findings += node_findings(nodes, findings)
    unread = [NotChecked("everything", f"cannot be read: {entry.reason}", entry.path) for entry in unreadable]
    not_checked = (*(() if nodes is not None else WITHOUT_NODES), *unread)
    if options.baseline is None:
        report = conclude(findings, not_checked, choices)
    else:
        from jobspec.cli.known import conclude_with_baseline

        concluded = conclude_with_baseline(findings, not_checked, choices, options.baseline, options.given.update_baseline)
        if concluded is None:
            return UNUSABLE
        report = concluded
    complain(unreadable)
    unclear = bool(unreadable) or checked.failed or problems_code(one.diagnostic for one in report.findings) == UNUSABLE
    return show(report, options, unclear, checked.pictures)


class Checked(msgspec.Struct, frozen=True):
    """The findings of a run's files, after mending where that was asked for; what cannot be read; how many findings have been mended,
    or would be; what has been drawn of the report. `failed`: a file could not be mended though it ought to."""

    findings: list[FileFindings]
    unreadable: list[Unreadable]
    mended: int = 0
    pictures: Pictures | None = None
    failed: bool = False


def check_files(files: Sequence[str], options: ValidateOptions, choices: Choices) -> Checked | None:
    """Check files and mend them as the options say. None where that cannot be done, which is said."""
    given = options.given
    statistics = Statistics()
    findings: list[FileFindings] = []
    unreadable: list[Unreadable] = []
    pictures: Pictures | None = None
    early = _all_in_pictures(options)
    standard_input = read_bytes(STANDARD_INPUT) if given.mends and STANDARD_INPUT in files else None
    try:
        for outcome in _outcomes(files, options, standard_input, statistics):
            if isinstance(outcome, Unreadable):
                unreadable.append(outcome)
            else:
                findings.append(outcome)
                if early and statistics.processes:  # draw while they work
                    pictures = pictures or _pictures(options)
                    pictures.draw(outcome)
    except UnusableExecutor as error:
        say(str(error))
        return None
    if given.stats:
        say(statistics_text(statistics))
    if not given.mends:
        return Checked(findings, unreadable, pictures=pictures)
    from jobspec.cli.mending import Mending

    mending = Mending(given, choices, lambda name: settings_for(name, options))
    findings = mending.mend(findings, standard_input if isinstance(standard_input, bytes) else None)
    if mending.fixes or not mending.failed:
        say(mending.summary())
    return Checked(findings, unreadable, mending.fixes, failed=mending.failed)


def _all_in_pictures(options: ValidateOptions) -> bool:
    """Whether the report shows every finding with its source lines."""
    hides = options.select != (ALL,) or options.ignore or options.baseline is not None
    return options.format == "text" and not (options.given.mends or hides)


def _pictures(options: ValidateOptions) -> Pictures:
    from jobspec.reports.text import Pictures

    return Pictures(style(sys.stdout, options.color))


def _outcomes(files: Sequence[str], options: ValidateOptions, standard_input: bytes | Unreadable | None,
              statistics: Statistics) -> Iterator[Outcome]:
    """What comes of each file; standard input can be read once only, so what was read of it is handed in."""
    rest = list(files)
    if isinstance(standard_input, bytes):
        yield check_file(standard_input, STANDARD_INPUT, settings_for(STANDARD_INPUT, options))
        rest.remove(STANDARD_INPUT)
    outcomes = run_checks(rest, lambda name: settings_for(name, options), run_options(options.given), statistics)
    if len(rest) < PROGRESS:
        yield from outcomes
    else:
        from jobspec.cli.progress import with_progress

        yield from with_progress(outcomes, len(rest))


def run_options(given: ValidateArguments) -> RunOptions:
    """How the check of many files is done."""
    folder = None
    if not given.no_cache:
        from jobspec.runs.folder import cache_folder

        folder = cache_folder(os.environ)
    return RunOptions(processes=int(given.jobs or "0"), cluster=(given.executor or "").removeprefix("dask:"), cache=folder)


def statistics_text(statistics: Statistics) -> str:
    """What a run did, in a line."""
    where = f"in {statistics.processes} processes" if statistics.processes else "in this process"
    trouble = f"; no cache: {statistics.trouble}" if statistics.trouble else ""
    done = f"{count(statistics.checked, 'file')} checked {where}"
    return f"{done}, {statistics.known:,} from the cache, {statistics.unreadable:,} unreadable, {statistics.seconds:.2f} s{trouble}"


def settings_for(name: str, options: ValidateOptions) -> Settings:
    """How one file is read."""
    per_file = options.per_file
    return per_file.settings(name, options.settings) if per_file is not None and per_file.changes_reading else options.settings


def _job_of(name: str, options: ValidateOptions) -> Job | None:
    """The job of a file that was read before; standard input cannot be read twice."""
    content = Unreadable(name, "") if name == "-" else read_bytes(name)
    return None if isinstance(content, Unreadable) else read_job(content, name, settings_for(name, options)).value


def choices_for(files: Sequence[str], options: ValidateOptions) -> Choices:
    """Which findings count, in which file."""
    per_file = {} if options.per_file is None else options.per_file.ignored(files)
    return Choices(select=options.select, ignore=options.ignore, severity=options.severity, per_file=per_file, fail_on=options.fail_on)


def show(report: Report, options: ValidateOptions, unreadable: bool, pictures: Pictures | None = None) -> int:
    """Print a report, write it to the files that were asked for, and return the exit code. `unreadable`: not all could be looked at.
    `pictures`: what has been drawn of a report in text."""
    if report.files or options.format in WHOLE:
        stream = sys.stderr if options.given.fix and STANDARD_INPUT in report.files else sys.stdout  # which has the mended text
        if pictures is None:
            write(stream, render(report, options.format, style(stream, options.color)))
        else:
            from jobspec.reports.text import render_with

            write(stream, render_with(pictures, report))
    for format, file in options.outputs:
        if not write_file(file, render(report, format, Style(folder=folder_in_repository(os.environ)))):
            return UNUSABLE
    if unreadable:
        return UNUSABLE
    return PROBLEMS if report.failed else OK
