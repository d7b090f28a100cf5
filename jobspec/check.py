"""From job files to one report: runs the stages on each file, then sorts, de-duplicates and counts what they found.

The stages return findings in the order in which Nomad would report them; people read a file from top to bottom. So the
order by position is made here, at the end, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from jobspec.diagnostics import Diagnostic, Result, Severity

if TYPE_CHECKING:
    from jobspec.models.job_job import Job


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How job files are read; the same for every file of a run.

    `variables`: `NAME=VALUE` texts; `var_files`: paths, applied in order; `environ`: where `NOMAD_VAR_name` is looked up;
    `strict`: refuse values for undeclared variables, as Nomad does by default; `base_dir`: the folder that file functions
    resolve paths in, `allow_outside`: let them leave it; `json`: files hold Nomad's API JSON.
    """

    variables: tuple[str, ...] = ()
    var_files: tuple[str, ...] = ()
    environ: Mapping[str, str] = {}
    strict: bool = True
    base_dir: str = "."
    allow_outside: bool = False
    json: bool = False


class NotChecked(msgspec.Struct, frozen=True):
    """Something that the run did not look at, and why. `file` is None where it holds for the whole run."""

    what: str
    why: str
    file: str | None = None


class Summary(msgspec.Struct, frozen=True):
    """Counts of a run: files looked at, files with at least one finding, findings by severity."""

    files: int
    files_with_findings: int
    errors: int
    warnings: int
    infos: int


class FileFindings(msgspec.Struct, frozen=True):
    """What the stages found in one file, in their order; `job` is the model, or None where none could be made."""

    file: str
    job: Job | None
    diagnostics: tuple[Diagnostic, ...]
    not_checked: tuple[NotChecked, ...] = ()


class Finding(msgspec.Struct, frozen=True):
    """A diagnostic and the file whose check brought it up (it may point into another one, such as a variable file)."""

    file: str
    diagnostic: Diagnostic


class Report(msgspec.Struct, frozen=True):
    """The outcome of a run, ready to be rendered by `jobspec.reports`."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    not_checked: tuple[NotChecked, ...] = ()


def read_job(data: bytes, name: str, settings: Settings) -> Result[Job]:
    """Read one job file, in HCL or (with `settings.json`) in Nomad's API JSON."""
    import jobspec

    return jobspec.parse_job(
        data,
        filename=name,
        variables=settings.variables,
        var_files=settings.var_files,
        environ=settings.environ,
        strict=settings.strict,
        base_dir=settings.base_dir,
        allow_outside=settings.allow_outside,
        json=settings.json,
    )


def check_file(data: bytes, name: str, settings: Settings) -> FileFindings:
    """Read one job file and run every rule on it. Rules run only on files that Nomad could read, as in Nomad itself."""
    from jobspec.nodes.cni_files import is_cni_file

    if not settings.json and is_cni_file(name, data):
        from pathlib import Path

        from jobspec.nodes.cni import read_cni

        return FileFindings(name, None, read_cni(data, name, Path(name).parent).diagnostics)
    result = read_job(data, name, settings)
    if result.errors or result.value is None:
        why = "its other errors come first"
        if not settings.json and data.lstrip().startswith(b"{") and b'"TaskGroups"' in data:
            why = "this looks like the JSON of Nomad's API: try --json"
        return FileFindings(name, result.value, result.diagnostics, (NotChecked("what only a readable job can be checked for", why, name),))
    from jobspec.rules.registration import check_registration

    found = (*result.diagnostics, *check_registration(result.value))
    return FileFindings(name, result.value, found, tuple(_unchecked_drivers(result.value, name)))


def _unchecked_drivers(job: Job, name: str) -> Iterable[NotChecked]:
    from jobspec.rules.driver.schemas import driver_schema

    drivers = {task.driver for group in job.task_groups or () for task in group.tasks or () if task.driver and task.config}
    for driver in sorted(drivers):
        if driver_schema(driver) is None:
            yield NotChecked(f'config of driver "{driver}"', "no schema of this driver is known", name)


def conclude(findings: Sequence[FileFindings], not_checked: Iterable[NotChecked] = ()) -> Report:
    """Make one report of what was found in several files: each file's findings by position, repeated ones once."""
    files = tuple(found.file for found in findings)
    kept_all: list[Finding] = []
    with_findings = 0
    for found in findings:
        kept = without_repeats(in_reading_order(found.diagnostics, found.file))
        with_findings += bool(kept)
        kept_all += [Finding(found.file, diagnostic) for diagnostic in kept]
    counts = dict.fromkeys(Severity, 0)
    for finding in kept_all:
        counts[finding.diagnostic.severity] += 1
    summary = Summary(len(files), with_findings, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO])
    skipped = [*(entry for found in findings for entry in found.not_checked), *not_checked]
    return Report(files, tuple(kept_all), summary, tuple(skipped))


def in_reading_order(diagnostics: Sequence[Diagnostic], file: str) -> list[Diagnostic]:
    """Sort the findings of one file: those without a place, then those in the file by position, then those in others."""

    def place(diagnostic: Diagnostic) -> tuple[int, str, int]:
        span = diagnostic.span
        if span is None:
            return (0, "", 0)
        return (1, "", span.start) if span.source.name == file else (2, span.source.name, span.start)

    return sorted(diagnostics, key=place)


def without_repeats(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Drop findings that say the same of the same place as an earlier one."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for diagnostic in diagnostics:
        span = diagnostic.span
        key = (diagnostic.code, diagnostic.message, *(() if span is None else (span.source.name, span.start, span.end)))
        if key not in seen:
            seen.add(key)
            kept.append(diagnostic)
    return kept
